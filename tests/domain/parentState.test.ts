import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  milestoneState,
  NODE_STATES,
  parentState,
  taskState,
  treeOf,
  type NodeState,
  type TreeTask,
} from '../../domain/parentState.ts';

const states = fc.array(fc.constantFrom(...NODE_STATES), { maxLength: 8 });
const counts = (state: NodeState) => state !== 'continuous' && state !== 'none';

describe('a parent', () => {
  test.each([
    [['done', 'open', 'overdue'], 'overdue'],
    [['done', 'open', 'lagging'], 'lagging'],
    [['done', 'open'], 'open'],
    [['done', 'done'], 'done'],
    [['done', 'continuous', 'none'], 'done'],
    [['continuous', 'none'], 'continuous'],
    [['none'], 'none'],
    [[], 'none'],
  ] as const)('of %j is %s', (children, state) => {
    expect(parentState(children)).toBe(state);
  });

  test('is done only when all that count are done', () => {
    fc.assert(
      fc.property(states, (children) => {
        const counted = children.filter(counts);
        const all = counted.length > 0 && counted.every((state) => state === 'done');
        expect(parentState(children) === 'done').toBe(all);
      }),
    );
  });

  test('is the same over however many levels, in whatever order', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const flat = parentState([...a, ...b]);
        expect(parentState([parentState(b), parentState(a)])).toBe(flat);
      }),
    );
  });
});

describe('a task', () => {
  const facts = {
    ...{ milestones: [], newest: [], continuous: false, closed: false, terminated: false },
  };
  test.each([
    ['nothing dated', {}, 'open'],
    ['only 持续推进', { continuous: true }, 'continuous'],
    [
      'only 持续推进, and the newest report missing',
      { continuous: true, newest: ['missing'] },
      'lagging',
    ],
    ['every milestone done', { milestones: ['done', 'done'], newest: ['on-time'] }, 'done'],
    [
      'every milestone done, the newest report missing',
      { milestones: ['done'], newest: ['missing'] },
      'lagging',
    ],
    ['one milestone exempt, the other done', { milestones: ['none', 'done'] }, 'done'],
    ['one still ahead', { milestones: ['done', 'open'] }, 'open'],
    ['one passed unreported', { milestones: ['done', 'overdue'], newest: ['missing'] }, 'overdue'],
    ['closed by a decision', { milestones: ['overdue'], closed: true }, 'done'],
    ['terminated', { milestones: ['overdue'], terminated: true, closed: true }, 'none'],
  ] as const)('with %s is %s', (_, own, state) => {
    expect(taskState({ ...facts, ...own })).toBe(state);
  });

  test('a milestone reported late is done', () => {
    expect(
      (['on-time', 'late', 'missing', 'pending', 'exempt'] as const).map(milestoneState),
    ).toEqual([...['done', 'done', 'overdue', 'open', 'none']]);
  });
});

test('the tree nests categories, joins the sub-tasks of one number, and carries states upwards', () => {
  const task = (
    key: string,
    no: string | null,
    category: string[],
    state: NodeState,
  ): TreeTask => ({
    ...{ key, no, category, title: key, state, milestones: [] },
  });
  const tree = treeOf('方案', [
    task('t0001', '1', ['交通', '公路'], 'done'),
    task('t0002', '2', ['交通', '公路'], 'open'),
    task('t0003', '2', ['交通', '公路'], 'overdue'),
    task('t0004', '3', ['交通'], 'continuous'),
    task('t0005', null, [], 'done'),
  ]);
  const lines: string[] = [];
  const walk = (node: typeof tree, depth: number): void => {
    lines.push(`${'-'.repeat(depth)}${node.level} ${node.label} ${node.state}`);
    for (const child of node.children) walk(child, depth + 1);
  };
  walk(tree, 0);
  expect(lines).toEqual([
    'plan 方案 overdue',
    '-category 交通 overdue',
    '--category 公路 overdue',
    '---task t0001 done',
    '---item 第2项 overdue',
    '----task t0002 open',
    '----task t0003 overdue',
    '--task t0004 continuous',
    '-task t0005 done',
  ]);
});
