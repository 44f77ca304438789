import { gateLimit } from './approver.ts';
import { addOffset, isWorkday, shiftDay, type Calendar, type Offset } from './calendar.ts';
import { fault, type Fault } from './faults.ts';
import { at, dayOf, epoch, type Day, type Instant } from './instant.ts';
import { reminderBetween } from './interview2Rule.ts';
import type { Nudge, Recipient } from './regimeParts.ts';
import type { TaskState, TaskView } from './taskState.ts';

/** Term 办理时限 of a matter: until when, and the reminder on the way. */
export interface Term {
  readonly limitAt: Instant;
  readonly remindAt: Instant;
}

export function calendarNow({ input }: Pick<TaskView, 'input'>, state: TaskState): Calendar {
  return state.calendar ?? input.context.calendar;
}

const CLOSE_OF_DAY = '17:00';

/** The term that begins at an instant; without a reminder in the rule, at half of it. */
export function termFrom(
  calendar: Calendar,
  rule: { readonly limit: Offset; readonly time?: string; readonly remind?: Nudge | undefined },
  from: Instant,
): Term {
  const gate = { by: 'office' as const, limit: rule.limit, time: rule.time ?? CLOSE_OF_DAY };
  const limitAt = gateLimit(gate, from, calendar);
  return { limitAt, remindAt: reminderBetween(rule.remind ?? 'half', from, limitAt, calendar) };
}

/** The term that ends on a day that a person gave: at the time and after the shift of the regime's deadlines. */
export function termUntil(
  view: TaskView,
  state: TaskState,
  day: Day,
  from: Instant,
  remind?: Nudge,
): Term {
  const calendar = calendarNow(view, state);
  const { shift, time } = view.input.context.regime.deadlines;
  const limitAt = at(shiftDay(calendar, day, shift), time, calendar.zone);
  return { limitAt, remindAt: reminderBetween(remind ?? 'half', from, limitAt, calendar) };
}

/** A day in the past, or a rest day that the regime's shift leaves where it is. */
export function dayFault(
  view: TaskView,
  state: TaskState,
  day: Day,
  now: Instant,
): Fault | undefined {
  const calendar = calendarNow(view, state);
  const { shift } = view.input.context.regime.deadlines;
  if (shift === 'unchanged' && !isWorkday(calendar, day)) return fault('day-rests', { day });
  if (epoch(termUntil(view, state, day, now).limitAt) > epoch(now)) return undefined;
  return fault('day-past', { day, today: dayOf(now, calendar.zone) });
}

/** So long after an instant, at the beginning of a working day: a rest day goes to the next one. */
export function morningAfter(calendar: Calendar, from: Instant, offset: Offset): Instant {
  const { zone } = calendar;
  const day = addOffset(calendar, dayOf(from, zone), offset);
  return at(shiftDay(calendar, day, 'later'), '09:00', zone);
}

/** Whom a missed limit is reported to: those above, never the desk alone. */
export function aboveDesk(desk: Recipient, up: Recipient): readonly Recipient[] {
  return [...new Set<Recipient>([desk, 'office', up])];
}

/** Whether a message comes from this desk. */
export function deskFault(
  by: string,
  desk: Recipient,
  say: (id: string) => string,
): Fault | undefined {
  return by === desk ? undefined : fault('wrong-approver', { approver: say(desk), actor: say(by) });
}
