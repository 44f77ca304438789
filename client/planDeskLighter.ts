import { BY_LENGTH } from '../domain/cadence.ts';
import type { Every } from '../domain/deadline.ts';
import type { Duty, DueRule, Regime, Together } from '../domain/regime.ts';
import { checkRegime } from '../domain/regimeCheck.ts';
import { togetherFaults } from '../domain/regimeTogether.ts';
import { cadenceWords } from '../domain/terms.ts';
import type { LighterAct } from './planDeskWork.ts';
import type { RegimeEdit } from './regimeEdit.ts';
import type { OwnBurden } from './rehearsalBurden.ts';

/** What a plan asks for, and of its busiest unit. */
export interface AskedFor {
  readonly total: number;
  readonly unit: string;
  readonly month: number;
  readonly week: number;
}

/**
 * An act that makes a plan ask for less: 合报 of duties where they fall due on one day, or 放宽周期 of one duty to the next
 * longer cadence. Tasks are judged each by itself, so that no regime makes one report of two tasks.
 */
export interface LighterOffer {
  readonly act: LighterAct;
  readonly label: string;
  readonly words: string;
  readonly before: AskedFor;
  readonly after: AskedFor;
}

/** What an act changes in a regime; nothing where the regime would no longer be in order, or has not these duties. */
export function lighterEdits(regime: Regime, act: LighterAct): readonly RegimeEdit[] | undefined {
  const edits =
    'together' in act ? mergeEdits(regime, act.together) : longerEdits(regime, act.longer);
  if (edits === undefined) return undefined;
  return checkRegime(lighterRegime(regime, edits)).length === 0 ? edits : undefined;
}

function mergeEdits(regime: Regime, duties: readonly string[]): readonly RegimeEdit[] | undefined {
  const known = regime.duties.map(({ id }) => id);
  if (duties.length < 2 || !duties.every((id) => known.includes(id))) return undefined;
  const groups = regime.together ?? [];
  const isTouched = (group: Together) => group.duties.some((id) => duties.includes(id));
  const [first] = groups.filter(isTouched);
  const merged: Together = { duties: [...duties], ladder: first?.ladder ?? 'longest' };
  const left = groups.filter((group) => !isTouched(group));
  return [{ path: ['together'], value: [...left, merged] }];
}

function longerEdits({ duties }: Regime, id: string): readonly RegimeEdit[] | undefined {
  const at = duties.findIndex((duty) => duty.id === id);
  const duty = duties[at];
  const every = duty && longerThan(duty.every);
  if (duty === undefined || every === undefined) return undefined;
  return [
    { path: ['duties', at, 'every'], value: every },
    { path: ['duties', at, 'due'], value: dueIn(duty) },
    ...(duty.phase === undefined ? [] : [{ path: ['duties', at, 'phase'], value: null }]),
  ];
}

/** 周 and 旬 become 月; of the rest the next longer one. */
function longerThan(every: Every): Every | undefined {
  if (every === 'week' || every === 'ten-days') return 'month';
  return BY_LENGTH[BY_LENGTH.indexOf(every) + 1];
}

const BEFORE_LAST_TEN = 20;

/** A due rule of months; that of a week or of ten days falls where its last one in the month did. */
function dueIn({ every, due }: Duty): DueRule {
  if (every !== 'week' && every !== 'ten-days') return due;
  const rule = 'next' in due ? due.next : due;
  const own =
    every === 'week'
      ? { lastDay: true as const }
      : 'day' in rule
        ? { day: Math.min(31, BEFORE_LAST_TEN + rule.day) }
        : rule;
  return 'next' in due ? { next: 'day' in rule ? rule : own } : own;
}

/** The regime with the edits that `lighterEdits` makes. */
export function lighterRegime(regime: Regime, edits: readonly RegimeEdit[]): Regime {
  const next = structuredClone(regime) as Regime & Record<string, unknown>;
  for (const { path, value } of edits) {
    const [last] = path.slice(-1);
    const parent = path
      .slice(0, -1)
      .reduce<Record<string | number, unknown>>(
        (node, key) => node[key] as Record<string | number, unknown>,
        next,
      );
    if (last === undefined) continue;
    if (value === null) Reflect.deleteProperty(parent, last);
    else parent[last] = value;
  }
  return next;
}

/** No more duties than these are tried: each is a year of due instants. */
const MOST_TRIED = 3;

