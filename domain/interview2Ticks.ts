import { epoch, minInstant, type Instant } from './instant.ts';
import { ending, tell, waiting, type Told } from './interview2Tell.ts';
import {
  aboveOf,
  deskOf,
  deskRecipients,
  without,
  type TalkPhase,
  type TalkState,
  type TalkView,
} from './interview2State.ts';
import type { Decision, Step } from './machine.ts';

/** When the interview wants to be woken. */
export function nextOfTalk(state: TalkState): Instant | undefined {
  if (talkEnded(state)) return undefined;
  if (state.phase === 'gathering') return state.proposeAt;
  if (state.phase === 'rectifying' && state.pausedAt !== undefined) return undefined;
  const { remindAt, limitAt } = state;
  return remindAt !== undefined && limitAt !== undefined ? minInstant(remindAt, limitAt) : limitAt;
}

export function talkEnded({ endedAt }: TalkState): boolean {
  return endedAt !== undefined;
}

/** Takes every reminder and limit up to an instant. */
export function passTalk(view: TalkView, state: TalkState, upTo: Instant): Step<TalkState> {
  const decisions: Decision[] = [];
  let current = state;
  for (;;) {
    const next = nextOfTalk(current);
    if (next === undefined || epoch(next) > epoch(upTo)) return { state: current, decisions };
    const step = tick(view, current, next);
    current = step.state;
    decisions.push(...step.decisions);
  }
}

function tick(view: TalkView, state: TalkState, now: Instant): Step<TalkState> {
  if (state.phase === 'gathering') return propose(view, state, now);
  if (state.remindAt !== undefined && epoch(state.remindAt) <= epoch(now)) {
    return remind(view, state, now);
  }
  return limit(view, state, now);
}

/** 提请: the first by itself when grounds have gathered; the second by the clerk. */
export function propose(
  view: TalkView,
  state: TalkState,
  now: Instant,
  payload: Readonly<Record<string, unknown>> = {},
): Step<TalkState> {
  const { gate } = view.talk;
  const proposed = waiting(
    view,
    { ...without(state, 'heard'), phase: 'proposed' },
    now,
    gate.limit,
  );
  const statements = state.statements === undefined ? {} : { statements: state.statements };
  return tell(view, proposed, now, {
    type: 'proposed',
    payload: { approver: gate.by, ...statements, ...payload },
    notices: [{ type: 'decide-interview', to: [gate.by] }],
  });
}

/** 临期提醒 to whom the limit runs against; before a sitting to the unit as well. */
function remind(view: TalkView, state: TalkState, now: Instant): Step<TalkState> {
  const { phase, heard, statements } = state;
  const asked = phase === 'proposed' && heard === true && statements === undefined;
  const unit = phase === 'scheduled' || asked ? (['head'] as const) : [];
  return tell(view, without(state, 'remindAt'), now, {
    type: 'interview-reminded',
    notices: [{ type: 'interview-reminder', to: [...deskRecipients(view, phase), ...unit] }],
  });
}

/** What is told when the limit of a desk is missed without any other consequence: it is reported up, once. */
const OVERDUE: Partial<Record<TalkPhase, string>> = {
  approved: 'hold-overdue',
  scheduled: 'attendance-overdue',
  held: 'minutes-overdue',
  verifying: 'verify-overdue',
  unmet: 'unmet-overdue',
};

/** 限期届满: the consequence of each phase's limit. Nothing is ever approved by silence. */
function limit(view: TalkView, state: TalkState, now: Instant): Step<TalkState> {
  const { phase } = state;
  switch (phase) {
    case 'proposed':
      return lapse(view, state, now);
    case 'sent-back':
      return tell(view, ending(state, 'lapsed', now), now, {
        type: 'not-proposed-again',
        notices: [{ type: 'not-proposed-again', to: ['office'] }],
      });
    case 'rectifying':
      return unmet(view, state, now, {
        type: 'rectify-overdue',
        notices: [{ type: 'rectify-overdue', to: ['reporter', 'head', 'office'] }],
      });
    case 'referring':
      return tell(view, ending(state, 'referral-lapsed', now), now, {
        type: 'referral-lapsed',
        payload: { approver: view.talk.refer },
        notices: [{ type: 'referral-lapsed', to: ['office'] }],
      });
    default:
      return overdue(view, state, now);
  }
}

function overdue(view: TalkView, state: TalkState, now: Instant): Step<TalkState> {
  const type = OVERDUE[state.phase];
  if (type === undefined) throw new RangeError(`no limit in ${state.phase}`);
  const desk = deskOf(view, state.phase);
  const missed = { missed: state.limitAt };
  return tell(view, without(state, 'limitAt', 'remindAt'), now, {
    type,
    payload: missed,
    notices: [{ type, to: [...deskRecipients(view, state.phase), aboveOf(view, desk)] }],
  });
}

/** 逾期失效: the first time it returns to the clerk, who may propose once more; the second time it is over. */
function lapse(view: TalkView, state: TalkState, now: Instant): Step<TalkState> {
  const { gate } = view.talk;
  const payload = { approver: gate.by };
  if (proposals(state) > 1) {
    return tell(view, ending(state, 'lapsed', now), now, {
      type: 'lapsed',
      payload,
      notices: [{ type: 'interview-lapsed', to: ['office'] }],
    });
  }
  const back = { ...state, phase: 'sent-back' as const, decidedAt: state.decidedAt ?? now };
  return tell(view, waiting(view, back, now, gate.limit), now, {
    type: 'lapsed',
    payload,
    notices: [{ type: 'interview-sent-back', to: ['office'] }],
  });
}

function proposals({ times }: TalkState): number {
  return times?.['proposed'] ?? 1;
}

/** 整改不到位: it is copied upward, and the approver says what follows. Nothing follows by itself. */
export function unmet(view: TalkView, state: TalkState, now: Instant, told: Told): Step<TalkState> {
  const { gate, copy } = view.talk;
  const next = waiting(view, { ...state, phase: 'unmet' }, now, gate.limit);
  return tell(view, next, now, {
    ...told,
    payload: { because: told.type, ...told.payload },
    notices: [
      ...(told.notices ?? []),
      { type: 'interview-copy', to: copy },
      { type: 'decide-unmet', to: [gate.by] },
    ],
  });
}
