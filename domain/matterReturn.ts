import { unitActing } from './machine.ts';
import { addOffset } from './calendar.ts';
import { moveDue } from './extended.ts';
import { fault, type Fault } from './faults.ts';
import { at, dayOf, epoch, maxInstant, type Day, type Instant } from './instant.ts';
import { matterOf, mattersOf, unlimited, withMatter, type Matter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import { NEVER, resumedInstant, type Obligation } from './obligation.ts';
import type { ReturnRule } from './regimeSign.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { handOver, handOverFault, holdersNow } from './transfer.ts';

/** Return 退回任务 of one unit: asked, and then accepted or refused by a person; `settled`: over before a decision. */
export interface Return extends Matter {
  readonly kind: 'return';
  readonly phase: 'asked' | 'refused' | 'accepted' | 'settled';
  readonly unit: string;
  readonly reason: string;
  readonly suggest?: string;
}

function idOf(unit: string): string {
  return `return/${unit}`;
}

function returnOf(state: TaskState, unit: string): Return | undefined {
  return matterOf<Return>(state, 'return', idOf(unit));
}

function ruleOf({ input }: TaskView): ReturnRule | undefined {
  return input.context.regime.returns;
}

/** Until when a task may be returned, from the first notices. */
export function returnLimit(view: TaskView, state: TaskState): Instant | undefined {
  const rule = ruleOf(view);
  if (rule === undefined) return undefined;
  const calendar = calendarNow(view, state);
  const { firstNoticesAt } = view.input.context;
  const day = addOffset(calendar, dayOf(firstNoticesAt, calendar.zone), rule.within);
  return at(day, rule.decide.time, calendar.zone);
}

function askFault(
  view: TaskView,
  state: TaskState,
  by: string,
  reason: string,
  now: Instant,
): Fault | undefined {
  const task = view.input.task.key;
  const unit = unitActing(by) ?? '';
  const limit = returnLimit(view, state);
  if (limit === undefined) return fault('return-not-asked', { task });
  if (!holdersNow(view, state).includes(unit)) return fault('unit-not-holder', { task, unit });
  if (reason.trim() === '') return fault('reason-missing', { act: '退回任务' });
  const known = returnOf(state, unit);
  if (known?.phase === 'asked') return fault('return-open', { task });
  if (known !== undefined) return fault('return-used', { task });
  return epoch(now) > epoch(limit) ? fault('return-late', { task, limit }) : undefined;
}

function ask(
  view: TaskView,
  state: TaskState,
  unit: string,
  message: { readonly receivedAt: Instant; readonly reason: string; readonly suggest?: string },
): Progress {
  const rule = ruleOf(view) as ReturnRule;
  const { receivedAt: now, reason, suggest } = message;
  const gate = { ...rule.decide, remind: rule.remind };
  const { limitAt, remindAt } = termFrom(calendarNow(view, state), gate, now);
  const matter: Return = {
    ...{ id: idOf(unit), kind: 'return', phase: 'asked', openedAt: now, unit, reason },
    ...(suggest === undefined ? {} : { suggest }),
    ...{ limitAt, remindAt },
  };
  const payload = { unit, reason, limitAt, ...(suggest === undefined ? {} : { suggest }) };
  const to = [rule.decide.by];
  return {
    state: withMatter(state, matter),
    decisions: [
      matterFact(now, matter, 'return-asked', { ...payload, by: `unit:${unit}` }),
      ...tellAbout(view, state, { at: now, matter, type: 'decide-return', to, payload }),
    ],
    answer: { value: { limitAt } },
  };
}

function decideFault(
  view: TaskView,
  state: TaskState,
  message: {
    readonly by: string;
    readonly unit: string;
    readonly accept: boolean;
    readonly reason: string;
    readonly to?: { readonly id: string } | undefined;
  },
): Fault | undefined {
  const task = view.input.task.key;
  const rule = ruleOf(view);
  const found = returnOf(state, message.unit);
  if (rule === undefined || found?.phase !== 'asked') return fault('return-none', { task });
  if (message.by !== rule.decide.by) {
    return fault('wrong-approver', { approver: term(rule.decide.by), actor: term(message.by) });
  }
  if (message.reason.trim() === '') return fault('reason-missing', { act: '审定退回' });
  return message.accept && message.to === undefined
    ? fault('content-missing', { what: '接办单位' })
    : undefined;
}

interface Kept {
  readonly obligation: Obligation;
  readonly due: Day;
}

/** Where the clock stops, what was not yet judged keeps the working days that were left when the task was returned. */
function kept(view: TaskView, state: TaskState, from: Instant, to: Instant): readonly Kept[] {
  if (ruleOf(view)?.clock !== 'stops') return [];
  const calendar = calendarNow(view, state);
  const open = view.lineAt(state).obligations.filter(({ key, slot }) => {
    const { opens, due } = slot.instants;
    const begun = epoch(opens) <= epoch(from) && epoch(due) > epoch(from) && due !== NEVER;
    return (
      begun &&
      state.entries[key]?.verdict === undefined &&
      state.entries[key]?.receivedAt === undefined
    );
  });
  return open.flatMap((obligation): Kept[] => {
    const { due: was, dueDay } = obligation.slot.instants;
    const due = dayOf(resumedInstant(was, { from, to }, calendar), calendar.zone);
    return due === dueDay ? [] : [{ obligation, due }];
  });
}

/** 退回: a unit holds that a task is not its own; a person decides, and until then nothing above 催办 is done to it. */
export const RETURN: MatterRule = {
  kind: 'return',
  takes: ['return-task', 'decide-return'],
  pausable: false,
  guard(view, state, message) {
    if (message.kind === 'return-task') {
      return askFault(view, state, message.by, message.reason, message.receivedAt);
    }
    if (message.kind !== 'decide-return') return undefined;
    const refused = decideFault(view, state, message);
    if (refused !== undefined || message.to === undefined || !message.accept) return refused;
    const { reason, to, unit: from } = message;
    return handOverFault(view, state, { from, to: [to], reason });
  },
  take(view, state, message) {
    if (message.kind === 'return-task') {
      return ask(view, state, unitActing(message.by) ?? '', {
        ...{ receivedAt: message.receivedAt, reason: message.reason },
        ...(message.suggest === undefined ? {} : { suggest: message.suggest }),
      });
    }
    if (message.kind !== 'decide-return') return { state, decisions: [] };
    const { unit, accept, reason, by, receivedAt: now, to } = message;
    const found = returnOf(state, unit) as Return;
    const done: Return = { ...unlimited(found), phase: accept ? 'accepted' : 'refused' };
    const moves = kept(view, state, found.openedAt, now);
    const said = { by, reason: '退回期间时限停止计算', matter: found.id };
    let settled = withMatter(state, done);
    const moved = moves.flatMap(({ obligation, due }) => {
      const made = moveDue(view, settled, { at: now, obligation, due, payload: said });
      settled = made.state;
      return made.decisions;
    });
    const days = moves.map(({ obligation: { key }, due }) => ({ obligation: key, due }));
    const payload = { unit, accept, reason, by, ...(days.length === 0 ? {} : { moved: days }) };
    const fact = matterFact(now, found, accept ? 'return-accepted' : 'return-refused', payload);
    if (accept && to !== undefined) {
      const act = { at: now, by, from: unit, to: [to], reason, what: 'transfer' as const };
      const handed = handOver(view, settled, act);
      return { ...handed, decisions: [fact, ...moved, ...handed.decisions] };
    }
    const roles = ['reporter', 'head'] as const;
    const news = { at: now, matter: found, type: 'return-refused', to: roles, payload };
    return {
      state: settled,
      decisions: [fact, ...moved, ...tellAbout(view, settled, { ...news, members: [unit] })],
      answer: { value: { accept } },
    };
  },
  after: (view, state, message) => settled(view, state, message),
  wake(view, state, { matter, what, at: now }) {
    const rule = ruleOf(view) as ReturnRule;
    const { unit, reason } = matter as Return;
    const payload = { unit, reason, limitAt: (matter as Return).limitAt };
    const type = what === 'remind' ? 'return-reminder' : 'return-overdue';
    const to = what === 'remind' ? [rule.decide.by] : [rule.decide.by, 'office' as const, rule.up];
    const fact = matterFact(now, matter, what === 'remind' ? 'return-reminded' : type, payload);
    return {
      state,
      decisions: [fact, ...tellAbout(view, state, { at: now, matter, type, to, payload })],
    };
  },
  awaited: ({ phase }) => phase === 'asked',
  holds: (matter, obligation) => concerns(matter, obligation),
  marks: (matter, obligation) => (concerns(matter, obligation) ? ['return-pending'] : []),
};

/** A unit whose part was handed to others meanwhile has nothing to return; whoever had it on the desk is told. */
function settled(view: TaskView, state: TaskState, message: TaskMessage): Progress {
  const rule = ruleOf(view);
  const open = state.ended ? [] : openReturns(state);
  if (rule === undefined || open.length === 0) return { state, decisions: [] };
  const holders = holdersNow(view, state);
  const over = open.filter(({ unit }) => !holders.includes(unit));
  const now = maxInstant(message.receivedAt, state.clock);
  const to = [rule.decide.by];
  return {
    state: over.reduce((s, one) => withMatter(s, { ...unlimited(one), phase: 'settled' }), state),
    decisions: over.flatMap((matter) => {
      const payload = { unit: matter.unit, reason: matter.reason };
      return [
        matterFact(now, matter, 'return-settled', payload),
        ...tellAbout(view, state, { at: now, matter, type: 'return-settled', to, payload }),
      ];
    }),
  };
}

function concerns(matter: Matter, { party }: Obligation): boolean {
  const { phase, unit } = matter as Return;
  return phase === 'asked' && party.members.includes(unit);
}

/** The returns that wait for a decision. */
export function openReturns(state: TaskState): readonly Return[] {
  return mattersOf<Return>(state, 'return').filter(({ phase }) => phase === 'asked');
}
