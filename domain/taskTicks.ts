import { altered, lastingAfter, withDeadlines } from './altered.ts';
import { enteredAt } from './entry.ts';
import { regimesOf, succeededContext, withoutRegimes } from './amendedContext.ts';
import { owedUnder, regimesIn, regimesOff, type Change } from './change.ts';
import { containmentOf, type Amount, type Containment } from './attained.ts';
import type { Context, OwedTask, Party } from './context.ts';
import { holds, type Count, type Judged, type Verdict } from './escalation.ts';
import { epoch, maxInstant, type Day, type Instant } from './instant.ts';
import {
  again,
  dutySlots,
  endOf,
  obligationsOf,
  suspended,
  type Obligation,
  type StepInstant,
  type Suspension,
} from './obligation.ts';
import type { Calendar } from './calendar.ts';
import type { EscalationStep } from './regime.ts';
import {
  carriedBy,
  carrierOf,
  coincidencesOf,
  counterpart,
  type Coincidences,
} from './together.ts';

/** Entry 一项义务的现状: what a task remembers of one obligation. */
export interface Entry {
  readonly verdict?: Verdict;
  readonly receivedAt?: Instant;
  readonly version: number;
  readonly spent?: true;
  /** 经复核: an objection was upheld; a report that comes later changes the verdict no more. */
  readonly reviewed?: true;
  /** Ids of the gated steps that have counted it. */
  readonly spentFor?: readonly string[];
  /** Ids of the steps taken: each is taken once, wherever an amended calendar moves it. */
  readonly steps?: readonly string[];
  /** Ids of the reports taken, newest last. */
  readonly reports?: readonly string[];
  /** Members of a joint party that reported, in the order of their first report. */
  readonly sent?: readonly string[];
  /** The first report was a nil report 零报告. */
  readonly nil?: true;
  /** 完成数 as reported, in the order of receipt. */
  readonly amounts?: readonly Amount[];
  /** What was recorded as attained at the end of grace. */
  readonly attained?: number;
  /** The newest text's digest, or `nil`, where the regime has flags; the flags that were raised. */
  readonly said?: string;
  readonly flags?: readonly string[];
  /** How often its report was withdrawn 撤回. */
  readonly withdrawn?: number;
}

/** Tick: an instant of a task's time line at which something may have to be decided. */
export interface Tick {
  readonly id: string;
  readonly at: Instant;
  readonly ms: number;
  readonly obligation: Obligation;
  readonly provisional: boolean;
  /** Absent: the judgement at the end of grace. */
  readonly step?: StepInstant;
  /** The end of grace as the instant at which what is attained is held against its target. */
  readonly attain?: true;
}

/** Line 时间线: the obligations of a task under one calendar and its suspensions, and their ticks in order. */
export interface Line {
  readonly obligations: readonly Obligation[];
  readonly exempt: ReadonlySet<string>;
  readonly ticks: readonly Tick[];
  readonly byKey: ReadonlyMap<string, Obligation>;
  /** 合报: what falls due together. */
  readonly together: Coincidences;
  readonly containment: Containment;
  /** 期满: when everything is closed and past. */
  readonly end: Instant;
}

/** A pure function of what it is given, remembered: among ten thousand tasks of a rehearsal few owe differently. */
const lines = new WeakMap<Context, WeakMap<Calendar, Map<string, Line>>>();

