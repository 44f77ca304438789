import { epoch, type Instant } from '../../domain/instant.ts';
import type { Answer, Decision, Machine, MessageBase } from '../../domain/machine.ts';

/** `2026-03-25 17:00` in Beijing, with or without seconds. */
export function when(text: string): Instant {
  const [day, time = '00:00'] = text.split(' ');
  return `${day}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

/** The local minute of an instant, as an office writes it; seconds only where there are some. */
export function minute(instant: Instant): string {
  const local = instant.slice(0, 19).replace('T', ' ');
  return local.endsWith(':00') ? local.slice(0, 16) : local;
}

/** A machine on a toy clock: it wakes at each of its instants, as the driver does, and hears messages in between. */
export interface Played<State, Message extends MessageBase> {
  readonly machine: Machine<State, Message>;
  readonly state: () => State;
  readonly decisions: readonly Decision[];
  /** Lets time pass, instant by instant, up to and including this one. */
  readonly to: (text: string) => void;
  /** Lets time pass up to the message, then tells it; `late` delivers it then, with its own receipt. */
  readonly tell: (message: Message, late?: string) => Answer;
  /** The lines of the decisions since the last call. */
  readonly heard: (kinds?: RegExp) => readonly string[];
}

export function play<State, Message extends MessageBase>(
  machine: Machine<State, Message>,
  initial: State,
  line: (decision: Decision) => string = lineOf,
): Played<State, Message> {
  const decisions: Decision[] = [];
  let state = initial;
  let read = 0;
  const step = (message: Message | undefined, upTo: Instant): Answer => {
    const made = machine.advance(state, message, upTo);
    state = made.state;
    decisions.push(...made.decisions);
    return made.answer ?? {};
  };
  const pass = (until: Instant) => {
    for (let turns = 0; turns < 10_000; turns++) {
      const next = machine.next(state);
      if (next === undefined || epoch(next) > epoch(until)) return;
      step(undefined, next);
    }
    throw new Error('the machine does not come to rest');
  };
  return {
    machine,
    state: () => state,
    decisions,
    to: (text) => pass(when(text)),
    tell(message, late) {
      if (late !== undefined) pass(when(late));
      return step(message, message.receivedAt);
    },
    heard(kinds = /./) {
      const lines = decisions.slice(read).map(line);
      read = decisions.length;
      return lines.filter((text) => kinds.test(text));
    },
  };
}

/** One decision in one line: `2026-01-26 17:00 judged monthly/2026-01/u001 missing`. */
export function lineOf(decision: Decision): string {
  const { at, type } = decision;
  const payload = decision.payload as Readonly<Record<string, string | undefined>>;
  const to = decision.kind === 'notice' ? ` → ${decision.recipient}` : '';
  const words = [
    payload['obligation'],
    payload['verdict'],
    payload['corrects'] && `instead of ${payload['corrects']}`,
    (decision.payload['marks'] as string[] | undefined)?.join(','),
    decision.kind === 'effect' && payload['unit'],
    payload['insteadOf'] && `for ${payload['insteadOf']}`,
    payload['provisional'] && 'provisional',
  ].filter((word) => typeof word === 'string' && word !== '');
  const kind = decision.kind === 'fact' ? '' : `${decision.kind} `;
  return [`${minute(at)} ${kind}${type}`, ...words].join(' ') + to;
}
