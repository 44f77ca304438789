import { closeTask } from './closure.ts';
import {
  applyFault,
  closureOf,
  closureRule,
  decideFault,
  gateOf,
  OPEN,
  openClosure,
  type Closure,
  type Of,
} from './closureGuards.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision, Notice } from './machine.ts';
import { mattersOf, unlimited, withMatter } from './matter.ts';
import { aboveDesk, calendarNow, termFrom, termUntil } from './matterLimit.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { ClosureRule } from './regimeClosure.ts';
import type { Recipient } from './regimeParts.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { holdersNow } from './transfer.ts';

/** The unit that applied, while it holds the task; else whoever holds it now. */
function unitsOf(view: TaskView, state: TaskState, { by }: Pick<Closure, 'by'>): readonly string[] {
  const holders = holdersNow(view, state);
  const own = holders.filter((unit) => by === `unit:${unit}`);
  return own.length > 0 ? own : holders;
}

/** The application goes to its desk with that desk's limit. */
function put(
  view: TaskView,
  state: TaskState,
  matter: Closure,
  now: Instant,
  fact: { readonly type: string; readonly payload: Readonly<Record<string, unknown>> },
): Progress {
  const rule = closureRule(view) as ClosureRule;
  const gate = gateOf(rule, matter.phase);
  const term = termFrom(calendarNow(view, state), { ...gate, remind: rule.remind }, now);
  const open: Closure = { ...matter, ...term };
  const payload = { ...about(open), ...fact.payload, limitAt: term.limitAt };
  return {
    state: withMatter(state, open),
    decisions: [
      matterFact(now, open, fact.type, payload, nth(open)),
      ...tell(view, state, open, now, 'decide-closure', [gate.by], payload, nth(open, open.phase)),
    ],
    answer: { value: { phase: open.phase, limitAt: term.limitAt } },
  };
}

/** What every fact and notice says of it. */
function about({ by: applicant, text, evidence, phase, round, opinion }: Closure) {
  return {
    ...{ applicant, text, evidence, phase },
    ...(round === 1 ? {} : { round }),
    ...(opinion === undefined ? {} : { opinion }),
  };
}

/** From the second round on keys are numbered. */
function nth({ round }: Closure, phase?: string): string | undefined {
  const parts = [phase, round === 1 ? undefined : String(round)].filter((part) => part);
  return parts.length === 0 ? undefined : parts.join('-');
}

function tell(
  view: TaskView,
  state: TaskState,
  matter: Closure,
  now: Instant,
  type: string,
  to: readonly Recipient[],
  payload: Readonly<Record<string, unknown>>,
  nth?: string,
): Notice[] {
  const members = unitsOf(view, state, matter);
  const news = { at: now, matter, type, to, payload, members };
  return tellAbout(view, state, nth === undefined ? news : { ...news, nth });
}

const WHOM: readonly Recipient[] = ['reporter', 'head', 'office'];

function apply(view: TaskView, state: TaskState, message: Of<'apply-closure'>): Progress {
  const rule = closureRule(view) as ClosureRule;
  const last = closureOf(state);
  const again = last?.phase === 'returned' ? last : undefined;
  const n = mattersOf<Closure>(state, 'closure').length + closedTimes(state) + 1;
  const { receivedAt: now, by, text, evidence = [] } = message;
  const matter: Closure = {
    id: again?.id ?? `closure/${n}`,
    ...{ kind: 'closure', phase: rule.first === undefined ? 'deciding' : 'first' },
    ...{ openedAt: again?.openedAt ?? now, by, text, evidence, appliedAt: now },
    round: (again?.round ?? 0) + 1,
  };
  return put(view, state, matter, now, { type: 'closure-applied', payload: { by } });
}

/** Closures that were made and then undone: their applications are no longer among the matters. */
function closedTimes(state: TaskState): number {
  return mattersOf(state, 'reopening').length;
}

function approved(view: TaskView, state: TaskState, message: Of<'approve-closure'>): Progress {
  const open = openClosure(state) as Closure;
  const { receivedAt: at, by, grade, opinion } = message;
  const payload = {
    ...about(open),
    ...(grade === undefined ? {} : { grade }),
    ...(opinion === undefined ? {} : { decision: opinion }),
  };
  const made = closeTask(view, state, open, { at, by }, payload);
  const to: readonly Recipient[] = [...WHOM, 'leader'];
  return {
    state: made.state,
    decisions: [
      ...made.decisions,
      ...tell(view, state, open, at, 'closed', to, { ...payload, by }, nth(open)),
    ],
    answer: { value: { closed: at } },
  };
}

