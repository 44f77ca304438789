import type { z } from 'zod';
import type { Calendar, Offset, Shift } from './calendar.ts';
import { addOffset, addWorkdays, isAnnounced, nthWorkday, shiftDay } from './calendar.ts';
import type { Period } from './cadence.ts';
import { dueWindow } from './cadence.ts';
import type { Clock, Day, Instant } from './instant.ts';
import { at, clockOf, dayOf, epoch, maxInstant, plusDays } from './instant.ts';
import type { BulletinRule, DeadlineRule, Duty, DueRule } from './regime.ts';

/**
 * The instants of one duty in one period. `opens` ≤ `due` ≤ `graceEnd` ≤ `closes`. On time is received by `graceEnd`;
 * after `closes` only a decision opens the entry. `dueDay` is after the shift. `provisional` 暂定: one of the days up
 * to `closes` lies beyond the announced calendar, so that an announcement may still move something.
 */
export interface DutyInstants {
  readonly opens: Instant;
  readonly due: Instant;
  readonly graceEnd: Instant;
  readonly closes: Instant;
  readonly dueDay: Day;
  readonly provisional: boolean;
}

/** When a step of the ladder is taken: working or calendar days before due, or after the end of grace. */
export type StepTime =
  | { readonly before: 'due'; readonly offset: Offset }
  | { readonly after: 'grace'; readonly offset: Offset };

type Limits = Pick<Duty, 'time' | 'grace' | 'closes'>;

/** A day of the rule, and the last day that had to be looked at to find it. */
interface Found {
  readonly day: Day;
  readonly seen: Day;
}

/**
 * The day of a due rule before the shift. A working day asked for beyond those of the window is its last (its first
 * where counted from the end); of a window without any (the week of Spring Festival) it is the next one after it.
 */
export function dueDay(rule: DueRule, period: Period, calendar: Calendar): Day {
  return ruled(rule, period, calendar).day;
}

function ruled(rule: DueRule, period: Period, calendar: Calendar): Found {
  const { from, to } = dueWindow(period, 'next' in rule);
  const inWindow = 'next' in rule ? rule.next : rule;
  const last = plusDays(to, -1);
  if ('lastDay' in inWindow) return { day: last, seen: last };
  if ('day' in inWindow) {
    const day = plusDays(from, inWindow.day - 1);
    return day < last ? { day, seen: day } : { day: last, seen: last };
  }
  const day = nthWorkday(calendar, from, to, inWindow.workday);
  if (day !== undefined) return { day, seen: inWindow.workday < 0 ? last : day };
  const nearest = nthWorkday(calendar, from, to, inWindow.workday < 0 ? 1 : -1);
  const instead = nearest ?? addWorkdays(calendar, last, 1);
  return { day: instead, seen: instead > last ? instead : last };
}

/** The three instants of a duty in a period. Entry opens at 00:00 of the period's first day. */
export function dutyInstants(
  duty: Pick<Duty, 'due' | 'time' | 'shift' | 'grace' | 'closes'>,
  period: Period,
  calendar: Calendar,
): DutyInstants {
  const found = ruled(duty.due, period, calendar);
  const day = shiftedWithin(period.from, found.day, duty.shift, calendar);
  return instantsFrom(duty, period.from, { day, seen: later(found.seen, day) }, calendar);
}

/** A dated deadline has no period; entry opens so many calendar days before it. */
const DEADLINE_OPENS_DAYS = 400;

/** The instants of a milestone or dated deadline; entry opens at 00:00, 400 calendar days before it. */
export function deadlineInstants(
  rule: Pick<z.output<typeof DeadlineRule>, 'time' | 'shift' | 'grace' | 'closes'>,
  on: Day,
  calendar: Calendar,
): DutyInstants {
  const opens = plusDays(on, -DEADLINE_OPENS_DAYS);
  const day = shiftedWithin(opens, on, rule.shift, calendar);
  return instantsFrom(rule, opens, { day, seen: later(on, day) }, calendar);
}

