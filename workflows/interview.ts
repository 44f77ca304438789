import type { Carried } from '../activities/contract.ts';
import {
  initialInterview,
  interviewMachine,
  type InterviewInput,
  type InterviewState,
} from '../domain/interview.ts';
import { InterviewMessage } from '../domain/interviewMessages.ts';
import type { Engines } from './driver.ts';
import { process } from './process.ts';

export const interviewEngines: Engines<InterviewInput, InterviewState, InterviewMessage> = {
  1: { machine: interviewMachine, initial: initialInterview },
};

/** Interview 约谈: one unit, one window; id `interview/c2026-001/<unit>/<window>`. */
export async function interview(carried: Carried<InterviewInput, InterviewState>): Promise<void> {
  await process(interviewEngines, InterviewMessage, carried);
}
