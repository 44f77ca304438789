import { taskProcess } from '../../domain/ids.ts';
import {
  NODE_STATES,
  parentState,
  type Node,
  type NodeState,
  type TreeTask,
} from '../../domain/parentState.ts';
import { term } from '../../domain/terms.ts';
import { TERMS } from '../../domain/termTable.ts';
import { endingsOf, standingsOf, tasksBeside } from '../../store/tree.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { campaignFor } from './find.ts';
import { brief } from './deskWords.ts';
import { taskSeen, tasksSeen } from './seen.ts';
import { grouped, treeTask } from './tree.ts';

type View = OutputOf<'showBranch'>;
type Line = View['own'];
type Parent = View['parents'][number];

/** 上下级 of one task: the categories and the item above it with their states, and its milestones below. */
export async function showBranch(
  service: Service,
  input: TakenOf<'showBranch'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const { id, context, title } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, id, input.task, actor);
  const [all, seen] = await Promise.all([tasksBeside(pool, id, task), tasksSeen(pool, id, actor)]);
  const beside = all.filter(({ key }) => seen?.has(key) ?? true);
  const keys = beside.map(({ key }) => key);
  const [rows, endings] = await Promise.all([
    standingsOf(pool, id, keys),
    endingsOf(
      pool,
      id,
      keys.map((key) => taskProcess(id, key)),
    ),
  ]);
  const byTask = grouped(rows, (row) => row.task);
  const nodes = beside.map((one) =>
    treeTask(context, one, byTask.get(one.key) ?? [], endings.get(one.key)),
  );
  const own = nodes.find(({ key }) => key === task.key);
  if (own === undefined) throw new Error(`task ${task.key} is not beside itself`);
  return {
    ...{ campaign: id, title, task: task.key },
    parents: parentsOf(own, nodes),
    own: taskLine(own),
    children: own.milestones.map(({ level, label, state }) => lineOf(level, label, null, state)),
  };
}

/** The categories from the outermost, then the printed item where it has several tasks. */
export function parentsOf(own: TreeTask, nodes: readonly TreeTask[]): Parent[] {
  const within = (depth: number) =>
    nodes.filter(({ category }) =>
      own.category.slice(0, depth).every((name, i) => category[i] === name),
    );
  const categories = own.category.map((label, i) =>
    parentLine('category', label, within(i + 1), []),
  );
  const { no } = own;
  const same = nodes.filter(
    (one) => one.no === no && one.category.join('\n') === own.category.join('\n'),
  );
  if (no === null || same.length < 2) return categories;
  const others = same.filter(({ key }) => key !== own.key);
  return [...categories, parentLine('item', `第${no}项`, same, others)];
}

function parentLine(
  level: Node['level'],
  label: string,
  below: readonly TreeTask[],
  others: readonly TreeTask[],
): Parent {
  const states = below.map(({ state }) => state);
  return {
    ...lineOf(level, label, null, parentState(states)),
    words: countWords(states),
    others: others.map(taskLine),
  };
}

/** `共 12 项：逾期 1 项，推进中 8 项，完成 3 项` */
export function countWords(states: readonly NodeState[]): string {
  const counts = NODE_STATES.flatMap((state) => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [`${term(`node-${state}`)} ${count} 项`];
  });
  return `共 ${states.length} 项：${counts.join('，')}`;
}

function taskLine({ key, no, title, state }: TreeTask): Line {
  return lineOf('task', `${no === null ? '' : `${no} `}${brief(title, 80)}`, key, state);
}

const LEVELS: Readonly<Record<Node['level'], string>> = {
  plan: '方案',
  category: '类别',
  item: '事项',
  task: '任务',
  milestone: '节点',
};

function lineOf(level: Node['level'], label: string, key: string | null, state: NodeState): Line {
  const id = `node-${state}`;
  const rule = Object.values(TERMS).find((group) => id in group)?.[id]?.[1] ?? '';
  return { level, levelWords: LEVELS[level], label, key, state, stateWords: term(id), rule };
}
