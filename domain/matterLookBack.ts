import { reopenTask, type LookBack } from './closure.ts';
import { fault, type Fault } from './faults.ts';
import type { Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { mattersOf, withMatter, withoutMatter, type Matter } from './matter.ts';
import { aboveDesk, calendarNow, dayFault, deskFault, termFrom, termUntil } from './matterLimit.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import { lookBackRule, type LookBackRule } from './regimeClosure.ts';
import type { Recipient } from './regimeParts.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { holdersNow } from './transfer.ts';

type Done = Extract<TaskMessage, { kind: 'look-back' }>;

/** Reopening 重启: a task whose look-back has failed, until it is closed again by a person. */
export interface Reopening extends Matter {
  readonly kind: 'reopening';
  readonly phase: 'open' | 'overdue' | 'closed';
  readonly reason: string;
}

function ruleOf({ input }: TaskView): LookBackRule | undefined {
  return lookBackRule(input.context.regime.closure);
}

/** The look-back that is asked for; those that wait for their day are not yet anybody's. */
export function askedLookBack(state: TaskState): LookBack | undefined {
  return mattersOf<LookBack>(state, 'look-back').find(({ phase }) => phase === 'asked');
}

function lookBackFault(view: TaskView, state: TaskState, message: Done): Fault | undefined {
  const task = view.input.task.key;
  const rule = ruleOf(view);
  const asked = askedLookBack(state);
  if (rule === undefined || asked === undefined) {
    const [next] = mattersOf<LookBack>(state, 'look-back');
    const at = next?.limitAt;
    return at === undefined
      ? fault('look-back-none', { task })
      : fault('look-back-early', { task, at });
  }
  const refused = deskFault(message.by, rule.by, term);
  if (refused) return refused;
  const { reason, result, until, receivedAt } = message;
  if (reason.trim() === '') return fault('reason-missing', { act: '登记回头看' });
  if (until === undefined) return undefined;
  if (result === 'passed') return fault('look-back-until', { task });
  return dayFault(view, state, until, receivedAt);
}

function passed(view: TaskView, state: TaskState, asked: LookBack, message: Done): Progress {
  const { receivedAt: now, by, reason } = message;
  const payload = { ...about(asked), result: 'passed', by, reason };
  const to: readonly Recipient[] = ['reporter', 'office'];
  return {
    state: withoutMatter(state, asked.id),
    decisions: [
      matterFact(now, asked, 'look-back', payload),
      ...tell(view, state, asked, now, 'look-back-passed', to, payload),
    ],
    answer: { value: { result: 'passed' } },
  };
}

function about({ nth, of }: LookBack) {
  return of === 1 ? {} : { nth, of };
}

function tell(
  view: TaskView,
  state: TaskState,
  matter: Matter,
  at: Instant,
  type: string,
  to: readonly Recipient[],
  payload: Readonly<Record<string, unknown>>,
) {
  const members = holdersNow(view, state);
  return tellAbout(view, state, { at, matter, type, to, payload, members });
}

/** 回头看不合格: the task is open again with everything that it has been, and the false report stands against its units. */
function failed(view: TaskView, state: TaskState, asked: LookBack, message: Done): Progress {
  const { receivedAt: at, by, reason, until } = message;
  const act = { at, by, reason, ...(until === undefined ? {} : { until }) };
  const made = reopenTask(view, state, asked, act);
  const ahead = mattersOf<LookBack>(state, 'look-back').map(({ id }) => id);
  const left = ahead.reduce((now, id) => withoutMatter(now, id), made.state);
  const now = made.state.clock;
  const rule = ruleOf(view) as LookBackRule;
  const limits =
    until === undefined
      ? termFrom(calendarNow(view, state), rule, now)
      : termUntil(view, state, until, now);
  const matter: Reopening = {
    id: `reopening/${mattersOf(state, 'reopening').length + 1}`,
    ...{ kind: 'reopening', phase: 'open', openedAt: now, reason },
    ...limits,
  };
  const payload = { reason, by, limitAt: limits.limitAt };
  const to: readonly Recipient[] = ['reporter', 'head', 'leader', 'office'];
  const done = { ...about(asked), result: 'failed', by, reason };
  return {
    state: withMatter(left, matter),
    decisions: [
      matterFact(now, asked, 'look-back', done),
      ...made.decisions,
      ...tell(view, left, matter, now, 'reopened', to, payload),
    ],
    answer: { value: { result: 'failed', reopened: now, limitAt: limits.limitAt } },
  };
}

function wakeLookBack(
  view: TaskView,
  state: TaskState,
  { matter, what, at: now }: MatterWake,
): Progress {
  const rule = ruleOf(view) as LookBackRule;
  const look = matter as LookBack;
  const say = (type: string, to: readonly Recipient[], limitAt: Instant): Decision[] => {
    const payload = { ...about(look), desk: rule.by, limitAt };
    return [
      matterFact(now, look, type, payload),
      ...tell(view, state, look, now, type, to, payload),
    ];
  };
  if (look.phase === 'waiting') {
    const limits = termFrom(calendarNow(view, state), rule, now);
    const asked: LookBack = { ...look, phase: 'asked', ...limits };
    const others = mattersOf<LookBack>(state, 'look-back').filter(({ phase }) => phase === 'asked');
    const kept = others.reduce((current, { id }) => withoutMatter(current, id), state);
    return {
      state: withMatter(kept, asked),
      decisions: [
        ...others.map((other) => matterFact(now, other, 'look-back-missed', about(other))),
        ...say('look-back-due', [rule.by], limits.limitAt),
      ],
    };
  }
  return what === 'remind'
    ? { state, decisions: say('look-back-reminder', [rule.by], look.limitAt ?? now) }
    : { state, decisions: say('look-back-overdue', aboveDesk(rule.by, 'principal'), now) };
}

/** 回头看: so long after a closure somebody looks again; a failure opens the task with its history. */
export const LOOK_BACK: MatterRule = {
  kind: 'look-back',
  takes: ['look-back'],
  pausable: false,
  guard: (view, state, message) => lookBackFault(view, state, message as Done),
  take(view, state, message) {
    const asked = askedLookBack(state) as LookBack;
    const done = message as Done;
    return done.result === 'passed'
      ? passed(view, state, asked, done)
      : failed(view, state, asked, done);
  },
  wake: wakeLookBack,
  awaited: ({ phase }) => phase === 'asked',
};

/** 重启后的任务: it waits until somebody closes it again; past its limit it is reported up. */
export const REOPENING: MatterRule = {
  kind: 'reopening',
  takes: [],
  pausable: false,
  guard: () => undefined,
  take: (_view, state) => ({ state, decisions: [] }),
  wake(view, state, { matter, what, at: now }) {
    const { limitAt, reason } = matter as Reopening;
    const remind = what === 'remind';
    const type = remind ? 'reopened-reminder' : 'reopened-overdue';
    const to: readonly Recipient[] = remind
      ? ['reporter', 'head']
      : ['reporter', 'head', 'office', 'principal'];
    const payload = { limitAt: limitAt ?? now, reason };
    const next = remind ? state : withMatter(state, { ...matter, phase: 'overdue' });
    return {
      state: next,
      decisions: [
        matterFact(now, matter, type, payload),
        ...tell(view, state, matter, now, type, to, payload),
      ],
    };
  },
  awaited: ({ phase }) => phase !== 'closed',
};
