import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import chineseDays from 'chinese-days';
import {
  Calendar,
  addOffset,
  addWorkdays,
  isAnnounced,
  isWorkday,
  nthWorkday,
  shiftDay,
  withinYears,
  workdaysBetween,
} from '../../domain/calendar.ts';
import { dayOfSerial, plusDays, serial, weekday } from '../../domain/instant.ts';

/** plans/calendar-cn.json: `rest` holds only days off from Monday to Friday, `work` only Saturdays and Sundays. */
const file = new URL('../../plans/calendar-cn.json', import.meta.url);
const cn = Calendar.parse(JSON.parse(readFileSync(file, 'utf8')));

const days = (from: string, to: string) =>
  Array.from({ length: serial(to) - serial(from) + 1 }, (_, i) => plusDays(from, i));

const plain = Calendar.parse({
  id: 'plain',
  version: 1,
  announcedThrough: '2026-12-31',
  rest: [],
  work: [],
});

describe('the calendar of the State Council, 2020 to 2026', () => {
  test('equals chinese-days on every day', () => {
    const all = days('2020-01-01', '2026-12-31');
    expect(all).toHaveLength(2557);
    expect(all.filter((day) => isWorkday(cn, day) !== chineseDays.isWorkday(day))).toEqual([]);
  });

  test('lists weekdays off and worked weekends, each once and in order', () => {
    expect(cn.rest.filter((day) => weekday(day) > 5)).toEqual([]);
    expect(cn.work.filter((day) => weekday(day) < 6)).toEqual([]);
    for (const list of [cn.rest, cn.work]) expect([...new Set(list)].sort()).toEqual(list);
    expect([cn.rest.length, cn.work.length]).toEqual([129, 46]);
  });

  test.each([
    '2023-01-28',
    '2025-09-28',
    '2025-10-11',
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-08',
    '2026-10-10',
  ])('%s is worked', (day) => expect(isWorkday(cn, day)).toBe(true));

  test.each(['2025-10-08', '2026-10-07', '2026-02-16', '2026-03-07', '2026-03-08'])(
    '%s is not worked',
    (day) => expect(isWorkday(cn, day)).toBe(false),
  );

  test('a day of an unannounced year is provisional, whatever it looks like', () => {
    expect(isWorkday(cn, '2027-01-01')).toBe(true);
    expect(isAnnounced(cn, '2027-01-01')).toBe(false);
    expect(isAnnounced(cn, '2026-12-31')).toBe(true);
  });

  test('working days in each year', () => {
    const count = (year: number) => workdaysBetween(cn, `${year - 1}-12-31`, `${year}-12-31`);
    expect([2020, 2021, 2022, 2023, 2024, 2025, 2026].map(count)).toEqual([
      249, 250, 249, 249, 251, 248, 248,
    ]);
  });
});

describe('which list wins', () => {
  const office = Calendar.parse({
    ...plain,
    rest: ['2026-03-02', '2026-03-07'],
    work: ['2026-03-07', '2026-03-14', '2026-03-15'],
    closures: [{ from: '2026-03-12', to: '2026-03-14', name: '办公楼检修' }],
  });

  test.each([
    ['2026-03-02', false, 'a holiday'],
    ['2026-03-07', true, 'work beats rest'],
    ['2026-03-11', true, 'the day before the closure'],
    ['2026-03-12', false, 'the first day of the closure'],
    ['2026-03-14', false, 'a closure beats 调休'],
    ['2026-03-15', true, '调休 after the closure'],
  ])('%s %s: %s', (day, expected) => expect(isWorkday(office, day)).toBe(expected));

  test('a calendar that never works is a fault that says so', () => {
    const shut = { ...plain, closures: [{ from: '2026-01-01', to: '2036-01-01', name: '撤并' }] };
    expect(() => addWorkdays(shut, '2026-03-02', 1)).toThrow('没有工作日');
  });
});