function returned(view: TaskView, state: TaskState, message: Of<'return-closure'>): Progress {
  const open = openClosure(state) as Closure;
  const { receivedAt: now, by, reason, until } = message;
  const matter: Closure = {
    ...open,
    phase: 'returned',
    ...termUntil(view, state, until, now, closureRule(view)?.remind),
  };
  const payload = { ...about(matter), by, reason, limitAt: matter.limitAt };
  return {
    state: withMatter(state, matter),
    decisions: [
      matterFact(now, matter, 'closure-returned', payload, nth(matter)),
      ...tell(view, state, matter, now, 'closure-returned', WHOM, payload, nth(matter)),
    ],
    answer: { value: { limitAt: matter.limitAt } },
  };
}

function withdrawn(view: TaskView, state: TaskState, message: Of<'withdraw-closure'>): Progress {
  const open = openClosure(state) as Closure;
  const { receivedAt: now, by, reason } = message;
  const { by: desk } = gateOf(closureRule(view) as ClosureRule, open.phase);
  const matter: Closure = { ...unlimited(open), phase: 'withdrawn' };
  const payload = { ...about(matter), by, reason };
  return {
    state: withMatter(state, matter),
    decisions: [
      matterFact(now, matter, 'closure-withdrawn', payload, nth(matter)),
      ...tell(view, state, matter, now, 'closure-withdrawn', [desk], payload, nth(matter)),
    ],
  };
}

/** A missed limit is reported up, and the application waits for a person; one that was returned and not renewed lapses. */
function wake(view: TaskView, state: TaskState, { matter, what, at: now }: MatterWake): Progress {
  const rule = closureRule(view) as ClosureRule;
  const closure = matter as Closure;
  const { by: desk } = gateOf(rule, closure.phase);
  const back = closure.phase === 'returned';
  const payload = {
    ...about(closure),
    desk: back ? closure.by : desk,
    limitAt: closure.limitAt ?? now,
  };
  const key = nth(closure, closure.phase);
  const say = (type: string, to: readonly Recipient[]): Decision[] => [
    matterFact(now, closure, type, payload, key),
    ...tell(view, state, closure, now, type, to, payload, key),
  ];
  if (what === 'remind') {
    return { state, decisions: say('closure-reminder', back ? ['reporter', 'head'] : [desk]) };
  }
  if (!back) return { state, decisions: say('closure-overdue', aboveDesk(desk, rule.up)) };
  const lapsed: Closure = { ...closure, phase: 'lapsed' };
  return { state: withMatter(state, lapsed), decisions: say('closure-lapsed', WHOM) };
}

/** 销号: an application, evidence by rule, and a person who decides; no limit ever closes a task. */
export const CLOSURE: MatterRule = {
  kind: 'closure',
  takes: [
    'apply-closure',
    'review-closure',
    'approve-closure',
    'return-closure',
    'withdraw-closure',
  ],
  pausable: false,
  guard(view, state, message) {
    if (message.kind === 'apply-closure') return applyFault(view, state, message);
    return decideFault(view, state, message as Of<'review-closure'>);
  },
  take(view, state, message) {
    switch (message.kind) {
      case 'apply-closure':
        return apply(view, state, message);
      case 'review-closure': {
        const { receivedAt, by, opinion } = message;
        const open = openClosure(state) as Closure;
        const passed: Closure = {
          ...open,
          phase: 'deciding',
          ...(opinion === undefined ? {} : { opinion }),
        };
        const fact = { type: 'closure-reviewed', payload: { by } };
        return put(view, state, passed, receivedAt, fact);
      }
      case 'approve-closure':
        return approved(view, state, message);
      case 'return-closure':
        return returned(view, state, message);
      case 'withdraw-closure':
        return withdrawn(view, state, message);
      default:
        return { state, decisions: [] };
    }
  },
  wake,
  awaited: ({ phase }) => OPEN.includes(phase),
  holds: (matter, obligation) => isPending(matter as Closure, obligation.slot.instants.due),
  marks: (matter, obligation) =>
    isPending(matter as Closure, obligation.slot.instants.due) ? ['closure-pending'] : [],
};

/** Applied for in time: not after an obligation fell due. */
function isPending({ phase, appliedAt }: Closure, due: Instant): boolean {
  return OPEN.includes(phase) && epoch(appliedAt) <= epoch(due);
}
