import type { Day } from './instant.ts';

/**
 * 每周要求一个单位报送的份数上限: a limit of this product in the spirit of 为基层减负 (no norm names a figure); above it a load is
 * marked, and a start asks for a confirmation of its own.
 */
export const WEEKLY_LIMIT = 2;
/** 估算: what one report takes, in hours; an assumption that is printed wherever it is used. */
export const HOURS_EACH = 0.5;

/** Reports that one task asks of one unit in one week. */
export interface Demand {
  /** The unit's name: ids belong to one campaign each. */
  readonly unit: string;
  readonly campaign: string;
  readonly task: string;
  /** The Monday of the week. */
  readonly week: Day;
  readonly count: number;
}

/** 同一事项: a pair of tasks for which one report counts, each as `campaign/task`. */
export type SamePair = readonly [one: string, other: string];

/** Burden 负担 of a unit: what it is asked for, across campaigns. */
export interface UnitBurden {
  readonly unit: string;
  /** Reports asked, and of these such that one report for another task already answers. */
  readonly asked: number;
  readonly duplicates: number;
  readonly campaigns: number;
  readonly tasks: number;
  /** The busiest week, without duplicates. */
  readonly peak: { readonly week: Day; readonly count: number };
  /** Weeks above the limit. */
  readonly over: number;
  /** Estimated, without duplicates. */
  readonly hours: number;
}

/** The burden of each unit, the busiest first. What one report answers for two tasks is asked once in a week. */
export function burdenByUnit(
  demands: readonly Demand[],
  pairs: readonly SamePair[],
): readonly UnitBurden[] {
  const head = headsOf(pairs);
  const byUnit = new Map<string, Demand[]>();
  for (const demand of demands) {
    const own = byUnit.get(demand.unit) ?? [];
    byUnit.set(demand.unit, own);
    own.push(demand);
  }
  return [...byUnit]
    .map(([unit, own]) => burdenOf(unit, own, head))
    .sort((a, b) => b.peak.count - a.peak.count || b.asked - a.asked || (a.unit < b.unit ? -1 : 1));
}

function burdenOf(
  unit: string,
  demands: readonly Demand[],
  head: (task: string) => string,
): UnitBurden {
  const asked = sumOf(demands.map(({ count }) => count));
  const weeks = weeksOf(demands, head);
  const real = sumOf(weeks.values());
  const [week, count] = busiest(weeks);
  return {
    ...{ unit, asked, duplicates: asked - real, hours: real * HOURS_EACH },
    campaigns: new Set(demands.map((one) => one.campaign)).size,
    tasks: new Set(demands.map((one) => `${one.campaign}/${one.task}`)).size,
    peak: { week, count },
    over: [...weeks.values()].filter((own) => own > WEEKLY_LIMIT).length,
  };
}

/** By week, what is left where the tasks of one matter are asked once: the one that asks for most stands for the week. */
function weeksOf(
  demands: readonly Demand[],
  head: (task: string) => string,
): ReadonlyMap<Day, number> {
  const once = new Map<string, number>();
  for (const { campaign, task, week, count } of demands) {
    const key = `${week} ${head(`${campaign}/${task}`)}`;
    once.set(key, Math.max(once.get(key) ?? 0, count));
  }
  const weeks = new Map<Day, number>();
  for (const [key, count] of once) {
    const week = key.slice(0, 10);
    weeks.set(week, (weeks.get(week) ?? 0) + count);
  }
  return weeks;
}

function busiest(weeks: ReadonlyMap<Day, number>): readonly [week: Day, count: number] {
  return [...weeks].reduce<readonly [Day, number]>(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best),
    ['', 0],
  );
}

function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** What a plan that has not started would ask of a unit: reports by the Monday of their week. */
export interface PlannedDemand {
  readonly unit: string;
  readonly weeks: Readonly<Record<Day, number>>;
}

/** Burden of a unit with a plan that would be added to what runs already. */
export interface AddedBurden {
  readonly unit: string;
  /** Reports that the plan would ask for. */
  readonly added: number;
  /** Reports of what runs, without duplicates, and how many of those there are. */
  readonly running: number;
  readonly duplicates: number;
  /** Campaigns that run and ask this unit. */
  readonly campaigns: number;
  /** The busiest week of all, and how many of it the plan adds. */
  readonly peak: { readonly week: Day; readonly count: number; readonly added: number };
  /** Weeks above the limit to which the plan adds; what is too much without it is not its doing. */
  readonly over: number;
  /** Estimated, of all. */
  readonly hours: number;
  /** All reports by week. */
  readonly weeks: ReadonlyMap<Day, number>;
}

/** What units are asked for together with a plan, in the order of the plan’s demands; units that it does not ask are left out. */
export function burdenWith(
  planned: readonly PlannedDemand[],
  running: readonly Demand[],
  pairs: readonly SamePair[],
): readonly AddedBurden[] {
  const head = headsOf(pairs);
  const byUnit = new Map<string, Demand[]>(planned.map(({ unit }) => [unit, []]));
  for (const demand of running) byUnit.get(demand.unit)?.push(demand);
  return planned.map(({ unit, weeks: own }) => {
    const demands = byUnit.get(unit) ?? [];
    const weeks = new Map(weeksOf(demands, head));
    const already = sumOf(weeks.values());
    for (const [week, count] of Object.entries(own))
      weeks.set(week, (weeks.get(week) ?? 0) + count);
    const [week, count] = busiest(weeks);
    const added = sumOf(Object.values(own));
    return {
      ...{ unit, added, running: already, hours: (already + added) * HOURS_EACH, weeks },
      duplicates: sumOf(demands.map((one) => one.count)) - already,
      campaigns: new Set(demands.map((one) => one.campaign)).size,
      peak: { week, count, added: own[week] ?? 0 },
      over: [...weeks].filter(([one, all]) => all > WEEKLY_LIMIT && (own[one] ?? 0) > 0).length,
    };
  });
}

/** The smallest task of the matter to which a task belongs: pairs that share a task are one matter. */
function headsOf(pairs: readonly SamePair[]): (task: string) => string {
  const up = new Map<string, string>();
  const head = (task: string): string => {
    const next = up.get(task);
    return next === undefined ? task : head(next);
  };
  for (const [one, other] of pairs) {
    const [a, b] = [head(one), head(other)].sort();
    if (a !== undefined && b !== undefined && a !== b) up.set(b, a);
  }
  return head;
}
