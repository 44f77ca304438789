import type { Calendar } from './calendar.ts';
import { causeDay, reachOf, type CauseDay } from './calendarChangeCause.ts';
import { daysThatDiffer, effectiveCalendar } from './calendarChangeCheck.ts';
import { campaignPoints, taskPoints, type Point } from './calendarChangePoints.ts';
import { succeededContext } from './amendedContext.ts';
import type { CampaignState } from './campaignState.ts';
import { regimesIn } from './change.ts';
import type { Context, OwedTask } from './context.ts';
import { plusDays, type Day, type Instant } from './instant.ts';
import type { Suspension } from './obligation.ts';
import { caused, comparedPoints, inOrder, type PointChange } from './pointChange.ts';
import { isSuspended, type TaskState } from './taskState.ts';

/**
 * A campaign as it stands: every process folded from the register and brought up to `now`. It may be given in parts: some
 * of the tasks, without the campaign's own process.
 */
export interface Standing {
  readonly context: Context;
  readonly campaign?: CampaignState;
  readonly tasks: readonly {
    readonly task: OwedTask;
    readonly state: TaskState;
    /** Of a task that was added in flight its own. */
    readonly context?: Context;
  }[];
  readonly now: Instant;
}

/** Change 时点变动 by a calendar; `cause` is empty where only the announcement makes the difference. */
export type Change = PointChange<CauseDay>;

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
  for (const own of standing.tasks) {
    if (own.state.ended) continue;
    if (isSuspended(own.state)) suspended.push(own.task.key);
    changes.push(...taskChanges(standing, pair, own));
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
  { context: common, now }: Standing,
  pair: Pair,
  { task, state, context = common }: Standing['tasks'][number],
): readonly Change[] {
  const before = taskPoints(context, task, state, pair.old);
  const after = taskPoints(context, task, state, pair.next);
  const held = new Set(state.held);
  const present = succeededContext(context, regimesIn(state.changes ?? []));
  const found = comparedPoints(before, after, held, now);
  return found.map((one) =>
    caused(one, causeOf(one.points, present, pair, state.suspensions), task.key),
  );
}

function campaignChanges(
  { context, now }: Standing,
  pair: Pair,
  campaign: CampaignState,
): readonly Change[] {
  const before = campaignPoints(context, campaign, pair.old);
  const after = campaignPoints(context, campaign, pair.next);
  const present = succeededContext(context, campaign.regimes ?? []);
  return comparedPoints(before, after, new Set(), now).map((one) =>
    caused(one, causeOf(one.points, present, pair, [])),
  );
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
