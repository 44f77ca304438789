import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { periodFromKey, type Cadence, type Period } from '../../domain/cadence.ts';
import { Calendar } from '../../domain/calendar.ts';
import {
  cutOffInstant,
  deadlineInstants,
  dueDay,
  dutyInstants,
  stepInstant,
} from '../../domain/due.ts';
import type { Duty } from '../../domain/regime.ts';

const file = new URL('../../plans/calendar-cn.json', import.meta.url);
const cn = Calendar.parse(JSON.parse(readFileSync(file, 'utf8')));

const period = (every: Cadence['every'], key: string, phase?: number): Period => {
  const found = periodFromKey({ every, phase }, key);
  if (found === undefined) throw new Error(key);
  return found;
};
const month = (key: string) => period('month', key);

type Rules = Pick<Duty, 'due' | 'time' | 'shift' | 'grace' | 'closes'>;
const duty: Rules = {
  due: { day: 25 },
  time: '17:00',
  shift: 'earlier',
  grace: { workdays: 0 },
  closes: { workdays: 10 },
};

describe('the due day before the shift', () => {
  test.each([
    ['the 25th', { day: 25 }, month('2026-07'), '2026-07-25'],
    ['the 31st of a short month', { day: 31 }, month('2026-02'), '2026-02-28'],
    ['month end', { lastDay: true }, month('2026-02'), '2026-02-28'],
    ['the 5th of the next month', { next: { day: 5 } }, month('2026-12'), '2027-01-05'],
    ['end of the next month', { next: { lastDay: true } }, month('2026-01'), '2026-02-28'],
    ['first working day after', { next: { workday: 1 } }, month('2026-09'), '2026-10-08'],
    ['倒数第五个工作日', { workday: -5 }, month('2026-09'), '2026-09-23'],
    ['more than there are', { workday: 23 }, month('2026-02'), '2026-02-28'],
    ['more than there are, from the end', { workday: -23 }, month('2026-02'), '2026-02-02'],
    ['25th of a quarter', { day: 25 }, period('quarter', '2026Q1'), '2026-03-25'],
    ['5th after a quarter', { next: { day: 5 } }, period('quarter', '2026Q1'), '2026-04-05'],
    ['3rd last of a year', { workday: -3 }, period('year', '2026'), '2026-12-29'],
    ['two months', { day: 25 }, period('two-months', '2022-04B', 4), '2022-05-25'],
    ['over the year', { day: 25 }, period('two-months', '2022-12B', 4), '2023-01-25'],
    ['fourth day of a week', { day: 4 }, period('week', '2026-W10'), '2026-03-05'],
    ['ninth day of a week', { day: 9 }, period('week', '2026-W10'), '2026-03-08'],
    ['Tuesday of the next week', { next: { day: 2 } }, period('week', '2026-W10'), '2026-03-10'],
    ['week from Friday', { next: { day: 2 } }, period('week', '2026-W10', 5), '2026-03-07'],
    ['last of a 旬', { lastDay: true }, period('ten-days', '2026-02c'), '2026-02-28'],
    ['tenth of a 旬', { day: 10 }, period('ten-days', '2026-02c'), '2026-02-28'],
    ['second last of a 旬', { workday: -2 }, period('ten-days', '2026-10a'), '2026-10-09'],
    [
      'third day of the next 旬',
      { next: { day: 3 } },
      period('ten-days', '2026-03c'),
      '2026-04-03',
    ],
    ['a week of holidays', { workday: 1 }, period('week', '2026-W08'), '2026-02-24'],
    ['a week of holidays, from the end', { workday: -1 }, period('week', '2026-W08'), '2026-02-24'],
  ] as const)('%s', (_, rule, of, expected) => {
    expect(dueDay(rule, of, cn)).toBe(expected);
  });
});

