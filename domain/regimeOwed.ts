import { assign, type Assigned, type Leadership } from './assign.ts';
import { canonicalJson } from './canonical.ts';
import type { OwedTask, Party } from './context.ts';
import { DEADLINES } from './obligation.ts';
import type { Diagnostic, Plan, PlanTask } from './plan.ts';
import type { Regime } from './regime.ts';
import type { RegimeParties } from './regimeMessages.ts';
import type { Directory } from './unit.ts';

/** A task as it owes before the change: from its start, or under the regime that came last. */
export interface OwingTask {
  readonly plan: PlanTask;
  readonly owed: OwedTask;
  readonly present?: RegimeParties | undefined;
}

export interface RegimeOwed {
  /** Only the tasks in which somebody else owes, or gets copies. */
  readonly owed: ReadonlyMap<string, RegimeParties>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Who owes under the next regime: for a duty that both have with the same roles, whoever owes it now; else as the plan
 * assigns the task, several leads as they were chosen at the start. What was settled at the start is not asked again.
 */
export function owedUnderRegime(
  tasks: readonly OwingTask[],
  directory: Directory,
  present: Regime,
  next: Regime,
): RegimeOwed {
  const byOf = (regime: Regime, id: string) => regime.duties.find((duty) => duty.id === id)?.by;
  const kept = (id: string) => {
    const [was, is] = [byOf(present, id), byOf(next, id)];
    return was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is);
  };
  const copies = (regime: Regime) => regime.ladder.some(({ to }) => to.includes('cooperating'));
  const changed = next.duties.some(({ id }) => !kept(id));
  if (!changed && (copies(present) || !copies(next))) {
    return { owed: new Map(), diagnostics: lostEntries(tasks, next) };
  }
  const plan = planOf(tasks);
  const leadership = leadershipOf(tasks, assign(plan, directory, present));
  const before = assign(plan, directory, present, leadership);
  const after = assign(plan, directory, next, leadership);
  const settled = new Set(before.diagnostics.map(({ message }) => message));
  const diagnostics = after.diagnostics.filter(
    ({ severity, code, message }) =>
      severity === 'blocking' && !SETTLED.includes(code) && !settled.has(message),
  );
  const made = tasks.flatMap(({ owed, present: now }, i) => {
    const found = after.tasks[i] as OwedTask;
    const parties = Object.fromEntries(
      next.duties.map(({ id }): [string, Party[]] => {
        const was = now?.parties[id] ?? owed.parties[id] ?? [];
        return [id, [...(kept(id) ? was : (found.parties[id] ?? []))]];
      }),
    );
    const same = Object.entries(parties).every(
      ([id, list]) => canonicalJson(list) === canonicalJson(owed.parties[id] ?? []),
    );
    const cooperating = found.cooperating?.filter((id) => !owed.cooperating?.includes(id)) ?? [];
    if (same && cooperating.length === 0) return [];
    const members = new Set([
      ...Object.values(parties).flatMap((list) => list.flatMap((party) => party.members)),
      ...cooperating,
    ]);
    const units = [...owed.units, ...(now?.units ?? []), ...found.units].filter(
      ({ id }, n, all) => members.has(id) && all.findIndex((unit) => unit.id === id) === n,
    );
    const own = { parties, units, ...(cooperating.length > 0 ? { cooperating } : {}) };
    return [[owed.key, own] as const];
  });
  const all = [...diagnostics, ...unowed(next, kept, after), ...lostEntries(tasks, next)];
  const messages = all.map(({ message }) => message);
  return {
    owed: new Map(made),
    diagnostics: all.filter(({ message }, n) => messages.indexOf(message) === n),
  };
}

/** A duty that went out is no fault of the task; a lost entry is said below. */
const SETTLED: readonly string[] = ['duty-unknown', 'entry-unknown'];

function planOf(tasks: readonly OwingTask[]): Plan {
  const head = { title: '', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
  return { ...head, tasks: tasks.map(({ plan }) => plan) };
}

/** What was chosen at the start for several leads shows in who owes the dated deadlines. */
function leadershipOf(
  tasks: readonly OwingTask[],
  joint: Assigned,
): Readonly<Record<string, Leadership>> {
  return Object.fromEntries(
    tasks.flatMap(({ owed }, i) => {
      const [was, is] = [owed, joint.tasks[i]].map((task) => task?.parties[DEADLINES] ?? []);
      return canonicalJson(was) === canonicalJson(is) ? [] : [[owed.key, 'several'] as const];
    }),
  );
}

/** A duty that nobody owes in any task is no duty. */
function unowed(
  next: Regime,
  kept: (id: string) => boolean,
  { tasks }: Assigned,
): readonly Diagnostic[] {
  return next.duties.flatMap(({ id, title }): Diagnostic[] => {
    const owed = tasks.some(({ parties }) => (parties[id]?.length ?? 0) > 0);
    if (kept(id) || owed || tasks.length === 0) return [];
    const message = `报送要求“${title}”在所有任务中都没有应报单位，请核对其报送单位（by）`;
    return [{ code: 'duty-owes-nobody', severity: 'blocking', message, where: id }];
  });
}

/** 起始步骤 of a task that the next ladder no longer has. */
function lostEntries(tasks: readonly OwingTask[], { ladder }: Regime): readonly Diagnostic[] {
  const known = ladder.filter(({ at }) => 'after' in at).map(({ id }) => id);
  return tasks.flatMap(({ plan: { entry, key, no } }): Diagnostic[] => {
    if (entry === undefined || known.includes(entry)) return [];
    const label = no === null ? `任务 ${key}` : `第 ${no} 项（${key}）`;
    const message = `${label}的起始步骤“${entry}”在新制度里没有（或在到期之前），请保留这一步`;
    return [{ code: 'entry-lost', severity: 'blocking', message, where: key }];
  });
}
