import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { burdenByUnit, HOURS_EACH, type Demand } from '../../domain/burden.ts';

const demand = (campaign: string, task: string, week: string, count = 1): Demand => ({
  ...{ unit: '甲局', campaign, task, week, count },
});
const W1 = '2026-03-02';
const W2 = '2026-03-09';

describe('burden', () => {
  test('what is one matter is asked once in a week', () => {
    const demands = [demand('c1', 't1', W1), demand('c2', 't7', W1), demand('c2', 't8', W2)];
    expect(burdenByUnit(demands, [['c1/t1', 'c2/t7']])).toEqual([
      {
        ...{ unit: '甲局', asked: 3, duplicates: 1, campaigns: 2, tasks: 3, over: 0 },
        ...{ peak: { week: W1, count: 1 }, hours: 2 * HOURS_EACH },
      },
    ]);
  });

  test('pairs that share a task are one matter', () => {
    const demands = ['c1', 'c2', 'c3'].map((campaign) => demand(campaign, 't1', W1));
    const [own] = burdenByUnit(demands, [
      ['c2/t1', 'c3/t1'],
      ['c1/t1', 'c2/t1'],
    ]);
    expect([own?.asked, own?.duplicates]).toEqual([3, 2]);
  });

  test('three in a week are above the limit, two are not', () => {
    const two = [demand('c1', 't1', W1, 2)];
    const three = [...two, demand('c1', 't2', W1)];
    expect([burdenByUnit(two, [])[0]?.over, burdenByUnit(three, [])[0]?.over]).toEqual([0, 1]);
  });

  test('whatever pairs there are, nothing is counted twice and the peak is no more than all', () => {
    const tasks = fc.constantFrom('t1', 't2', 't3');
    const campaigns = fc.constantFrom('c1', 'c2');
    const one = fc.record({
      ...{ unit: fc.constantFrom('甲局', '乙局'), campaign: campaigns, task: tasks },
      ...{ week: fc.constantFrom(W1, W2), count: fc.integer({ min: 1, max: 4 }) },
    });
    const pair = fc.tuple(tasks, tasks).map(([a, b]) => [`c1/${a}`, `c2/${b}`] as const);
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), fc.array(pair), (demands, pairs) => {
        const alone = burdenByUnit(demands, []);
        const shared = burdenByUnit(demands, pairs);
        const asked = shared.reduce((sum, unit) => sum + unit.asked, 0);
        expect(asked).toBe(demands.reduce((sum, { count }) => sum + count, 0));
        for (const { unit, duplicates, peak, hours, asked: own } of shared) {
          expect(duplicates).toBeGreaterThanOrEqual(0);
          expect(peak.count).toBeLessThanOrEqual(own - duplicates);
          expect(hours).toBe((own - duplicates) * HOURS_EACH);
          const before = alone.find((other) => other.unit === unit);
          expect(duplicates).toBeGreaterThanOrEqual(before?.duplicates ?? 0);
        }
      }),
    );
  });
});
