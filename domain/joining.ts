import type { Calendar } from './calendar.ts';
import type { Context, OwedTask } from './context.ts';
import { ONCE } from './firsts.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import { itemNumber } from './item.ts';
import type { Effect } from './machine.ts';
import { amendedContext, DEADLINES, deadlineSlots, dutySlots, type Slot } from './obligation.ts';

const joinings = new WeakMap<Context, Map<Instant, Context>>();

/**
 * The context of a task that is added in flight 中途加入: it starts then, and owes nothing that opened before; earlier
 * periods stand as 启动前. The same for all that are added at one instant, so that they share their slots.
 */
export function joiningContext(context: Context, since: Instant): Context {
  const known = joinings.get(context) ?? new Map<Instant, Context>();
  joinings.set(context, known);
  const found = known.get(since);
  if (found !== undefined) return found;
  const firstNoticesAt = maxInstant(since, context.firstNoticesAt);
  const made: Context = { ...context, startedAt: since, firstNoticesAt, joined: true };
  known.set(since, made);
  return made;
}

/** The context of a task by when it was added; undefined: from the start. */
export function contextSince(context: Context, since: Instant | undefined): Context {
  return since === undefined ? context : joiningContext(context, since);
}

/** 编号 of an item that is approved with its task, and the day that its task falls due. */
export interface Numbering {
  readonly prefix: string;
  readonly year: number;
  readonly due: string;
}

/** What starts only some tasks: the payload of `startTasks` of an addition; empty at the start of the campaign. */
export interface Joining {
  readonly keys: readonly string[];
  readonly since: Instant;
  /** The calendar that was in force, where it is not the one of the start. */
  readonly calendar?: Calendar;
  /** The version of the plan, by its hash, whose printed words are taken over. */
  readonly plan?: string;
  /** By task, where it comes from an item. */
  readonly items?: Readonly<Record<string, Numbering>>;
}

/** Starts tasks that are added in flight, and writes what they owe by dates into the expected set. */
export function joiningEffects(id: string, joining: Joining): readonly Effect[] {
  const { keys, since, calendar } = joining;
  const effect = { kind: 'effect', at: since, lane: 'tasks' } as const;
  const own = calendar === undefined ? {} : { calendar };
  return [
    { ...effect, type: 'startTasks', key: `startTasks:${id}`, payload: { ...joining } },
    {
      ...{ ...effect, type: 'openPeriod', key: `open:${DEADLINES}:${id}` },
      payload: { duty: DEADLINES, period: 'all', tasks: keys, since, ...own },
    },
  ];
}

/** The context under which added tasks start. */
export function contextOfJoining(
  context: Context,
  { since, calendar }: Pick<Joining, 'since' | 'calendar'>,
): Context {
  const present = calendar === undefined ? context : amendedContext(context, calendar);
  return joiningContext(present, since);
}

/** What starts together with an added task, for which no period of the campaign opens: its days, and what is owed once. */
export function slotsFromJoining(context: Context, task: OwedTask): readonly Slot[] {
  const once = dutySlots(context).filter(({ period }) => period === ONCE);
  return [...deadlineSlots(context, task), ...once];
}

/** Whether a task owes what opens at an instant: one that was added in flight only what opens after it. */
export function owesFrom({ joined, startedAt }: Context, openedAt: Instant): boolean {
  return joined !== true || epoch(openedAt) > epoch(startedAt);
}

/** The task of an item as it was approved: with its number, and its day. */
export function numbered(task: OwedTask, { prefix, year, due }: Numbering, n: number): OwedTask {
  if (task.item === undefined) throw new RangeError(`${task.key} is no item`);
  const number = itemNumber(prefix, year, n);
  return { ...task, deadlines: [{ kind: 'date', on: due }], item: { ...task.item, number } };
}
