import type { Context, OwedTask } from '../domain/context.ts';
import { obligationsOf } from '../domain/obligation.ts';

export interface UnitLoad {
  readonly unit: string;
  /** Tasks under which the unit owes anything. */
  readonly tasks: number;
  /** Obligations of the whole horizon; a joint one stands with each member. */
  readonly total: number;
  readonly peak: { readonly month: string; readonly count: number };
}

/** Load 负担: how many obligations come due, by month and by unit. */
export interface Load {
  readonly total: number;
  /** By month of the due instant, in order. */
  readonly months: ReadonlyMap<string, number>;
  /** Busiest first. */
  readonly units: readonly UnitLoad[];
}

export function loadOf(context: Context, tasks: readonly OwedTask[]): Load {
  const months = new Map<string, number>();
  const units = new Map<string, { tasks: Set<string>; months: Map<string, number> }>();
  let total = 0;
  for (const task of tasks) {
    for (const { slot, party } of obligationsOf(context, task)) {
      const { due } = slot.instants;
      const month = due.slice(0, 7);
      total += 1;
      months.set(month, (months.get(month) ?? 0) + 1);
      for (const unit of party.members) {
        const own = units.get(unit) ?? { tasks: new Set<string>(), months: new Map() };
        units.set(unit, own);
        own.tasks.add(task.key);
        own.months.set(month, (own.months.get(month) ?? 0) + 1);
      }
    }
  }
  return {
    total,
    months: new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1))),
    units: [...units].map(([unit, own]) => unitLoad(unit, own)).sort((a, b) => b.total - a.total),
  };
}

function unitLoad(
  unit: string,
  { tasks, months }: { tasks: ReadonlySet<string>; months: ReadonlyMap<string, number> },
): UnitLoad {
  const ordered = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  const [month, count] = ordered.reduce((best, own) => (own[1] > best[1] ? own : best), ['', 0]);
  const total = ordered.reduce((sum, [, own]) => sum + own, 0);
  return { unit, tasks: tasks.size, total, peak: { month, count } };
}
