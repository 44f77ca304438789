import type { Context, OwedTask } from './context.ts';
import { contextOfJoining, numbered, owesFrom, slotsFromJoining, type Joining } from './joining.ts';
import type { Effect } from './machine.ts';
import { DEADLINES, deadlineSlots, type Slot } from './obligation.ts';
import type { TaskInput } from './taskState.ts';

/** A task that has started in a rehearsal. */
export type RehearsedTask = TaskInput;

/** The tasks that an effect adds in flight, items numbered in the order of their approval; undefined at the start. */
export function joinedTasks(
  later: readonly OwedTask[],
  context: Context,
  { payload }: Effect,
  numbers: Map<string, number>,
): readonly RehearsedTask[] | undefined {
  if (payload['keys'] === undefined) return undefined;
  const joining = payload as unknown as Joining;
  const own = contextOfJoining(context, joining);
  return joining.keys.map((key): RehearsedTask => {
    const task = later.find((candidate) => candidate.key === key);
    if (task === undefined) throw new RangeError(`no task ${key} to join`);
    const item = joining.items?.[key];
    if (item === undefined) return { context: own, task };
    const series = `${item.prefix}/${item.year}`;
    const n = (numbers.get(series) ?? 0) + 1;
    numbers.set(series, n);
    return { context: own, task: numbered(task, item, n) };
  });
}

type Opened = Pick<Slot, 'duty' | 'period'>;

/**
 * What of a task enters the expected set when a period opens, when the task itself is added, or when the task has told
 * what it owes besides (`own`).
 */
export function openedFor(
  { context, task }: RehearsedTask,
  { at, payload }: Effect,
  own: boolean,
): readonly Opened[] {
  const { duty, period, tasks, rows } = payload as unknown as Opened & {
    readonly tasks?: readonly string[];
    readonly rows?: readonly Opened[];
  };
  if (rows !== undefined) return own ? rows : [];
  if (tasks !== undefined) return tasks.includes(task.key) ? slotsFromJoining(context, task) : [];
  if (!owesFrom(context, at)) return [];
  return duty === DEADLINES ? deadlineSlots(context, task) : [{ duty, period }];
}
