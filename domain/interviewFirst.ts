import { fault, type Fault } from './faults.ts';
import { minInstant } from './instant.ts';
import { interviewMachine, type InterviewInput, type InterviewState } from './interview.ts';
import type { GateMessage, InterviewMessage } from './interviewMessages.ts';
import type { Machine } from './machine.ts';
import { ACT_WORDS } from './interviewActs.ts';

/**
 * Engine 1 of the interview 约谈 among messages of later engines: it refuses what it does not know, and is otherwise
 * `interviewMachine` as it was. A decision that it cannot read must never be taken for an approval.
 */
export function firstInterviewMachine(
  input: InterviewInput,
): Machine<InterviewState, InterviewMessage> {
  const first = interviewMachine(input);
  return {
    ...first,
    advance(state, message, upTo) {
      if (message === undefined || isGate(message)) return first.advance(state, message, upTo);
      const passed = first.advance(state, undefined, minInstant(message.receivedAt, upTo));
      return { ...passed, answer: { fault: unknown(message) } };
    },
    guard: (state, message) => (isGate(message) ? first.guard(state, message) : unknown(message)),
  };
}

function isGate(message: InterviewMessage): message is GateMessage {
  return message.kind === 'ground' || message.kind === 'approve' || message.kind === 'reject';
}

function unknown({ kind }: InterviewMessage): Fault {
  return fault('interview-old-rules', { act: ACT_WORDS[kind] });
}
