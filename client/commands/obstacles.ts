import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, type Io } from './io.ts';
import { brief } from './words.ts';

export interface ObstaclesOptions extends Common {
  readonly all?: boolean;
}

/** `duban obstacles`: what the next 调度 meeting has to settle. */
export async function obstacles(io: Io, options: ObstaclesOptions): Promise<void> {
  const { campaign, all } = options;
  const input = { campaign, ...(all === true ? { all: 'true' } : {}) };
  const answer = await call(io, 'listObstacles', input, options.as);
  print(io, options.json, answer, (view) => obstaclesWords(view, io.width));
}

const PHASES = {
  open: '待议',
  assigned: '办理中',
  overdue: '逾期',
  resolved: '已办结',
} as const;

export function obstaclesWords(view: OutputOf<'listObstacles'>, width: number): string {
  const { campaign, obstacles: found, zone } = view;
  if (found.length === 0) return `${campaign} 没有需协调事项。`;
  const year = Number(campaign.slice(1, 5));
  const rows = found.map(
    ({ task, no, obstacle, unit, text, asks, phase, owner, until, result }) => [
      no ?? task,
      task,
      String(obstacle),
      unit,
      `${brief(text, 60)}${asks === null ? '' : `（请${asks}协调）`}${result === null ? '' : `。结果：${result}`}`,
      PHASES[phase],
      owner ?? '',
      until === null ? '' : instantWords(until, zone, year),
    ],
  );
  return [
    table(['序号', '任务', '第几项', '提出单位', '事项', '状态', '承办', '时限'], rows, { width }),
    '交办：duban act assign-obstacle 任务 --obstacle 第几项 --owner 单位 --until 日期',
  ].join('\n');
}
