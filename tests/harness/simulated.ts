import { canonicalJson } from '../../domain/canonical.ts';
import { epoch, instantOf, maxInstant, type Instant } from '../../domain/instant.ts';
import type { Answer, Decision, Machine, MessageBase } from '../../domain/machine.ts';

/** A message and when it arrives, which may be after its receipt. */
export interface Arrival<Message> {
  readonly message: Message;
  readonly at: Instant;
}

/** How time is taken: at each instant of the machine, in one step between messages, or in steps of so many hours. */
export type Pace = 'instants' | 'one-step' | { readonly hours: number };

export interface Told<Message> {
  readonly message: Message;
  readonly answer: Answer;
  readonly guarded: boolean;
  readonly again: { readonly decisions: number; readonly answer: Answer };
}

export interface Simulated<State, Message> {
  readonly state: State;
  readonly decisions: readonly Decision[];
  readonly told: readonly Told<Message>[];
  /** What `advance` was called with: the register's turns. */
  readonly steps: readonly { readonly upTo: Instant; readonly message?: Message }[];
  /** Broken promises of any machine, in words. */
  readonly broken: readonly string[];
}

/**
 * Runs a machine through arrivals up to an instant. After each message the state goes through JSON, as it does in life.
 * Checks on the way what every machine promises: progress, no decision of the future, a guard that agrees.
 */
export function simulate<State extends { readonly clock: Instant }, Message extends MessageBase>(
  machine: Machine<State, Message>,
  initial: State,
  arrivals: readonly Arrival<Message>[],
  until: Instant,
  pace: Pace,
): Simulated<State, Message> {
  const decisions: Decision[] = [];
  const told: Told<Message>[] = [];
  const steps: { upTo: Instant; message?: Message }[] = [];
  const broken: string[] = [];
  let state = initial;
  const step = (message: Message | undefined, upTo: Instant): Answer => {
    const before = state.clock;
    const made = machine.advance(state, message, upTo);
    state = message ? (JSON.parse(JSON.stringify(made.state)) as State) : made.state;
    steps.push(message === undefined ? { upTo } : { upTo, message });
    decisions.push(...made.decisions);
    const latest = epoch(maxInstant(before, upTo));
    for (const { at, key } of made.decisions) {
      if (epoch(at) > latest) broken.push(`${key} at ${at}, though only ${upTo} had come`);
    }
    const next = machine.next(state);
    if (next !== undefined && epoch(next) <= epoch(upTo)) {
      broken.push(`wants ${next} though ${upTo} has come`);
    }
    if (machine.ended(state) && next !== undefined) broken.push(`ended, yet wants ${next}`);
    return made.answer ?? {};
  };
  const pass = (to: Instant): void => {
    if (pace === 'instants') {
      for (let n = 0; ; n++) {
        const next = machine.next(state);
        if (next === undefined || epoch(next) > epoch(to)) break;
        if (n > 5000) throw new Error('the machine does not come to rest');
        step(undefined, next);
      }
    } else if (pace !== 'one-step') {
      const width = pace.hours * 3_600_000;
      for (let ms = epoch(state.clock) + width; ms < epoch(to); ms += width) {
        step(undefined, instantOf(ms, 'Asia/Shanghai'));
      }
    }
    step(undefined, to);
  };
  for (const { message, at } of arrivals) {
    if (epoch(at) > epoch(message.receivedAt)) pass(at);
    else if (pace !== 'one-step') pass(instantOf(epoch(at) - 1000, 'Asia/Shanghai'));
    const guarded = machine.guard(state, message) !== undefined;
    const answer = step(message, message.receivedAt);
    const again = machine.advance(state, message, message.receivedAt);
    const repeated = { decisions: again.decisions.length, answer: again.answer ?? {} };
    told.push({ message, answer, guarded, again: repeated });
  }
  pass(until);
  return { state, decisions, told, steps, broken };
}

/** A fingerprint of decisions as a set, and of a state. */
export function fingerprint({
  state,
  decisions,
}: {
  state: unknown;
  decisions: readonly Decision[];
}) {
  return { state: canonicalJson(state), decisions: decisions.map(canonicalJson).sort() };
}

/** The values that occur more than once. */
export function doubles(values: readonly string[]): readonly string[] {
  return values.filter((value, n) => values.indexOf(value) !== n);
}
