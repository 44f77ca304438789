import type { Point, Points } from './calendarChangePoints.ts';
import { epoch, type Instant } from './instant.ts';

/**
 * PointChange 时点变动. `confirmed` 暂定转确定: the instant stays and is certain now; `unconfirmed`: it stays and is 暂定 again
 * (a withdrawal). An instant that moves may become certain at the same time: see `provisional`.
 */
export interface PointChange<Cause> {
  readonly change: 'moved' | 'appears' | 'vanishes' | 'confirmed' | 'unconfirmed';
  /** Absent for the cut-off of a bulletin. */
  readonly task?: string;
  readonly kind: Point['kind'];
  /** The duty, or the bulletin. */
  readonly duty: string;
  readonly period: string;
  readonly what?: string;
  readonly step?: string;
  readonly units: readonly string[];
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly provisional: { readonly before: boolean | null; readonly after: boolean | null };
  /** It has come by now: what waited for it is decided as soon as the change is published. */
  readonly atOnce: boolean;
  /** Why: what differs between before and after. */
  readonly cause: readonly Cause[];
}

/** What becomes of a point, and the point before and after: its cause is found from them. */
export type FoundChange = Omit<PointChange<never>, 'cause' | 'task'> & {
  readonly points: readonly Point[];
};

/** The change that was found, with its cause. */
export function caused<Cause>(
  { change: how, kind, duty, period, what, step, units, from, to, ...found }: FoundChange,
  cause: readonly Cause[],
  task?: string,
): PointChange<Cause> {
  const { provisional, atOnce } = found;
  return {
    ...{ change: how, kind, duty, period, units, from, to, provisional, atOnce, cause },
    ...(what === undefined ? {} : { what }),
    ...(step === undefined ? {} : { step }),
    ...(task === undefined ? {} : { task }),
  };
}

/** What becomes of the points of a line of time that another one takes the place of. */
export function comparedPoints(
  before: Points,
  after: Points,
  held: ReadonlySet<string>,
  now: Instant,
): readonly FoundChange[] {
  const ids = [...before.keys(), ...[...after.keys()].filter((id) => !before.has(id))];
  return ids.flatMap((id) => {
    const found = change(before.get(id), after.get(id), held, epoch(now));
    return found === undefined ? [] : [found];
  });
}

/** What becomes of one instant; nothing where it is past, or stays as it is. */
function change(
  was: Point | undefined,
  is: Point | undefined,
  held: ReadonlySet<string>,
  now: number,
): FoundChange | undefined {
  const ahead = is !== undefined && epoch(is.at) > now;
  if (was === undefined) return ahead ? foundOf('appears', was, is, false) : undefined;
  const past = epoch(was.at) <= now;
  const waiting = past && (was.waits || held.has(was.tick ?? ''));
  if (is === undefined) return past && !waiting ? undefined : foundOf('vanishes', was, is, false);
  if (past && !waiting && !ahead) return undefined;
  const atOnce = is.tick !== undefined && !ahead && !is.waits;
  if (epoch(was.at) !== epoch(is.at)) return foundOf('moved', was, is, atOnce);
  if (was.provisional === is.provisional) return undefined;
  return foundOf(is.provisional ? 'unconfirmed' : 'confirmed', was, is, atOnce);
}

function foundOf(
  kind: FoundChange['change'],
  was: Point | undefined,
  is: Point | undefined,
  atOnce: boolean,
): FoundChange {
  const points = [was, is].flatMap((point) => point ?? []);
  const [{ kind: what, duty, period, units, ...point }] = points as [Point];
  return {
    ...{ change: kind, kind: what, duty, period, units },
    ...(point.what === undefined ? {} : { what: point.what }),
    ...(point.step === undefined ? {} : { step: point.step }),
    ...{ from: was?.at ?? null, to: is?.at ?? null, atOnce },
    provisional: { before: was?.provisional ?? null, after: is?.provisional ?? null },
    points,
  };
}

/** In order of time, by where each instant comes to lie. */
export function inOrder<Cause>(
  changes: readonly PointChange<Cause>[],
): readonly PointChange<Cause>[] {
  return changes
    .map((change) => ({ change, ms: epoch(change.to ?? change.from ?? '') }))
    .sort((a, b) => a.ms - b.ms)
    .map(({ change }) => change);
}

/** ChangeLine 变动一行: what moves in the same way, with every task that it touches and the units that owe it there. */
export type PointLine<Cause> = Omit<PointChange<Cause>, 'task' | 'units'> & {
  readonly tasks: readonly { readonly task: string; readonly units: readonly string[] }[];
};

/** The changes by what they have in common, in order of time. */
export function changeLines<Cause>(
  changes: readonly PointChange<Cause>[],
): readonly PointLine<Cause>[] {
  const lines = new Map<
    string,
    { common: Omit<PointLine<Cause>, 'tasks'>; tasks: Map<string, string[]> }
  >();
  for (const { task, units, ...common } of changes) {
    const key = commonKey(common);
    const found = lines.get(key) ?? { common, tasks: new Map<string, string[]>() };
    lines.set(key, found);
    if (task !== undefined) found.tasks.set(task, [...(found.tasks.get(task) ?? []), ...units]);
  }
  return [...lines.values()].map(({ common, tasks }) => ({
    ...common,
    tasks: [...tasks].map(([task, units]) => ({ task, units: [...new Set(units)] })),
  }));
}

function commonKey(common: Omit<PointChange<unknown>, 'task' | 'units'>): string {
  const { change: how, kind, duty, period, what, step, from, to, provisional, atOnce } = common;
  const { before, after } = provisional;
  return JSON.stringify([
    how,
    kind,
    duty,
    period,
    what,
    step,
    from,
    to,
    before,
    after,
    atOnce,
    common.cause,
  ]);
}

/** Of each unit the number of its instants that move, appear or vanish: those that it should hear of. */
export function unitsTouched(
  changes: readonly PointChange<unknown>[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { change: kind, units } of changes) {
    if (kind === 'confirmed' || kind === 'unconfirmed') continue;
    for (const unit of units) counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
}
