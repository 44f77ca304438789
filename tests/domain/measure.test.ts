import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  Measure,
  Measures,
  measureMet,
  measureProblems,
  placeProblem,
  progressOf,
  type Cumulative,
  type Ranked,
} from '../../domain/measure.ts';
import { measureFaults } from '../../domain/measureFaults.ts';
import { Plan } from '../../domain/plan.ts';

const INVEST = Measure.parse({
  id: 'invest',
  title: '完成投资',
  kind: 'cumulative',
  target: 40,
  unit: '亿元',
  by: '2026-12-31',
}) as Cumulative;
const PLACE = Measure.parse({
  ...{ id: 'air', title: '空气质量', kind: 'rank', rank: 3, by: '2026-12-31' },
}) as Ranked;
const START = '2026-01-01';

describe('序时进度', () => {
  test.each([
    // 31 of 365 days: 8.49 %
    ['2026-01-31', 3.4, 0.085, 0.084932, 0],
    ['2026-06-30', 10, 0.25, 0.49589, 24.6],
    ['2026-06-30', 30, 0.75, 0.49589, 0],
    ['2026-12-31', 38, 0.95, 1, 5],
    ['2027-03-01', 38, 0.95, 1, 5],
    ['2025-12-31', 0, 0, 0, 0],
  ])('on %s with %d', (on, value, share, expected, behind) => {
    expect(progressOf(INVEST, value, on, START)).toEqual({ share, expected, behind });
  });

  test('counts from its own day, where the plan names one', () => {
    const late = { ...INVEST, from: '2026-07-01' };
    expect(progressOf(late, 0, '2026-09-30', START).expected).toBe(0.5);
    expect(progressOf(late, 0, '2026-06-30', START).expected).toBe(0);
  });

  test('a ceiling 以内 is behind only by what it is exceeded', () => {
    const ceiling = { ...INVEST, direction: 'down' as const };
    expect(progressOf(ceiling, 39, '2026-01-31', START).behind).toBe(0);
    expect(progressOf(ceiling, 42, '2026-01-31', START).behind).toBe(5);
    expect([39, 40, 40.5].map((value) => measureMet(ceiling, value))).toEqual([true, true, false]);
  });

  test('is never behind by less than nothing, and more is never further behind', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 364 }),
        (a, b, n) => {
          const on = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((value) =>
            progressOf(INVEST, value, on, START),
          );
          expect(more?.behind).toBeGreaterThanOrEqual(0);
          expect(more?.behind).toBeLessThanOrEqual(less?.behind ?? -1);
        },
      ),
    );
  });
});

describe('a rank target', () => {
  test('进前三 is met by 1, 2 and 3, not by 4', () => {
    expect([1, 2, 3, 4].map((place) => measureMet(PLACE, place))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('nothing told is not met', () => {
    expect(measureMet(PLACE, undefined)).toBe(false);
    expect(measureMet(INVEST, undefined)).toBe(false);
  });

  test.each([
    [{ rank: 3, population: 56 }, undefined],
    [{ rank: 56, population: 56 }, undefined],
    [{ rank: 57, population: 56 }, '名次 57 大于参加排名的个数 56'],
    [{ rank: 0 }, '名次应为 1、2、3……的整数，这里是 0'],
    [{ rank: -2 }, '名次应为 1、2、3……的整数，这里是 -2'],
    [{ rank: 2.5 }, '名次应为 1、2、3……的整数，这里是 2.5'],
    [{ rank: 2, population: 0 }, '参加排名的个数应为正整数，这里是 0'],
    [{ rank: 2, population: 5.5 }, '参加排名的个数应为正整数，这里是 5.5'],
  ])('%j', (told, problem) => {
    expect(placeProblem(PLACE, told)).toBe(problem);
  });

  test('前50位 of the 40 that the plan names cannot be told as 41', () => {
    expect(placeProblem({ ...PLACE, rank: 50, population: 40 }, { rank: 41 })).toContain('大于');
  });
});

describe('measures of a plan', () => {
  test.each([
    [[INVEST, INVEST], [1, 'id'], '重复'],
    [[{ ...INVEST, by: '2026-02-30' }], [0, 'by'], '没有 2026-02-30 这一天'],
    [[{ ...INVEST, from: '2026-12-31' }], [0, 'from'], '不早于期限'],
    [[{ ...PLACE, rank: 9, population: 5 }], [0, 'rank'], '大于参加排名的个数 5'],
  ] as const)('%#', (measures, path, words) => {
    const [found] = measureProblems(measures);
    expect(found?.path).toEqual(path);
    expect(found?.message).toContain(words);
  });

  test('a measure that ends outside the campaign would never be settled: it blocks', () => {
    const task = { key: 't0001', no: '1', category: [], title: null, content: '修路' };
    const rest = { assignments: [], leaders: [], openEnded: false, deadlines: [] };
    const head = { title: '方案', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
    const plan = Plan.parse({ ...head, tasks: [{ ...task, ...rest, measures: [INVEST] }] });
    expect(measureFaults(plan, { from: START, to: '2027-01-01' })).toEqual([]);
    const [found] = measureFaults(plan, { from: START, to: '2026-12-31' });
    expect(found).toMatchObject({ severity: 'blocking', code: 'measure-faulty', where: 't0001' });
  });

  test('a target of nothing is none', () => {
    expect(Measures.safeParse([{ ...INVEST, target: 0 }]).success).toBe(false);
    expect(Measures.safeParse([]).success).toBe(false);
  });
});
