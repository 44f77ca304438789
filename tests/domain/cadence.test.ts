import { describe, expect, test } from '@jest/globals';
import {
  nextPeriod,
  periodFromKey,
  periodOf,
  periodsWithin,
  previousPeriod,
  type Cadence,
} from '../../domain/cadence.ts';

const keys = (cadence: Cadence, from: string, to: string) =>
  periodsWithin(cadence, from, to).map((period) => period.key);

describe('the period of a day', () => {
  test.each([
    [{ every: 'year' }, '2026-07-01', '2026', '2026-01-01', '2027-01-01'],
    [{ every: 'half-year' }, '2026-06-30', '2026H1', '2026-01-01', '2026-07-01'],
    [{ every: 'half-year' }, '2026-07-01', '2026H2', '2026-07-01', '2027-01-01'],
    [{ every: 'quarter' }, '2026-03-31', '2026Q1', '2026-01-01', '2026-04-01'],
    [{ every: 'quarter' }, '2026-12-31', '2026Q4', '2026-10-01', '2027-01-01'],
    [{ every: 'month' }, '2026-03-31', '2026-03', '2026-03-01', '2026-04-01'],
    [{ every: 'month' }, '2026-12-01', '2026-12', '2026-12-01', '2027-01-01'],
    [{ every: 'ten-days' }, '2026-03-10', '2026-03a', '2026-03-01', '2026-03-11'],
    [{ every: 'ten-days' }, '2026-03-11', '2026-03b', '2026-03-11', '2026-03-21'],
    [{ every: 'ten-days' }, '2026-03-31', '2026-03c', '2026-03-21', '2026-04-01'],
    [{ every: 'ten-days' }, '2026-12-30', '2026-12c', '2026-12-21', '2027-01-01'],
    [{ every: 'week' }, '2026-03-01', '2026-W09', '2026-02-23', '2026-03-02'],
    [{ every: 'week' }, '2027-01-03', '2026-W53', '2026-12-28', '2027-01-04'],
    [{ every: 'week' }, '2024-12-30', '2025-W01', '2024-12-30', '2025-01-06'],
    [{ every: 'week', phase: 5 }, '2026-03-01', '2026-W10', '2026-02-27', '2026-03-06'],
    [{ every: 'week', phase: 7 }, '2026-03-01', '2026-W10', '2026-03-01', '2026-03-08'],
    [{ every: 'two-months' }, '2022-04-07', '2022-03B', '2022-03-01', '2022-05-01'],
    [{ every: 'two-months', phase: 4 }, '2022-04-07', '2022-04B', '2022-04-01', '2022-06-01'],
    [{ every: 'two-months', phase: 4 }, '2023-01-31', '2022-12B', '2022-12-01', '2023-02-01'],
    [{ every: 'quarter', phase: 2 }, '2026-01-31', '2025-11Q', '2025-11-01', '2026-02-01'],
    [{ every: 'quarter', phase: 2 }, '2026-02-01', '2026-02Q', '2026-02-01', '2026-05-01'],
    [{ every: 'quarter', phase: 10 }, '2026-02-01', '2026Q1', '2026-01-01', '2026-04-01'],
    [{ every: 'half-year', phase: 4 }, '2026-05-01', '2026-04H', '2026-04-01', '2026-10-01'],
    [{ every: 'half-year', phase: 7 }, '2026-05-01', '2026H1', '2026-01-01', '2026-07-01'],
    [{ every: 'year', phase: 4 }, '2026-03-31', '2025-04Y', '2025-04-01', '2026-04-01'],
  ] as const)('%j on %s is %s', (cadence, day, key, from, to) => {
    expect(periodOf(cadence, day)).toEqual({ key, from, to });
  });

  test('旬 last 8 to 11 days', () => {
    const last = (day: string) => periodOf({ every: 'ten-days' }, day);
    expect(last('2026-02-28')).toEqual({ key: '2026-02c', from: '2026-02-21', to: '2026-03-01' });
    expect(last('2024-02-29')).toEqual({ key: '2024-02c', from: '2024-02-21', to: '2024-03-01' });
  });

  test('neighbours', () => {
    const cadence = { every: 'two-months', phase: 4 } as const;
    const period = periodOf(cadence, '2022-12-31');
    expect(nextPeriod(cadence, period).key).toBe('2023-02B');
    expect(previousPeriod(cadence, period).key).toBe('2022-10B');
  });
});

