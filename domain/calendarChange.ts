import type { Calendar } from './calendar.ts';
import { causeDay, reachOf, type CauseDay } from './calendarChangeCause.ts';
import { daysThatDiffer, effectiveCalendar } from './calendarChangeCheck.ts';
import { campaignPoints, taskPoints, type Point, type Points } from './calendarChangePoints.ts';
import type { CampaignState } from './campaignState.ts';
import type { Context, OwedTask } from './context.ts';
import { epoch, plusDays, type Day, type Instant } from './instant.ts';
import type { Suspension } from './obligation.ts';
import { isSuspended, type TaskState } from './taskState.ts';

/**
 * A campaign as it stands: every process folded from the register and brought up to `now`. It may be given in parts: some
 * of the tasks, without the campaign's own process.
 */
export interface Standing {
  readonly context: Context;
  readonly campaign?: CampaignState;
  readonly tasks: readonly { readonly task: OwedTask; readonly state: TaskState }[];
  readonly now: Instant;
}

/**
 * Change 时点变动. `confirmed` 暂定转确定: the instant stays and is certain now; `unconfirmed`: it stays and is 暂定 again
 * (a withdrawal). An instant that moves may become certain at the same time: see `provisional`.
 */
export interface Change {
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
  /** It has come by now under the new calendar: what waited for it is decided as soon as the calendar is published. */
  readonly atOnce: boolean;
  /** Empty where only the announcement makes the difference. */
  readonly cause: readonly CauseDay[];
}

export interface CalendarChange {
  /** What will be in force: the old days before the boundary, the new ones from it on. */
  readonly calendar: Calendar;
  readonly changes: readonly Change[];
  /** Tasks that are suspended: their instants are found when they resume. */
  readonly suspended: readonly string[];
}

/**
 * Calendar change 日历变更预览: every instant of a running campaign that moves, appears, vanishes or is confirmed when
 * `next` takes the place of `old` on the days from the boundary on. What has been judged has no instant to move and is not
 * among them; limits that somebody has been given (a signature, an interview) stand.
 */
export function calendarChange(
  standing: Standing,
  old: Calendar,
  next: Calendar,
  from: Day,
): CalendarChange {
  const calendar = effectiveCalendar(old, next, from);
  const pair: Pair = {
    old,
    next: calendar,
    days: differing(standing.context, old, calendar),
    causes: new Map(),
  };
  const changes: Change[] = [];
  const suspended: string[] = [];
  const { campaign } = standing;
  if (campaign && !campaign.ended) changes.push(...campaignChanges(standing, pair, campaign));
  for (const { task, state } of standing.tasks) {
    if (state.ended) continue;
    if (isSuspended(state)) suspended.push(task.key);
    changes.push(...taskChanges(standing, pair, task, state));
  }
  return { calendar, changes: inOrder(changes), suspended };
}

/** The two calendars, and the days that they have otherwise. */
interface Pair {
  readonly old: Calendar;
  readonly next: Calendar;
  readonly days: readonly Day[];
  /** Causes by what they follow from: ten thousand tasks share a few hundred. */
  readonly causes: Map<string, readonly CauseDay[]>;
}

const REACH_BEFORE = 500;
const REACH_AFTER = 800;

function differing({ horizon }: Context, old: Calendar, next: Calendar): readonly Day[] {
  const last = plusDays(horizon.to, REACH_AFTER);
  return daysThatDiffer(old, next, plusDays(horizon.from, -REACH_BEFORE), last);
}

function taskChanges(
  { context, now }: Standing,
  pair: Pair,
  task: OwedTask,
  state: TaskState,
): readonly Change[] {
  const before = taskPoints(context, task, state, pair.old);
  const after = taskPoints(context, task, state, pair.next);
  const held = new Set(state.held);
  const found = compared(before, after, held, now);
  return found.map(({ points, ...change }) => ({
    ...{ ...change, task: task.key },
    cause: causeOf(points, context, pair, state.suspensions),
  }));
}

function campaignChanges(
  { context, now }: Standing,
  pair: Pair,
  campaign: CampaignState,
): readonly Change[] {
  const before = campaignPoints(context, campaign, pair.old);
  const after = campaignPoints(context, campaign, pair.next);
  return compared(before, after, new Set(), now).map(({ points, ...change }) => ({
    ...change,
    cause: causeOf(points, context, pair, []),
  }));
}

type Found = Omit<Change, 'cause' | 'task'> & { readonly points: readonly Point[] };

function compared(
  before: Points,
  after: Points,
  held: ReadonlySet<string>,
  now: Instant,
): readonly Found[] {
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
): Found | undefined {
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
  kind: Change['change'],
  was: Point | undefined,
  is: Point | undefined,
  atOnce: boolean,
): Found {
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

function causeOf(
  points: readonly Point[],
  context: Context,
  pair: Pair,
  suspensions: readonly Suspension[],
): readonly CauseDay[] {
  const [was, is] = points;
  if (was === undefined || (is !== undefined && was.at === is.at)) return [];
  const { kind, duty, period, step } = was;
  const instants = points.map(({ at }) => at).join();
  const key = `${kind} ${duty} ${period} ${step ?? ''} ${instants} ${suspensions[0]?.from ?? ''}`;
  const known = pair.causes.get(key);
  if (known !== undefined) return known;
  const reach = reachOf(points, context, [pair.old, pair.next], suspensions);
  const found =
    reach === undefined
      ? []
      : pair.days
          .filter((day) => day >= reach.from && day <= reach.to)
          .map((day) => causeDay(pair.next, day));
  pair.causes.set(key, found);
  return found;
}

/** In order of time, by where each instant comes to lie. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes
    .map((change) => ({ change, ms: epoch(change.to ?? change.from ?? '') }))
    .sort((a, b) => a.ms - b.ms)
    .map(({ change }) => change);
}

/** ChangeLine 变动一行: what moves in the same way, with every task that it touches and the units that owe it there. */
export type ChangeLine = Omit<Change, 'task' | 'units'> & {
  readonly tasks: readonly { readonly task: string; readonly units: readonly string[] }[];
};

/** The changes by what they have in common, in order of time. */
export function changeLines(changes: readonly Change[]): readonly ChangeLine[] {
  const lines = new Map<
    string,
    { common: Omit<ChangeLine, 'tasks'>; tasks: Map<string, string[]> }
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

function commonKey(common: Omit<Change, 'task' | 'units'>): string {
  const { change: how, kind, duty, period, what, step, from, to, provisional, atOnce } = common;
  const { before, after } = provisional;
  const days = common.cause.map(({ day }) => day).join();
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
    days,
  ]);
}

/** Of each unit the number of its instants that move, appear or vanish: those that it should hear of. */
export function unitsTouched(changes: readonly Change[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { change: kind, units } of changes) {
    if (kind === 'confirmed' || kind === 'unconfirmed') continue;
    for (const unit of units) counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
}
