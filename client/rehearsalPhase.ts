import type { Cadence } from '../domain/cadence.ts';
import { campaignTicks } from '../domain/campaignTicks.ts';
import type { Context } from '../domain/context.ts';
import type { Instant } from '../domain/instant.ts';
import { dutySlots } from '../domain/obligation.ts';
import { cadenceWords } from '../domain/terms.ts';
import { withPhase } from '../domain/phase.ts';
import type { Regime } from '../domain/regime.ts';
import { namesOf } from '../domain/words.ts';
import { bulletinWords, dutyWords } from '../domain/wordsParts.ts';
import { instantWords, table, wrap } from './print.ts';

/** What the command line asks for: `bimonthly=5`. */
export interface WantedPhase {
  readonly id: string;
  readonly month: number;
}

/** One due instant or cut-off of the duty or bulletin. */
interface PhaseInstant {
  readonly period: string;
  readonly words: string;
  readonly at: Instant;
}

/** The instants of one duty or bulletin before and after its periods begin in another month 起始月. */
export interface PhaseChange {
  readonly id: string;
  readonly title: string;
  readonly every: Cadence['every'];
  readonly from: number | null;
  readonly to: number;
  readonly gone: readonly PhaseInstant[];
  readonly come: readonly PhaseInstant[];
  readonly kept: readonly PhaseInstant[];
}

/** Reads `ID=MONTH`; a sentence where it is not that. */
export function phaseOf(text: string): WantedPhase | { readonly fault: string } {
  const [, id, month] = /^\s*(.+?)\s*=\s*(\d{1,2})\s*$/.exec(text) ?? [];
  if (id === undefined || month === undefined) {
    return { fault: `--phase ${text} 应写作 标识=月份，如 bimonthly=5。标识见制度文件中的 id。` };
  }
  return { id, month: Number(month) };
}

/** Periods that every calendar begins alike. */
const BEGINLESS: readonly Cadence['every'][] = ['ten-days', 'month'];

/** The regime under the other phase, or why there is none. */
export function phased(
  regime: Regime,
  { id, month }: WantedPhase,
): { readonly regime: Regime } | { readonly fault: string } {
  const rule = [...regime.duties, ...regime.bulletins].find((one) => one.id === id);
  if (rule !== undefined && BEGINLESS.includes(rule.every)) {
    const words = `“${rule.title}”${cadenceWords(rule.every)}一期，没有起始月可改`;
    return { fault: `--phase ${id}=${month} 不能用：${words}。` };
  }
  const made = withPhase(regime, id, month);
  return 'fault' in made ? { fault: `--phase ${id}=${month} 不能用：${made.fault}。` } : made;
}

/** What moves: both contexts differ in the regime alone. */
export function phaseChange(before: Context, after: Context, wanted: WantedPhase): PhaseChange {
  const [old, now] = [instantsOf(before, wanted.id), instantsOf(after, wanted.id)];
  const has = (all: readonly PhaseInstant[], one: PhaseInstant) =>
    all.some(({ period, at }) => period === one.period && at === one.at);
  const rules = [...before.regime.duties, ...before.regime.bulletins];
  const rule = rules.find(({ id }) => id === wanted.id);
  return {
    id: wanted.id,
    title: rule?.title ?? wanted.id,
    every: rule?.every ?? 'month',
    from: rule?.phase ?? null,
    to: wanted.month,
    gone: old.filter((one) => !has(now, one)),
    come: now.filter((one) => !has(old, one)),
    kept: now.filter((one) => has(old, one)),
  };
}

function instantsOf(context: Context, id: string): readonly PhaseInstant[] {
  const names = namesOf(context, [], []);
  const due = dutySlots(context)
    .filter(({ duty }) => duty === id)
    .map((slot) => ({
      period: slot.period,
      words: dutyWords(slot, names),
      at: slot.instants.due,
    }));
  const cutOffs = campaignTicks(context).flatMap((tick) =>
    tick.kind === 'cut-off' && tick.bulletin === id
      ? [{ period: tick.period, words: bulletinWords({ ...tick }, names), at: tick.at }]
      : [],
  );
  return [...due, ...cutOffs];
}

/** `5月`; for weeks `周五`. */
function startWords(every: Cadence['every'], phase: number): string {
  return every === 'week' ? `周${'一二三四五六日'.charAt(phase - 1)}` : `${phase}月`;
}

/** The change as a table in order of time: what falls away, what comes, what stays. */
export function phaseWords(
  { title, every, from, to, gone, come, kept }: PhaseChange,
  zone: string,
  width: number,
): string {
  const marked = [
    ...gone.map((one) => ({ ...one, mark: '取消' })),
    ...come.map((one) => ({ ...one, mark: '新增' })),
    ...kept.map((one) => ({ ...one, mark: '不变' })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const was = from === null ? '制度没有写' : `原为${startWords(every, from)}`;
  const head = `“${title}”改从${startWords(every, to)}起算（${was}）：取消 ${gone.length} 个时点，新增 ${come.length} 个，不变 ${kept.length} 个。只作推演，没有改动制度文件。`;
  const said = wrap(head, width).join('\n');
  if (marked.length === 0) return `${said}\n期限内没有它的时点。`;
  const years = new Set(marked.map(({ at }) => at.slice(0, 4)));
  const year = years.size > 1 ? 0 : undefined;
  const rows = marked.map(({ mark, words, at }) => [mark, words, instantWords(at, zone, year)]);
  return `${said}\n${table(['', '期', '时点'], rows, { width })}`;
}
