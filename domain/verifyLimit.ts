import { addOffset, isWorkday, shiftDay, type Calendar } from './calendar.ts';
import { fault, type Fault } from './faults.ts';
import { at, dayOf, epoch, isRealDay, type Day, type Instant } from './instant.ts';
import type { Obligation } from './obligation.ts';
import { calendarNow } from './matterLimit.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { verifyRule } from './verifyState.ts';

const LAST_DAY = 366;

/** 退回补报 until when: the end of the day named, else what the regime gives, from now; a rest day moves to the day after. */
export function resubmitLimit(
  view: Pick<TaskView, 'input'>,
  state: TaskState,
  obligation: Obligation,
  now: Instant,
  until?: Day,
): Instant {
  const rule = verifyRule(view, obligation);
  if (rule === undefined) throw new RangeError(`no rule verifies ${obligation.key}`);
  const calendar = calendarNow(view, state);
  const { zone } = calendar;
  const day = until ?? addOffset(calendar, dayOf(now, zone), rule.resubmit.limit);
  return at(shiftDay(calendar, day, 'later'), rule.time, zone);
}

/** A day that somebody names as a limit: a real one, still to come, worked, and not years away. */
export function limitDayFault(
  day: Day,
  time: string,
  now: Instant,
  calendar: Calendar,
  what: string,
): Fault | undefined {
  const wrong = (problem: string, hint: string) => fault('act-day', { what, day, problem, hint });
  if (!isRealDay(day)) return wrong('不是一个日期', '请核对日期。');
  const ms = epoch(at(day, time, calendar.zone));
  if (ms <= epoch(now)) return wrong('已经过了', '请写今后的日期。');
  if (ms - epoch(now) > LAST_DAY * 86_400_000) return wrong('在一年以后', '请核对年份。');
  if (isWorkday(calendar, day)) return undefined;
  return wrong('是休息日', `请写工作日，如 ${shiftDay(calendar, day, 'later')}。`);
}
