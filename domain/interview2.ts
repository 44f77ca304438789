import type { Fault } from './faults.ts';
import { maxInstant, minInstant, type Instant } from './instant.ts';
import type { InterviewInput } from './interview.ts';
import type { InterviewMessage } from './interviewMessages.ts';
import { talkFault } from './interview2Guards.ts';
import { presentView, talkViewOf, type TalkState, type TalkView } from './interview2State.ts';
import { takeTalk } from './interview2Steps.ts';
import { adopted } from './interview2Tell.ts';
import { nextOfTalk, passTalk, talkEnded } from './interview2Ticks.ts';
import type { Machine, Step } from './machine.ts';
import { term } from './terms.ts';

/**
 * The machine of an interview 约谈 to its end, engine 2: grounds, proposal and gate as before; then notice, attendance,
 * minutes, rectification, verification, and what follows where that fails. Every limit has a reminder and a
 * consequence; silence approves nothing.
 */
export function talkMachine(input: InterviewInput): Machine<TalkState, InterviewMessage> {
  const view = talkViewOf(input);
  return {
    next: nextOfTalk,
    advance: (state, message, upTo) => advance(view, adopted(state), message, upTo),
    guard: (state, message) =>
      state.seen.includes(message.id) ? undefined : guarded(view, adopted(state), message),
    ended: talkEnded,
    describe: (state) => describe(state),
  };
}

function guarded(view: TalkView, state: TalkState, message: InterviewMessage): Fault | undefined {
  const present = presentView(view, state);
  return talkFault(present, passTalk(present, state, message.receivedAt).state, message);
}

function describe({ phase, grounds, sitting, pausedAt }: TalkState): string {
  const nth = sitting === undefined || sitting === 1 ? '' : '，二次约谈';
  const paused = phase === 'rectifying' && pausedAt !== undefined ? '，已暂停' : '';
  return `${term(phase)}，事由 ${grounds.length} 项${nth}${paused}`;
}

function advance(
  start: TalkView,
  state: TalkState,
  message: InterviewMessage | undefined,
  upTo: Instant,
): Step<TalkState> {
  const view = presentView(start, state);
  const passed = passTalk(view, state, upTo);
  if (message === undefined) return passed;
  if (state.seen.includes(message.id)) return { ...passed, answer: { value: { repeated: true } } };
  const told = { ...message, receivedAt: minInstant(message.receivedAt, upTo) };
  const refused = talkFault(view, passed.state, told);
  if (refused) return { ...passed, answer: { fault: refused } };
  const taken = takeTalk(view, passed.state, told);
  const seen = [...taken.state.seen, message.id];
  const clock = maxInstant(taken.state.clock, upTo);
  const after = passTalk(presentView(start, taken.state), { ...taken.state, seen, clock }, upTo);
  return {
    ...taken,
    state: after.state,
    decisions: [...passed.decisions, ...taken.decisions, ...after.decisions],
  };
}
