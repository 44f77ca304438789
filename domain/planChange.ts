import type { Context, OwedTask } from './context.ts';
import type { Deadline } from './deadline.ts';
import type { Verdict } from './escalation.ts';
import type { Instant } from './instant.ts';
import { joiningContext, slotsFromJoining } from './joining.ts';
import { DEADLINES, deadlineSlots, dutySlots, type Slot } from './obligation.ts';
import type { PlanTask } from './plan.ts';
import type { PlanDiff, TaskField } from './planDiff.ts';
import type { PlanPart } from './planMessages.ts';
import { movesBetween, partiesHeld, type PlanMove } from './planParties.ts';
import type { TaskState } from './taskState.ts';
import type { Line } from './taskTicks.ts';
import type { Unit } from './unit.ts';

/** A task of the plan as its process stands. */
export interface RunningTask {
  readonly task: OwedTask;
  readonly state: TaskState;
  readonly line: Line;
}

/** Where a campaign stands when another version of its plan is held against it. */
export interface PlanStanding {
  /** Under the calendar and the regimes in force. */
  readonly context: Context;
  readonly now: Instant;
  readonly running: ReadonlyMap<string, RunningTask>;
  /** What the tasks of the next version owe. */
  readonly next: ReadonlyMap<string, OwedTask>;
}

/** What comes of a dated deadline: it is dropped, stays because it was judged, comes, or comes too late to be owed. */
export interface DayChange {
  readonly what: 'dropped' | 'judged' | 'added' | 'past';
  readonly deadline: Extract<Deadline, { kind: 'date' }>;
  readonly verdict?: Verdict;
}

/** PlanLine 变更清单的一行: what becomes of one task. */
export type PlanLine =
  | { readonly kind: 'added'; readonly task: PlanTask; readonly first: readonly Slot[] }
  | { readonly kind: 'removed'; readonly task: PlanTask; readonly open: number }
  | {
      readonly kind: 'changed';
      readonly task: PlanTask;
      readonly fields: readonly TaskField[];
      readonly days: readonly DayChange[];
      readonly moves: readonly PlanMove[];
      readonly leaders?: readonly string[];
    }
  /** Only words change; `over`: the task has ended or is closed 销号. */
  | {
      readonly kind: 'words';
      readonly task: PlanTask;
      readonly fields: readonly TaskField[];
      readonly days: readonly DayChange[];
      readonly over: boolean;
    };

export type PlanProblem = 'nothing-owed' | 'parties';

/** PlanChange 方案新版的变更: everything that publishing it would do. */
export interface PlanChange {
  readonly lines: readonly PlanLine[];
  readonly added: readonly string[];
  readonly changed: Readonly<Record<string, PlanPart>>;
  readonly removed: readonly string[];
  readonly words: readonly string[];
  readonly units: readonly Unit[];
  readonly leaders: readonly string[];
  readonly touched: Readonly<Record<string, Touched>>;
  readonly problems: readonly { readonly task: PlanTask; readonly problem: PlanProblem }[];
}

