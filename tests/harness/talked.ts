import { expect } from '@jest/globals';
import { talkMachine } from '../../domain/interview2.ts';
import { initialTalk } from '../../domain/interview2State.ts';
import type { InterviewMessage } from '../../domain/interviewMessages.ts';
import type { Decision } from '../../domain/machine.ts';
import { contextOf, INTERVIEW, regimeOf, UNITS } from './cast.ts';
import { toInterview } from './messages.ts';
import { minute, play, when } from './played.ts';

/** One decision in one line. */
export function line(decision: Decision): string {
  const to = decision.kind === 'notice' ? ` → ${decision.recipient}` : '';
  return `${minute(decision.at)} ${decision.kind} ${decision.type}${to}`;
}

export function inputOf(interview: Record<string, unknown> = {}) {
  return {
    context: contextOf({ regime: regimeOf({ interview: { ...INTERVIEW, ...interview } }) }),
    unit: UNITS[0]!,
    window: '2026-01B',
    startedAt: when('2026-02-05 17:00'),
  };
}

export function ground(at = '2026-02-05 17:00', task = 't0001') {
  const id = `task/c2026-001/${task}:ground`;
  const rest = { task, obligation: 'monthly/2026-01/u001', step: 'interview', because: [] };
  return toInterview('ground', at, { id, by: 'office', ...rest });
}

export const UNIT = 'unit:u001';
export const RECORD = {
  problems: '两期未报',
  explanation: '人手不足',
  demands: '补报',
  commitment: '照办',
};

/** Grounds of Thursday 5 February, proposed on Friday at 09:00. */
export function proposed(interview: Record<string, unknown> = {}) {
  const input = inputOf(interview);
  const played = play(talkMachine(input), initialTalk(input), line);
  played.tell(ground());
  played.to('2026-02-06 12:00');
  played.heard();
  return played;
}

export type Played = ReturnType<typeof proposed>;
export type Rest = Record<string, unknown>;

/** Tells an act and answers the code of its fault; the guard must have said the same. */
export function say(played: Played, kind: InterviewMessage['kind'], at: string, rest: Rest = {}) {
  const message = toInterview(kind, at, { by: 'office', ...rest });
  played.to(at);
  expect(played.machine.guard(played.state(), message)?.code).toBe(
    played.machine.advance(played.state(), message, message.receivedAt).answer?.fault?.code,
  );
  return played.tell(message).fault?.code;
}

export const APPROVER = { by: 'post:分管领导' };
export const meeting = (at: string) => ({ meeting: { at: when(at), place: '会议室' } });

export function approved(interview: Rest = {}) {
  const played = proposed(interview);
  expect(say(played, 'approve', '2026-02-09 10:00', APPROVER)).toBeUndefined();
  return played;
}

export function scheduled(interview: Rest = {}) {
  const played = approved(interview);
  say(played, 'schedule', '2026-02-09 11:00', meeting('2026-02-12 15:00'));
  return played;
}

export function rectifying(interview: Rest = {}) {
  const played = scheduled(interview);
  say(played, 'held', '2026-02-12 16:00', { attendance: 'principal' });
  say(played, 'minutes', '2026-02-13 10:00', { record: RECORD });
  played.heard();
  return played;
}

export function unmet(interview: Rest = {}) {
  const played = rectifying(interview);
  say(played, 'rectified', '2026-03-02 10:00', { by: UNIT, text: '已改' });
  say(played, 'verify', '2026-03-03 10:00', { result: 'failed', reason: '没有到位' });
  return played;
}
