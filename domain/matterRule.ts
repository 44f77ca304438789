import type { Fault } from './faults.ts';
import type { Instant } from './instant.ts';
import type { Matter } from './matter.ts';
import type { Obligation } from './obligation.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';

/** Wake of a matter: its reminder, or its limit. */
export interface MatterWake {
  readonly at: Instant;
  readonly matter: Matter;
  readonly what: 'remind' | 'limit';
}

/**
 * The rule of one kind of matter 办理事项. The task machine takes instants and messages in recorded order and hands them
 * to the rule; a rule decides nothing by itself. Absent hooks do nothing.
 */
export interface MatterRule {
  readonly kind: string;
  /** Message kinds that are its own. */
  readonly takes: readonly TaskMessage['kind'][];
  /** Whether its limits shift by the working days of a suspension and are silent in it; otherwise they run on. */
  readonly pausable: boolean;
  /** At 交办, before anything else. */
  readonly begin?: (view: TaskView, state: TaskState, at: Instant) => Progress;
  /** The fault with which a message of its own is refused. */
  readonly guard: (view: TaskView, state: TaskState, message: TaskMessage) => Fault | undefined;
  /** Takes a message of its own that the guard has let pass. */
  readonly take: (view: TaskView, state: TaskState, message: TaskMessage) => Progress;
  /** After any message was taken (also of others); `before` is the state before it. */
  readonly after?: (
    view: TaskView,
    state: TaskState,
    message: TaskMessage,
    before: TaskState,
  ) => Progress;
  /** Its reminder or its limit has come; the host has taken that instant out of the matter. */
  readonly wake: (view: TaskView, state: TaskState, wake: MatterWake) => Progress;
  /** Whether it holds the steps above 催办 for an obligation, while a decision is pending. */
  readonly holds?: (matter: Matter, obligation: Obligation) => boolean;
  /** Marks that a judgement carries while it is pending: 延期待批. */
  readonly marks?: (matter: Matter, obligation: Obligation) => readonly string[];
  /** Whether somebody is still waited for, though no limit is left: the task does not end then. */
  readonly awaited?: (matter: Matter) => boolean;
  /** Until when the task lives at least, beyond what it owes. */
  readonly until?: (view: TaskView, state: TaskState) => Instant | undefined;
}
