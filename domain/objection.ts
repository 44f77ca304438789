import { addOffset } from './calendar.ts';
import type { EvidenceList } from './evidenceList.ts';
import type { Conclusion } from './objectionMessages.ts';
import { at, dayOf, plusDays, type Instant } from './instant.ts';
import { mattersOf, type Matter } from './matter.ts';
import { calendarNow } from './matterLimit.ts';
import type { ObjectionRule } from './regimeObjection.ts';
import type { Recipient } from './regimeParts.ts';
import { isSuspended, type TaskState, type TaskView } from './taskState.ts';

/** Objection 异议 of one unit against one conclusion; decided ones stay, since each conclusion is objected to once. */
export interface Objection extends Matter {
  readonly kind: 'objection';
  readonly phase: 'open' | 'upheld' | 'rejected' | 'withdrawn';
  readonly unit: string;
  readonly against: Conclusion;
  readonly reason: string;
  readonly evidence: EvidenceList;
  /** 复核人: the post that the regime names, or the one after it where that has taken part. */
  readonly decider: Recipient;
}

export function objectionRule({ input }: TaskView): ObjectionRule | undefined {
  return input.context.regime.objection;
}

export function objectionsOf(state: TaskState): readonly Objection[] {
  return mattersOf<Objection>(state, 'objection');
}

export function openObjections(state: TaskState): readonly Objection[] {
  return objectionsOf(state).filter(({ phase }) => phase === 'open');
}

/** Whoever is named first and took no part in the conclusion. */
export function deciderOf({ decide }: ObjectionRule, took: readonly string[]): Recipient {
  const named: readonly Recipient[] = [decide.by, decide.otherwise, 'principal', 'office'];
  return named.find((desk) => !took.includes(desk)) ?? decide.by;
}

/** The last instant of the objection period: the end of its last day. */
export function objectionEnds(
  view: TaskView,
  state: TaskState,
  { within }: ObjectionRule,
  from: Instant,
): Instant {
  const calendar = calendarNow(view, state);
  const { zone } = calendar;
  return at(plusDays(addOffset(calendar, dayOf(from, zone), within), 1), '00:00', zone);
}

/** A task with an adverse conclusion lives until the objection period after its end, or its closure, is over. */
export function objectableUntil(view: TaskView, state: TaskState): Instant | undefined {
  const rule = objectionRule(view);
  if (rule === undefined || isSuspended(state)) return undefined;
  const adverse = Object.values(state.entries).some(({ verdict }) => isAdverse(verdict));
  if (!adverse && mattersOf(state, 'listing').length === 0) return undefined;
  return objectionEnds(view, state, rule, state.closed?.at ?? view.lineAt(state).end);
}

export function isAdverse(verdict: string | undefined): boolean {
  return verdict === 'late' || verdict === 'missing';
}
