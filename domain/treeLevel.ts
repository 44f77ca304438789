import type { Node, NodeState } from './parentState.ts';

/** A level of a tree with what stands below it, counted. */
export interface LevelNode {
  readonly node: Node;
  /** 0 for the plan. */
  readonly depth: number;
  /** The key of the first task at or below it: with the depth it says which node it is. */
  readonly first: string;
  /** Its place among all tasks. */
  readonly at: number;
  /** Tasks at or below it. */
  readonly tasks: number;
  /** Whether the task that was asked for is at or below it. */
  readonly leads: boolean;
}

/** Which node is meant: the one so deep that the task is at or below. */
export interface NodePlace {
  readonly task: string;
  readonly depth: number;
}

/** The node of a place in a tree; undefined where there is none. */
export function nodeAt(root: Node, { task, depth }: NodePlace): Node | undefined {
  let found: Node | undefined = root;
  for (let deep = 0; deep < depth && found !== undefined; deep += 1) {
    found = below(found).find((child) => keysIn(child).includes(task));
  }
  return found;
}

/** What is left of a tree where only tasks in one state are looked for, with everything above them. */
export function inState(node: Node, state: NodeState): Node | undefined {
  if (node.level === 'task') return node.state === state ? node : undefined;
  const children = node.children.flatMap((child) => inState(child, state) ?? []);
  return children.length === 0 ? undefined : { ...node, children };
}

/** The children of a node that hold tasks, in order, each with where it stands among all tasks of the tree. */
export function levelBelow(
  node: Node,
  depth: number,
  { order, task }: { readonly order: ReadonlyMap<string, number>; readonly task?: string },
): readonly LevelNode[] {
  return below(node).flatMap((child) => {
    const keys = keysIn(child);
    const [first] = keys;
    if (first === undefined) return [];
    const leads = task !== undefined && keys.includes(task);
    const place = { first, at: order.get(first) ?? 0 };
    return [{ node: child, depth: depth + 1, ...place, tasks: keys.length, leads }];
  });
}

/** How many tasks at or below a node are in each state. */
export function stateCounts(node: Node): ReadonlyMap<NodeState, number> {
  const counts = new Map<NodeState, number>();
  const count = (one: Node): void => {
    if (one.level === 'task') counts.set(one.state, (counts.get(one.state) ?? 0) + 1);
    else one.children.forEach(count);
  };
  count(node);
  return counts;
}

/** The keys of the tasks at or below a node, in order. */
export function keysIn(node: Node): readonly string[] {
  if (node.level === 'task') return node.key === undefined ? [] : [node.key];
  return node.children.flatMap(keysIn);
}

function below({ level, children }: Node): readonly Node[] {
  return level === 'task' ? [] : children;
}
