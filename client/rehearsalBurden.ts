import { WEEKLY_LIMIT } from '../domain/burden.ts';
import { dayOf, plusDays, weekday, type Day } from '../domain/instant.ts';
import type { Names } from '../domain/words.ts';
import type { DueInstant } from './rehearsalDues.ts';

const MOST_UNITS = 300;

/** What one unit is asked for: submissions, by month and by week; what falls due together is one. */
export interface UnitBurden {
  readonly unit: string;
  readonly name: string;
  readonly tasks: number;
  readonly total: number;
  readonly months: Readonly<Record<string, number>>;
  /** By the Monday of the week. */
  readonly weeks: Readonly<Record<Day, number>>;
  readonly peakMonth: { readonly month: string; readonly count: number };
  readonly peakWeek: { readonly from: Day; readonly count: number };
  /** Weeks above the limit. */
  readonly over: number;
}

export interface Burden {
  readonly limit: number;
  /** Busiest first, no more than anybody reads. */
  readonly units: readonly UnitBurden[];
  /** Units that are not listed. */
  readonly more: number;
  /** Units that any week asks for more than the limit. */
  readonly over: number;
  readonly words: string;
}

interface Own {
  readonly tasks: Set<string>;
  readonly months: Map<string, number>;
  readonly weeks: Map<Day, number>;
  total: number;
}

/** Burden 负担: submissions asked of each unit. A joint one counts for each of its members. */
export function burdenOf(
  dues: Iterable<Pick<DueInstant, 'at' | 'task' | 'members'>>,
  names: Pick<Names, 'zone' | 'unit'>,
): Burden {
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
  const units = [...found]
    .map(([unit, own]) => unitBurden(unit, names.unit(unit), own))
    .sort((a, b) => b.peakWeek.count - a.peakWeek.count || b.total - a.total);
  const over = units.filter((unit) => unit.over > 0).length;
  const shown = units.slice(0, MOST_UNITS);
  const words = burdenWords(units, over);
  return { limit: WEEKLY_LIMIT, units: shown, more: units.length - shown.length, over, words };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function unitBurden(unit: string, name: string, { tasks, months, weeks, total }: Own): UnitBurden {
  const [month, most] = largest(months);
  const [from, inWeek] = largest(weeks);
  return {
    ...{ unit, name, tasks: tasks.size, total },
    months: Object.fromEntries([...months].sort()),
    weeks: Object.fromEntries([...weeks].sort()),
    peakMonth: { month, count: most },
    peakWeek: { from, count: inWeek },
    over: [...weeks.values()].filter((own) => own > WEEKLY_LIMIT).length,
  };
}

function largest(counts: ReadonlyMap<string, number>): readonly [string, number] {
  return [...counts].reduce<readonly [string, number]>(
    (best, [key, own]) => (own > best[1] || (own === best[1] && key < best[0]) ? [key, own] : best),
    ['', 0],
  );
}

function burdenWords(units: readonly UnitBurden[], over: number): string {
  const [busiest] = units;
  if (busiest === undefined) return '没有要求任何单位报送。';
  const { name, peakWeek } = busiest;
  const most = `最忙的是${name}，${peakWeek.from} 起的一周要报 ${peakWeek.count} 份`;
  if (over === 0) return `${most}，没有单位超过每周 ${WEEKLY_LIMIT} 份的上限。`;
  return `${most}；共有 ${over} 家单位在某些周超过每周 ${WEEKLY_LIMIT} 份的上限，请考虑合报或放宽周期。`;
}
