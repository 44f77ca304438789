import type { Every } from './deadline.ts';
import type { Day } from './instant.ts';
import { dayOfSerial, serial } from './instant.ts';

/**
 * Cadence 调度周期. `phase`: the month (1–12) in which some two-month, quarter, half-year or year period begins (April
 * and June say the same for two months); the weekday (1 Monday … 7 Sunday) on which a week begins. Month and 旬 have
 * none. Absent: January, Monday; for 两月一通报 the caller passes the first month of the campaign.
 */
export interface Cadence {
  readonly every: Every;
  readonly phase?: number | undefined;
}

/** Period 报告期: `to` is exclusive. Keys are unique and sort by time within one cadence. */
export interface Period {
  readonly key: string;
  readonly from: Day;
  readonly to: Day;
}

type ByMonths = Exclude<Every, 'week' | 'ten-days'>;

const MONTHS: Readonly<Record<ByMonths, number>> = {
  month: 1,
  'two-months': 2,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

export function periodOf(cadence: Cadence, day: Day): Period {
  return periodAt(cadence, ordinal(cadence, day));
}

export function nextPeriod(cadence: Cadence, period: Period): Period {
  return periodAt(cadence, ordinal(cadence, period.from) + 1);
}

export function previousPeriod(cadence: Cadence, period: Period): Period {
  return periodAt(cadence, ordinal(cadence, period.from) - 1);
}

/**
 * Every period that overlaps [from, to), whole: the first may begin before and the last end after; with `skip` only
 * those that are no parts.
 */
export function periodsWithin(
  cadence: Cadence,
  from: Day,
  to: Day,
  parts: 'count' | 'skip' = 'count',
): readonly Period[] {
  if (to <= from) return [];
  const first = ordinal(cadence, from);
  const last = ordinal(cadence, dayOfSerial(serial(to) - 1));
  const all = Array.from({ length: last - first + 1 }, (_, i) => periodAt(cadence, first + i));
  return parts === 'count' ? all : all.filter((period) => !isPart(cadence, period, from, to));
}

/**
 * Whether a period lies partly outside [from, to): 周, 旬 and 月 by their days, several months by their months, so that
 * a span from 7 April holds the whole of April and May.
 */
export function isPart({ every }: Cadence, period: Period, from: Day, to: Day): boolean {
  if (every === 'week' || every === 'ten-days' || every === 'month') {
    return period.from < from || period.to > to;
  }
  const last = dayOfSerial(serial(to) - 1);
  return (
    period.from < firstOfMonth(monthIndex(from)) || period.to > firstOfMonth(monthIndex(last) + 1)
  );
}

/** Whether every period of the one lies inside one period of the other; weeks lie inside nothing. */
export function nests(inner: Cadence, outer: Cadence): boolean {
  if (inner.every === 'week' || outer.every === 'week') return false;
  if (inner.every === 'ten-days') return true;
  if (outer.every === 'ten-days') return false;
  const size = MONTHS[inner.every];
  const shift = monthPhase(outer, outer.every) - monthPhase(inner, inner.every);
  return MONTHS[outer.every] % size === 0 && shift % size === 0;
}

/** Cadences from the shortest to the longest. */
export const BY_LENGTH: readonly Every[] = [
  'week',
  'ten-days',
  'month',
  'two-months',
  'quarter',
  'half-year',
  'year',
];

/** The period of a key; none where the key is not one of this cadence. */
export function periodFromKey(cadence: Cadence, key: string): Period | undefined {
  const day = dayOfKey(cadence, key);
  if (day === undefined) return undefined;
  const period = periodOf(cadence, day);
  return period.key === key ? period : undefined;
}

/**
 * The days on which a report of the period can fall due, `to` exclusive: the period itself for 周 and 旬, else its last
 * month; with `next` the week, 旬 or month that follows.
 */
export function dueWindow(period: Period, next: boolean): Pick<Period, 'from' | 'to'> {
  const cadence = dueCadence(period);
  const own = periodOf(cadence, dayOfSerial(serial(period.to) - 1));
  return next ? nextPeriod(cadence, own) : own;
}

function dueCadence({ key, from }: Period): Cadence {
  if (key.includes('W')) return { every: 'week', phase: weekdayIndex(serial(from)) + 1 };
  return { every: /[abc]$/.test(key) ? 'ten-days' : 'month' };
}

/** Periods of a cadence are numbered through; neighbours differ by one. */
function ordinal(cadence: Cadence, day: Day): number {
  switch (cadence.every) {
    case 'week':
      return Math.floor((serial(day) + 3 - weekPhase(cadence)) / 7);
    case 'ten-days':
      return monthIndex(day) * 3 + Math.min(2, Math.floor((Number(day.slice(8)) - 1) / 10));
    default:
      return Math.floor(
        (monthIndex(day) - monthPhase(cadence, cadence.every)) / MONTHS[cadence.every],
      );
  }
}

function periodAt(cadence: Cadence, n: number): Period {
  switch (cadence.every) {
    case 'week':
      return weekAt(n * 7 - 3 + weekPhase(cadence));
    case 'ten-days':
      return tenDaysAt(n);
    default:
      return monthsAt(
        cadence.every,
        n * MONTHS[cadence.every] + monthPhase(cadence, cadence.every),
      );
  }
}

/** A week is named by the ISO week in which its fourth day lies: for weeks from Monday, its own number. */
function weekAt(first: number): Period {
  const thursday = first + 3 - weekdayIndex(first + 3) + 3;
  const year = dayOfSerial(thursday).slice(0, 4);
  const week = Math.floor((thursday - serial(`${year}-01-01`)) / 7) + 1;
  return { key: `${year}-W${pad(week)}`, from: dayOfSerial(first), to: dayOfSerial(first + 7) };
}

/** 旬: 1–10, 11–20, 21 to the end of the month (8 to 11 days). */
function tenDaysAt(n: number): Period {
  const month = Math.floor(n / 3);
  const part = n - month * 3;
  const name = firstOfMonth(month).slice(0, 7);
  return {
    key: `${name}${'abc'.charAt(part)}`,
    from: `${name}-${part}1`,
    to: part === 2 ? firstOfMonth(month + 1) : `${name}-${part + 1}1`,
  };
}

function monthsAt(every: ByMonths, month: number): Period {
  const from = firstOfMonth(month);
  return { key: monthsKey(every, from), from, to: firstOfMonth(month + MONTHS[every]) };
}

const LETTER = { 'two-months': 'B', quarter: 'Q', 'half-year': 'H', year: 'Y' } as const;

/** Calendar quarters, halves and years have their usual names; the others are named by their first month. */
function monthsKey(every: ByMonths, from: Day): string {
  const name = from.slice(0, 7);
  if (every === 'month') return name;
  const year = from.slice(0, 4);
  const place = (Number(from.slice(5, 7)) - 1) / MONTHS[every];
  if (every === 'two-months' || !Number.isInteger(place)) return `${name}${LETTER[every]}`;
  return every === 'year' ? year : `${year}${LETTER[every]}${place + 1}`;
}

const KEY = /^(\d{4})(?:([QH])([1-4])|-(0[1-9]|1[0-2])([abcBQHY]?)|-W([0-5]\d))?$/;

/** A day that the key's period holds, if the key belongs to the cadence at all. */
function dayOfKey(cadence: Cadence, key: string): Day | undefined {
  const match = KEY.exec(key);
  if (match === null) return undefined;
  const [, year = '', size, place, month, letter, week] = match;
  if (week !== undefined) return fourthDay(cadence, year, Number(week));
  if (month !== undefined) {
    const tens = letter === 'b' ? 1 : letter === 'c' ? 2 : 0;
    return `${year}-${month}-${tens}1`;
  }
  const months = size === 'H' ? 6 : 3;
  return `${year}-${pad((Number(place ?? 1) - 1) * months + 1)}-01`;
}

function fourthDay(cadence: Cadence, year: string, week: number): Day {
  const inWeekOne = serial(`${year}-01-04`);
  const monday = inWeekOne - weekdayIndex(inWeekOne) + (week - 1) * 7;
  return dayOfSerial(monday + ((weekPhase(cadence) + 3) % 7));
}

/** Days from Monday to the day on which weeks begin, 0–6. */
function weekPhase(cadence: Cadence): number {
  return ((cadence.phase ?? 1) - 1) % 7;
}

/** Months from January to the first month in which a period begins. */
function monthPhase(cadence: Cadence, every: ByMonths): number {
  return ((cadence.phase ?? 1) - 1) % MONTHS[every];
}

/** 0 Monday … 6 Sunday, also before 1970. */
function weekdayIndex(n: number): number {
  return (((n + 3) % 7) + 7) % 7;
}

function monthIndex(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstOfMonth(index: number): Day {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${pad(index - year * 12 + 1)}-01`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
