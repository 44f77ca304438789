import { addWorkdays, type Calendar } from './calendar.ts';
import { at, dayOf, type Instant } from './instant.ts';
import { handOn, takeGround } from './interview.ts';
import type { InterviewMessage, Meeting } from './interviewMessages.ts';
import { sit, takeHeld, unmetAfter } from './interview2Sitting.ts';
import { isHeard, takeHeard } from './interview2Pause.ts';
import { limitAfter, reminderBetween } from './interview2Rule.ts';
import type { TalkState, TalkView } from './interview2State.ts';
import { ending, tell, waiting } from './interview2Tell.ts';
import { propose } from './interview2Ticks.ts';
import type { Step } from './machine.ts';

type Of<K extends InterviewMessage['kind']> = Extract<InterviewMessage, { kind: K }>;

/** Takes a message that the guards have let pass. */
export function takeTalk(
  view: TalkView,
  state: TalkState,
  message: InterviewMessage,
): Step<TalkState> {
  if (isHeard(message)) return takeHeard(view, state, message);
  const now = message.receivedAt;
  const { by } = message;
  switch (message.kind) {
    case 'ground':
      return state.decidedAt === undefined
        ? takeGround(view, state, message)
        : handOn(view, state, message, state.decidedAt);
    case 'approve':
      return state.phase === 'referring'
        ? refer(view, state, message)
        : approve(view, state, message);
    case 'reject':
      return state.phase === 'referring'
        ? dismiss(view, state, message)
        : reject(view, state, message);
    case 'hear':
      return hear(view, state, message);
    case 'statement':
      return statement(view, state, message);
    case 'propose':
      return propose(view, state, now, { by, reason: message.reason });
    case 'withdraw':
      return tell(view, ending(state, 'withdrawn', now), now, {
        type: 'withdrawn',
        payload: { by, reason: message.reason },
        notices:
          state.phase === 'gathering'
            ? []
            : [{ type: 'interview-withdrawn', to: [view.talk.gate.by] }],
      });
    case 'schedule':
      return schedule(view, state, message, message.meeting);
    case 'held':
      return takeHeld(view, state, message);
    case 'minutes':
      return minutes(view, state, message);
    case 'rectified':
      return rectified(view, state, message);
    case 'verify':
      return verify(view, state, message);
    case 'second':
      return sit(view, state, now, {
        type: 'second-interview',
        payload: { by, reason: message.reason },
      });
    case 'refer':
      return tell(
        view,
        waiting(view, { ...state, phase: 'referring' }, now, view.talk.gate.limit),
        now,
        {
          type: 'referral-proposed',
          payload: { by, reason: message.reason, approver: view.talk.refer },
          notices: [{ type: 'decide-referral', to: [view.talk.refer] }],
        },
      );
  }
}

function approve(view: TalkView, state: TalkState, message: Of<'approve'>): Step<TalkState> {
  const { receivedAt: now, by, note, meeting } = message;
  const { calendar } = view.input.context;
  const holdBy = limitAfter(view.talk, view.talk.hold, now, calendar);
  const approved = waiting(
    view,
    { ...state, phase: 'approved', decidedAt: state.decidedAt ?? now, holdBy },
    now,
    view.talk.hold,
  );
  const step = tell(view, approved, now, {
    type: 'approved',
    payload: { by, ...(note === undefined ? {} : { note }) },
    notices: meeting === undefined ? [{ type: 'schedule-interview', to: ['office'] }] : [],
  });
  if (meeting === undefined) return step;
  const then = schedule(view, step.state, message, meeting);
  return { ...then, decisions: [...step.decisions, ...then.decisions] };
}

function reject(view: TalkView, state: TalkState, message: Of<'reject'>): Step<TalkState> {
  const { receivedAt: now, by, reason } = message;
  return tell(view, ending(state, 'rejected', now), now, {
    type: 'rejected',
    payload: { by, reason },
    notices: [{ type: 'interview-rejected', to: ['office'] }],
  });
}

/** 先听单位说明: the unit is asked, and the gate has one new limit. */
function hear(view: TalkView, state: TalkState, message: Of<'hear'>): Step<TalkState> {
  const { receivedAt: now, by, reason } = message;
  const asked = waiting(view, { ...state, heard: true }, now, view.talk.gate.limit);
  return tell(view, asked, now, {
    type: 'hearing',
    payload: { by, approver: view.talk.gate.by, ...(reason === undefined ? {} : { reason }) },
    notices: [{ type: 'state-case', to: ['head'] }],
  });
}

/** 单位说明 stands before the approver: at once where it waits at the gate, else with the next proposal. */
function statement(view: TalkView, state: TalkState, message: Of<'statement'>): Step<TalkState> {
  const { receivedAt: now, by, text, evidence } = message;
  const statements = [...(state.statements ?? []), { at: now, text }];
  return tell(view, { ...state, statements }, now, {
    type: 'statement',
    payload: { by, text, ...(evidence === undefined ? {} : { evidence }) },
    notices:
      state.phase === 'proposed' ? [{ type: 'interview-statement', to: [view.talk.gate.by] }] : [],
  });
}

