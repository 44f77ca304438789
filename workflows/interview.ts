import type { Carried } from '../activities/contract.ts';
import type { InterviewInput } from '../domain/interview.ts';
import { process, rulesOf } from './process.ts';

/** Interview 约谈: one unit, one window; id `interview/c2026-001/<unit>/<window>`. */
export async function interview(carried: Carried<InterviewInput, unknown>): Promise<void> {
  await process(rulesOf('interview'), carried);
}
