import type { Calendar } from './calendar.ts';
import type { Change } from './change.ts';
import type { Context, OwedTask } from './context.ts';
import type { Instant } from './instant.ts';
import type { Answer, Decision } from './machine.ts';
import type { Matter } from './matter.ts';
import type { MatterRule } from './matterRule.ts';
import type { MeasureState } from './measureState.ts';
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
  /** What of the line of time has been altered since, in the order in which it was decided. */
  readonly changes?: readonly Change[];
  /** 办理事项: what somebody must do or decide about the task. */
  readonly matters?: readonly Matter[];
  /** Ticks of steps that came while a pending decision held them. */
  readonly stayed?: readonly string[];
  /** 销号: nothing more is owed; the process lives on for its look-backs. */
  readonly closed?: { readonly at: Instant; readonly reason: string };
  /** 指标 as told and settled, by measure and party. */
  readonly measured?: Readonly<Record<string, MeasureState>>;
  /** Ids of messages already taken, newest last. */
  readonly seen: readonly string[];
  readonly ended?: { readonly at: Instant; readonly reason: string };
}

/** What the parts of the machine share: who the task is, its line of time, and the ids of its decisions. */
export interface TaskView {
  readonly input: TaskInput;
  readonly process: string;
  readonly lineAt: (state: TaskState) => Line;
  /** The kinds of matters that it knows. */
  readonly rules: readonly MatterRule[];
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

/**
 * The task with the units that have come in since, and with those in it who handle it for their unit 转办: inboxes are
 * looked up in it.
 */
export function taskIn({ input }: TaskView, { changes = [], matters = [] }: TaskState): OwedTask {
  const task = withCopies(ledNow(input.task, changes), changes);
  const came = changes.flatMap((change) => ('units' in change ? change.units : []));
  const fresh = came.filter(({ id }) => !task.units.some((unit) => unit.id === id));
  const delegates = matters.filter(isDelegated);
  if (fresh.length === 0 && delegates.length === 0) return task;
  const units = [...task.units, ...fresh].map((unit) => {
    const delegate = delegates.find((one) => one.unit === unit.id)?.to;
    return delegate === undefined ? unit : { ...unit, delegate };
  });
  return { ...task, units };
}

function ledNow(task: OwedTask, changes: readonly Change[]): OwedTask {
  const led = changes.findLast((change) => change.kind === 'leaders');
  return led?.kind === 'leaders' ? { ...task, leaders: led.leaders } : task;
}

function isDelegated(matter: Matter): matter is Matter & { unit: string; to: string } {
  return matter.kind === 'delegate';
}

/** The task with 配合单位 that a regime in flight sends copies to. */
function withCopies(task: OwedTask, changes: readonly Change[]): OwedTask {
  const came = changes.flatMap((change) =>
    change.kind === 'regime' ? (change.cooperating ?? []) : [],
  );
  if (came.length === 0) return task;
  return { ...task, cooperating: [...new Set([...(task.cooperating ?? []), ...came])] };
}