/**
 * 约谈通知书 goes out when time and place are known. The attendance is to be entered by the end of the next working
 * day; the reminder comes before the meeting itself.
 */
function schedule(
  view: TalkView,
  state: TalkState,
  { receivedAt: now, by }: Pick<InterviewMessage, 'receivedAt' | 'by'>,
  meeting: Meeting,
): Step<TalkState> {
  const { calendar } = view.input.context;
  const next: TalkState = {
    ...state,
    phase: 'scheduled',
    meeting: noticeOf(view, state, meeting),
    limitAt: enteredBy(view, meeting.at, calendar),
    remindAt: reminderBetween(view.talk.remind, now, meeting.at, calendar),
  };
  const again = state.phase === 'scheduled';
  return tell(view, next, now, {
    type: 'scheduled',
    payload: { by, ...(again ? { instead: state.meeting?.at } : {}) },
    notices: [
      { type: 'interview-notice', to: view.talk.to },
      { type: 'record-interview', to: ['office'] },
    ],
  });
}

function enteredBy({ talk }: TalkView, heldAt: Instant, calendar: Calendar): Instant {
  const { zone } = calendar;
  return at(addWorkdays(calendar, dayOf(heldAt, zone), 1), talk.gate.time, zone);
}

/** The notice with all its fields: what was not said is as the regime says. */
function noticeOf({ talk, input }: TalkView, state: TalkState, meeting: Meeting): Meeting {
  const year = meeting.at.slice(0, 4);
  const own = `${Number(input.unit.id.slice(1))}-${input.window}`;
  const nth = (state.times?.['scheduled'] ?? 0) + 1;
  return {
    at: meeting.at,
    place: meeting.place,
    interviewer: meeting.interviewer ?? talk.interviewer ?? talk.gate.by,
    contact: meeting.contact ?? talk.contact,
    bring: meeting.bring ?? [...talk.bring],
    number: meeting.number ?? `督约〔${year}〕${own}${nth > 1 ? `-${nth}` : ''}号`,
  };
}

/** 纪要: the rectification clock 整改时限 runs from the day on which they are sent. */
function minutes(view: TalkView, state: TalkState, message: Of<'minutes'>): Step<TalkState> {
  const { receivedAt: now, by, record } = message;
  // A clock that begins in a suspension begins to stand: it keeps all its working days.
  const paused = state.pausedAt === undefined ? {} : { pausedAt: now };
  const rectifying: TalkState = { ...state, ...paused, phase: 'rectifying' };
  const next = waiting(view, rectifying, now, view.talk.rectify);
  return tell(view, next, now, {
    type: 'minutes',
    payload: { by, record },
    notices: [
      { type: 'interview-minutes', to: view.talk.to },
      { type: 'rectify', to: ['head'] },
    ],
  });
}

/** 整改报告: in time it ends the unit's clock; the verifier's own limit never counts against the unit. */
function rectified(view: TalkView, state: TalkState, message: Of<'rectified'>): Step<TalkState> {
  const { receivedAt: now, by, text, evidence } = message;
  const { verify: rule } = view.talk;
  const next = waiting(view, { ...state, phase: 'verifying' }, now, rule.limit);
  return tell(view, next, now, {
    type: 'rectified',
    payload: {
      ...{ by, text },
      ...(evidence === undefined ? {} : { evidence }),
      ...(state.phase === 'unmet' ? { late: true } : {}),
    },
    notices: [{ type: 'verify-rectification', to: [rule.by] }],
  });
}

function verify(view: TalkView, state: TalkState, message: Of<'verify'>): Step<TalkState> {
  const { receivedAt: now, by, result, reason } = message;
  const payload = { by, result, ...(reason === undefined ? {} : { reason }) };
  if (result === 'failed') {
    return unmetAfter(view, state, now, { type: 'not-verified', payload });
  }
  return tell(view, ending(state, 'closed', now), now, {
    type: 'closed',
    payload,
    notices: [{ type: 'interview-closed', to: [...view.talk.to, view.talk.gate.by] }],
  });
}

function refer(view: TalkView, state: TalkState, message: Of<'approve'>): Step<TalkState> {
  const { receivedAt: now, by, note } = message;
  return tell(view, ending(state, 'referred', now), now, {
    type: 'referred',
    payload: { by, ...(note === undefined ? {} : { note }) },
    notices: [{ type: 'interview-referred', to: ['office', view.talk.gate.by] }],
  });
}

function dismiss(view: TalkView, state: TalkState, message: Of<'reject'>): Step<TalkState> {
  const { receivedAt: now, by, reason } = message;
  return tell(view, ending(state, 'not-referred', now), now, {
    type: 'not-referred',
    payload: { by, reason },
    notices: [{ type: 'referral-rejected', to: ['office', view.talk.gate.by] }],
  });
}
