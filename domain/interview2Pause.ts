import { addWorkdays, workdaysBetween, type Calendar } from './calendar.ts';
import { calendarFact } from './calendarAmended.ts';
import { fault, type Fault } from './faults.ts';
import { at, clockOf, dayOf, epoch, maxInstant, type Instant } from './instant.ts';
import type { InterviewMessage } from './interviewMessages.ts';
import { reminderBetween } from './interview2Rule.ts';
import { without, type TalkState, type TalkView } from './interview2State.ts';
import { tell } from './interview2Tell.ts';
import type { Step } from './machine.ts';
import { resumedInstant } from './suspension.ts';

type Of<K extends InterviewMessage['kind']> = Extract<InterviewMessage, { kind: K }>;
export type Heard = Of<'suspend' | 'resume' | 'calendar'>;

/** What the campaign tells its interviews besides grounds: 暂停, 恢复, and an amended calendar. */
export function isHeard(message: InterviewMessage): message is Heard {
  return message.kind === 'suspend' || message.kind === 'resume' || message.kind === 'calendar';
}

export function heardFault({ pausedAt }: TalkState, message: Heard): Fault | undefined {
  if (message.kind === 'suspend' && pausedAt !== undefined) {
    return fault('already-suspended', { at: pausedAt });
  }
  return message.kind === 'resume' && pausedAt === undefined ? fault('not-suspended') : undefined;
}

/**
 * A suspension stops the rectification clock 整改时限, which keeps its remaining working days; gates, verification and the
 * office's own limits run on. Under an amended calendar it keeps its working days as well; other limits stay as told.
 */
export function takeHeard(view: TalkView, state: TalkState, message: Heard): Step<TalkState> {
  const now = maxInstant(message.receivedAt, state.clock);
  const { by } = message;
  switch (message.kind) {
    case 'suspend':
      return tell(view, { ...state, pausedAt: now }, now, {
        type: 'suspended',
        payload: { by, reason: message.reason },
      });
    case 'resume':
      return resume(view, state, now, by);
    case 'calendar':
      return amend(view, state, message, now);
  }
}

function resume(view: TalkView, state: TalkState, now: Instant, by: string): Step<TalkState> {
  const { pausedAt: from = now, limitAt } = state;
  const next: TalkState = without(state, 'pausedAt');
  const { calendar } = view.input.context;
  if (state.phase !== 'rectifying' || limitAt === undefined) {
    return tell(view, next, now, { type: 'resumed', payload: { by } });
  }
  const moved = resumedInstant(limitAt, { from, to: now }, calendar);
  return relimited(view, next, now, moved, { type: 'resumed', payload: { by } });
}

/** The calendar of the days that are left is the new one; how many are left is as it was. */
function amend(
  view: TalkView,
  state: TalkState,
  message: Of<'calendar'>,
  now: Instant,
): Step<TalkState> {
  const { calendar } = message;
  const amended: TalkState = { ...state, calendar };
  const told = { type: 'calendar-amended', payload: calendarFact(message, now).payload };
  const { limitAt, phase } = state;
  const byWorkdays = 'workdays' in view.talk.rectify;
  if (phase !== 'rectifying' || limitAt === undefined || !byWorkdays) {
    return tell(view, amended, now, told);
  }
  const moved = sameWorkdays(state.pausedAt ?? now, limitAt, view.input.context.calendar, calendar);
  if (moved === limitAt) return tell(view, amended, now, told);
  return relimited(view, amended, now, moved, told, calendar);
}

function sameWorkdays(from: Instant, limit: Instant, was: Calendar, is: Calendar): Instant {
  const { zone } = was;
  const first = dayOf(from, zone);
  const left = workdaysBetween(was, first, dayOf(limit, zone));
  return at(addWorkdays(is, first, left), clockOf(limit, zone), zone);
}

/** The clock with its new limit, of which the unit is told; the reminder comes before it if it has not come. */
function relimited(
  view: TalkView,
  state: TalkState,
  now: Instant,
  limitAt: Instant,
  told: { readonly type: string; readonly payload: Readonly<Record<string, unknown>> },
  calendar: Calendar = view.input.context.calendar,
): Step<TalkState> {
  const reminded = state.remindAt === undefined;
  const remindAt = reminderBetween(view.talk.remind, now, limitAt, calendar);
  const next: TalkState = { ...state, limitAt, ...(reminded ? {} : { remindAt }) };
  const was = state.limitAt;
  const same = was === undefined || epoch(was) === epoch(limitAt);
  return tell(view, next, now, {
    ...told,
    payload: { ...told.payload, ...(same ? {} : { was }) },
    notices: same ? [] : [{ type: 'rectify-moved', to: ['reporter', 'head'], payload: { was } }],
  });
}
