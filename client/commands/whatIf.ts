import { isRealDay, plusDays } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { readRegimeFile } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { item } from './words.ts';

export interface WhatIfOptions extends Common {
  readonly regime: string;
  readonly from?: string;
  readonly to?: string;
}

/** `duban what-if CAMPAIGN --regime FILE`: what would have been judged and sent. Both days are inclusive. */
export async function whatIf(io: Io, campaign: string, options: WhatIfOptions): Promise<void> {
  const { from, to } = options;
  for (const [name, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isRealDay(day)) {
      usage(`--${name} ${day} 不是日期，应写作 2026-03-05。`);
    }
  }
  if (from !== undefined && to !== undefined && to < from) usage('--to 早于 --from。请改正。');
  const regime = readRegimeFile(options.regime);
  const input = { campaign, regime, from, to: to === undefined ? undefined : plusDays(to, 1) };
  const answer = await call(io, 'whatIf', input, options.as);
  print(io, options.json, answer, (view) => whatIfWords(view, io.width));
}

const SHOWN = 40;

export function whatIfWords(view: OutputOf<'whatIf'>, width: number): string {
  const { campaign, zone, until, regime, other, verdicts, otherNotices } = view;
  const year = Number(campaign.slice(1, 5));
  const moment = (at: string | null) => (at === null ? '不发' : instantWords(at, zone, year));
  const named = (task: string, no: string | null) => (no === null ? task : `${no}（${task}）`);
  const head = `${campaign} 的 ${view.tasks} 项任务、${view.messages} 条收到的消息，由制度 ${regime.id} 第${regime.version}版改按 ${other.id} 第${other.version}版推演，到 ${instantWords(until, zone, year)} 为止：判定 ${view.judged} 项中 ${verdicts.length} 项不同，原有通知 ${view.notices} 条，增、减、改期共 ${otherNotices.length} 条。`;
  const judged = verdicts
    .slice(0, SHOWN)
    .map(({ task, no, occasion, units, due, old, new: now }) => [
      named(task, no),
      occasion,
      units,
      instantWords(due, zone, year),
      `${old === null ? '不判定' : term(old)} → ${now === null ? '不判定' : term(now)}`,
    ]);
  const sent = otherNotices
    .slice(0, SHOWN)
    .map(({ task, no, occasion, type, recipient, old, new: now }) => [
      named(task, no),
      occasion,
      `${term(type)} 送 ${recipient}`,
      `${moment(old)} → ${moment(now)}`,
    ]);
  const more = (count: number) =>
    count > SHOWN ? [`只列出前 ${SHOWN} 条，全部请加 --json。`] : [];
  return [
    ...item(head, width, ''),
    ...(judged.length === 0
      ? []
      : ['', table(['任务', '报送义务', '单位', '到期', '判定'], judged, { width })]),
    ...more(verdicts.length),
    ...(sent.length === 0
      ? []
      : ['', table(['任务', '报送义务', '通知', '时点'], sent, { width })]),
    ...more(otherNotices.length),
    ...(judged.length + sent.length === 0 ? ['两份制度下没有任何不同。'] : []),
  ].join('\n');
}
