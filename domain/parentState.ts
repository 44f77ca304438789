import type { Verdict } from './escalation.ts';

/**
 * NodeState 上级状态, worst first. `overdue` a milestone has passed unreported; `lagging` the newest judged report is missing;
 * `open` under way; `done`; `continuous` 持续推进 and `none` 不计 hold nothing back.
 */
export const NODE_STATES = ['overdue', 'lagging', 'open', 'done', 'continuous', 'none'] as const;
export type NodeState = (typeof NODE_STATES)[number];

/** Node of a plan: the plan, a category, an item with its sub-tasks, a task, a milestone. */
export interface Node {
  readonly level: 'plan' | 'category' | 'item' | 'task' | 'milestone';
  readonly label: string;
  /** The key of a task, the period of a milestone. */
  readonly key?: string;
  readonly state: NodeState;
  readonly children: readonly Node[];
}

/**
 * The state of a parent is that of its worst child; so it is done only when all that count are done. What is continuous
 * or does not count holds nothing back, and shows only where there is nothing else.
 */
export function parentState(children: readonly NodeState[]): NodeState {
  return NODE_STATES.find((state) => children.includes(state)) ?? 'none';
}

/** A milestone by its verdict: reported late is done. */
export function milestoneState(verdict: Verdict | 'pending'): NodeState {
  if (verdict === 'missing') return 'overdue';
  if (verdict === 'pending') return 'open';
  return verdict === 'exempt' ? 'none' : 'done';
}

/** What a task's own state is derived from. */
export interface TaskFacts {
  readonly milestones: readonly NodeState[];
  /** The newest judged period of each duty and party. */
  readonly newest: readonly (Verdict | 'pending')[];
  /** Its only deadlines are 持续推进. */
  readonly continuous: boolean;
  /** 销号、办结: by a decision. */
  readonly closed: boolean;
  /** 终止: it is no longer owed. */
  readonly terminated: boolean;
}

/**
 * A task: closed it is done, whatever came before; else as bad as its worst milestone, or lagging where the newest
 * report is missing; done where all its milestones are, and open without any.
 */
export function taskState(facts: TaskFacts): NodeState {
  if (facts.terminated) return 'none';
  if (facts.closed) return 'done';
  const lagging = facts.newest.includes('missing') ? (['lagging'] as const) : [];
  const counted = facts.milestones.filter((state) => state !== 'none');
  if (counted.length > 0) return parentState([...counted, ...lagging]);
  if (lagging.length > 0) return 'lagging';
  return facts.continuous ? 'continuous' : 'open';
}

/** A task as the tree takes it. */
export interface TreeTask {
  readonly key: string;
  readonly no: string | null;
  readonly category: readonly string[];
  readonly title: string;
  readonly state: NodeState;
  readonly milestones: readonly Node[];
}

/** The tree of a plan: categories as they nest, items with several sub-tasks under one printed number, tasks, milestones. */
export function treeOf(title: string, tasks: readonly TreeTask[]): Node {
  return parentOf('plan', title, branches(tasks, 0));
}

function branches(tasks: readonly TreeTask[], depth: number): readonly Node[] {
  const groups = grouped(tasks, ({ category }) => category[depth] ?? null);
  return groups.flatMap(([category, own]): readonly Node[] =>
    category === null ? items(own) : [parentOf('category', category, branches(own, depth + 1))],
  );
}

/** Clauses of one printed item are its sub-tasks. */
function items(tasks: readonly TreeTask[]): readonly Node[] {
  return grouped(tasks, ({ no, key }) => no ?? key).flatMap(([no, own]) => {
    const nodes = own.map(leaf);
    return own.length > 1 ? [parentOf('item', `第${String(no)}项`, nodes)] : nodes;
  });
}

function leaf({ key, title, state, milestones }: TreeTask): Node {
  return { level: 'task', label: title, key, state, children: milestones };
}

function parentOf(level: Node['level'], label: string, children: readonly Node[]): Node {
  return { level, label, state: parentState(children.map(({ state }) => state)), children };
}

/** Groups in the order in which they first appear. */
function grouped<T>(
  list: readonly T[],
  keyOf: (item: T) => string | null,
): readonly (readonly [string | null, readonly T[]])[] {
  const groups = new Map<string | null, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}
