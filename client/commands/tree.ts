import { NODE_STATES, type NodeState } from '../../domain/parentState.ts';
import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, type Io } from './io.ts';

/** `duban tree`: the plan, its categories, tasks and milestones, each with the state that its children give it. */
export async function tree(io: Io, wanted: string | undefined, options: Common): Promise<void> {
  const campaign = wanted ?? options.campaign ?? 'current';
  const answer = await call(io, 'showTree', { campaign }, options.as);
  print(io, options.json, answer, treeWords);
}

const LONGEST = 40;

export function treeWords({ nodes, campaign }: OutputOf<'showTree'>): string {
  const lines = nodes.map(({ depth, level, label, key, state }) => {
    const own = level === 'task' ? `（${key ?? ''}）` : '';
    return `${'  '.repeat(depth)}${stateWords(state)} ${brief(label)}${own}`;
  });
  const tasks = nodes.filter(({ level }) => level === 'task');
  const counts = NODE_STATES.flatMap((state) => {
    const count = tasks.filter((task) => task.state === state).length;
    return count === 0 ? [] : [`${term(`node-${state}`)} ${count}`];
  });
  return [
    ...lines,
    `${campaign} 共 ${tasks.length} 项任务：${counts.join('，') || '无'}。上级的状态取下级中最差的；全部完成才算完成，持续推进的不影响。`,
  ].join('\n');
}

function stateWords(state: NodeState): string {
  return `[${term(`node-${state}`)}]`;
}

function brief(label: string): string {
  const points = [...label.replace(/\s+/g, ' ')];
  return points.slice(0, LONGEST).join('') + (points.length > LONGEST ? '…' : '');
}
