import { fault, type Fault } from './faults.ts';
import { at, type Instant } from './instant.ts';
import { reminderBetween } from './interview2Rule.ts';
import { type Decision, unitActing } from './machine.ts';
import { matterOf, mattersOf, unlimited, withMatter, type Matter } from './matter.ts';
import { calendarNow } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { Recipient } from './regime.ts';
import { obligationOf } from './taskGuards.ts';
import type { ReportSubmitted, TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import type { Unit } from './unit.ts';
import { limitDayFault } from './verifyLimit.ts';
import { aboutAll, obligationsIn } from './verifyState.ts';

type Of<K extends TaskMessage['kind']> = Extract<TaskMessage, { kind: K }>;

/** Obstacle 需协调事项 that a report states: an item for the next 调度 meeting, then with an owner and a day. */
export interface Obstacle extends Matter {
  readonly kind: 'obstacle';
  readonly phase: 'open' | 'assigned' | 'resolved';
  readonly n: number;
  readonly obligation: string;
  readonly unit: string;
  readonly text: string;
  readonly asks?: string;
  /** `unit:u003` or `post:…`. */
  readonly owner?: string;
  /** The owning unit, where it is none of the task's. */
  readonly ownerUnit?: Unit;
  /** How often it was assigned. */
  readonly round: number;
  readonly until?: Instant;
  readonly resolvedAt?: Instant;
}

const TIME = '17:00';

function obstacleOf(state: TaskState, n: number): Obstacle | undefined {
  return matterOf<Obstacle>(state, 'obstacle', `obstacle/${n}`);
}

function told(view: TaskView, state: TaskState, obstacle: Obstacle): Record<string, unknown> {
  const { n, obligation, unit, text, asks, owner, until } = obstacle;
  return {
    ...aboutAll(obligationsIn(view, state, [obligation])),
    ...{ obstacle: n, unit, text },
    ...(asks === undefined ? {} : { asks }),
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  };
}

/** Whoever owns it, or a role of the unit that stated it. */
type To = 'owner' | 'office' | 'reporter';

/** Tells roles, and whoever owns it. */
function tell(
  view: TaskView,
  state: TaskState,
  obstacle: Obstacle,
  now: Instant,
  type: string,
  to: readonly To[],
  more: Readonly<Record<string, unknown>> = {},
): Decision[] {
  const { owner = 'office', ownerUnit, round } = obstacle;
  const payload = { ...told(view, state, obstacle), ...more };
  const unit = unitActing(owner);
  const own: Recipient = unit === undefined ? owner : 'reporter';
  const seen = ownerUnit === undefined ? view : withUnit(view, ownerUnit);
  return to.flatMap((role) => {
    const [recipient, members] =
      role === 'owner' ? [own, unit === undefined ? [] : [unit]] : [role, [obstacle.unit]];
    const news = { at: now, matter: obstacle, type, payload, members, nth: String(round) };
    return tellAbout(seen, state, { ...news, to: [recipient] });
  });
}

function withUnit(view: TaskView, unit: Unit): TaskView {
  const { task } = view.input;
  if (task.units.some(({ id }) => id === unit.id)) return view;
  return { ...view, input: { ...view.input, task: { ...task, units: [...task.units, unit] } } };
}

function stated(
  view: TaskView,
  state: TaskState,
  report: ReportSubmitted & { readonly obstacle: string },
): Progress {
  const named = obligationOf(view, state, report);
  if (named === undefined) return { state, decisions: [] };
  const n = mattersOf(state, 'obstacle').length + 1;
  const { receivedAt: now, unit, obstacle: text, asks } = report;
  const obstacle: Obstacle = {
    ...{ id: `obstacle/${n}`, kind: 'obstacle', phase: 'open', openedAt: now },
    ...{ n, obligation: named.key, unit, text, round: 0 },
    ...(asks === undefined ? {} : { asks }),
  };
  const payload = { ...told(view, state, obstacle), report: report.id };
  return {
    state: withMatter(state, obstacle),
    decisions: [
      matterFact(now, obstacle, 'obstacle', payload),
      ...tell(view, state, obstacle, now, 'obstacle', ['office']),
    ],
  };
}

function openFault(view: TaskView, state: TaskState, n: number): Fault | undefined {
  const task = view.input.task.key;
  const obstacle = obstacleOf(state, n);
  if (obstacle === undefined) return fault('obstacle-unknown', { task, obstacle: n });
  if (obstacle.phase !== 'resolved') return undefined;
  return fault('obstacle-resolved', { obstacle: n, at: obstacle.resolvedAt ?? '' });
}

function assignFault(
  view: TaskView,
  state: TaskState,
  { obstacle, until, by, receivedAt, owner }: Of<'assign-obstacle'>,
): Fault | undefined {
  const closed = openFault(view, state, obstacle);
  if (closed !== undefined) return closed;
  if (by !== 'office' && by !== 'principal') {
    return fault('wrong-approver', { approver: term('office'), actor: term(by) });
  }
  if (owner.split(':')[1]?.trim() === '') return fault('content-missing', { what: '承办人' });
  return limitDayFault(until, TIME, receivedAt, calendarNow(view, state), '办理时限');
}

function assign(view: TaskView, state: TaskState, message: Of<'assign-obstacle'>): Progress {
  const { receivedAt: now, by, owner, unit } = message;
  const before = obstacleOf(state, message.obstacle) as Obstacle;
  const calendar = calendarNow(view, state);
  const limitAt = at(message.until, TIME, calendar.zone);
  const { id, kind, openedAt, n, obligation, unit: from, text, asks } = before;
  const assigned: Obstacle = {
    ...{ id, kind, openedAt, n, obligation, unit: from, text },
    ...(asks === undefined ? {} : { asks }),
    ...{ phase: 'assigned', owner, until: limitAt, round: before.round + 1, limitAt },
    ...(unit === undefined ? {} : { ownerUnit: unit }),
    remindAt: reminderBetween('half', now, limitAt, calendar),
  };
  const payload = { ...told(view, state, assigned), by };
  const nth = String(assigned.round);
  return {
    state: withMatter(state, assigned),
    decisions: [
      matterFact(now, assigned, 'obstacle-assigned', payload, nth),
      ...tell(view, state, assigned, now, 'obstacle-assigned', ['owner'], { by }),
    ],
    answer: { value: { obstacle: message.obstacle, owner, limitAt } },
  };
}

function resolveFault(
  view: TaskView,
  state: TaskState,
  { obstacle: n, by, text }: Of<'resolve-obstacle'>,
): Fault | undefined {
  const closed = openFault(view, state, n);
  if (closed !== undefined) return closed;
  if (text.trim() === '') return fault('content-missing', { what: '办理结果' });
  const { owner = 'office' } = obstacleOf(state, n) as Obstacle;
  if (by === 'office' || by === owner) return undefined;
  return fault('obstacle-not-own', { obstacle: n, owner: term(owner), actor: term(by) });
}

function resolve(view: TaskView, state: TaskState, message: Of<'resolve-obstacle'>): Progress {
  const { receivedAt: now, by, text: result } = message;
  const before = obstacleOf(state, message.obstacle) as Obstacle;
  const resolved: Obstacle = { ...unlimited(before), phase: 'resolved', resolvedAt: now };
  const payload = { ...told(view, state, before), by, result };
  return {
    state: withMatter(state, resolved),
    decisions: [
      matterFact(now, resolved, 'obstacle-resolved', payload),
      ...tell(view, state, resolved, now, 'obstacle-resolved', ['reporter'], { by, result }),
    ],
    answer: { value: { obstacle: message.obstacle, phase: 'resolved' } },
  };
}

/** 需协调事项: stated by a report, assigned by the 调度 meeting, with a reminder and an overdue notice for its owner. */
export const OBSTACLE: MatterRule = {
  kind: 'obstacle',
  takes: ['assign-obstacle', 'resolve-obstacle'],
  pausable: false,
  guard(view, state, message) {
    if (message.kind === 'assign-obstacle') return assignFault(view, state, message);
    return message.kind === 'resolve-obstacle' ? resolveFault(view, state, message) : undefined;
  },
  take(view, state, message) {
    if (message.kind === 'assign-obstacle') return assign(view, state, message);
    if (message.kind === 'resolve-obstacle') return resolve(view, state, message);
    return { state, decisions: [] };
  },
  after(view, state, message) {
    if (message.kind !== 'report' || message.obstacle === undefined) {
      return { state, decisions: [] };
    }
    return stated(view, state, { ...message, obstacle: message.obstacle });
  },
  wake(view, state, { matter, what, at: now }) {
    const obstacle = matter as Obstacle;
    if (what === 'remind') {
      const decisions = tell(view, state, obstacle, now, 'obstacle-reminder', ['owner']);
      return { state, decisions };
    }
    const payload = { ...told(view, state, obstacle), missed: now };
    const fact = matterFact(now, obstacle, 'obstacle-overdue', payload, String(obstacle.round));
    const to = ['owner', 'office'] as const;
    return {
      state: withMatter(state, unlimited(obstacle)),
      decisions: [
        fact,
        ...dedupe(tell(view, state, obstacle, now, 'obstacle-overdue', to, { missed: now })),
      ],
    };
  },
};

/** The office may own it, and is told once. */
function dedupe(decisions: readonly Decision[]): readonly Decision[] {
  const keys = decisions.map(({ key }) => key);
  return decisions.filter(({ key }, n) => keys.indexOf(key) === n);
}
