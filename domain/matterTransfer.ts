import { actorMay } from './approver.ts';
import { fault } from './faults.ts';
import type { MatterRule } from './matterRule.ts';
import { term } from './terms.ts';
import { handOver, handOverFault } from './transfer.ts';

/** 移交 by decision of the office: done at once, so that it never stands open. */
export const TRANSFER: MatterRule = {
  kind: 'transfer',
  takes: ['transfer'],
  pausable: false,
  guard(view, state, message) {
    if (message.kind !== 'transfer') return undefined;
    if (!actorMay(message.by, 'office')) {
      return fault('wrong-approver', { approver: term('office'), actor: term(message.by) });
    }
    return handOverFault(view, state, message);
  },
  take(view, state, message) {
    if (message.kind !== 'transfer') return { state, decisions: [] };
    const { receivedAt: at, by, from, to, reason, what } = message;
    return handOver(view, state, { at, by, from, to, reason, what });
  },
  wake: (_view, state) => ({ state, decisions: [] }),
};