describe('due, end of grace, closed for entry', () => {
  test('a monthly duty', () => {
    const rules: Rules = { ...duty, grace: { workdays: 2 } };
    expect(dutyInstants(rules, month('2026-07'), cn)).toEqual({
      opens: '2026-07-01T00:00:00+08:00',
      due: '2026-07-24T17:00:00+08:00',
      graceEnd: '2026-07-28T17:00:00+08:00',
      closes: '2026-08-07T17:00:00+08:00',
      dueDay: '2026-07-24',
      provisional: false,
    });
  });

  test('calendar days of grace may end on a rest day, and closing is never before it', () => {
    const rules: Rules = { ...duty, grace: { days: 8 }, closes: { workdays: 1 } };
    const found = dutyInstants(rules, month('2026-07'), cn);
    expect(found.graceEnd).toBe('2026-08-01T17:00:00+08:00');
    expect(found.closes).toBe(found.graceEnd);
  });

  test('上旬 of October: 2026 is due on a worked Saturday, 2025 on a Friday, no shift', () => {
    const rules: Rules = { ...duty, due: { lastDay: true } };
    const due = (key: string) => dutyInstants(rules, period('ten-days', key), cn).due;
    expect(due('2026-10a')).toBe('2026-10-10T17:00:00+08:00');
    expect(due('2025-10a')).toBe('2025-10-10T17:00:00+08:00');
  });

  test.each([
    ['earlier', '2025-09-30'],
    ['later', '2025-10-09'],
    ['unchanged', '2025-10-05'],
  ] as const)('the 5th after September 2025, %s, is %s', (shift, expected) => {
    const rules: Rules = { ...duty, due: { next: { day: 5 } }, shift };
    expect(dutyInstants(rules, month('2025-09'), cn).dueDay).toBe(expected);
  });

  test('nothing is due before its period', () => {
    const weekly: Rules = { ...duty, due: { day: 5 } };
    expect(dutyInstants(weekly, period('week', '2026-W08'), cn).dueDay).toBe('2026-02-24');
    const first: Rules = { ...duty, due: { day: 1 } };
    expect(dutyInstants(first, month('2026-10'), cn).dueDay).toBe('2026-10-08');
  });

  test('provisional where a day that counts is not announced', () => {
    const flag = (rules: Partial<Rules>, key: string) =>
      dutyInstants({ ...duty, ...rules }, month(key), cn).provisional;
    expect(flag({}, '2026-11')).toBe(false);
    expect(flag({}, '2026-12')).toBe(true);
    expect(flag({ closes: { workdays: 4 } }, '2026-12')).toBe(false);
    expect(flag({ closes: { workdays: 5 } }, '2026-12')).toBe(true);
    expect(flag({ due: { next: { day: 5 } } }, '2026-12')).toBe(true);
    const middle = { ...cn, announcedThrough: '2026-12-29' };
    const counted = (workday: number) =>
      cutOffInstant(
        { cutOff: { workday }, time: '18:00', shift: 'earlier' },
        month('2026-12'),
        middle,
      );
    expect([counted(10), counted(-10)].map((found) => found.provisional)).toEqual([false, true]);
  });

  test('a day of 2027 that moves back into the announced 2026 stays provisional', () => {
    const calendar = { ...cn, rest: [...cn.rest, '2027-01-01'] };
    const due = { next: { day: 2 } } as const;
    const rules: Rules = { ...duty, due, closes: { workdays: 0 } };
    const moved = { due: '2026-12-31T17:00:00+08:00', provisional: true };
    expect(dutyInstants(rules, month('2026-12'), calendar)).toMatchObject(moved);
    expect(deadlineInstants(rules, '2027-01-02', calendar)).toMatchObject(moved);
    expect(cutOffInstant({ ...rules, cutOff: due }, month('2026-12'), calendar)).toEqual({
      at: moved.due,
      provisional: true,
    });
  });
});

describe('a dated deadline', () => {
  const rule = {
    time: '17:00',
    shift: 'earlier',
    grace: { workdays: 0 },
    closes: { workdays: 20 },
  } as const;

  test('6月底前 is a minute of 30 June', () => {
    expect(deadlineInstants(rule, '2026-06-30', cn)).toEqual({
      opens: '2025-05-26T00:00:00+08:00',
      due: '2026-06-30T17:00:00+08:00',
      graceEnd: '2026-06-30T17:00:00+08:00',
      closes: '2026-07-28T17:00:00+08:00',
      dueDay: '2026-06-30',
      provisional: false,
    });
  });

  test('a Sunday goes to the Friday before, and 2027 is provisional', () => {
    expect(deadlineInstants(rule, '2026-05-31', cn).due).toBe('2026-05-29T17:00:00+08:00');
    expect(deadlineInstants(rule, '2027-06-30', cn).provisional).toBe(true);
  });
});

