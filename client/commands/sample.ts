import { SAMPLING } from '../../domain/sampling.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, usage, type Io } from './io.ts';

export interface SampleOptions extends Common {
  readonly period?: string;
  readonly duty?: string;
  readonly count?: string;
  readonly seed?: string;
  readonly verify?: string;
}

/** `duban sample`: draws, or makes an earlier draw again. */
export async function sample(
  io: Io,
  wanted: string | undefined,
  options: SampleOptions,
): Promise<void> {
  if (options.verify !== undefined) {
    const answer = await call(io, 'verifySample', { draw: options.verify }, options.as);
    return print(io, options.json, answer, (view) => checkedWords(view, io.width));
  }
  const { period, duty, seed } = options;
  if (period === undefined) usage('请用 --period 写明报告期，如 2026-03。');
  if (seed === undefined) {
    usage('请用 --seed 写明种子：最好是当天公开而无人能选的数，如开奖号码。');
  }
  const count = countOf(options.count);
  const campaign = wanted ?? options.campaign ?? 'current';
  const input = { campaign, period, duty, seed, count };
  const answer = await call(io, 'drawSample', input, options.as);
  print(io, options.json, answer, (view) => sampleWords(view, io.width));
}

function countOf(written: string | undefined): number {
  const count = Number(written);
  if (written === undefined || !Number.isInteger(count) || count < 1 || count > 1000) {
    usage('请用 --count 写明抽几份，1 至 1000 的整数。');
  }
  return count;
}

export function sampleWords(view: OutputOf<'drawSample'>, width: number): string {
  const { draw, scope, seed, count, of, drawn, setHash, others, zone } = view;
  const year = Number(view.campaign.slice(1, 5));
  const few = of.length < count ? `（范围内只有 ${of.length} 份，全部抽中）` : '';
  const rows = drawn.map(({ task, no, title, units, occasion }, n) => [
    String(n + 1),
    no ?? task,
    title,
    units.join('、'),
    occasion,
  ]);
  return [
    `抽查 ${draw}：${scope}，已收到 ${of.length} 份，抽 ${drawn.length} 份${few}${view.repeated ? '（此前已抽，结果相同，没有重复登记）' : ''}`,
    table(['序', '任务', '内容', '报送单位', '报告期'], rows, { width }),
    `种子 ${seed}；范围校验码 ${setHash.slice(0, 16)}；${instantWords(view.drawnAt, zone, year)} 由${view.by}抽取，已记入审计。`,
    `重做办法：对范围内每份编号算 SHA-256（“${SAMPLING}”、种子、编号各占一行），由小到大取前 ${count} 份；--json 给出全部编号。`,
    ...(others.length === 0
      ? []
      : [
          `同一范围此外还抽过 ${others.length} 次：${others.map((other) => `${other.draw}（种子 ${other.seed}）`).join('、')}`,
        ]),
  ].join('\n');
}

export function checkedWords(view: OutputOf<'verifySample'>, width: number): string {
  const { holds, flaws, since } = view;
  const later = since > 0 ? `此后又收到 ${since} 份，不在当时的范围内。` : '';
  const result = holds
    ? `重做结果相同，抽查成立。${later}`
    : `抽查不成立：${flaws.join('；')}。${later}`;
  return `${sampleWords(view, width)}\n${result}`;
}
