import {
  burdenWith,
  HOURS_EACH,
  WEEKLY_LIMIT,
  type AddedBurden,
  type Demand,
  type SamePair,
} from '../domain/burden.ts';
import { dayOf, plusDays, weekday, type Day } from '../domain/instant.ts';
import { nameKey, namesOfUnit, type Unit } from '../domain/unit.ts';
import type { Names } from '../domain/words.ts';
import type { DueInstant } from './rehearsalDues.ts';

const MOST_UNITS = 300;
const MOST_PERSONS = 100;

/** What a plan asks of one unit: submissions, by month and by week; what falls due together is one. */
export interface OwnBurden {
  readonly unit: string;
  readonly name: string;
  /** Every name under which other campaigns may know it, as keys. */
  readonly known: readonly string[];
  readonly tasks: number;
  readonly total: number;
  readonly months: Readonly<Record<string, number>>;
  /** By the Monday of the week. */
  readonly weeks: Readonly<Record<Day, number>>;
}

interface Own {
  readonly tasks: Set<string>;
  readonly months: Map<string, number>;
  readonly weeks: Map<Day, number>;
  total: number;
}

/** Submissions that a plan asks of each unit. A joint one counts for each of its members. */
export function ownBurden(
  dues: Iterable<Pick<DueInstant, 'at' | 'task' | 'members'>>,
  names: Pick<Names, 'zone' | 'unit'>,
  units: readonly Unit[] = [],
): readonly OwnBurden[] {
  const found = new Map<string, Own>();
  for (const { at, task, members } of dues) {
    const day = dayOf(at, names.zone);
    for (const unit of members) {
      const own: Own = found.get(unit) ?? {
        ...{ tasks: new Set<string>(), months: new Map(), weeks: new Map(), total: 0 },
      };
      found.set(unit, own);
      own.tasks.add(task);
      own.total += 1;
      count(own.months, day.slice(0, 7));
      count(own.weeks, plusDays(day, 1 - weekday(day)));
    }
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return [...found].map(([id, { tasks, months, weeks, total }]) => {
    const unit = byId.get(id);
    const name = names.unit(id);
    return {
      ...{ unit: id, name, tasks: tasks.size, total },
      known: [...new Set([name, ...(unit ? namesOfUnit(unit) : [])].map(nameKey))],
      months: Object.fromEntries([...months].sort()),
      weeks: Object.fromEntries([...weeks].sort()),
    };
  });
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What runs already, and who reports. */
export interface Running {
  readonly demands: readonly Demand[];
  readonly pairs: readonly SamePair[];
  /** Units by name. */
  readonly persons: readonly { readonly name: string; readonly units: readonly string[] }[];
}

export const NOTHING_RUNS: Running = { demands: [], pairs: [], persons: [] };

interface Line {
  readonly name: string;
  /** All reports; of the plan; of what runs, without duplicates; duplicates. */
  readonly total: number;
  readonly added: number;
  readonly running: number;
  readonly duplicates: number;
  /** Of all, what the plan adds, in percent. */
  readonly share: number;
  readonly peakWeek: { readonly from: Day; readonly count: number; readonly added: number };
  readonly hours: number;
}

export interface UnitBurden extends Line {
  readonly unit: string;
  /** Tasks of the plan; campaigns that run and ask this unit. */
  readonly tasks: number;
  readonly campaigns: number;
  /** Of the plan alone. */
  readonly months: Readonly<Record<string, number>>;
  /** Weeks above the limit to which the plan adds. */
  readonly over: number;
}

export interface PersonBurden extends Line {
  readonly units: readonly string[];
}

export interface Burden {
  readonly limit: number;
  readonly hoursEach: number;
  /** Busiest first, no more than anybody reads. */
  readonly units: readonly UnitBurden[];
  /** Units that are not listed. */
  readonly more: number;
  /** Reports that the plan asks of all units together. */
  readonly added: number;
  /** Units that any week asks for more than the limit. */
  readonly over: number;
  /** Campaigns that run and ask any of these units. */
  readonly campaigns: number;
  readonly persons: readonly PersonBurden[];
  readonly words: string;
}

/** Burden 负担 of the units of a plan, together with what runs already. */
export function burdenOf(own: readonly OwnBurden[], running: Running = NOTHING_RUNS): Burden {
  const named = new Map(own.flatMap(({ known, name }) => known.map((key) => [key, name] as const)));
  const nameOf = (unit: string) => named.get(nameKey(unit)) ?? unit;
  const demands = running.demands.map((one) => ({ ...one, unit: nameOf(one.unit) }));
  const persons = running.persons.map(({ name, units }) => ({ name, units: units.map(nameOf) }));
  const asked = new Set(own.map(({ name }) => name));
  const touched = persons.filter(({ units }) => units.some((unit) => asked.has(unit)));
  const others = new Set(touched.flatMap(({ units }) => units).filter((unit) => !asked.has(unit)));
  const planned = [
    ...own.map(({ name, weeks }) => ({ unit: name, weeks })),
    ...[...others].map((unit) => ({ unit, weeks: {} })),
  ];
  const added = burdenWith(planned, demands, running.pairs);
  const units = own
    .flatMap((one, i): UnitBurden[] => {
      const sum = added[i];
      return sum === undefined ? [] : [unitLine(one, sum)];
    })
    .sort(byLoad);
  const over = units.filter((unit) => unit.over > 0).length;
  const campaigns = new Set(
    demands.filter(({ unit }) => asked.has(unit)).map(({ campaign }) => campaign),
  ).size;
  const shown = units.slice(0, MOST_UNITS);
  const byUnit = new Map(added.map((one) => [one.unit, one]));
  const weeksOf = new Map(planned.map(({ unit, weeks }) => [unit, weeks]));
  return {
    ...{ limit: WEEKLY_LIMIT, hoursEach: HOURS_EACH },
    ...{ units: shown, more: units.length - shown.length, over, campaigns },
    added: own.reduce((sum, { total }) => sum + total, 0),
    persons: touched
      .map((person) => personLine(person, byUnit, weeksOf))
      .sort(byLoad)
      .slice(0, MOST_PERSONS),
    words: burdenWords(units, over),
  };
}

function byLoad(a: Line, b: Line): number {
  return b.peakWeek.count - a.peakWeek.count || b.total - a.total;
}

function unitLine({ unit, name, tasks, months }: OwnBurden, sum: AddedBurden): UnitBurden {
  const { added, running, duplicates, campaigns, over, hours, peak } = sum;
  return {
    ...{ unit, name, tasks, months, campaigns, over },
    ...lineOf({ added, running, duplicates, hours }),
    peakWeek: { from: peak.week, count: peak.count, added: peak.added },
  };
}

function personLine(
  { name, units }: { readonly name: string; readonly units: readonly string[] },
  byUnit: ReadonlyMap<string, AddedBurden>,
  plannedOf: ReadonlyMap<string, Readonly<Record<Day, number>>>,
): PersonBurden {
  const own = units.flatMap((unit) => byUnit.get(unit) ?? []);
  const sum = (what: (one: AddedBurden) => number) => own.reduce((n, one) => n + what(one), 0);
  const weeks = new Map<Day, number>();
  for (const one of own) {
    for (const [week, asked] of one.weeks) weeks.set(week, (weeks.get(week) ?? 0) + asked);
  }
  const [from, most] = [...weeks].reduce<readonly [Day, number]>(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best),
    ['', 0],
  );
  const inPeak = units.reduce((n, unit) => n + (plannedOf.get(unit)?.[from] ?? 0), 0);
  return {
    ...{ name, units, peakWeek: { from, count: most, added: inPeak } },
    ...lineOf({
      added: sum((one) => one.added),
      running: sum((one) => one.running),
      duplicates: sum((one) => one.duplicates),
      hours: sum((one) => one.hours),
    }),
  };
}

function lineOf(sum: Pick<Line, 'added' | 'running' | 'duplicates' | 'hours'>) {
  const total = sum.added + sum.running;
  return { ...sum, total, share: total === 0 ? 0 : Math.round((sum.added / total) * 100) };
}

function burdenWords(units: readonly UnitBurden[], over: number): string {
  const [busiest] = units;
  if (busiest === undefined) return '没有要求任何单位报送。';
  const { name, peakWeek } = busiest;
  const { count: all, added } = peakWeek;
  const parts = added < all ? `（本方案 ${added} 份，在办的 ${all - added} 份）` : '';
  const most = `最忙的是${name}，${peakWeek.from} 起的一周要报 ${all} 份${parts}`;
  if (over === 0) return `${most}，本方案没有使任何单位超过每周 ${WEEKLY_LIMIT} 份的上限。`;
  return `${most}；共有 ${over} 家单位在某些周超过每周 ${WEEKLY_LIMIT} 份的上限，请考虑合报或放宽周期。`;
}
