import { isWorkday } from './calendar.ts';
import { fault, type Fault } from './faults.ts';
import { dayOf, epoch, maxInstant, type Instant } from './instant.ts';
import { ACT_WORDS } from './interviewActs.ts';
import type { InterviewMessage, Meeting } from './interviewMessages.ts';
import { heardFault, isHeard, type Heard } from './interview2Pause.ts';
import { limitAfter } from './interview2Rule.ts';
import {
  deskOf,
  sittingOf,
  type TalkPhase,
  type TalkState,
  type TalkView,
} from './interview2State.ts';
import { talkEnded } from './interview2Ticks.ts';
import { term } from './terms.ts';

/** 单位说明: so many are taken. */
export const STATEMENTS = 5;

type Act = Exclude<InterviewMessage, { kind: 'ground' } | Heard>;

/** In which phases each act may be done. */
export const TALK_PHASES: Readonly<Record<Act['kind'], readonly TalkPhase[]>> = {
  approve: ['proposed', 'referring'],
  reject: ['proposed', 'referring'],
  hear: ['proposed'],
  statement: ['gathering', 'proposed', 'sent-back'],
  propose: ['sent-back'],
  withdraw: ['gathering', 'proposed', 'sent-back'],
  schedule: ['approved', 'scheduled'],
  held: ['scheduled'],
  minutes: ['held'],
  rectified: ['rectifying', 'unmet'],
  verify: ['verifying'],
  second: ['unmet'],
  refer: ['unmet'],
};

/** The fault with which an act is refused: ended, wrong role, wrong order or twice, then what is wrong in it. */
export function talkFault(
  view: TalkView,
  state: TalkState,
  message: InterviewMessage,
): Fault | undefined {
  if (message.kind === 'ground') return undefined;
  if (talkEnded(state)) {
    return fault('already-ended', { what: '该约谈', at: state.endedAt ?? '' });
  }
  if (isHeard(message)) return heardFault(state, message);
  return (
    actorFault(view, state, message) ??
    phaseFault(view, state, message) ??
    contentFault(view, state, message)
  );
}

function actorFault(view: TalkView, state: TalkState, message: Act): Fault | undefined {
  const { kind, by } = message;
  const may = actorsOf(view, state, kind);
  if (may.some((actor) => actor === by)) return undefined;
  const [expected = ''] = may;
  if (kind === 'approve' || kind === 'reject') {
    return fault('wrong-approver', { approver: term(expected), actor: actorWords(by) });
  }
  const words = may.map(actorWords).join('或');
  return fault('interview-wrong-actor', {
    act: ACT_WORDS[kind],
    expected: words,
    actor: actorWords(by),
  });
}

/** Who may do it: those whom the regime names, and nobody for them. */
function actorsOf(view: TalkView, { phase }: TalkState, kind: Act['kind']): readonly string[] {
  const { talk, input } = view;
  switch (kind) {
    case 'approve':
    case 'reject':
      return [phase === 'referring' ? talk.refer : talk.gate.by];
    case 'hear':
    case 'second':
      return [talk.gate.by];
    case 'refer':
    case 'schedule':
      return ['office', talk.gate.by];
    case 'statement':
    case 'rectified':
      return [`unit:${input.unit.id}`];
    case 'verify':
      return [talk.verify.by];
    default:
      return ['office'];
  }
}

function actorWords(actor: string): string {
  return actor.startsWith('unit:') ? '被约谈单位' : term(actor);
}

function phaseFault(view: TalkView, state: TalkState, { kind }: Act): Fault | undefined {
  const { phase } = state;
  if (TALK_PHASES[kind].includes(phase)) {
    if (kind === 'rectified' && (state.absences ?? 0) > 0) return notTalked(state);
    if (kind === 'second' && sittingOf(state) > 1) return fault('interview-second-used');
    return undefined;
  }
  if (kind === 'approve' || kind === 'reject') {
    return fault('interview-not-proposed', { phase: term(phase) });
  }
  const desk = deskOf(view, phase);
  const hint = desk === undefined ? '事由汇集后自动提请。' : `目前等待${actorWords(desk)}办理。`;
  return fault('interview-wrong-phase', { phase: term(phase), act: ACT_WORDS[kind], hint });
}

