import type { OutputOf } from '../../client/operations.ts';

export type Level = OutputOf<'listBranches'>;
export type LevelNode = Level['nodes'][number];
export type NodeState = LevelNode['state'];

/** The pages of a level as one list: in the order of the plan, what two pages tell once. */
export function joined(pages: readonly (readonly LevelNode[])[]): readonly LevelNode[] {
  const byPlace = new Map(pages.flat().map((node) => [node.at, node]));
  return [...byPlace.values()].sort((one, other) => one.at - other.at);
}

/** So few next to one another are opened at once where a state is looked for. */
const FEW = 5;

/** Whether a node is open from the beginning: what leads to the task that was asked for, and what a chosen state has left. */
export function startsOpen(
  { level, leads }: Pick<LevelNode, 'level' | 'leads'>,
  { beside, state }: { readonly beside: number; readonly state: NodeState | undefined },
): boolean {
  if (level === 'task') return leads;
  return leads || (state !== undefined && beside <= FEW);
}
