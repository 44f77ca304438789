import { epoch } from '../../domain/instant.ts';
import { namesUnder } from '../../domain/regimeNames.ts';
import type { Condition } from '../../domain/regime.ts';
import { conditionWords, periodWords, term } from '../../domain/terms.ts';
import { momentShort, spanWords } from '../../domain/timeWords.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import { countWords, listed, sameYear, type Names } from '../../domain/wordsParts.ts';
import type { GroundRow, StandRow } from '../../store/deskGrounds.ts';
import type { ToldRow } from '../../store/deskTalks.ts';
import type { DeskCampaign } from './deskWorld.ts';

type World = Pick<DeskCampaign, 'now' | 'calendar' | 'regime'>;

/** The obligations that a ground counted; its own where its step counts nothing. */
export function countedBy({ obligation, because, task, process }: GroundRow) {
  const keys = because.length === 0 ? [obligation] : because;
  return keys.map((key) => ({ task, process, obligation: key }));
}

/** What several grounds counted, each once: a period that two conditions have counted is one. */
export function countedByAll(grounds: readonly GroundRow[]) {
  const all = grounds.flatMap(countedBy);
  return [...new Map(all.map((one) => [`${one.task}/${one.obligation}`, one])).values()];
}

/**
 * 晚多久: how many tasks and periods are behind by now, and how late by the earliest that is still open:
 * `1 项任务 3 期未报（2026年1月、2月、3月），最早一期 1月23日 17:00 到期，逾期 48 个工作日`.
 */
export function behindWords(world: World, rows: readonly StandRow[]): string {
  const owed = rows.filter(({ verdict }) => verdict !== 'exempt');
  const open = owed.filter((row) => row.open);
  const come = owed.length - open.length;
  if (owed.length === 0) return '';
  if (open.length === 0) return `${countWordsOf(world, owed)}，现均已报送${lateOf(owed)}`;
  const more = come === 0 ? '' : `，另有 ${come} 份已报送`;
  return `${countWordsOf(world, open, '未报')}${more}，${oldestWords(world, open)}`;
}

/** `3 项任务共 9 份未报，涉及 3 期（2026年1月、2月、3月）`; of one task its periods alone. */
function countWordsOf({ regime }: World, rows: readonly StandRow[], what = ''): string {
  const tasks = new Set(rows.map(({ task }) => task)).size;
  const periods = new Map(rows.map(({ duty, period }) => [`${duty}/${period}`, { duty, period }]));
  const words = [...periods.values()].map(({ duty, period }) => {
    const rule = ruleNamed(regime, duty);
    const every = rule !== undefined && 'every' in rule ? rule.every : DEADLINES;
    return periodWords(every, period) || (rule?.title ?? '');
  });
  const named = `（${listed(sameYear([...new Set(words)]), 6, '期')}）`;
  if (tasks === 1 && rows.length === periods.size) {
    return `1 项任务 ${periods.size} 期${what}${named}`;
  }
  return `${tasks} 项任务共 ${rows.length} 份${what}，涉及 ${periods.size} 期${named}`;
}

function lateOf(rows: readonly StandRow[]): string {
  const late = rows.filter(({ verdict }) => verdict === 'late' || verdict === 'missing').length;
  return late === 0 ? '' : `，其中逾期才报的 ${late} 份`;
}

function oldestWords({ now, calendar }: World, open: readonly StandRow[]): string {
  const dues = open.map(({ due }) => due.toISOString()).sort((a, b) => epoch(a) - epoch(b));
  const [due = now] = dues;
  const when = `最早一期 ${momentShort(due, now, calendar.zone)} 到期`;
  return `${when}，${spanWords(due, now, calendar)}`;
}

/**
 * 为什么是现在: which condition of the regime was met, as the step recorded it: `连续3期未报（2026年1月、2月、3月），达到制度规定的
 * 提请约谈条件“连续3期未报”`. Tasks that met it alike are said together. Nothing where no condition is recorded.
 */
export function metWords(grounds: readonly GroundRow[], names: Names): readonly string[] {
  const tasks = new Map<string, Set<string>>();
  for (const { step, at, process, task } of grounds) {
    if (step?.['condition'] === undefined) continue;
    const under = namesUnder(names, { at, process, payload: step });
    const rule = under.regime.ladder.find(({ id }) => id === step['step']);
    const kind = rule === undefined || rule.step === 'interview' ? '提请约谈' : term(rule.step);
    const met = conditionWords(step['condition'] as Condition);
    const words = `${countWords(step, under)}，达到制度规定的${kind}条件“${met}”`;
    tasks.set(words, (tasks.get(words) ?? new Set()).add(task));
  }
  const all = new Set(grounds.map(({ task }) => task)).size;
  const whole = all === 1 ? '' : `${all} 项任务均`;
  return [...tasks].map(([words, { size }]) =>
    size === all ? `${whole}${words}` : `${size} 项任务${words}`,
  );
}

/** `提醒 3 次（最近 3月20日 09:00）、督办函 3 次（…），均已送达收件箱`; the proposal itself is none of them. */
export function stepsTold(
  { regime, now, calendar }: World,
  told: readonly ToldRow[],
): readonly string[] {
  const byKind = new Map<string, { readonly count: number; readonly last: string }>();
  const kindOf = (step: string) => regime.ladder.find(({ id }) => id === step)?.step ?? step;
  const order = (row: ToldRow) => regime.ladder.findIndex(({ id }) => id === row.step);
  for (const row of [...told].sort((a, b) => order(a) - order(b))) {
    const kind = kindOf(row.step);
    if (kind === 'interview') continue;
    const { count = 0, last = row.last } = byKind.get(kind) ?? {};
    const newer = epoch(row.last) > epoch(last) ? row.last : last;
    byKind.set(kind, { count: count + row.count, last: newer });
  }
  const words = [...byKind].map(
    ([kind, { count, last }]) =>
      `${term(kind)} ${count} 次（最近 ${momentShort(last, now, calendar.zone)}）`,
  );
  return words.length === 0 ? [] : [`${words.join('、')}，均已送达收件箱`];
}
