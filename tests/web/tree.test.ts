import { describe, expect, test } from '@jest/globals';
import { counted, inState, nested, type FlatNode } from '../../web/tree/nested.ts';

function node(
  depth: number,
  level: FlatNode['level'],
  label: string,
  state: FlatNode['state'],
): FlatNode {
  return { depth, level, label, state, key: level === 'task' ? label : null };
}

const NODES: readonly FlatNode[] = [
  node(0, 'plan', '方案', 'overdue'),
  node(1, 'category', '规划', 'overdue'),
  node(2, 'task', 't0001', 'overdue'),
  node(3, 'milestone', '报审', 'overdue'),
  node(2, 'task', 't0002', 'done'),
  node(1, 'category', '基建', 'open'),
  node(2, 'task', 't0003', 'open'),
];

describe('任务层级', () => {
  test('what stands below a level is nested in it, and its tasks are counted', () => {
    const [plan] = nested(NODES);
    expect(plan?.tasks).toBe(3);
    expect(plan?.children.map(({ label, tasks }) => [label, tasks])).toEqual([
      ['规划', 2],
      ['基建', 1],
    ]);
    expect(plan?.children[0]?.children[0]?.children.map(({ label }) => label)).toEqual(['报审']);
  });

  test('only what is above a task leads to it', () => {
    const [plan] = nested(NODES, 't0003');
    expect([plan?.leads, ...(plan?.children ?? []).map(({ leads }) => leads)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('a state leaves its tasks and what is above them', () => {
    const [plan, ...others] = inState(nested(NODES), 'done');
    expect(others).toEqual([]);
    expect(plan?.tasks).toBe(1);
    expect(plan?.children.map(({ label }) => label)).toEqual(['规划']);
    expect(inState(nested(NODES), 'continuous')).toEqual([]);
  });

  test('tasks are counted by state, levels above and below them are not', () => {
    expect([...counted(NODES)]).toEqual([
      ['overdue', 1],
      ['done', 1],
      ['open', 1],
    ]);
  });
});
