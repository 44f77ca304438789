import { dueWindow, periodFromKey } from './cadence.ts';
import { isWorkday, type Calendar } from './calendar.ts';
import type { Point } from './calendarChangePoints.ts';
import type { Context } from './context.ts';
import { dueDay } from './due.ts';
import { dayOf, plusDays, weekday, type Day } from './instant.ts';
import { cadenceOf, DEADLINES, NEVER, type Suspension } from './obligation.ts';
import type { DueRule } from './regime.ts';
import { regimeOfPeriod } from './regimePeriods.ts';

/**
 * CauseDay 缘由: a day that the new calendar has otherwise. `holiday` 放假, `makeup` 调休上班, `closed` 停办, `worked` a
 * former holiday or closure that is worked as any weekday, `weekend` a former 调休 that rests as any weekend.
 */
export interface CauseDay {
  readonly day: Day;
  readonly kind: 'holiday' | 'makeup' | 'closed' | 'worked' | 'weekend';
}

export function causeDay(next: Calendar, day: Day): CauseDay {
  if (isWorkday(next, day)) return { day, kind: next.work.includes(day) ? 'makeup' : 'worked' };
  const closed = next.closures.some(({ from, to }) => day >= from && day <= to);
  if (closed) return { day, kind: 'closed' };
  return { day, kind: weekday(day) > 5 && !next.rest.includes(day) ? 'weekend' : 'holiday' };
}

interface Reach {
  readonly from: Day;
  readonly to: Day;
}

/** The span of days that was looked at to find an instant, under either calendar. */
export function reachOf(
  points: readonly Point[],
  context: Context,
  calendars: readonly Calendar[],
  suspensions: readonly Suspension[],
): Reach | undefined {
  const { zone } = context.calendar;
  const instants = points.flatMap(({ at, anchors }) => [at, ...anchors]);
  const days = [
    ...instants.filter((at) => at !== NEVER).map((at) => dayOf(at, zone)),
    ...(points[0] === undefined ? [] : ruleDays(points[0], context, calendars)),
    ...suspensions.slice(0, 1).map(({ from }) => dayOf(from, zone)),
  ].sort();
  const [from] = days;
  const to = days.at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Where the counting for the due day begins: the day of the rule, or the edge of the window it is counted from. */
function ruleDays(point: Point, context: Context, calendars: readonly Calendar[]): readonly Day[] {
  if (point.duty === DEADLINES) return [point.period.slice(0, 10)];
  const regime = regimeOfPeriod(context, point.duty, point.period);
  const duty = regime.duties.find(({ id }) => id === point.duty);
  const bulletin = regime.bulletins.find(({ id }) => id === point.duty);
  const first =
    point.kind === 'cut-off' ? undefined : regime.firsts?.find(({ id }) => id === point.duty);
  if (first !== undefined) {
    return ['on' in first.due ? first.due.on : dayOf(context.startedAt, context.calendar.zone)];
  }
  const owner = point.kind === 'cut-off' ? bulletin : duty;
  const rule: DueRule | undefined = point.kind === 'cut-off' ? bulletin?.cutOff : duty?.due;
  const period = owner && periodFromKey(cadenceOf(owner, context), point.period);
  if (rule === undefined || period === undefined) return [];
  const inWindow = 'next' in rule ? rule.next : rule;
  if (!('workday' in inWindow)) return calendars.map((calendar) => dueDay(rule, period, calendar));
  const window = dueWindow(period, 'next' in rule);
  return [inWindow.workday > 0 ? window.from : plusDays(window.to, -1)];
}