describe('counting', () => {
  test('three working days after 30 September 2025 is 11 October', () => {
    expect([1, 2, 3].map((n) => addWorkdays(cn, '2025-09-30', n))).toEqual([
      '2025-10-09',
      '2025-10-10',
      '2025-10-11',
    ]);
  });

  test.each([
    ['2026-02-08', -3, '2026-02-04'],
    ['2026-02-08', 0, '2026-02-08'],
    ['2026-02-08', 1, '2026-02-09'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-10-11', -1, '2026-10-10'],
  ])('%s and %i working days is %s', (day, n, expected) =>
    expect(addWorkdays(cn, day, n)).toBe(expected),
  );

  test.each([
    ['2026-02-18', 'earlier', '2026-02-14'],
    ['2026-02-18', 'later', '2026-02-24'],
    ['2026-02-18', 'unchanged', '2026-02-18'],
    ['2026-10-10', 'earlier', '2026-10-10'],
    ['2026-10-10', 'later', '2026-10-10'],
  ] as const)('%s shifted %s is %s', (day, shift, expected) =>
    expect(shiftDay(cn, day, shift)).toBe(expected),
  );

  test('an offset says which days it counts', () => {
    expect(addOffset(cn, '2026-09-30', { workdays: 3 })).toBe('2026-10-10');
    expect(addOffset(cn, '2026-09-30', { days: 3 })).toBe('2026-10-03');
    expect(addOffset(cn, '2026-10-10', { workdays: 3 }, -1)).toBe('2026-09-30');
    expect(addOffset(cn, '2026-10-10', { days: 10 }, -1)).toBe('2026-09-30');
  });

  /** Counted by hand from the notices of 2025 and 2026. */
  test('倒数第五个工作日 of every month of 2025 and 2026', () => {
    const months = Array.from({ length: 24 }, (_, i) =>
      dayOfSerial(Date.UTC(2025, i, 1) / 86_400_000),
    );
    const ends = [...months.slice(1), '2027-01-01'];
    expect(months.map((from, i) => nthWorkday(cn, from, ends[i] ?? '', -5)?.slice(5))).toEqual([
      ...['01-22', '02-24', '03-25', '04-25', '05-26', '06-24'],
      ...['07-25', '08-25', '09-25', '10-27', '11-24', '12-25'],
      ...['01-26', '02-24', '03-25', '04-24', '05-25', '06-24'],
      ...['07-27', '08-25', '09-23', '10-26', '11-24', '12-25'],
    ]);
  });

  test('the n-th working day from either end, and none beyond', () => {
    const week = ['2026-02-23', '2026-03-02'] as const;
    expect(nthWorkday(cn, ...week, 1)).toBe('2026-02-24');
    expect(nthWorkday(cn, ...week, 5)).toBe('2026-02-28');
    expect(nthWorkday(cn, ...week, -1)).toBe('2026-02-28');
    expect(nthWorkday(cn, ...week, 6)).toBeUndefined();
    expect(nthWorkday(cn, ...week, -6)).toBeUndefined();
    expect(nthWorkday(cn, ...week, 0)).toBeUndefined();
    expect(nthWorkday(cn, '2026-02-16', '2026-02-23', 1)).toBeUndefined();
  });

  test('working days between two days leave out the first and take the last', () => {
    expect(workdaysBetween(cn, '2025-09-30', '2025-10-11')).toBe(3);
    expect(workdaysBetween(cn, '2025-10-11', '2025-09-30')).toBe(-3);
    expect(workdaysBetween(cn, '2026-02-14', '2026-02-23')).toBe(0);
    expect(workdaysBetween(cn, '2026-02-23', '2026-02-14')).toBe(0);
    expect(workdaysBetween(cn, '2026-03-02', '2026-03-02')).toBe(0);
  });
});

describe('the calendar of one process', () => {
  const closures = [
    { from: '2025-01-01', to: '2025-01-20', name: '搬迁' },
    { from: '2026-04-20', to: '2026-08-20', name: '检修' },
  ];
  const small = withinYears({ ...cn, closures }, '2026-03-01', '2026-03-31');

  test('keeps 40 days before and 60 after, and the horizon', () => {
    expect([small.rest[0], small.rest.at(-1)]).toEqual(['2026-02-16', '2026-05-05']);
    expect(small.work).toEqual(['2026-02-14', '2026-02-28', '2026-05-09']);
    expect(small.closures).toEqual(closures.slice(1));
    expect(small.announcedThrough).toBe('2026-12-31');
  });

  test('keeps the 40th day before and the 60th after, no other', () => {
    const edge = withinYears({ ...cn, closures: [] }, '2026-03-28', '2026-08-02');
    expect([edge.rest[0], edge.rest.at(-1)]).toEqual(['2026-02-16', '2026-10-01']);
    const inside = withinYears({ ...cn, closures: [] }, '2026-03-29', '2026-08-01');
    expect([inside.rest[0], inside.rest.at(-1)]).toEqual(['2026-02-17', '2026-09-25']);
  });

  test('answers as the whole calendar does inside that span', () => {
    const trimmed = withinYears(cn, '2025-03-01', '2025-12-31');
    const span = days('2025-01-20', '2026-03-01');
    expect(span.filter((day) => isWorkday(trimmed, day) !== isWorkday(cn, day))).toEqual([]);
  });
});
