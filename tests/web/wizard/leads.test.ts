import { describe, expect, test } from '@jest/globals';
import { leadershipFrom, leadsOf } from '../../../web/wizard/leads.ts';

const TASKS = [
  { task: 't0003', no: '3' },
  { task: 't0007', no: '7' },
];

describe('several leads', () => {
  test.each([
    [null, { rest: 'joint', byTask: {} }],
    ['several', { rest: 'several', byTask: {} }],
    [
      { '*': 'several', t0003: 'joint' },
      { rest: 'several', byTask: { t0003: 'joint' } },
    ],
    [
      { 7: 'several', t0009: 'several' },
      { rest: 'joint', byTask: { t0007: 'several', t0009: 'several' } },
    ],
  ] as const)('%j is shown task by task', (kept, shown) => {
    expect(leadsOf(kept, TASKS)).toEqual(shown);
  });

  test.each([
    [{ rest: 'joint', byTask: {} }, null],
    [{ rest: 'joint', byTask: { t0003: '' } }, null],
    [{ rest: 'several', byTask: {} }, 'several'],
    [{ rest: 'joint', byTask: { t0003: 'several' } }, { t0003: 'several' }],
    [
      { rest: 'several', byTask: { t0003: 'joint', t0007: '' } },
      { '*': 'several', t0003: 'joint' },
    ],
  ] as const)('%j is kept as %j', (leads, kept) => {
    expect(leadershipFrom(leads)).toEqual(kept);
  });
});
