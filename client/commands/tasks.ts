import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, usage, type Io } from './io.ts';
import { brief, item } from './words.ts';

export interface TasksOptions extends Common {
  readonly unit?: string;
  readonly verdict?: 'pending' | 'on-time' | 'late' | 'missing' | 'exempt';
  readonly late?: boolean;
  readonly missing?: boolean;
  readonly category?: string;
  readonly after?: string;
  readonly limit?: string;
}

export async function listTasks(io: Io, options: TasksOptions): Promise<void> {
  const { campaign, unit, category, after, limit, late, missing } = options;
  if (late === true && missing === true) usage('--late 和 --missing 只能写一个。');
  const verdict = late === true ? 'late' : missing === true ? 'missing' : options.verdict;
  const input = { campaign, unit, verdict, category, after, limit };
  const answer = await call(io, 'listTasks', input, options.as);
  print(io, options.json, answer, (view) => tasksWords(view, io.width));
}

type Tasks = OutputOf<'listTasks'>;

export function tasksWords({ tasks, total, next, zone, campaign }: Tasks, width: number): string {
  if (tasks.length === 0) return `${campaign} 没有符合条件的任务。`;
  const year = Number(campaign.slice(1, 5));
  const rows = tasks.map(({ key, no, title, units, counts, due, ended }) => [
    no ?? '',
    key,
    brief(title, 30),
    units.join('、'),
    `${counts.onTime}/${counts.late}/${counts.missing}/${counts.exempt}`,
    ended ? '已结束' : due === null ? '' : instantWords(due, zone, year),
  ]);
  const heads = ['序号', '编号', '任务', '牵头（责任）单位', '按时/迟/未/免', '下次到期'];
  const shown = table(heads, rows, { width });
  const more = next === null ? '' : `\n下一页：duban tasks --after ${next}（筛选条件照写）`;
  return `${shown}\n${campaign} 共 ${total} 项${tasks.length < total ? `，本页 ${tasks.length} 项` : ''}${more}`;
}

export async function showTask(io: Io, task: string, options: Common): Promise<void> {
  const answer = await call(io, 'showTask', { task, campaign: options.campaign }, options.as);
  print(io, options.json, answer, (view) => taskWords(view, io.width));
}

type View = OutputOf<'showTask'>;

export function taskWords(view: View, width: number): string {
  const { zone } = view;
  const year = Number(view.campaign.slice(1, 5));
  const moment = (instant: string) => instantWords(instant, zone, year);
  const units = view.assignments.map(({ unit, role }) => `${term(role)} ${unit}`).join('；');
  const obligations = table(
    ['报告期', '报送要求', '报送单位', '到期', '判定'],
    view.obligations.map(({ period, duty, units: owing, due, verdict }) => [
      period,
      duty,
      owing.join('、'),
      moment(due),
      term(verdict),
    ]),
    { width },
  );
  const history = (lines: View['history']) =>
    lines.flatMap(({ at, kind, recipient, text, reason }) => [
      ...item(
        `${moment(at)}　${text}${kind === 'notice' ? ` → ${recipient ?? ''}` : ''}`,
        width,
        kind === 'notice' ? '  ✉ ' : '· ',
      ),
      ...(reason === null || kind === 'notice' ? [] : item(reason, width, '    ')),
    ]);
  return [
    `${view.no === null ? '' : `第${view.no}项 `}${view.title}（${view.key}，${view.campaign}）`,
    ...(view.content === view.title ? [] : item(view.content, width, '  ')),
    ...item(units, width, '  '),
    ...(view.leaders.length > 0 ? item(`牵头领导 ${view.leaders.join('、')}`, width, '  ') : []),
    `  ${view.state.replace(/\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d/g, moment)}`,
    ...(view.obligations.length > 0 ? ['', '报送义务（已到填报期的）', obligations] : []),
    ...(view.interviews.length > 0
      ? [
          '',
          '约谈',
          ...view.interviews.flatMap((one) =>
            item(`${one.unit}：${term(one.phase)}（${moment(one.at)}） ${one.process}`, width),
          ),
        ]
      : []),
    '',
    '经过',
    ...history(view.history),
    '',
    view.next.length > 0 ? '若无人处理，接下来' : '接下来没有安排',
    ...history(view.next),
  ].join('\n');
}
