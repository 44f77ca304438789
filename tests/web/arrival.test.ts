import { expect, test } from '@jest/globals';
import { sourceOf, sourceOfAll } from '../../web/bulletins/figures.ts';
import { claimedOf, localMinutes, missingOf, namedIn, NO_ARRIVAL } from '../../web/task/arrival.ts';

test('a report that the office enters says how it came, when, and by what evidence', () => {
  expect(missingOf(NO_ARRIVAL)).toHaveLength(3);
  const arrival = { how: 'paper', at: '2026-04-02T10:30', evidence: ' 收文登记第12号 ' };
  expect(missingOf(arrival)).toEqual([]);
  expect(missingOf({ ...arrival, evidence: ' ' })).toEqual([expect.stringContaining('依据')]);
  expect(claimedOf(arrival)).toEqual({
    ...{ how: 'paper', at: '2026-04-02 10:30', evidence: '收文登记第12号' },
  });
});

test('an obligation is named by its duty and period', () => {
  expect(namedIn('monthly/2026-03/u003')).toEqual({ duty: 'monthly', period: '2026-03' });
  expect(namedIn('deadlines/2026-06-30#2/u001+u002').period).toBe('2026-06-30#2');
  expect(localMinutes('2026-04-02T10:30:15+08:00')).toBe('2026-04-02T10:30');
});

test('a figure of a bulletin opens the ledger of its own campaign, with its verdict', () => {
  const source = { unit: 'u001', dueFrom: 'a', dueTo: 'b' };
  expect(sourceOf('c1', source, 'late')).toEqual({ campaign: 'c1', ...source, verdict: 'late' });
  expect(sourceOf('c1', source, undefined)).toEqual({ campaign: 'c1', ...source });
  const line = { unit: 'u001', name: '甲局', words: '', source };
  const counts = { expected: 1, onTime: 1, late: 0, missing: 0, exempt: 0, pending: 0 };
  expect(sourceOfAll({ lines: [{ ...line, counts }] })).toEqual({ dueFrom: 'a', dueTo: 'b' });
  expect(sourceOfAll({ lines: [] })).toEqual({});
});
