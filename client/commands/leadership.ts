import type { CampaignDocuments } from '../operations.ts';
import { usage } from './io.ts';

/** How several leads of one cell owe: `--leadership` for all, `--several` for single tasks. */
export interface LeadershipOptions {
  readonly leadership?: 'joint' | 'several';
  readonly several?: string;
}

export function leadershipOf(options: LeadershipOptions): CampaignDocuments['leadership'] {
  const { leadership, several } = options;
  if (several === undefined) return leadership;
  const wanted = listOf(several);
  if (wanted.length === 0) return usage('--several 后面应写任务编号、序号或 all。');
  if (wanted.includes('all')) {
    if (leadership === 'joint') usage('--leadership joint 与 --several all 相反，请只写一个。');
    return 'several';
  }
  const named = Object.fromEntries(wanted.map((task) => [task, 'several' as const]));
  return leadership === undefined ? named : { '*': leadership, ...named };
}

/** A list on the command line, parted by commas of either kind. */
export function listOf(text = ''): readonly string[] {
  return text
    .split(/[,，、]/)
    .map((item) => item.trim())
    .filter(Boolean);
}
