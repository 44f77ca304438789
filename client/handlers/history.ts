import type { Context } from '../../domain/context.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import type { Decision, Machine, MessageBase } from '../../domain/machine.ts';
import { dayOf } from '../../domain/instant.ts';
import type { PlanTask } from '../../domain/plan.ts';
import type { Unit } from '../../domain/unit.ts';
import { factWords, namesOf, noticeWords, recipientWords, type Names } from '../../domain/words.ts';
import type { HistoryLine } from '../answers.ts';

/** What is told: a row of the register, or a decision that has yet to come. */
export interface Told {
  readonly kind: string;
  readonly type: string;
  readonly at: Instant;
  readonly process: string;
  readonly recipient?: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Names for the sentences of a campaign; the present year goes without saying. */
export function namesIn(
  context: Pick<Context, 'regime' | 'calendar'>,
  tasks: readonly Pick<PlanTask, 'key' | 'no' | 'title' | 'content'>[],
  units: readonly Unit[],
  now: Instant,
): Names {
  const year = Number(dayOf(now, context.calendar.zone).slice(0, 4));
  return namesOf({ ...context, year }, tasks, units);
}

/** One line: what happened and why; a notice with whom it went to. */
export function historyLine(told: Told, names: Names): HistoryLine {
  const { at, type, process, payload, recipient } = told;
  if (told.kind !== 'notice' || recipient === undefined || recipient === null) {
    const { what, why } = factWords({ at, type, process, payload }, names);
    return { at, kind: 'fact', type, recipient: null, text: what, reason: why || null };
  }
  const { title, body } = noticeWords({ at, type, process, payload, recipient }, names);
  const to = recipientWords(recipient, names);
  return { at, kind: 'notice', type, recipient: to, text: title, reason: body };
}

const MOST_WAKES = 400;

type Coming = Exclude<Decision, { kind: 'effect' }>;

interface Foreseen {
  readonly from: unknown;
  readonly count: number;
  readonly coming: readonly Coming[];
}

const foreseen = new WeakMap<object, Foreseen>();

/**
 * What a process decides next if nobody does anything: facts and notices, at least `count` where there are so many. A function
 * of its arguments; the last answer is remembered with the machine.
 */
export function comingDecisions<State>(
  machine: Machine<State, MessageBase>,
  from: State,
  count: number,
): readonly Coming[] {
  const known = foreseen.get(machine);
  if (known?.from === from && known.count === count) return known.coming;
  const coming = comingFrom(machine, from, count);
  foreseen.set(machine, { from, count, coming });
  return coming;
}

function comingFrom<State>(
  machine: Machine<State, MessageBase>,
  from: State,
  count: number,
): readonly Coming[] {
  const found: Coming[] = [];
  let state = from;
  for (let i = 0; i < MOST_WAKES && found.length < count && !machine.ended(state); i++) {
    const next = machine.next(state);
    if (next === undefined) break;
    const step = machine.advance(state, undefined, next);
    state = step.state;
    for (const decision of step.decisions) if (decision.kind !== 'effect') found.push(decision);
  }
  return [...found].sort((a, b) => epoch(a.at) - epoch(b.at));
}