test('a cut-off of a bulletin stays where it is unless it is told to move', () => {
  const rule = { cutOff: { lastDay: true }, time: '18:00', shift: 'unchanged' } as const;
  expect(cutOffInstant(rule, period('two-months', '2026-04B', 4), cn)).toEqual({
    at: '2026-05-31T18:00:00+08:00',
    provisional: false,
  });
  const moved = cutOffInstant({ ...rule, shift: 'later' }, period('two-months', '2026-04B', 4), cn);
  expect(moved.at).toBe('2026-06-01T18:00:00+08:00');
});

describe('steps of the ladder', () => {
  const sunday = deadlineInstants(
    { time: '17:00', shift: 'unchanged', grace: { workdays: 1 }, closes: { workdays: 20 } },
    '2026-02-08',
    cn,
  );
  const july = dutyInstants({ ...duty, grace: { workdays: 2 } }, month('2026-07'), cn);
  const before = (offset: { workdays: number } | { days: number }) =>
    ({ before: 'due', offset }) as const;
  const after = (offset: { workdays: number } | { days: number }) =>
    ({ after: 'grace', offset }) as const;

  test('T−3 working days of Sunday 8 February 2026 is Wednesday the 4th', () => {
    expect(stepInstant(before({ workdays: 3 }), undefined, sunday, cn)).toBe(
      '2026-02-04T09:00:00+08:00',
    );
    expect(stepInstant(before({ days: 3 }), '08:30', sunday, cn)).toBe('2026-02-05T08:30:00+08:00');
  });

  test('on the due day itself only before the due time', () => {
    expect(stepInstant(before({ workdays: 0 }), undefined, july, cn)).toBe(
      '2026-07-24T09:00:00+08:00',
    );
    expect(stepInstant(before({ workdays: 0 }), '17:00', july, cn)).toBeUndefined();
  });

  test('before the period opens it moves to the first working day, if that is before due', () => {
    const national = dutyInstants(
      { ...duty, due: { lastDay: true } },
      period('ten-days', '2026-10a'),
      cn,
    );
    const first = stepInstant(before({ workdays: 5 }), undefined, national, cn);
    expect(first).toBe('2026-10-08T09:00:00+08:00');
    const festival = dutyInstants({ ...duty, due: { workday: 1 } }, month('2026-10'), cn);
    expect(stepInstant(before({ workdays: 3 }), '18:00', festival, cn)).toBeUndefined();
    expect(stepInstant(before({ workdays: 3 }), '09:00', festival, cn)).toBe(
      '2026-10-08T09:00:00+08:00',
    );
  });

  test('an entry opened in the afternoon is reminded of on the next working day', () => {
    const started = { ...july, opens: '2026-07-17T15:00:00+08:00' };
    expect(stepInstant(before({ workdays: 8 }), undefined, started, cn)).toBe(
      '2026-07-20T09:00:00+08:00',
    );
    expect(stepInstant(before({ workdays: 8 }), '16:00', started, cn)).toBe(
      '2026-07-17T16:00:00+08:00',
    );
  });

  test.each([
    [{ workdays: 0 }, undefined, '2026-07-28T17:00:00+08:00'],
    [{ workdays: 0 }, '09:00', '2026-07-28T17:00:00+08:00'],
    [{ workdays: 0 }, '18:00', '2026-07-28T18:00:00+08:00'],
    [{ workdays: 1 }, undefined, '2026-07-29T17:00:00+08:00'],
    [{ workdays: 4 }, '09:00', '2026-08-03T09:00:00+08:00'],
    [{ days: 4 }, '09:00', '2026-08-01T09:00:00+08:00'],
  ] as const)('%j at %s after the end of grace is %s', (offset, time, expected) => {
    expect(stepInstant(after(offset), time, july, cn)).toBe(expected);
  });

  test('instants written in another offset give the same step', () => {
    const utc = { ...july, graceEnd: '2026-07-28T09:00:00Z' };
    expect(stepInstant(after({ workdays: 1 }), undefined, utc, cn)).toBe(
      '2026-07-29T17:00:00+08:00',
    );
  });
});
