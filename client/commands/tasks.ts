import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { trialWords, type Common } from './campaign.ts';
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

export function tasksWords(view: Tasks, width: number): string {
  const { tasks, total, next, zone } = view;
  const campaign = `${view.campaign}${trialWords(view.trial)}`;
  if (tasks.length === 0) return `${campaign} 没有符合条件的任务。`;
  const year = Number(campaign.slice(1, 5));
  const rows = tasks.map(({ key, no, title, units, counts, due, ended, closed }) => [
    no ?? '',
    key,
    brief(title, 30),
    units.join('、'),
    `${counts.onTime}/${counts.late}/${counts.missing}/${counts.exempt}`,
    closed ? '已销号' : ended ? '已结束' : due === null ? '' : instantWords(due, zone, year),
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

/** `升级：最高到过督办函，现处催办` */
function levelLines({ level }: View): readonly string[] {
  if (level === undefined) return [];
  const now = level.present === null ? '现已退下' : `现处${level.present}`;
  return [`  升级：最高到过${level.highest}，${now}`];
}

function measureLines(measures: NonNullable<View['measures']>, width: number): readonly string[] {
  if (measures.length === 0) return [];
  const rows = measures.map(({ title, units, aim, told, level }) => [
    title,
    units.join('、'),
    aim,
    told,
    level,
  ]);
  return ['', '计量指标', table(['指标', '责任方', '要求', '最近所报', '进度'], rows, { width })];
}

/** 启动前各期, each with what was entered about it 补录. */
function beforeLines(
  { before }: View,
  width: number,
  moment: (instant: string) => string,
): readonly string[] {
  if (before.length === 0) return [];
  const rows = before.map(({ period, duty, units, due, entries }) => [
    ...[period, duty, units.join('、'), moment(due), term('before-start')],
    entries
      .filter(({ corrected }) => !corrected)
      .map(({ unit, result, at }) => `${unit} ${term(result)}${at === null ? '' : ` ${at}`}`)
      .join('；'),
  ]);
  const heads = ['报告期', '报送要求', '报送单位', '到期', '状态', '补录'];
  return ['', '启动前（不提醒、不判定、不计入应报）', table(heads, rows, { width })];
}

export function taskWords(view: View, width: number): string {
  const { zone } = view;
  const year = Number(view.campaign.slice(1, 5));
  const moment = (instant: string) => instantWords(instant, zone, year);
  const units = view.assignments.map(({ unit, role }) => `${term(role)} ${unit}`).join('；');
  const obligations = table(
    ['报告期', '报送要求', '报送单位', '到期', '判定'],
    view.obligations.map(({ period, duty, units: owing, due, verdict }) => [
      period || '一次',
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
    `${view.no === null ? '' : `第${view.no}项 `}${view.title}（${view.key}，${view.campaign}${trialWords(view.trial)}）`,
    ...(view.content === view.title ? [] : item(view.content, width, '  ')),
    ...item(units, width, '  '),
    ...(view.leaders.length > 0 ? item(`牵头领导 ${view.leaders.join('、')}`, width, '  ') : []),
    `  ${view.state.replace(/\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d/g, moment)}`,
    ...levelLines(view),
    ...(view.obligations.length > 0 ? ['', '报送义务（已到填报期的）', obligations] : []),
    ...beforeLines(view, width, moment),
    ...measureLines(view.measures ?? [], width),
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
