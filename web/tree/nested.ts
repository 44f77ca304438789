import type { OutputOf } from '../../client/operations.ts';

export type FlatNode = OutputOf<'showTree'>['nodes'][number];

/** A level with those below it. */
export interface TreeNode extends FlatNode {
  /** Its place in the whole list: unlike a label it is its own. */
  readonly place: number;
  readonly children: readonly TreeNode[];
  /** Tasks at or below it. */
  readonly tasks: number;
  /** Whether it, or anything below it, is the one that was asked for. */
  readonly leads: boolean;
}

/** The tree of a list in which parents stand before their children; `wanted` is the key of a task to lead to. */
export function nested(nodes: readonly FlatNode[], wanted?: string): readonly TreeNode[] {
  return levelOf(nodes, 0, nodes.length, wanted);
}

function levelOf(
  nodes: readonly FlatNode[],
  from: number,
  to: number,
  wanted: string | undefined,
): readonly TreeNode[] {
  const found: TreeNode[] = [];
  for (let place = from; place < to;) {
    const node = nodes[place];
    if (node === undefined) break;
    let end = place + 1;
    while (end < to && (nodes[end]?.depth ?? 0) > node.depth) end += 1;
    const children = levelOf(nodes, place + 1, end, wanted);
    const isTask = node.level === 'task';
    found.push({
      ...node,
      ...{ place, children },
      tasks: (isTask ? 1 : 0) + children.reduce((sum, child) => sum + child.tasks, 0),
      leads: (isTask && node.key === wanted) || children.some(({ leads }) => leads),
    });
    place = end;
  }
  return found;
}

/** What is left of a tree where only tasks in one state are looked for, with everything above them. */
export function inState(nodes: readonly TreeNode[], state: FlatNode['state']): readonly TreeNode[] {
  return nodes.flatMap((node): TreeNode[] => {
    if (node.level === 'task') return node.state === state ? [node] : [];
    const children = inState(node.children, state);
    if (children.length === 0) return [];
    return [{ ...node, children, tasks: children.reduce((sum, { tasks }) => sum + tasks, 0) }];
  });
}

/** How many tasks there are in each state. */
export function counted(nodes: readonly FlatNode[]): ReadonlyMap<FlatNode['state'], number> {
  const counts = new Map<FlatNode['state'], number>();
  for (const { level, state } of nodes) {
    if (level === 'task') counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}
