import { BY_LENGTH } from './cadence.ts';
import { epoch, type Day, type Instant } from './instant.ts';
import type { Obligation, StepInstant } from './obligation.ts';
import type { Duty, EscalationStep, Regime, Together } from './regime.ts';
import type { Entry } from './taskTicks.ts';

/**
 * Coinciding 合报的几项: obligations of one party whose duties the regime puts together and which fall due on one day, at
 * most one of a duty, those of the shortest cadence first. One submission answers all of them.
 */
export interface Coinciding {
  readonly ladder: Together['ladder'];
  readonly members: readonly Obligation[];
}

/** By the key of each obligation that coincides with others. */
export type Coincidences = ReadonlyMap<string, Coinciding>;
type Entries = Readonly<Record<string, Entry>>;

const NONE: Coincidences = new Map();

/**
 * What coincides among the obligations that still stand, by the regimes that give them, the one of the start first;
 * `dayOf` says when each falls due. Those of two regimes coincide where both put their duties together, and then as the
 * newer one says.
 */
export function coincidencesOf(
  regimes: readonly Regime[],
  obligations: readonly Obligation[],
  dayOf: (obligation: Obligation) => Day,
): Coincidences {
  if (regimes.every(({ together }) => together === undefined)) return NONE;
  const found = new Map<string, Coinciding>();
  for (const [n, regime] of [...regimes.entries()].reverse()) {
    const free = obligations.filter(({ key }) => !found.has(key));
    const isOwn = ({ slot }: Obligation) => (slot.under ?? regimes[0]) === regime;
    for (const { duties, ladder } of regime.together ?? []) {
      const order = byLength(duties, regime.duties);
      const older = regimes.slice(0, n).filter((other) => sharesPair(other, duties));
      const fits = (one: Obligation) =>
        isOwn(one) || older.some((other) => (one.slot.under ?? regimes[0]) === other);
      for (const [, own] of daysOf(free.filter(fits), duties, dayOf)) {
        const members = order.flatMap((duty) => own.get(duty) ?? []);
        if (own.size < 2 || !members.some(isOwn)) continue;
        for (const { key } of members) found.set(key, { ladder, members });
      }
    }
  }
  return found;
}

/** Whether another regime puts at least these two together; one that names fewer or others keeps its own apart. */
function sharesPair({ together = [] }: Regime, duties: readonly string[]): boolean {
  return together.some((rule) => duties.every((duty) => rule.duties.includes(duty)));
}

/** By party and day, the obligation of each duty; of two periods of one duty the later. */
function daysOf(
  obligations: readonly Obligation[],
  duties: readonly string[],
  dayOf: (obligation: Obligation) => Day,
): ReadonlyMap<string, ReadonlyMap<string, Obligation>> {
  const days = new Map<string, Map<string, Obligation>>();
  for (const obligation of obligations) {
    const { duty, period } = obligation.slot;
    if (!duties.includes(duty)) continue;
    const id = `${obligation.party.id} ${dayOf(obligation)}`;
    const own = days.get(id) ?? new Map<string, Obligation>();
    days.set(id, own);
    const known = own.get(duty);
    if (known === undefined || known.slot.period < period) own.set(duty, obligation);
  }
  return days;
}

/** The shortest cadence first; of two alike the one that the regime names first. */
function byLength(names: readonly string[], duties: readonly Duty[]): readonly string[] {
  const length = (name: string) =>
    BY_LENGTH.findIndex((every) => every === duties.find(({ id }) => id === name)?.every);
  return [...names].sort((a, b) => length(a) - length(b));
}

/** Whether the submission is still owed or came too late: not exempt, not on time, not waiting for a calendar. */
function atStake(entry: Entry | undefined): boolean {
  if (entry?.verdict === undefined) return entry?.receivedAt === undefined;
  return entry.verdict === 'missing' || entry.verdict === 'late';
}

/**
 * The obligation whose steps are taken for this one: itself, or among those that coincide and are at stake the one of
 * the longest cadence (of the shortest, where the regime says so).
 */
export function carrierOf(
  obligation: Obligation,
  coincidences: Coincidences,
  entries: Entries,
): Obligation {
  const group = coincidences.get(obligation.key);
  if (group === undefined || group.ladder === 'each') return obligation;
  const staked = group.members.filter(({ key }) => key === obligation.key || atStake(entries[key]));
  return (group.ladder === 'longest' ? staked.at(-1) : staked[0]) ?? obligation;
}

/** The others that coincide with an obligation and are at stake. */
export function companionsOf(
  { key }: Obligation,
  coincidences: Coincidences,
  entries: Entries,
): readonly Obligation[] {
  const members = coincidences.get(key)?.members ?? [];
  return members.filter((other) => other.key !== key && atStake(entries[other.key]));
}

/** The others for which a step of this obligation is taken as well. */
export function carriedBy(
  obligation: Obligation,
  coincidences: Coincidences,
  entries: Entries,
): readonly Obligation[] {
  if (coincidences.get(obligation.key)?.ladder === 'each') return [];
  return companionsOf(obligation, coincidences, entries);
}

/**
 * The step of another obligation for which this one stands: the same, else the one that has the same place among the
 * steps of its kind; none where that kind of step does not apply to its duty.
 */
export function counterpart(
  step: EscalationStep,
  own: Obligation,
  other: Obligation,
): EscalationStep | undefined {
  const same = other.slot.steps.find((found) => found.step.id === step.id);
  if (same !== undefined) return same.step;
  const place = alike(own.slot.steps, step).findIndex(({ id }) => id === step.id);
  return alike(other.slot.steps, step)[place];
}

function alike(steps: readonly StepInstant[], { step: kind, at }: EscalationStep) {
  return steps
    .map(({ step }) => step)
    .filter((step) => step.step === kind && 'before' in step.at === 'before' in at);
}

/** Whether a report received then can still enter; by a calendar that is not announced nothing closes. */
export function isOpen({ slot }: Obligation, receivedAt: Instant): boolean {
  const { opens, closes, provisional } = slot.instants;
  const ms = epoch(receivedAt);
  return epoch(opens) <= ms && (ms <= epoch(closes) || provisional);
}

/** What a report enters: the obligation that it names, and those that coincide with it, each if it is open. */
export function enteredBy(
  named: Obligation,
  receivedAt: Instant,
  coincidences: Coincidences,
  entries: Entries,
): readonly Obligation[] {
  const members = coincidences.get(named.key)?.members ?? [];
  const others = members.filter(
    ({ key }) => key !== named.key && entries[key]?.verdict !== 'exempt',
  );
  return [named, ...others].filter((obligation) => isOpen(obligation, receivedAt));
}
