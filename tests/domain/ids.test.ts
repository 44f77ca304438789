import { expect, test } from '@jest/globals';
import {
  campaignId,
  CampaignId,
  campaignProcess,
  interviewProcess,
  obligationKey,
  readProcess,
  taskKey,
  taskProcess,
  unitId,
} from '../../domain/ids.ts';

test('ids are computed, ASCII, and padded so that they sort', () => {
  expect([campaignId(2026, 1), taskKey(17), unitId(3), taskKey(12345)]).toEqual([
    'c2026-001',
    't0017',
    'u003',
    't12345',
  ]);
  expect(CampaignId.safeParse(campaignId(2026, 1000)).success).toBe(true);
  expect(obligationKey('monthly', '2026-03', 'u001+u002')).toBe('monthly/2026-03/u001+u002');
});

test.each([
  [campaignProcess('c2026-001'), { kind: 'campaign', campaign: 'c2026-001' }],
  [taskProcess('c2026-001', 't0017'), { kind: 'task', campaign: 'c2026-001', task: 't0017' }],
  [
    interviewProcess('c2026-001', 'u003', '2026-03B'),
    { kind: 'interview', campaign: 'c2026-001', unit: 'u003', window: '2026-03B' },
  ],
])('%s is read back', (id, parts) => {
  expect(readProcess(id)).toEqual(parts);
});

test.each(['', 'task', 'task/c2026-001', 'interview/c2026-001/u001', 'job/sweep', 'other/a/b'])(
  '%j is none of ours',
  (id) => {
    expect(readProcess(id)).toBeUndefined();
  },
);
