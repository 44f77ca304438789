import type { Period } from './cadence.ts';
import { campaignTicks } from './campaignTicks.ts';
import type { Context } from './context.ts';
import { fault, type Fault } from './faults.ts';
import { epoch, plusDays, type Day } from './instant.ts';
import { bulletinCame, cadenceOf, periodsUnder, type PeriodUnder } from './regimePeriods.ts';
import type { BulletinRule, Duty, Regime } from './regime.ts';
import { periodWords } from './terms.ts';

type Rule = Pick<Duty | BulletinRule, 'id' | 'title' | 'every' | 'phase' | 'parts'>;

/** Seam 新旧衔接: the last period of a duty or bulletin by the regime before, and the first by the next one. */
export interface Seam {
  readonly of: 'duty' | 'bulletin';
  readonly rule: Rule;
  readonly last?: Period;
  readonly first?: Period;
  /** Days that belong to no period, `to` exclusive. */
  readonly gap?: { readonly from: Day; readonly to: Day };
}

/** Where a duty or bulletin passes from one cadence to another, comes in or goes out; `context` ends with the next regime. */
export function seamsOf(context: Context): readonly Seam[] {
  return [
    ...seams(context, 'duty', ({ duties }) => duties),
    ...seams(context, 'bulletin', ({ bulletins }) => bulletins),
  ];
}

function seams(
  context: Context,
  of: Seam['of'],
  rulesOf: (regime: Regime) => readonly Rule[],
): readonly Seam[] {
  const next = context.later?.at(-1)?.regime;
  const byId = new Map<string, PeriodUnder<Rule>[]>();
  for (const own of periodsUnder(context, rulesOf)) {
    byId.set(own.rule.id, [...(byId.get(own.rule.id) ?? []), own]);
  }
  return [...byId.values()].flatMap((all): readonly Seam[] => {
    const last = all.filter(({ under }) => under !== next).at(-1);
    const first = all.find(({ under }) => under === next);
    const rule = (first ?? last)?.rule;
    if (rule === undefined) return [];
    if (last !== undefined && first !== undefined && sameCadence(context, last.rule, first.rule)) {
      return [];
    }
    const ends = last?.period.to;
    const gap =
      ends !== undefined && first !== undefined && first.period.from > ends
        ? { from: ends, to: first.period.from }
        : undefined;
    return [
      {
        ...{ of, rule },
        ...(last ? { last: last.period } : {}),
        ...(first ? { first: first.period } : {}),
        ...(gap ? { gap } : {}),
      },
    ];
  });
}

function sameCadence(context: Context, a: Rule, b: Rule): boolean {
  const [was, is] = [cadenceOf(a, context), cadenceOf(b, context)];
  return was.every === is.every && was.phase === is.phase;
}

/** `“月调度”：按旧制度的最后一期是2026年7月；新制度自2026年9—10月起，其间2026-08-01至2026-08-31不属于任何一期（…）`. */
export function seamWords(seam: Seam, before: Regime): string {
  const { rule, last, first, gap, of } = seam;
  const old = (of === 'duty' ? before.duties : before.bulletins).find(({ id }) => id === rule.id);
  const name = (period: Period, every: Duty['every']) => periodWords(every, period.key);
  const was = last && old ? `按旧制度的最后一期是${name(last, old.every)}` : '';
  const is = first ? `新制度自${name(first, rule.every)}起` : '新制度不再要求';
  const between =
    gap === undefined
      ? ''
      : `，其间 ${gap.from} 至 ${plusDays(gap.to, -1)} 不属于任何一期（需要衔接的，可在新制度用 phase 指定起始月，或另选生效日）`;
  return `“${rule.title}”：${[was, is].filter((part) => part !== '').join('；')}${between}`;
}

/**
 * A bulletin under a new name goes on where those that it replaces left off: so they must have left off before its first
 * cut-off, and at one and the same. Otherwise something would be lost or counted twice.
 */
export function bulletinFault(context: Context): Fault | undefined {
  const next = context.later?.at(-1)?.regime;
  const cutOffs = campaignTicks(context).filter((tick) => tick.kind === 'cut-off');
  for (const { id, title } of next?.bulletins ?? []) {
    const gone = bulletinCame(context, id)?.replaces ?? [];
    const first = cutOffs.find(({ bulletin }) => bulletin === id);
    const lasts = gone.flatMap((other) => {
      const last = cutOffs.filter(({ bulletin }) => bulletin === other).at(-1);
      return last === undefined ? [] : [last];
    });
    if (first === undefined || lasts.length === 0) continue;
    const names = gone.map((other) => `“${other}”`).join('、');
    if (lasts.some(({ at }) => epoch(at) >= epoch(first.at))) {
      const problem = '取消的通报最后一次截止晚于它的首次截止，会重复统计';
      return fault('regime-bulletin', { next: title, gone: names, problem });
    }
    if (new Set(lasts.map(({ at }) => epoch(at))).size > 1) {
      const problem = '取消的几份通报最后一次截止不在同一时点，会遗漏或重复统计';
      return fault('regime-bulletin', { next: title, gone: names, problem });
    }
  }
  return undefined;
}
