import { expect, test } from '@jest/globals';
import { campaignNames } from '../../web/shell/campaignNames.ts';

const namesOf = (...list: Parameters<typeof campaignNames>[0]) => [...campaignNames(list).values()];

test('a title that is its own stands alone', () => {
  expect(namesOf({ id: 'c1', title: '甲' }, { id: 'c2', title: '乙' })).toEqual(['甲', '乙']);
});

test('equal titles are told apart by the local day of the start', () => {
  const first = { id: 'c1', title: '甲', createdAt: '2026-03-01T17:00:00.000Z' };
  const second = { id: 'c2', title: '甲', createdAt: '2026-04-02T09:00:00+08:00' };
  expect(namesOf(first, second)).toEqual(['甲（2026年3月2日启动）', '甲（2026年4月2日启动）']);
});

test('by the number where the day is the same, or not known', () => {
  const at = '2026-03-02T09:00:00+08:00';
  const both = [
    { id: 'c1', title: '甲', createdAt: at },
    { id: 'c2', title: '甲', createdAt: at },
  ];
  expect(namesOf(...both)).toEqual(['甲（c1）', '甲（c2）']);
  expect(namesOf({ id: 'c1', title: '甲' }, { id: 'c2', title: '甲' })).toEqual([
    '甲（c1）',
    '甲（c2）',
  ]);
});
