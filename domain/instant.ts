import { DateTime } from 'luxon';
import { z } from 'zod';

/** Day 日: a calendar day without a clock, `2026-03-05`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写作 2026-03-05');
export type Day = z.infer<typeof Day>;

/** Clock 时刻: a local time of day, `17:00`. */
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应写作 17:00');
export type Clock = z.infer<typeof Clock>;

/** Instant 时点: ISO 8601 with offset, `2026-03-05T17:00:00+08:00`. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(isReckoned, '时间应在 1900 年至 2999 年之间，与世界时相差不超过 14 小时');
export type Instant = z.infer<typeof Instant>;

/** Years and zones that clocks, calendars and registers all know. */
function isReckoned(instant: string): boolean {
  const year = Number(instant.slice(0, 4));
  const [, hours = '0', minutes = '0'] = /[+-](\d{2}):?(\d{2})$/.exec(instant.slice(10)) ?? [];
  return year >= 1900 && year <= 2999 && Number(hours) * 60 + Number(minutes) <= 14 * 60;
}

const DAY_MS = 86_400_000;

/**
 * Answers of luxon by their arguments: ten thousand tasks share their due days, and luxon takes longer than all the
 * rest. A pure function may be remembered; the size is bounded.
 */
function remembering<Value>(compute: (key: string, zone: string) => Value) {
  const byZone = new Map<string, Map<string, Value>>();
  return (key: string, zone: string): Value => {
    const known = byZone.get(zone) ?? new Map<string, Value>();
    if (known.size === 0) byZone.set(zone, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const value = compute(key, zone);
    known.set(key, value);
    return value;
  };
}

const REMEMBERED = 50_000;

/** Milliseconds since the epoch; the only way in which instants are compared. */
export function epoch(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant of `ms` written in `zone`, to the second (or millisecond where there is one). */
export function instantOf(ms: number, zone: string): Instant {
  return instantOfMs(String(ms), zone);
}

const instantOfMs = remembering((ms, zone): Instant => {
  const at = DateTime.fromMillis(Number(ms), { zone });
  return at.toISO({ suppressMilliseconds: true }) ?? fail(`${ms} in ${zone}`);
});

/** The instant of a local time on a day. */
export function at(day: Day, time: Clock, zone: string): Instant {
  return local(`${day}T${time}`, zone);
}

const local = remembering((text, zone): Instant => {
  const found = DateTime.fromISO(text, { zone });
  return found.toISO({ suppressMilliseconds: true }) ?? fail(`${text} in ${zone}`);
});

/** The local day of an instant. */
export function dayOf(instant: Instant, zone: string): Day {
  return dayOfInstant(instant, zone);
}

const dayOfInstant = remembering(
  (instant, zone): Day => DateTime.fromISO(instant, { zone }).toISODate() ?? fail(instant),
);

/** The local time of day of an instant, to the minute. */
export function clockOf(instant: Instant, zone: string): Clock {
  return clockOfInstant(instant, zone);
}

const clockOfInstant = remembering((instant, zone): Clock =>
  DateTime.fromISO(instant, { zone }).toFormat('HH:mm'),
);

/** Days since 1970-01-01, for arithmetic that needs no zone. */
export function serial(day: Day): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayOfSerial(n: number): Day {
  return new Date(n * DAY_MS).toISOString().slice(0, 10);
}

/** `n` calendar days later (earlier where negative). */
export function plusDays(day: Day, n: number): Day {
  return dayOfSerial(serial(day) + n);
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return ((((serial(day) + 3) % 7) + 7) % 7) + 1;
}

/** Whether the text is a day that exists (2026-02-30 does not). */
export function isRealDay(text: string): boolean {
  if (!Day.safeParse(text).success) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export function minInstant(a: Instant, b: Instant): Instant {
  return epoch(a) <= epoch(b) ? a : b;
}

export function maxInstant(a: Instant, b: Instant): Instant {
  return epoch(a) >= epoch(b) ? a : b;
}

function fail(text: string): never {
  throw new RangeError(`not a time: ${text}`);
}
