import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { listOf } from './leadership.ts';
import { print, type Io } from './io.ts';
import { brief } from './words.ts';

export interface MakeLinkOptions extends Common {
  readonly unit: string;
  readonly notices?: string;
  readonly base?: string;
  readonly requestId?: string;
}

/** `duban link make --unit 甲局`: the link stands in the answer once, the register keeps its hash only. */
export async function makeLink(io: Io, options: MakeLinkOptions): Promise<void> {
  const { campaign, unit } = options;
  const notices = [...listOf(options.notices)];
  const requestId = options.requestId ?? randomUUID();
  const input = { campaign, unit, requestId, ...(notices.length > 0 ? { notices } : {}) };
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'makeLink', input, options.as),
  );
  const base = (options.base ?? io.env['DUBAN_PUBLIC_URL'] ?? io.env['DUBAN_API'] ?? '').replace(
    /\/+$/,
    '',
  );
  print(io, options.json, answer, (made) => madeWords(made, base));
}

function madeWords(made: OutputOf<'makeLink'>, base: string): string {
  const { unit, obligations, until, path, token, link, repeated } = made;
  const lines = obligations.map(
    ({ no, task, title, occasion }) => `  任务 ${no ?? task} ${brief(title, 40)}：${occasion}`,
  );
  const last = until === null ? '' : `，最晚到 ${instantWords(until, 'Asia/Shanghai')} 失效`;
  return [
    `${repeated ? '此前已生成，没有重复' : '已生成'}：${unit}的免登录填报链接（编号 ${link}），可填报 ${obligations.length} 项${last}：`,
    ...lines,
    `链接：${base}${path}`,
    `邮件主题或正文可写：[督办 ${token}]，直接回复即可填报。`,
    '谁拿到链接谁就能填报，请只发给本单位联络员；发错的请立即停用：duban link revoke 编号 --reason 理由',
  ].join('\n');
}

export interface ListLinksOptions extends Common {
  readonly unit?: string;
  readonly after?: string;
}

export async function listLinks(io: Io, options: ListLinksOptions): Promise<void> {
  const { campaign, unit, after } = options;
  const answer = await call(io, 'listLinks', { campaign, unit, after }, options.as);
  print(io, options.json, answer, (view) => linksWords(view, io.width));
}

function linksWords({ campaign, links, zone, next }: OutputOf<'listLinks'>, width: number): string {
  if (links.length === 0) return `${campaign} 没有生成过免登录填报链接。`;
  const rows = links.map(({ link, unit, madeAt, obligations, stateWords }) => [
    ...[link, unit, instantWords(madeAt, zone), String(obligations), stateWords],
  ]);
  const more = next === null ? [] : [`下一页：duban link list --after ${next}`];
  return [table(['编号', '单位', '生成时间', '所列项数', '现状'], rows, { width }), ...more].join(
    '\n',
  );
}

export interface RevokeLinkOptions extends Common {
  readonly reason: string;
  readonly requestId?: string;
}

export async function revokeLink(io: Io, link: string, options: RevokeLinkOptions): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { link, reason: options.reason, requestId };
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'revokeLink', input, options.as),
  );
  print(io, options.json, answer, ({ revokedAt, reason, repeated }) =>
    repeated
      ? `链接 ${link} 此前已于 ${instantWords(revokedAt, 'Asia/Shanghai')} 停用（${reason}）。`
      : `已停用链接 ${link}，即刻起打不开；用它提交过的内容不受影响。`,
  );
}
