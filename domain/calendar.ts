import { z } from 'zod';
import { Day, dayOfSerial, plusDays, serial } from './instant.ts';

/** Shift 遇休息日如何处理: to the working day before, after, or not at all. */
export const Shift = z.enum(['earlier', 'later', 'unchanged']);
export type Shift = z.infer<typeof Shift>;

/** Offset 间隔: working days or calendar days, never a bare number. */
export const Offset = z.union([
  z.strictObject({ workdays: z.int().min(0).max(400) }),
  z.strictObject({ days: z.int().min(0).max(800) }),
]);
export type Offset = z.infer<typeof Offset>;

/**
 * Calendar 工作日历: which days are worked. Saturdays and Sundays rest, except `work` (调休上班); the days of `rest` are
 * holidays; `closures` are rest days of this office only. Days after `announcedThrough` are provisional 暂定: the State
 * Council has not yet announced their holidays.
 */
export const Calendar = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  zone: z.string().default('Asia/Shanghai'),
  announcedThrough: Day,
  rest: z.array(Day),
  work: z.array(Day),
  closures: z.array(z.strictObject({ from: Day, to: Day, name: z.string() })).default([]),
});
export type Calendar = z.infer<typeof Calendar>;

/** The lists of a calendar as day serials. */
interface DayIndex {
  readonly rest: ReadonlySet<number>;
  readonly work: ReadonlySet<number>;
  /** First and last day, both inclusive. */
  readonly closures: readonly (readonly [number, number])[];
}

/** A pure function of the calendar, remembered because rehearsals ask millions of times. */
const indexes = new WeakMap<Calendar, DayIndex>();

function indexOf(calendar: Calendar): DayIndex {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const index: DayIndex = {
    rest: new Set(calendar.rest.map(serial)),
    work: new Set(calendar.work.map(serial)),
    closures: calendar.closures.map(({ from, to }) => [serial(from), serial(to)] as const),
  };
  indexes.set(calendar, index);
  return index;
}

function works(index: DayIndex, n: number): boolean {
  for (const [from, to] of index.closures) if (n >= from && n <= to) return false;
  if (index.work.has(n)) return true;
  return !index.rest.has(n) && (((n + 3) % 7) + 7) % 7 < 5;
}

/** A calendar without a working day for this many days is faulty. */
const LONGEST_REST = 1000;

/** The first working day from `n` on, `n` included, going by `step`. */
function seek(calendar: Calendar, n: number, step: 1 | -1): number {
  const index = indexOf(calendar);
  for (let i = 0; i <= LONGEST_REST; i++) {
    if (works(index, n + i * step)) return n + i * step;
  }
  throw new RangeError(
    `工作日历 ${calendar.id} 在 ${dayOfSerial(n)} 附近没有工作日，请检查停办日期`,
  );
}

/**
 * Working day 工作日. In this order: an office closed (`closures`, first and last day inclusive) rests, even on a day
 * of 调休; then `work` is worked; then `rest` rests; then Monday to Friday are worked. A day beyond the announced ones
 * follows the same order and is only provisional: ask `isAnnounced` too.
 */
export function isWorkday(calendar: Calendar, day: Day): boolean {
  return works(indexOf(calendar), serial(day));
}

/** Whether the holidays around the day have been announced; otherwise it is provisional 暂定. */
export function isAnnounced(calendar: Calendar, day: Day): boolean {
  return day <= calendar.announcedThrough;
}

/** 提前、顺延、不变: a working day stays; a rest day goes to the nearest working day of that side. */
export function shiftDay(calendar: Calendar, day: Day, shift: Shift): Day {
  if (shift === 'unchanged') return day;
  return dayOfSerial(seek(calendar, serial(day), shift === 'earlier' ? -1 : 1));
}

/** The `n`-th working day after `day` (before it where negative); 0 is the day itself, even a rest day. */
export function addWorkdays(calendar: Calendar, day: Day, n: number): Day {
  const step = n < 0 ? -1 : 1;
  let at = serial(day);
  for (let i = Math.abs(n); i > 0; i--) at = seek(calendar, at + step, step);
  return dayOfSerial(at);
}

/** `offset` working or calendar days after the day (before it with sign -1). Calendar days may end on a rest day. */
export function addOffset(calendar: Calendar, day: Day, offset: Offset, sign: 1 | -1 = 1): Day {
  return 'workdays' in offset
    ? addWorkdays(calendar, day, sign * offset.workdays)
    : plusDays(day, sign * offset.days);
}

/** The `n`-th working day of [from, to), from the end where negative; none where there are fewer. */
export function nthWorkday(calendar: Calendar, from: Day, to: Day, n: number): Day | undefined {
  const index = indexOf(calendar);
  const step = n < 0 ? -1 : 1;
  const [first, end] = [serial(from), serial(to)];
  let left = Math.abs(n);
  for (let at = n < 0 ? end - 1 : first; at >= first && at < end && left > 0; at += step) {
    if (works(index, at) && --left === 0) return dayOfSerial(at);
  }
  return undefined;
}

/** Number of working days in (from, to], negative where `to` is the earlier; so it adds up over neighbouring spans. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return 0 - workdaysBetween(calendar, to, from);
  const index = indexOf(calendar);
  let count = 0;
  for (let at = serial(from) + 1, end = serial(to); at <= end; at++) if (works(index, at)) count++;
  return count;
}

const KEPT_BEFORE = 40;
const KEPT_AFTER = 60;

/**
 * What a process between `from` and `to` needs of the calendar: its input stays small. Days are kept from 40 calendar
 * days before `from` to 60 after `to`; closures that touch that span are kept whole; the announced horizon stays.
 */
export function withinYears(calendar: Calendar, from: Day, to: Day): Calendar {
  const first = plusDays(from, -KEPT_BEFORE);
  const last = plusDays(to, KEPT_AFTER);
  const kept = (day: Day) => day >= first && day <= last;
  return {
    ...calendar,
    rest: calendar.rest.filter(kept),
    work: calendar.work.filter(kept),
    closures: calendar.closures.filter((closure) => closure.from <= last && closure.to >= first),
  };
}
