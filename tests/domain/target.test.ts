import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plusDays } from '../../domain/instant.ts';
import {
  expectedShare,
  fallNeedsReason,
  latestOf,
  progressOf,
  rankMet,
  targetMet,
} from '../../domain/target.ts';
import type { Target } from '../../domain/target.ts';

const YEAR = { from: '2027-01-01', to: '2027-12-31' };
const amount = (value: number, comparison: Target['comparison'] = 'at-least'): Target => ({
  what: '新增甲企业',
  kind: 'amount',
  comparison,
  value,
  unit: '家',
});
const rank = (value: number, unit = '位'): Target => ({
  what: '考核',
  kind: 'rank',
  comparison: 'at-most',
  value,
  unit,
});
const said = (at: string, value: number) => ({ at: `${at}T17:00:00+08:00`, value });

describe('序时进度', () => {
  test.each([
    ['2026-12-31', 0],
    ['2027-01-01', 1 / 365],
    ['2027-06-30', 181 / 365],
    ['2027-12-31', 1],
    ['2028-03-01', 1],
  ])('at the end of %s', (on, share) => {
    expect(expectedShare(YEAR, on)).toBeCloseTo(share, 10);
  });

  test('a window of no days is over on its last day', () => {
    expect(expectedShare({ from: '2027-02-01', to: '2027-01-31' }, '2027-01-30')).toBe(0);
    expect(expectedShare({ from: '2027-02-01', to: '2027-01-31' }, '2027-01-31')).toBe(1);
  });

  test('never falls as days pass, and stays between 0 and 1', () => {
    const n = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(n, fc.nat({ max: 800 }), n, fc.nat({ max: 40 }), (start, length, day, later) => {
        const from = plusDays('2027-01-01', start);
        const window = { from, to: plusDays(from, length) };
        const on = plusDays('2027-01-01', day);
        const before = expectedShare(window, on);
        const after = expectedShare(window, plusDays(on, later));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(expectedShare(window, window.to)).toBe(1);
      }),
    );
  });
});

describe('progress', () => {
  const on = '2027-06-30';

  test('is behind while its share is less than that of the days', () => {
    const of = (value: number) =>
      progressOf(amount(10), [said('2027-06-20', value)], { window: YEAR, on });
    expect(of(4)).toEqual({ value: 4, share: 0.4, behind: true });
    expect(of(5)).toEqual({ value: 5, share: 0.5, behind: false });
  });

  test('takes the latest value in whatever order they came; a later one at the same instant corrects', () => {
    expect(latestOf([said('2027-05-20', 5), said('2027-04-20', 3)])?.value).toBe(5);
    expect(latestOf([said('2027-05-20', 5), said('2027-05-20', 4)])?.value).toBe(4);
    expect(latestOf([])).toBeUndefined();
  });

  test('nothing reported is 0, and behind from the first day', () => {
    expect(progressOf(amount(10), [], { window: YEAR, on: '2027-01-01' })).toEqual({
      value: 0,
      share: 0,
      behind: true,
    });
  });

  test('a ceiling is behind only once exceeded', () => {
    const of = (value: number) =>
      progressOf(amount(3000, 'at-most'), [said('2027-06-20', value)], { window: YEAR, on });
    expect(of(2900).behind).toBe(false);
    expect(of(3000).behind).toBe(false);
    expect(of(3001).behind).toBe(true);
  });

  test('a rank is behind while it is not met', () => {
    const of = (...values: number[]) =>
      progressOf(
        rank(3),
        values.map((v) => said('2027-06-20', v)),
        { window: YEAR, on },
      );
    expect(of(4)).toEqual({ value: 4, share: 0, behind: true });
    expect(of(3)).toEqual({ value: 3, share: 1, behind: false });
    expect(of().behind).toBe(true);
  });

  test('more reported is never a smaller share', () => {
    const value = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 500 }), (a, b, goal) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const of = (v: number) =>
          progressOf(amount(goal), [said('2027-06-20', v)], { window: YEAR, on });
        expect(of(more).share).toBeGreaterThanOrEqual(of(less).share);
        if (of(more).behind) expect(of(less).behind).toBe(true);
      }),
    );
  });
});

describe('reached', () => {
  test.each([
    ['at-least', 10, true],
    ['at-least', 9, false],
    ['exactly', 11, true],
    ['above', 10, false],
    ['above', 11, true],
    ['about', 9, true],
    ['about', 8, false],
    ['at-most', 10, true],
    ['at-most', 11, false],
  ] as const)('%s 10 by %d: %s', (comparison, value, met) => {
    expect(targetMet(amount(10, comparison), value)).toBe(met);
  });
});

describe('a cumulative value that falls', () => {
  test.each([
    [5, { value: 4 }, true],
    [5, { value: 4, reason: '  ' }, true],
    [5, { value: 4, reason: '上期重复统计一家' }, false],
    [5, { value: 5 }, false],
    [5, { value: 6 }, false],
  ])('from %d to %j', (before, next, needed) => {
    expect(fallNeedsReason({ value: before }, next)).toBe(needed);
  });

  test('the first value falls from nothing', () => {
    expect(fallNeedsReason(undefined, { value: 0 })).toBe(false);
  });
});

describe('rank', () => {
  test.each([
    [rank(3), { rank: 3 }, true],
    [rank(3), { rank: 4 }, false],
    [rank(50), { rank: 1, population: 90 }, true],
    [rank(10, '%'), { rank: 12, population: 120 }, true],
    [rank(10, '%'), { rank: 13, population: 120 }, false],
    [rank(10, '%'), { rank: 1 }, undefined],
    [rank(10, '%'), { rank: 5, population: 4 }, undefined],
    [rank(3), { rank: 0 }, undefined],
    [amount(3), { rank: 1 }, undefined],
  ])('%j with %j', (target, place, met) => {
    expect(rankMet(target, place)).toBe(met);
  });

  test('a better rank is never worse', () => {
    const n = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(n, n, n, fc.boolean(), (a, b, goal, share) => {
        const target = share ? rank(goal, '%') : rank(goal);
        const [better, worse] = [Math.min(a, b), Math.max(a, b)];
        const met = (r: number) => rankMet(target, { rank: r, population: 200 });
        if (met(worse)) expect(met(better)).toBe(true);
      }),
    );
  });
});
