import { expect, test } from '@jest/globals';
import { joined, startsOpen, type LevelNode } from '../../web/tree/levels.ts';

const node = (at: number, more: Partial<LevelNode> = {}): LevelNode => ({
  ...{ under: `t${at}.1`, at, level: 'category' as const, label: `第${at}类`, key: null },
  ...{ state: 'open' as const, tasks: 1, children: 1, leads: false, ...more },
});

test('the pages of a level are one list in the order of the plan, what two tell stands once', () => {
  const first = [node(0), node(4), node(9, { leads: true })];
  const second = [node(7), node(9)];
  expect(joined([first, second]).map(({ at }) => at)).toEqual([0, 4, 7, 9]);
  expect(joined([])).toEqual([]);
});

test('open from the beginning is what leads to the task, and the few that a chosen state leaves', () => {
  const all = { beside: 3, state: undefined };
  expect(startsOpen(node(0), all)).toBe(false);
  expect(startsOpen(node(0, { leads: true }), all)).toBe(true);
  expect(startsOpen(node(0), { beside: 3, state: 'overdue' })).toBe(true);
  expect(startsOpen(node(0), { beside: 30, state: 'overdue' })).toBe(false);
  const task = node(0, { level: 'task', key: 't0001' });
  expect(startsOpen(task, { beside: 1, state: 'overdue' })).toBe(false);
});