describe('the periods of a span', () => {
  test('are whole, and the end of the span is outside', () => {
    expect(keys({ every: 'month' }, '2026-03-15', '2026-05-01')).toEqual(['2026-03', '2026-04']);
    expect(keys({ every: 'month' }, '2026-03-15', '2026-05-02')).toHaveLength(3);
    expect(periodsWithin({ every: 'month' }, '2026-03-15', '2026-03-16')).toEqual([
      { key: '2026-03', from: '2026-03-01', to: '2026-04-01' },
    ]);
    expect(keys({ every: 'month' }, '2026-03-15', '2026-03-15')).toEqual([]);
  });

  test('one year has 36 旬, 12 months, 6 two months, 4 quarters, 2 halves', () => {
    const count = (every: Cadence['every']) => keys({ every }, '2023-01-01', '2024-01-01').length;
    const every = ['ten-days', 'month', 'two-months', 'quarter', 'half-year', 'year'] as const;
    expect(every.map(count)).toEqual([36, 12, 6, 4, 2, 1]);
    expect([36, 12, 4].map((n) => n * 14)).toEqual([504, 168, 56]);
  });

  test('from April 2022 to the end of 2025', () => {
    const span = ['2022-04-07', '2026-01-01'] as const;
    expect(keys({ every: 'month' }, ...span)).toHaveLength(45);
    const windows = periodsWithin({ every: 'two-months', phase: 4 }, ...span);
    expect(windows[0]).toEqual({ key: '2022-04B', from: '2022-04-01', to: '2022-06-01' });
    expect(windows.filter((period) => period.to <= span[1])).toHaveLength(22);
    expect(windows.map((period) => period.key).slice(22)).toEqual(['2025-12B']);
    const halves = periodsWithin({ every: 'half-year' }, ...span);
    expect(halves.map((period) => period.key)).toEqual(
      [2022, 2023, 2024, 2025].flatMap((year) => [`${year}H1`, `${year}H2`]),
    );
    expect(halves.filter((period) => period.from >= span[0])).toHaveLength(7);
    expect(keys({ every: 'year' }, ...span)).toEqual(['2022', '2023', '2024', '2025']);
  });
});

describe('a key', () => {
  test.each([
    [{ every: 'week' }, '2026-W53', '2026-12-28'],
    [{ every: 'two-months', phase: 6 }, '2022-12B', '2022-12-01'],
    [{ every: 'ten-days' }, '2026-03c', '2026-03-21'],
    [{ every: 'half-year' }, '2026H2', '2026-07-01'],
  ] as const)('%j %s begins on %s', (cadence, key, from) => {
    expect(periodFromKey(cadence, key)?.from).toBe(from);
  });

  test.each<readonly [Cadence, string, string]>([
    [{ every: 'week' }, '2025-W53', 'a year of 52 weeks'],
    [{ every: 'week' }, '2026-W00', 'no week nought'],
    [{ every: 'two-months', phase: 4 }, '2022-03B', 'the other parity'],
    [{ every: 'month' }, '2026-13', 'no such month'],
    [{ every: 'month' }, '2026', 'a year'],
    [{ every: 'half-year' }, '2026H3', 'no third half'],
    [{ every: 'quarter' }, '2026-02Q', 'another phase'],
    [{ every: 'ten-days' }, '2026-03', 'a month'],
    [{ every: 'year' }, '二〇二六', 'no key'],
  ])('%j has no %s: %s', (...[cadence, key]) => {
    expect(periodFromKey(cadence, key)).toBeUndefined();
  });
});
