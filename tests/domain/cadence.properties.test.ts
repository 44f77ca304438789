import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  nextPeriod,
  periodFromKey,
  periodOf,
  periodsWithin,
  previousPeriod,
  type Cadence,
} from '../../domain/cadence.ts';
import { dayOfSerial, serial, weekday } from '../../domain/instant.ts';

/** Every cadence with every phase that it can have. */
const cadences: readonly Cadence[] = [
  { every: 'month' },
  { every: 'ten-days' },
  ...[1, 2, 3, 4, 5, 6, 7].map((phase) => ({ every: 'week', phase }) as const),
  ...(['two-months', 'quarter', 'half-year', 'year'] as const).flatMap((every) =>
    Array.from({ length: 12 }, (_, i) => ({ every, phase: i + 1 })),
  ),
];

const days = fc
  .integer({ min: serial('2016-01-01'), max: serial('2035-12-31') })
  .map((n) => dayOfSerial(n));

describe.each(cadences)('%j', (cadence) => {
  const all = periodsWithin(cadence, '2016-01-01', '2036-01-01');

  test('periods tile twenty years without gap or overlap', () => {
    expect(all.slice(1).map((period) => period.from)).toEqual(
      all.slice(0, -1).map((period) => period.to),
    );
    expect(all.filter((period) => period.from >= period.to)).toEqual([]);
    expect((all[0]?.from ?? '') <= '2016-01-01').toBe(true);
    expect((all.at(-1)?.to ?? '') >= '2036-01-01').toBe(true);
  });

  test('keys are unique, sort by time and lead back', () => {
    const keys = all.map((period) => period.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...keys].sort()).toEqual(keys);
    expect(keys.map((key) => periodFromKey(cadence, key))).toEqual(all);
  });

  test('begins where its phase says', () => {
    const { every, phase = 1 } = cadence;
    const starts = all.map((period) => period.from);
    if (every === 'week') expect(starts.filter((day) => weekday(day) !== phase)).toEqual([]);
    else if (every === 'ten-days') expect(starts.every((day) => /-[012]1$/.test(day))).toBe(true);
    else {
      expect(starts.every((day) => day.endsWith('-01'))).toBe(true);
      const months = new Set(starts.map((day) => Number(day.slice(5, 7))));
      if (every !== 'month') expect(months.has(phase)).toBe(true);
      const size = { month: 1, 'two-months': 2, quarter: 3, 'half-year': 6, year: 12 }[every];
      expect(months.size).toBe(12 / size);
    }
  });

  test('the period of a day holds it, and its neighbours meet it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const period = periodOf(cadence, day);
        expect(period.from <= day && day < period.to).toBe(true);
        expect(periodOf(cadence, period.from)).toEqual(period);
        expect(nextPeriod(cadence, period).from).toBe(period.to);
        expect(previousPeriod(cadence, nextPeriod(cadence, period))).toEqual(period);
      }),
      { numRuns: 50 },
    );
  });

  test('the periods of a span are exactly those that overlap it', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(periodsWithin(cadence, from, to)).toEqual(
          from === to ? [] : all.filter((period) => period.from < to && period.to > from),
        );
      }),
      { numRuns: 20 },
    );
  });
});
