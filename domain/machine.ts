import { z } from 'zod';
import { Instant } from './instant.ts';
import type { Fault } from './faults.ts';

/** Actor 行为人: a role, and the unit or post it acts for: `office`, `unit:u003`, `post:区政府分管领导`. */
export const Actor = z.string().min(1).max(200);
export type Actor = z.infer<typeof Actor>;

/** The unit for which an actor acts; undefined for an office or a post. */
export function unitActing(actor: Actor): string | undefined {
  return actor.startsWith('unit:') ? actor.slice('unit:'.length) : undefined;
}

/** What every message of every machine carries. `id` is its idempotency key. */
export const MessageBase = z.object({
  id: z.string().min(1).max(200),
  receivedAt: Instant,
  by: Actor,
});
export type MessageBase = z.infer<typeof MessageBase>;

/** A fact for the ledger 台账. `key` is natural: the same fact has the same key. */
export interface Fact {
  readonly kind: 'fact';
  readonly at: Instant;
  readonly type: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A notice 通知 for somebody's inbox. Key: obligation:step:recipient. */
export interface Notice {
  readonly kind: 'notice';
  readonly at: Instant;
  readonly type: string;
  readonly key: string;
  readonly recipient: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An effect 外部动作: done by an activity; its outcome, if there is one, comes back as a message. */
export interface Effect {
  readonly kind: 'effect';
  readonly at: Instant;
  readonly type: string;
  readonly key: string;
  /** Effects of one lane of a process are done in order; absent: the lane of their type. */
  readonly lane?: string;
  /** Done by `record` itself once the turn is written: what only tells another process, without an event of its own. */
  readonly withRecord?: true;
  readonly payload: Readonly<Record<string, unknown>>;
}

export type Decision = Fact | Notice | Effect;

export interface Answer {
  readonly fault?: Fault;
  readonly value?: Readonly<Record<string, unknown>>;
}

/**
 * DueShift 时点变动: an open obligation falls due at another instant, by the rules and not by a decision. The register keeps it
 * for what its pages read; nothing is decided from it.
 */
export interface DueShift {
  readonly obligation: string;
  readonly due: Instant;
  /** The kind of message that moved it. */
  readonly cause: string;
}

export interface Step<State> {
  readonly state: State;
  readonly decisions: readonly Decision[];
  readonly answer?: Answer;
  /** Absent: nothing that is open has moved. */
  readonly shifts?: readonly DueShift[];
}

/** A process of supervision as a pure machine. Time comes in as an argument and goes out as data. */
export interface Machine<State, Message extends MessageBase> {
  /** When it wants to be woken, if nothing happens. */
  next(state: State): Instant | undefined;
  /**
   * Takes every instant up to `upTo`, then the message. Instants already taken are never taken again.
   */
  advance(state: State, message: Message | undefined, upTo: Instant): Step<State>;
  /** The fault with which `advance` would answer this message, if any: validators and the API call it. */
  guard(state: State, message: Message): Fault | undefined;
  ended(state: State): boolean;
  /** One line of Chinese for Temporal's own screens. */
  describe(state: State): string;
}
