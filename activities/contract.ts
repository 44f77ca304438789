import type { Instant } from '../domain/instant.ts';
import type { Answer, Decision, Effect, MessageBase, DueShift } from '../domain/machine.ts';

/** What survives continue-as-new. `clockOffset` shifts the clock of a skipped run; it is 0 in life. */
export interface Carried<Input, State> {
  readonly process: string;
  readonly input: Input;
  readonly seq: number;
  readonly engine: number;
  readonly clockOffset: number;
  readonly zone: string;
  /** Absent in the first run: the engine makes it. */
  readonly state?: State;
}

/** One step of a turn: how far time was taken, and the message after it, if there was one. */
export interface Taken {
  readonly upTo: Instant;
  readonly message?: MessageBase;
  readonly answer?: Answer;
}

/** Turn 一次推进: what a process decided at once; `(process, seq)` is written once, or found as it was. */
export interface Turn {
  readonly process: string;
  readonly seq: number;
  readonly engine: number;
  readonly madeAt: Instant;
  readonly taken: readonly Taken[];
  readonly decisions: readonly Decision[];
  /** What the turn moved to another due instant; follows from what it took, and is no part of its digest. */
  readonly shifts?: readonly DueShift[];
}

/** An effect to be performed for a process. In a skipped run whoever it starts gets the starter's clock. */
export interface Performance {
  readonly process: string;
  readonly effect: Effect;
  readonly madeAt: Instant;
  readonly skipped: boolean;
}

/** The activities as workflows see them. Nothing here names a type of Node. */
export interface Contract {
  /** Appends the turn in one transaction; twice is once. The newest engine stands in history through this answer. */
  record(turn: Turn): Promise<{ newestEngine: number }>;
  /** Does what lies outside; an outcome comes back as a message to the same process. */
  perform(performance: Performance): Promise<MessageBase | null>;
  /** Signals receipts again that have no answer yet. */
  sweep(): Promise<{ signalled: number }>;
}
