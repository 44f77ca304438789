import { epoch, type Instant } from './instant.ts';
import type { Held } from './interviewMessages.ts';
import { limitAfter } from './interview2Rule.ts';
import { sittingOf, without, type TalkState, type TalkView } from './interview2State.ts';
import { tell, until, waiting, type Told } from './interview2Tell.ts';
import { unmet } from './interview2Ticks.ts';
import type { Step } from './machine.ts';
import type { z } from 'zod';

/** Absences in one sitting after which the approver says what follows. */
const ABSENCES = 2;

/**
 * 到场: by the principal, and the minutes are due from the day of the interview (from its entry where that has passed).
 * Whoever comes instead is recorded as absence; then the regime gives a new date, or the second
 * interview at once; a further absence is for the approver.
 */
export function takeHeld(
  view: TalkView,
  state: TalkState,
  message: z.infer<typeof Held>,
): Step<TalkState> {
  const { receivedAt: now, by, attendance, note } = message;
  const payload = { by, attendance, ...(note === undefined ? {} : { note }) };
  if (attendance !== 'principal') return absent(view, state, now, payload);
  const heldAt = state.meeting?.at ?? now;
  const { calendar } = view.input.context;
  const limitAt = limitAfter(view.talk, view.talk.minutes, heldAt, calendar);
  const written: TalkState = { ...without(state, 'absences'), phase: 'held' };
  const next =
    epoch(limitAt) > epoch(now)
      ? until(view, written, now, limitAt)
      : waiting(view, written, now, view.talk.minutes);
  return tell(view, next, now, {
    type: 'held',
    payload,
    notices: [{ type: 'write-minutes', to: ['office'] }],
  });
}

function absent(
  view: TalkView,
  state: TalkState,
  now: Instant,
  payload: Readonly<Record<string, unknown>>,
): Step<TalkState> {
  const absences = (state.absences ?? 0) + 1;
  const { gate, absence } = view.talk;
  const told: Told = {
    type: 'absent',
    payload: { ...payload, absences },
    notices: [{ type: 'interview-absence', to: ['head', gate.by] }],
  };
  const counted = { ...state, absences };
  if (absence === 'second' && sittingOf(state) === 1) return sit(view, counted, now, told);
  if (absence === 'second' || absences >= ABSENCES) return unmet(view, counted, now, told);
  const next = awaiting(view, without(counted, 'meeting'), now);
  return tell(view, next, now, {
    ...told,
    notices: [...(told.notices ?? []), { type: 'schedule-interview', to: ['office'] }],
  });
}

/** 二次约谈: approved by a person or by the regime; it is copied upward and needs its own time and place. */
export function sit(view: TalkView, state: TalkState, now: Instant, told: Told): Step<TalkState> {
  const sitting = sittingOf(state) + 1;
  const cleared = without(state, 'meeting', 'absences') as TalkState;
  const copied: Told = {
    ...told,
    notices: [
      ...(told.notices ?? [{ type: 'second-interview', to: ['head'] }]),
      ...(told.notices === undefined ? [] : [{ type: 'interview-copy', to: view.talk.copy }]),
      { type: 'schedule-interview', to: ['office'] },
    ],
  };
  return tell(view, awaiting(view, { ...cleared, sitting }, now), now, copied);
}

/** To be held within the regime's limit, from now. */
function awaiting(view: TalkView, state: TalkState, now: Instant): TalkState {
  const { calendar } = view.input.context;
  const holdBy = limitAfter(view.talk, view.talk.hold, now, calendar);
  return waiting(view, { ...state, phase: 'approved', holdBy }, now, view.talk.hold);
}

/** 核实未通过. */
export function unmetAfter(
  view: TalkView,
  state: TalkState,
  now: Instant,
  told: Told,
): Step<TalkState> {
  return unmet(view, state, now, {
    ...told,
    notices: [{ type: 'not-verified', to: ['head', 'office'] }],
  });
}
