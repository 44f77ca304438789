import { describe, expect, test } from '@jest/globals';
import { filtersIn, narrowing, questionOf, withFilter } from '../../web/ledger/filters.ts';
import { rowWindow } from '../../web/ledger/window.ts';

describe('行窗', () => {
  const at = (top: number, count = 10_000) => rowWindow(count, { top, height: 560, row: 56 });

  test('at the top the first rows are drawn, and all others make room below', () => {
    expect(at(0)).toEqual({ from: 0, to: 22, above: 0, below: (10_000 - 22) * 56 });
  });

  test('in the middle there is room on both sides, and the height stays that of all rows', () => {
    const { from, to, above, below } = at(56 * 5000);
    expect([from, to]).toEqual([4988, 5022]);
    expect(above + (to - from) * 56 + below).toBe(10_000 * 56);
  });

  test('at the end nothing is drawn beyond the last row', () => {
    expect(at(56 * 9990)).toMatchObject({ to: 10_000, below: 0 });
  });

  test('a list that became shorter than where one stood still fits', () => {
    const { from, to, above, below } = at(56 * 9000, 30);
    expect(to).toBe(30);
    expect(from).toBeLessThanOrEqual(to);
    expect(above + (to - from) * 56 + below).toBe(30 * 56);
  });

  test('nothing is drawn of an empty list', () => {
    expect(at(0, 0)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
  });
});

describe('网址与筛选', () => {
  test('what an address says becomes filters; numbers are texts, strange words are left alone', () => {
    const search = { campaign: 'c2026-001', text: 12, unit: 'u003', level: '', colour: 'red' };
    expect(filtersIn(search)).toEqual({ text: '12', unit: 'u003' });
  });

  test('a filter is set, replaced and dropped', () => {
    const one = withFilter({ unit: 'u003' }, 'level', 'late');
    expect(one).toEqual({ unit: 'u003', level: 'late' });
    expect(withFilter(one, 'level', 'near')).toEqual({ unit: 'u003', level: 'near' });
    expect(withFilter(one, 'level', '')).toEqual({ unit: 'u003' });
  });

  test('there and back again', () => {
    const filters = { unit: 'u003', verdict: 'missing', period: '2026-03', sort: 'due' };
    expect(filtersIn({ ...filters })).toEqual(filters);
    expect(questionOf('c2026-001', filters)).toEqual({ campaign: 'c2026-001', ...filters });
  });

  test('order narrows nothing', () => {
    expect(narrowing({ sort: 'due', order: 'desc' })).toBe(0);
    expect(narrowing({ sort: 'due', level: 'late', text: '管网' })).toBe(2);
  });
});
