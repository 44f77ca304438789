import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NODE_STATES, treeOf, type Node, type TreeTask } from '../../domain/parentState.ts';
import { inState, keysIn, levelBelow, nodeAt, stateCounts } from '../../domain/treeLevel.ts';

const Task = fc.record({
  no: fc.option(fc.constantFrom('1', '2', '3')),
  category: fc.array(fc.constantFrom('甲', '乙', '1'), { maxLength: 3 }),
  state: fc.constantFrom(...NODE_STATES),
});
const Tasks = fc.array(Task, { minLength: 1, maxLength: 25 }).map((list) =>
  list.map((one, i): TreeTask => {
    const key = `t${String(i + 1).padStart(4, '0')}`;
    return { ...one, key, title: key, milestones: [] };
  }),
);

type Flat = readonly (readonly [depth: number, level: string, label: string, state: string])[];

function flat(node: Node, depth: number): Flat {
  const below = node.children.flatMap((child) => flat(child, depth + 1));
  return [[depth, node.level, node.label, node.state], ...below];
}

/** The tree as a page reads it: a level at a time, each node named by its place alone. */
function walked(root: Node, order: ReadonlyMap<string, number>): Flat {
  const level = (node: Node, depth: number): Flat =>
    levelBelow(node, depth, { order }).flatMap((one) => {
      const found = nodeAt(root, { task: one.first, depth: one.depth });
      if (found === undefined) throw new Error(`${one.first} is not found`);
      const { label, state } = found;
      return [[one.depth, found.level, label, state] as const, ...level(found, one.depth)];
    });
  return [[0, root.level, root.label, root.state], ...level(root, 0)];
}

const orderOf = (tasks: readonly TreeTask[]) => new Map(tasks.map(({ key }, i) => [key, i]));

describe('levels of a tree', () => {
  test('read one after another are the whole tree', () => {
    fc.assert(
      fc.property(Tasks, (tasks) => {
        const root = treeOf('方案', tasks);
        expect(walked(root, orderOf(tasks))).toEqual(flat(root, 0));
      }),
    );
  });

  test('under one outermost category are the same, made of its tasks alone', () => {
    fc.assert(
      fc.property(Tasks, (tasks) => {
        const root = treeOf('方案', tasks);
        for (const { node, first, depth } of levelBelow(root, 0, { order: orderOf(tasks) })) {
          const own = tasks.find(({ key }) => key === first)?.category[0];
          const some = treeOf(
            '方案',
            tasks.filter(({ category }) => category[0] === own),
          );
          expect(nodeAt(some, { task: first, depth })).toEqual(node);
        }
      }),
    );
  });

  test('of one state hold just the tasks in it', () => {
    fc.assert(
      fc.property(Tasks, fc.constantFrom(...NODE_STATES), (tasks, state) => {
        const root = treeOf('方案', tasks);
        const left = inState(root, state);
        const own = keysIn(root).filter(
          (key) => tasks.find((task) => task.key === key)?.state === state,
        );
        expect(left === undefined ? [] : keysIn(left)).toEqual(own);
        expect(stateCounts(root).get(state) ?? 0).toBe(own.length);
      }),
    );
  });

  test('name the way to a task, and no place that is not there', () => {
    const task = (key: string, category: readonly string[]): TreeTask => ({
      ...{ key, no: null, category, title: key, state: 'open', milestones: [] },
    });
    const tasks = [task('t0001', ['规划']), task('t0002', ['基建', '道路']), task('t0003', [])];
    const root = treeOf('方案', tasks);
    const level = levelBelow(root, 0, { order: orderOf(tasks), task: 't0002' });
    expect(
      level.map(({ node, at, tasks: count, leads }) => [node.label, at, count, leads]),
    ).toEqual([
      ['规划', 0, 1, false],
      ['基建', 1, 1, true],
      ['t0003', 2, 1, false],
    ]);
    expect(nodeAt(root, { task: 't0002', depth: 2 })?.label).toBe('道路');
    expect(nodeAt(root, { task: 't0003', depth: 2 })).toBeUndefined();
    expect(nodeAt(root, { task: 't0009', depth: 1 })).toBeUndefined();
  });
});