/** The cut-off 截止 of a bulletin for a period. */
export function cutOffInstant(
  rule: Pick<z.output<typeof BulletinRule>, 'cutOff' | 'time' | 'shift'>,
  period: Period,
  calendar: Calendar,
): { readonly at: Instant; readonly provisional: boolean } {
  const found = ruled(rule.cutOff, period, calendar);
  const day = shiftedWithin(period.from, found.day, rule.shift, calendar);
  return {
    at: instant(day, rule.time, calendar.zone),
    provisional: !isAnnounced(calendar, later(found.seen, day)),
  };
}

/** Nothing is due before its period: where 提前 would leave the period, the shift goes later instead. */
function shiftedWithin(first: Day, day: Day, shift: Shift, calendar: Calendar): Day {
  const shifted = shiftDay(calendar, day, shift);
  return shifted < first ? shiftDay(calendar, day, 'later') : shifted;
}

/** Grace and closing are counted from the due day and end at the due time of day. */
function instantsFrom(limits: Limits, opens: Day, found: Found, calendar: Calendar): DutyInstants {
  const graceDay = addOffset(calendar, found.day, limits.grace);
  const closingDay = later(graceDay, addOffset(calendar, found.day, limits.closes));
  const on = (day: Day) => instant(day, limits.time, calendar.zone);
  return {
    opens: instant(opens, '00:00', calendar.zone),
    due: on(found.day),
    graceEnd: on(graceDay),
    closes: on(closingDay),
    dueDay: found.day,
    provisional: !isAnnounced(calendar, later(found.seen, closingDay)),
  };
}

/**
 * When a step of the ladder is taken. Before due: at 09:00 unless the step says otherwise, counted over the working
 * days before the due day, which may itself be a rest day; a step that would lie before `opens` moves to the first
 * working day on which its time comes after it; none where it would not come before due. After grace: at the time of day of the end of
 * grace unless the step says otherwise, and never before the end of grace.
 */
export function stepInstant(
  spec: StepTime,
  time: Clock | undefined,
  instants: DutyInstants,
  calendar: Calendar,
): Instant | undefined {
  return 'before' in spec
    ? beforeDue(spec.offset, time ?? '09:00', instants, calendar)
    : afterGrace(spec.offset, time, instants, calendar);
}

function beforeDue(
  offset: Offset,
  time: Clock,
  { opens, due, dueDay: day }: DutyInstants,
  calendar: Calendar,
): Instant | undefined {
  const wanted = instant(addOffset(calendar, day, offset, -1), time, calendar.zone);
  if (epoch(wanted) >= epoch(opens)) return epoch(wanted) < epoch(due) ? wanted : undefined;
  const firstDay = shiftDay(calendar, localDay(opens, calendar.zone), 'later');
  const sameDay = instant(firstDay, time, calendar.zone);
  const first =
    epoch(sameDay) >= epoch(opens)
      ? sameDay
      : instant(addWorkdays(calendar, firstDay, 1), time, calendar.zone);
  return epoch(first) < epoch(due) ? first : undefined;
}

function afterGrace(
  offset: Offset,
  time: Clock | undefined,
  { graceEnd }: DutyInstants,
  calendar: Calendar,
): Instant {
  const day = addOffset(calendar, localDay(graceEnd, calendar.zone), offset);
  const clock = time ?? localClock(graceEnd, calendar.zone);
  return maxInstant(graceEnd, instant(day, clock, calendar.zone));
}

function later(a: Day, b: Day): Day {
  return a >= b ? a : b;
}

/**
 * Answers of luxon by their arguments. Few distinct ones are asked for very often (ten thousand tasks share their due
 * days), and luxon takes longer than all the rest. A pure function may be remembered; the size is bounded.
 */
const remembered = new Map<string, string>();
const REMEMBERED = 20_000;

function remember(key: string, compute: () => string): string {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const value = compute();
  remembered.set(key, value);
  return value;
}

function instant(day: Day, time: Clock, zone: string): Instant {
  return remember(`at ${day} ${time} ${zone}`, () => at(day, time, zone));
}

function localDay(of: Instant, zone: string): Day {
  return remember(`day ${of} ${zone}`, () => dayOf(of, zone));
}

function localClock(of: Instant, zone: string): Clock {
  return remember(`clock ${of} ${zone}`, () => clockOf(of, zone));
}
