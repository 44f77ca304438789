import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import { localInstant } from '../localTime.ts';
import type { InputOf, OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { ZONE } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { brief, item } from './words.ts';

type Act = InputOf<'previewBulk'>['act'];

export interface BulkOptions extends Common {
  readonly category?: string;
  readonly unit?: string;
  readonly tasks?: string;
  readonly dueBetween?: string;
  readonly days?: string;
  readonly reason?: string;
  readonly confirm?: string;
  readonly requestId?: string;
}

/** `duban bulk ACT …`: a preview, or with `--confirm` the act itself, as it was previewed. */
export async function bulk(io: Io, act: Act, options: BulkOptions): Promise<void> {
  const choice = choiceOf(act, options);
  const { confirm, reason = '', as, json } = options;
  if (confirm === undefined) {
    const preview = await call(io, 'previewBulk', choice, as);
    return print(io, json, preview, () => previewWords(preview, options, io.width));
  }
  const requestId = options.requestId ?? randomUUID();
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'orderBulk', { ...choice, confirm, reason, requestId }, as),
  );
  print(io, json, done, ({ number, tasks, obligations, repeated }) =>
    [
      `${number}：已成批${term(`bulk-${act}`)}任务 ${tasks} 项${obligations > 0 ? `，报送义务 ${obligations} 项` : ''}${repeated ? '（此前已办理，没有重复）' : '，正在告知各任务'}。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

function choiceOf(act: Act, options: BulkOptions): InputOf<'previewBulk'> {
  const { campaign = 'current', category, unit, tasks, dueBetween, days } = options;
  const list = tasks?.split(/[,，、]/).map((name) => name.trim());
  return {
    ...{ campaign, act },
    ...(category === undefined ? {} : { category }),
    ...(unit === undefined ? {} : { unit }),
    ...(list === undefined ? {} : { tasks: list.filter((name) => name !== '') }),
    ...(dueBetween === undefined ? {} : { dueBetween: windowOf(dueBetween) }),
    ...(days === undefined ? {} : { days: daysOf(days) }),
  };
}

function daysOf(days: string): number {
  return /^\d{1,4}$/.test(days) ? Number(days) : usage(`--days ${days} 应为工作日的个数，如 5。`);
}

/** `2026-03-25 16:00..2026-03-26 18:00`; a day alone is the whole of it. */
function windowOf(text: string): { readonly from: Instant; readonly to: Instant } {
  const [from = '', to = '', more] = text.split('..').map((part) => part.trim());
  const at = (part: string, clock: string) =>
    localInstant(/^\d{4}-\d{2}-\d{2}$/.test(part) ? `${part} ${clock}` : part, ZONE);
  const window = [at(from, '00:00'), at(to, '23:59')] as const;
  if (window[0] === undefined || window[1] === undefined || more !== undefined) {
    return usage(`--due-between ${text} 应写作 "2026-03-25 16:00..2026-03-26 18:00"。`);
  }
  return { from: window[0], to: window[1] };
}

type Preview = OutputOf<'previewBulk'>;

export function previewWords(preview: Preview, options: BulkOptions, width: number): string {
  const { act, campaign, tasks, obligations, units, left, digest } = preview;
  const affected = obligations === 0 ? '' : `，时点或判定有变动的报送义务 ${obligations} 项`;
  const shown = units.slice(0, 12).map(({ name, touched }) => `${name} ${touched}`);
  const more = units.length > 12 ? ` 等 ${units.length} 家` : '';
  return [
    `专项行动 ${campaign} 成批${term(`bulk-${act}`)}：任务 ${tasks.length} 项${affected}`,
    tasksTable(preview, width),
    ...(shown.length === 0
      ? []
      : item(`涉及单位：${shown.join('、')}${more}（办理时告知）`, width)),
    ...left.flatMap(({ task, no, reason }) =>
      item(`不在其中：${no === null ? task : `第${no}项`} ${reason}`, width),
    ),
    `清单校验码：${digest}`,
    `核对无误后办理：${commandOf(preview, options)} --confirm ${digest} --reason 理由`,
  ].join('\n');
}

function commandOf({ act, campaign }: Preview, options: BulkOptions): string {
  const { category, unit, tasks, dueBetween, days } = options;
  const given = [
    ['--category', category],
    ['--unit', unit],
    ['--tasks', tasks],
    ['--due-between', dueBetween === undefined ? undefined : `"${dueBetween}"`],
    ['--days', days],
  ] as const;
  const said = given.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [`duban bulk ${act} --campaign ${campaign}`, ...said].join(' ');
}

function tasksTable({ tasks, zone, at }: Preview, width: number): string {
  const year = Number(at.slice(0, 4));
  const moment = (instant: Instant | null) =>
    instant === null ? '恢复后确定' : instantWords(instant, zone, year);
  const rows = tasks.flatMap(({ task, no, title, changes }) => {
    const name = `${no ?? task} ${brief(title, 20)}`;
    if (changes.length === 0) return [[name, '', '', '', '']];
    return changes.map(({ occasion, units, due, verdict }) => [
      ...[name, occasion, units.join('、')],
      due.from === due.to ? moment(due.from) : `${moment(due.from)} → ${moment(due.to)}`,
      verdict.from === verdict.to
        ? term(verdict.from)
        : `${term(verdict.from)} → ${term(verdict.to)}`,
    ]);
  });
  return table(['任务', '报送义务', '单位', '到期', '判定'], rows, { width });
}

/** `duban bulk list` */
export async function listBulk(io: Io, id: string | undefined, options: Common): Promise<void> {
  const campaign = id ?? options.campaign ?? 'current';
  const answer = await call(io, 'listBulk', { campaign }, options.as);
  print(io, options.json, answer, ({ acts, zone, campaign: own }) =>
    acts.length === 0
      ? `${own} 没有成批办理。`
      : table(
          ['文号', '办理', '时间', '任务', '理由', '状态'],
          acts.map(({ number, act, at, tasks, reason, void: voided }) => [
            ...[number, term(`bulk-${act}`), instantWords(at, zone), tasks, reason],
            voided === null ? '已办理' : `作废：${voided}`,
          ]),
          { width: io.width },
        ),
  );
}
