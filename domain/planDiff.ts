import { canonicalJson } from './canonical.ts';
import { taskKey } from './ids.ts';
import type { Plan, PlanTask } from './plan.ts';
import { matchTasks, tight } from './planDiffMatch.ts';
import type { NextTask } from './planDiffMatch.ts';

/** The next version as it was read; keys in it count only where `version` is higher than the old one's. */
export type NextPlan = Pick<Plan, 'issuer' | 'documentNumber' | 'issuedOn'> & {
  readonly title: string | null;
  readonly version?: number | undefined;
  readonly lastKey?: string | undefined;
  readonly tasks: readonly NextTask[];
};

export type TaskField = Exclude<keyof PlanTask, 'key'>;
export type HeadField = 'title' | 'issuer' | 'documentNumber' | 'issuedOn';

/** TaskChange 变更: one task in both versions. */
export interface TaskChange {
  readonly key: string;
  readonly before: PlanTask;
  readonly after: PlanTask;
  readonly fields: readonly TaskField[];
}

/** PlanDiff 版本对照: what became of every task; `plan` is the next version with all identities kept. */
export interface PlanDiff {
  readonly head: readonly HeadField[];
  readonly same: readonly PlanTask[];
  readonly changed: readonly TaskChange[];
  readonly added: readonly PlanTask[];
  readonly removed: readonly PlanTask[];
  readonly plan: Plan;
}

const HEAD: readonly HeadField[] = ['title', 'issuer', 'documentNumber', 'issuedOn'];

/**
 * Compares two versions of a plan. A task keeps its key whatever its place or number; a new one gets the key after the
 * highest that was ever given out, so that no key comes back for another task. A title that is not printed is the old one's.
 */
export function comparePlans(old: Plan, next: NextPlan): PlanDiff {
  const trusted = (next.version ?? 0) > old.version;
  const byKey = trusted ? keyPairs(old.tasks, next.tasks) : new Map<number, number>();
  const matched = allPairs(old.tasks, next.tasks, byKey);
  let last = Math.max(
    ...[old.lastKey, ...old.tasks.map(({ key }) => key)].map(ordinal),
    trusted ? ordinal(next.lastKey) : 0,
  );
  const tasks = next.tasks.map((task, n): PlanTask => {
    const before = old.tasks[matched.get(n) ?? -1];
    if (before !== undefined) return { ...task, key: before.key };
    const own = trusted && ordinal(task.key) > last ? ordinal(task.key) : last + 1;
    last = own;
    return { ...task, key: taskKey(own) };
  });
  const before = new Map(old.tasks.map((task) => [task.key, task]));
  const kept = new Set(tasks.map(({ key }) => key));
  const pairs = tasks.flatMap((after): TaskChange[] => {
    const known = before.get(after.key);
    if (known === undefined) return [];
    return [{ key: after.key, before: known, after, fields: changedFields(known, after) }];
  });
  const { issuer, documentNumber, issuedOn } = next;
  const head = { title: next.title ?? old.title, issuer, documentNumber, issuedOn };
  return {
    head: HEAD.filter((field) => head[field] !== old[field]),
    same: pairs.filter(({ fields }) => fields.length === 0).map(({ after }) => after),
    changed: pairs.filter(({ fields }) => fields.length > 0),
    added: tasks.filter(({ key }) => !before.has(key)),
    removed: old.tasks.filter(({ key }) => !kept.has(key)),
    plan: { ...head, version: old.version + 1, lastKey: taskKey(last), tasks },
  };
}

function ordinal(key: string | undefined): number {
  return key === undefined ? 0 : Number(key.slice(1));
}

function keyPairs(
  old: readonly PlanTask[],
  next: readonly NextTask[],
): ReadonlyMap<number, number> {
  const places = new Map(old.map(({ key }, o) => [key, o]));
  return new Map(
    next.flatMap(({ key }, n) => {
      const o = key === undefined ? undefined : places.get(key);
      return o === undefined ? [] : [[n, o] as const];
    }),
  );
}

/** Those known by their keys, and of the rest those known by their words. */
function allPairs(
  old: readonly PlanTask[],
  next: readonly NextTask[],
  known: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const taken = new Set(known.values());
  const oldLeft = old.map((task, o) => ({ task, o })).filter(({ o }) => !taken.has(o));
  const nextLeft = next.map((task, n) => ({ task, n })).filter(({ n }) => !known.has(n));
  const found = matchTasks(
    oldLeft.map(({ task }) => task),
    nextLeft.map(({ task }) => task),
  );
  const more = [...found].flatMap(([n, o]) => {
    const [left, right] = [nextLeft[n], oldLeft[o]];
    return left === undefined || right === undefined ? [] : [[left.n, right.o] as const];
  });
  return new Map([...known, ...more]);
}

const FIELDS: readonly TaskField[] = [
  ...(['no', 'category', 'title', 'content', 'assignments', 'leaders'] as const),
  ...(['deadlines', 'openEnded', 'duties', 'entry', 'targets', 'measures'] as const),
];

/** The fields in which two versions of a task differ; the order inside a list and blanks are no difference. */
export function changedFields(before: PlanTask, after: PlanTask): readonly TaskField[] {
  return FIELDS.filter((field) => comparable(before, field) !== comparable(after, field));
}

const UNORDERED = new Set<TaskField>(['assignments', 'leaders', 'deadlines']);

function comparable(task: PlanTask, field: TaskField): string {
  const value = task[field];
  if (UNORDERED.has(field)) {
    return (value as readonly unknown[])
      .map((one) => tight(canonicalJson(one)))
      .sort()
      .join('\n');
  }
  const text = typeof value === 'string' ? tight(value) : value;
  return canonicalJson(field === 'no' || field === 'title' ? (text ?? '') : text);
}

/** The same, where these tasks end and begin anew under a key of their own instead of being changed. */
export function replaced(diff: PlanDiff, keys: ReadonlySet<string>): PlanDiff {
  const gone = [
    ...diff.changed,
    ...diff.same.map((task) => ({ before: task, after: task })),
  ].filter(({ before }) => keys.has(before.key));
  if (gone.length === 0) return diff;
  let last = ordinal(diff.plan.lastKey);
  const fresh = new Map(gone.map(({ before }) => [before.key, taskKey((last += 1))]));
  const renewed = (task: PlanTask): PlanTask => ({ ...task, key: fresh.get(task.key) ?? task.key });
  const kept = <T extends { readonly key: string }>(list: readonly T[]) =>
    list.filter(({ key }) => !keys.has(key));
  return {
    ...diff,
    same: kept(diff.same),
    changed: kept(diff.changed),
    added: [...diff.added, ...gone.map(({ after }) => renewed(after))],
    removed: [...diff.removed, ...gone.map(({ before }) => before)],
    plan: { ...diff.plan, lastKey: taskKey(last), tasks: diff.plan.tasks.map(renewed) },
  };
}