export function lineOf(
  context: Context,
  task: OwedTask,
  calendar: Calendar,
  suspensions: readonly Suspension[],
  changes: readonly Change[] = [],
): Line {
  const regimes = regimesIn(changes);
  const own = succeededContext(withoutRegimes(context, regimesOff(changes)), regimes);
  const owed = owedUnder(task, regimes);
  const rest = changes.filter(({ kind }) => kind !== 'regime' && kind !== 'regime-off');
  const byCalendar = lines.get(own) ?? new WeakMap<Calendar, Map<string, Line>>();
  lines.set(own, byCalendar);
  const known = byCalendar.get(calendar) ?? new Map<string, Line>();
  byCalendar.set(calendar, known);
  const { parties, under, deadlines, targets, entry } = owed;
  const key = JSON.stringify([parties, deadlines, suspensions, targets, rest, under, entry]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = lineMade(own, owed, calendar, suspensions, rest);
  known.set(key, made);
  return made;
}

function lineMade(
  context: Context,
  task: OwedTask,
  calendar: Calendar,
  suspensions: readonly Suspension[],
  changes: readonly Change[],
): Line {
  const exempt = new Set<string>();
  const owed = obligationsOf(context, withDeadlines(task, changes));
  const obligations = owed.map((planned) => {
    const { obligation: own, since } = altered(context, planned, changes);
    const obligation = enteredAt(own, task.entry);
    const later = since === undefined ? suspensions : lastingAfter(suspensions, since);
    if (later.length === 0) return obligation;
    const moved = suspended(obligation.slot, later, calendar);
    if (moved.exempt) exempt.add(obligation.key);
    return { ...obligation, slot: moved.slot };
  });
  const ticks = obligations
    .flatMap((obligation) => (exempt.has(obligation.key) ? [] : ticksOf(obligation, task)))
    .map((tick, order) => ({ tick, order }))
    .sort((a, b) => a.tick.ms - b.tick.ms || a.order - b.order)
    .map(({ tick }) => tick);
  const last = ticks.at(-1)?.at;
  const ends = obligations.map(({ slot }) => slot.instants.closes).concat(last ?? []);
  const end = ends.reduce(maxInstant, endOf(context, suspensions));
  return {
    ...{ obligations, exempt, ticks, end },
    byKey: new Map(obligations.map((o) => [o.key, o])),
    together: togetherOf(
      context,
      obligations.filter(({ key }) => !exempt.has(key)),
      suspensions,
    ),
    containment: containmentOf(context, task, obligations),
  };
}

/** While a suspension lasts nothing has a due day: what coincided when it began is still reported together. */
function togetherOf(
  context: Context,
  obligations: readonly Obligation[],
  suspensions: readonly Suspension[],
): Coincidences {
  const past = suspensions.filter(({ to }) => to !== undefined);
  const lasts = past.length < suspensions.length;
  const planned = new Map<string, Day>(
    lasts && regimesOf(context).some(({ together }) => together !== undefined)
      ? dutySlots(context).map((slot) => [
          `${slot.duty}/${slot.period}`,
          suspended(slot, past, context.calendar).slot.instants.dueDay,
        ])
      : [],
  );
  return coincidencesOf(
    regimesOf(context),
    obligations,
    ({ slot }) => planned.get(`${slot.duty}/${slot.period}`) ?? slot.instants.dueDay,
  );
}

/** The judgement stands before the steps of the same instant, the steps in the order of the ladder. */
function ticksOf(obligation: Obligation, task: OwedTask): Tick[] {
  const { key, slot } = obligation;
  const judge: Tick = {
    id: `${again(obligation, key)}#judge`,
    at: slot.instants.graceEnd,
    ms: epoch(slot.instants.graceEnd),
    obligation,
    provisional: slot.provisional,
  };
  const steps = slot.steps.map((step) => ({
    id: `${again(obligation, key)}#${step.step.id}`,
    at: step.at,
    ms: epoch(step.at),
    obligation,
    provisional: step.provisional,
    step,
  }));
  const aimed = task.targets?.[slot.duty] !== undefined;
  const attain: Tick = { ...judge, id: `${again(obligation, key)}#attained`, attain: true };
  return [judge, ...(aimed ? [attain] : []), ...steps];
}

/** Whether anything would be decided if this tick came now. */
export function live(tick: Tick, line: Line, entries: Readonly<Record<string, Entry>>): boolean {
  const entry = entries[tick.obligation.key];
  if (tick.attain) return entry?.attained === undefined && entry?.verdict !== 'exempt';
  if (tick.step === undefined) return entry?.verdict === undefined;
  const { step } = tick.step;
  const taken = again(tick.obligation, step.id);
  if (entry?.steps?.includes(taken) || !applies(step, entry)) return false;
  if (carrierOf(tick.obligation, line.together, entries).key !== tick.obligation.key) return false;
  return reasonOf(tick.obligation, step, line, entries) !== undefined;
}

/** Whether what has become of an obligation still calls for this step. */
export function applies(step: EscalationStep, entry: Entry | undefined): boolean {
  const { verdict, receivedAt } = entry ?? {};
  if ('before' in step.at) return verdict === undefined && receivedAt === undefined;
  return verdict === 'missing' || (step.while === 'any' && verdict === 'late');
}

/** Reason 缘由: whose history calls for a step, and what its condition counted; without a condition nothing is counted. */
export interface Reason {
  readonly of: Obligation;
  readonly count?: Count;
}

/**
 * Why a step is taken: by the history of its own duty, else by that of a coinciding one to which such a step applies.
 * Each duty counts by its own rule and by nothing but its own periods.
 */
export function reasonOf(
  obligation: Obligation,
  step: EscalationStep,
  line: Line,
  entries: Readonly<Record<string, Entry>>,
): Reason | undefined {
  if ('before' in step.at) return { of: obligation };
  const others = carriedBy(obligation, line.together, entries).flatMap((other) => {
    const own = counterpart(step, obligation, other);
    return own !== undefined && applies(own, entries[other.key]) ? [{ of: other, own }] : [];
  });
  for (const { of, own } of [{ of: obligation, own: step }, ...others]) {
    const found = holds(own, historyOf(of, line, entries, own.id));
    if (found !== undefined) return found === true ? { of } : { of, count: found };
  }
  return undefined;
}

/** Judgements wait for a calendar that covers the day; what only reminds goes out, marked 暂定. */
export function waitsForCalendar(tick: Tick): boolean {
  return tick.provisional && !(tick.step !== undefined && 'before' in tick.step.step.at);
}

/** Whether something still waits for the calendar that may yet be decided. */
export function awaitsCalendar(line: Line, entries: Readonly<Record<string, Entry>>): boolean {
  return line.ticks.some((tick) => {
    if (!waitsForCalendar(tick)) return false;
    const verdict = entries[tick.obligation.key]?.verdict;
    if (tick.attain) return live(tick, line, entries);
    if (tick.step === undefined || verdict === undefined) return verdict === undefined;
    return verdict === 'missing' || (verdict === 'late' && tick.step.step.while === 'any');
  });
}

/** The judged periods of the same duty and party up to and including this one, oldest first, as a step counts them. */
export function historyOf(
  obligation: Obligation,
  line: Line,
  entries: Readonly<Record<string, Entry>>,
  step: string,
): readonly Judged[] {
  const history: Judged[] = [];
  for (const other of line.obligations) {
    if (other.slot.duty !== obligation.slot.duty || !sameHolder(other.party, obligation.party))
      continue;
    const entry = entries[other.key];
    if (entry?.verdict !== undefined) {
      history.push({
        key: other.key,
        year: other.slot.instants.due.slice(0, 4),
        verdict: entry.verdict,
        spent: entry.spent === true || entry.spentFor?.includes(step) === true,
      });
    }
    if (other.key === obligation.key) break;
  }
  return history;
}

/** A counter goes on for the units that it counted: whoever takes a task over begins anew. */
function sameHolder(a: Party, b: Party): boolean {
  if (a === b) return true;
  return a.id === b.id && a.members.join() === b.members.join();
}

/** Index of the first tick after an instant (ticks are sorted). */
export function firstAfter(ticks: readonly Tick[], ms: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle] as Tick).ms <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