interface Touched {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * What a later version of a plan does to a campaign in flight. Added tasks owe what opens after now; a changed day is
 * dropped and added, never moved back; a changed lead hands over; a removed task ends; other words are only recorded.
 */
export function planChange(diff: PlanDiff, standing: PlanStanding): PlanChange {
  const made = [
    ...diff.added.map((task) => addition(task, standing)),
    ...diff.changed.map(({ before, after, fields }) => change(before, after, fields, standing)),
    ...diff.removed.map((task) => removal(task, standing)),
  ];
  const parts = made.flatMap(({ line, part }) =>
    part === undefined ? [] : ([[line.task.key, part]] as const),
  );
  const added = made.flatMap(({ line, owed }) => (line.kind === 'added' && owed ? [owed] : []));
  const all = [...added, ...parts.flatMap(([key]) => standing.next.get(key) ?? [])];
  return {
    lines: made.map(({ line }) => line),
    added: added.map(({ key }) => key),
    changed: Object.fromEntries(parts),
    removed: made.flatMap(({ line, ends }) => (ends ? [line.task.key] : [])),
    words: diff.changed.map(({ key }) => key),
    units: once(all.flatMap(({ units }) => units)),
    leaders: [...new Set(all.flatMap(({ leaders }) => leaders))],
    touched: touchedBy(made),
    problems: made.flatMap(({ line, problem }) =>
      problem === undefined ? [] : [{ task: line.task, problem }],
    ),
  };
}

interface Made {
  readonly line: PlanLine;
  readonly concerned: readonly string[];
  readonly owed?: OwedTask;
  readonly part?: PlanPart;
  readonly ends?: boolean;
  readonly problem?: PlanProblem;
}

function addition(task: PlanTask, { context, now, next }: PlanStanding): Made {
  const owed = next.get(task.key);
  const own = joiningContext(context, now);
  const slots = owed
    ? [...slotsFromJoining(own, owed), ...dutySlots(own)].filter(
        ({ duty }) => (owed.parties[duty] ?? []).length > 0,
      )
    : [];
  const first = slots.filter(
    ({ duty }, n) => duty === DEADLINES || slots.findIndex((slot) => slot.duty === duty) === n,
  );
  return {
    line: { kind: 'added', task, first },
    concerned: owed ? owed.units.map(({ id }) => id) : [],
    ...(owed ? { owed } : {}),
    ...(slots.length === 0 ? { problem: 'nothing-owed' as const } : {}),
  };
}

function removal(task: PlanTask, { running }: PlanStanding): Made {
  const own = running.get(task.key);
  const over = own === undefined || isOver(own);
  const open = over ? [] : openOf(own);
  return {
    line: { kind: 'removed', task, open: open.length },
    concerned: over ? [] : holders(own),
    ends: !over,
  };
}

function change(
  before: PlanTask,
  task: PlanTask,
  fields: readonly TaskField[],
  standing: PlanStanding,
): Made {
  const own = standing.running.get(task.key);
  const owed = standing.next.get(task.key);
  if (own === undefined || owed === undefined || isOver(own)) {
    return { line: { kind: 'words', task, fields, days: [], over: true }, concerned: [] };
  }
  const days = dayChanges(before, task, own, standing);
  // What the plan prints as before stays as it was decided since.
  const assigned = fields.some((field) => field === 'assignments' || field === 'duties');
  const found = assigned ? movesBetween(partiesHeld(own.task, own.state.changes), owed) : [];
  const moves = found ?? [];
  const led = fields.includes('leaders') && !isSameList(leadersNow(own), owed.leaders);
  const leaders = led ? owed.leaders : undefined;
  const part = partOf(own, days, moves, leaders);
  const problem = found === undefined ? { problem: 'parties' as const } : {};
  if (part === undefined) {
    return { line: { kind: 'words', task, fields, days, over: false }, concerned: [], ...problem };
  }
  const concerned = [...holders(own), ...moves.flatMap(({ to }) => to.map(({ id }) => id))];
  const line = { kind: 'changed' as const, task, fields, days, moves };
  return {
    line: leaders === undefined ? line : { ...line, leaders },
    ...{ concerned, part },
    ...problem,
  };
}

function partOf(
  { line, state }: RunningTask,
  days: readonly DayChange[],
  moves: readonly PlanMove[],
  leaders: readonly string[] | undefined,
): PlanPart | undefined {
  const drop = days.flatMap(({ what, deadline }) =>
    what === 'dropped'
      ? obligationsOn({ line }, deadline)
          .filter(({ key }) => state.entries[key]?.verdict === undefined)
          .map(({ key }) => key)
      : [],
  );
  const add = days.flatMap(({ what, deadline }) => (what === 'added' ? [deadline] : []));
  const part: PlanPart = {
    ...(drop.length > 0 ? { drop: [...new Set(drop)] } : {}),
    ...(add.length > 0 ? { add } : {}),
    ...(moves.length > 0 ? { moves: [...moves] } : {}),
    ...(leaders === undefined ? {} : { leaders: [...leaders] }),
  };
  return Object.keys(part).length === 0 ? undefined : part;
}

type Dated = DayChange['deadline'];

/** Which dated deadlines go and which come; the same day about the same thing is the same. */
function dayChanges(
  before: PlanTask,
  after: PlanTask,
  own: RunningTask,
  { context, now }: PlanStanding,
): readonly DayChange[] {
  const gone = without(dated(before), dated(after)).map((deadline): DayChange => {
    const verdict = obligationsOn(own, deadline)
      .map(({ key }) => own.state.entries[key]?.verdict)
      .find((known) => known !== undefined);
    return verdict === undefined
      ? { what: 'dropped', deadline }
      : { what: 'judged', deadline, verdict };
  });
  const came = without(dated(after), dated(before)).map((deadline): DayChange => {
    const slots = deadlineSlots(joiningContext(context, now), { deadlines: [deadline] });
    return { what: slots.length > 0 ? 'added' : 'past', deadline };
  });
  return [...gone, ...came];
}

function dated({ deadlines }: PlanTask): readonly Dated[] {
  return deadlines.filter((deadline): deadline is Dated => deadline.kind === 'date');
}

/** What of one list is not in the other, each as often as it stands there. */
function without(list: readonly Dated[], other: readonly Dated[]): readonly Dated[] {
  const left = other.map(dayKey);
  return list.filter((deadline) => {
    const place = left.indexOf(dayKey(deadline));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function dayKey({ on, what = '' }: Dated): string {
  return `${on} ${what}`;
}

function obligationsOn({ line }: Pick<RunningTask, 'line'>, deadline: Dated) {
  return line.obligations.filter(
    ({ slot }) =>
      slot.duty === DEADLINES &&
      slot.period.slice(0, 10) === deadline.on &&
      (slot.what ?? '') === (deadline.what ?? ''),
  );
}

function openOf({ line, state }: RunningTask) {
  return line.obligations.filter(({ key }) => state.entries[key]?.verdict === undefined);
}

function isOver({ state }: RunningTask): boolean {
  return state.ended !== undefined || state.closed !== undefined;
}

function holders({ line }: RunningTask): readonly string[] {
  return [...new Set(line.obligations.flatMap(({ party }) => party.members))];
}

function leadersNow({ task, state }: RunningTask): readonly string[] {
  const led = (state.changes ?? []).findLast(({ kind }) => kind === 'leaders');
  return led?.kind === 'leaders' ? led.leaders : task.leaders;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join('\n') === [...b].sort().join('\n');
}

function touchedBy(made: readonly Made[]): Readonly<Record<string, Touched>> {
  const touched: Record<string, Touched> = {};
  for (const { line, concerned } of made) {
    if (line.kind === 'words') continue;
    for (const unit of new Set(concerned)) {
      const own = touched[unit] ?? { added: 0, changed: 0, removed: 0 };
      touched[unit] = { ...own, [line.kind]: own[line.kind] + 1 };
    }
  }
  return touched;
}

function once(units: readonly Unit[]): readonly Unit[] {
  return units.filter(({ id }, n) => units.findIndex((unit) => unit.id === id) === n);
}