/**
 * What would make the plan ask for less, with its figures before and after: first 合报, then the duty that weighs most. What
 * changes nothing is not offered. `ownOf` says what the plan asks for under a regime.
 */
export function lighterOffers(
  regime: Regime,
  ownOf: (regime: Regime) => readonly OwnBurden[],
): readonly LighterOffer[] {
  const before = ownOf(regime);
  const merge = mergeable(regime);
  const longer = [...regime.duties]
    .sort((a, b) => BY_LENGTH.indexOf(a.every) - BY_LENGTH.indexOf(b.every))
    .slice(0, MOST_TRIED)
    .map(({ id }): LighterAct => ({ longer: id }));
  const acts: readonly LighterAct[] = [
    ...(merge === undefined ? [] : [{ together: [...merge] }]),
    ...longer,
  ];
  const offers = acts.flatMap((act) => offered(regime, act, before, ownOf));
  const [merged] = offers.filter(({ act }) => 'together' in act);
  const [best] = offers
    .filter(({ act }) => 'longer' in act)
    .sort((a, b) => a.after.total - b.after.total);
  return [merged, best].flatMap((one) => one ?? []);
}

function offered(
  regime: Regime,
  act: LighterAct,
  before: readonly OwnBurden[],
  ownOf: (regime: Regime) => readonly OwnBurden[],
): readonly LighterOffer[] {
  const edits = lighterEdits(regime, act);
  const now = askedFor(before);
  if (edits === undefined || now === undefined) return [];
  const next = askedFor(ownOf(lighterRegime(regime, edits)), now.unit);
  if (next === undefined || next.total >= now.total) return [];
  return [{ act, ...wordsOf(regime, act), before: now, after: next }];
}

/** Duties of one kind of period inside another that are not yet reported together, with those that already are. */
function mergeable(regime: Regime): readonly string[] | undefined {
  const groups = regime.together ?? [];
  const taken = new Set(groups.flatMap(({ duties }) => duties));
  const free = [...regime.duties]
    .filter(({ id, every }) => !taken.has(id) && every !== 'week')
    .sort((a, b) => BY_LENGTH.indexOf(a.every) - BY_LENGTH.indexOf(b.every))
    .map(({ id }) => id);
  const grown = [...groups.map(({ duties }) => duties), []].map((begun: readonly string[]) =>
    free.reduce<readonly string[]>(
      (kept, id) => (fits(regime, [...kept, id]) ? [...kept, id] : kept),
      begun,
    ),
  );
  const [most] = grown
    .filter((duties, i) => duties.length >= 2 && duties.length > (groups[i]?.duties.length ?? 0))
    .sort((a, b) => b.length - a.length);
  return most;
}

function fits(regime: Regime, duties: readonly string[]): boolean {
  if (duties.length < 2) return true;
  const together = [{ duties: [...duties], ladder: 'longest' as const }];
  return togetherFaults({ ...regime, together }).length === 0;
}

function askedFor(own: readonly OwnBurden[], unit?: string): AskedFor | undefined {
  const peak = (counts: Readonly<Record<string, number>>) => Math.max(0, ...Object.values(counts));
  const [busiest] =
    unit === undefined
      ? [...own].sort((a, b) => peak(b.weeks) - peak(a.weeks) || b.total - a.total)
      : own.filter(({ name }) => name === unit);
  const total = own.reduce((sum, one) => sum + one.total, 0);
  if (busiest === undefined)
    return unit === undefined ? undefined : { total, unit, month: 0, week: 0 };
  return { total, unit: busiest.name, month: peak(busiest.months), week: peak(busiest.weeks) };
}

/** How an act is called, and what it does, in words. */
export function wordsOf(
  { duties }: Regime,
  act: LighterAct,
): { readonly label: string; readonly words: string } {
  const titleOf = (id: string) => `“${duties.find((duty) => duty.id === id)?.title ?? id}”`;
  if ('together' in act) {
    const names = act.together.map(titleOf).join('');
    return {
      label: '合并',
      words: `${names}同一天到期的，一家单位一项任务只报一份，分别判定`,
    };
  }
  const every = duties.find(({ id }) => id === act.longer)?.every;
  const next = every && longerThan(every);
  const change = every && next ? `由${cadenceWords(every)}一次改为${cadenceWords(next)}一次` : '';
  return { label: '放宽周期', words: `${titleOf(act.longer)}${change}` };
}
