import { unitActing } from './machine.ts';
import { fault } from './faults.ts';
import type { Matter } from './matter.ts';
import { withMatter, withoutMatter } from './matter.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import { holdersNow } from './transfer.ts';

/** Delegate 转办 inside a unit: who is reminded in place of its reporter. The duty, and the judgement, stay the unit's. */
export interface Delegated extends Matter {
  readonly kind: 'delegate';
  readonly phase: 'delegated';
  readonly unit: string;
  readonly to: string;
}

export const DELEGATE: MatterRule = {
  kind: 'delegate',
  takes: ['delegate'],
  pausable: false,
  guard(view, state, message) {
    if (message.kind !== 'delegate') return undefined;
    const task = view.input.task.key;
    const unit = unitActing(message.by) ?? message.by;
    if (!holdersNow(view, state).includes(unit)) return fault('unit-not-holder', { task, unit });
    return /[/:]/.test(message.to) ? fault('delegate-malformed', { to: message.to }) : undefined;
  },
  take(view, state, message) {
    if (message.kind !== 'delegate') return { state, decisions: [] };
    const { receivedAt: at, by, id } = message;
    const unit = unitActing(by) ?? by;
    const to = message.to.trim();
    const matter = { id: `delegate/${unit}` };
    const payload = { unit, by, ...(to === '' ? {} : { to }) };
    const fact = matterFact(at, matter, 'delegated', payload, id);
    if (to === '') return { state: withoutMatter(state, matter.id), decisions: [fact] };
    const delegated: Delegated = {
      ...{ id: matter.id, kind: 'delegate', phase: 'delegated', openedAt: at, unit, to },
    };
    const next = withMatter(state, delegated);
    const news = {
      at,
      matter,
      type: 'delegated-to',
      to: ['reporter' as const],
      members: [unit],
      payload,
    };
    return { state: next, decisions: [fact, ...tellAbout(view, next, { ...news, nth: id })] };
  },
  wake: (_view, state) => ({ state, decisions: [] }),
};