/** Who has not come has nothing to report: no rectification stands for the interview itself. */
function notTalked({ phase }: TalkState): Fault {
  const hint = '单位尚未接受约谈，整改在约谈纪要送达之后报送。';
  return fault('interview-wrong-phase', { phase: term(phase), act: ACT_WORDS.rectified, hint });
}

function contentFault(view: TalkView, state: TalkState, message: Act): Fault | undefined {
  switch (message.kind) {
    case 'reject':
    case 'propose':
    case 'withdraw':
    case 'second':
    case 'refer':
      return reasonFault(message.reason, message.kind);
    case 'verify':
      return message.result === 'failed' ? reasonFault(message.reason ?? '', 'verify') : undefined;
    case 'hear':
      return state.heard === true
        ? fault('interview-heard-already', { limit: state.limitAt ?? '' })
        : undefined;
    case 'statement':
      if (message.text.trim() === '') return fault('content-missing', { what: '单位说明' });
      return (state.statements?.length ?? 0) < STATEMENTS
        ? undefined
        : fault('interview-statements-full', { count: STATEMENTS });
    case 'rectified':
      return message.text.trim() === ''
        ? fault('content-missing', { what: '整改情况' })
        : undefined;
    case 'minutes':
      return recordFault(message.record);
    case 'approve':
      return message.meeting === undefined || state.phase !== 'proposed'
        ? undefined
        : meetingFault(view, state, message.meeting, message.receivedAt);
    case 'schedule':
      return meetingFault(view, state, message.meeting, message.receivedAt);
    case 'held':
      return heldFault(state, message.receivedAt);
  }
}

function reasonFault(reason: string, kind: Act['kind']): Fault | undefined {
  return reason.trim() === '' ? fault('reason-missing', { act: ACT_WORDS[kind] }) : undefined;
}

const RECORD_WORDS = {
  problems: '纪要中的事由和问题',
  explanation: '纪要中的说明和措施',
  demands: '纪要中的要求和时限',
  commitment: '纪要中的表态',
} as const;

function recordFault(
  record: Readonly<Record<keyof typeof RECORD_WORDS, string>>,
): Fault | undefined {
  const missing = Object.entries(RECORD_WORDS).filter(
    ([part]) => record[part as keyof typeof RECORD_WORDS].trim() === '',
  );
  if (missing.length === 0) return undefined;
  return fault('content-missing', { what: missing.map(([, words]) => words).join('、') });
}

function heldFault({ meeting }: TalkState, now: Instant): Fault | undefined {
  if (meeting === undefined || epoch(now) >= epoch(meeting.at)) return undefined;
  return fault('interview-not-yet', { at: meeting.at });
}

/** 约谈时间: later than now, on a working day, and within the limit; once that has passed, within a new one. */
function meetingFault(
  view: TalkView,
  state: TalkState,
  meeting: Meeting,
  now: Instant,
): Fault | undefined {
  if (meeting.place.trim() === '') return fault('content-missing', { what: '约谈地点' });
  const { calendar } = view.input.context;
  const { at } = meeting;
  const wrong = (problem: string, hint: string) => fault('interview-time', { at, problem, hint });
  if (epoch(at) <= epoch(now)) return wrong('已经过去', '请另定时间。');
  const last = latestMeeting(view, state, now);
  if (epoch(at) > epoch(last)) {
    return fault('interview-beyond-limit', { at, last });
  }
  if (!isWorkday(calendar, dayOf(at, calendar.zone))) {
    return wrong('是休息日', '请改到工作日。');
  }
  return undefined;
}

/** The last instant at which the interview may be held, as it would be decided now. */
function latestMeeting(view: TalkView, { holdBy }: TalkState, now: Instant): Instant {
  const { calendar } = view.input.context;
  const fresh = limitAfter(view.talk, view.talk.hold, now, calendar);
  if (holdBy === undefined) return fresh;
  return epoch(holdBy) > epoch(now) ? holdBy : maxInstant(holdBy, fresh);
}
