import type { Calendar } from './calendar.ts';
import type { Context, OwedTask } from './context.ts';
import type { Instant } from './instant.ts';
import type { Answer, Decision } from './machine.ts';
import type { Suspension } from './obligation.ts';
import type { Entry, Line } from './taskTicks.ts';

/** TaskInput 任务流程的输入: everything that the process of one task needs, for years. */
export interface TaskInput {
  readonly context: Context;
  readonly task: OwedTask;
}

/** TaskState 任务状态. Everything up to `clock` has been decided; nothing up to it is decided again. */
export interface TaskState {
  readonly clock: Instant;
  readonly assigned: boolean;
  readonly entries: Readonly<Record<string, Entry>>;
  readonly suspensions: readonly Suspension[];
  /** Ticks that came while the calendar did not cover their day. */
  readonly held: readonly string[];
  /** An amended calendar; absent while the one of the context stands. */
  readonly calendar?: Calendar;
  /** Ids of messages already taken, newest last. */
  readonly seen: readonly string[];
  readonly ended?: { readonly at: Instant; readonly reason: string };
}

/** What the parts of the machine share: who the task is, its line of time, and the ids of its decisions. */
export interface TaskView {
  readonly input: TaskInput;
  readonly process: string;
  readonly lineAt: (state: TaskState) => Line;
}

export interface Progress {
  readonly state: TaskState;
  readonly decisions: readonly Decision[];
  readonly answer?: Answer;
}

export function isSuspended(state: TaskState): boolean {
  const last = state.suspensions.at(-1);
  return last !== undefined && last.to === undefined;
}
