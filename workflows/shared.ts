/**
 * What all processes of a worker share in memory: the domain, zod and luxon, which keep nothing of a process. The worker
 * bundles this file by itself and loads it once, before any workflow; otherwise each cached process would hold a copy.
 * It exports functions only: what is loaded before workflows is frozen as far as it can be reached, and zod's schemas
 * complete themselves at first use.
 */
import { CampaignMessage } from '../domain/campaignMessages.ts';
import {
  CAMPAIGN_ENGINES,
  INTERVIEW_ENGINES,
  TASK_ENGINES,
  type AnyEngines,
  type Engine,
} from '../domain/engines.ts';
import * as instant from '../domain/instant.ts';
import { InterviewMessage } from '../domain/interviewMessages.ts';
import type { MessageBase } from '../domain/machine.ts';
import { TaskMessage } from '../domain/taskMessages.ts';

export type Kind = 'task' | 'campaign' | 'interview';
export type Read = { readonly message: MessageBase } | { readonly detail: string };

const ENGINES: Readonly<Record<Kind, AnyEngines>> = {
  task: TASK_ENGINES as unknown as AnyEngines,
  campaign: CAMPAIGN_ENGINES as unknown as AnyEngines,
  interview: INTERVIEW_ENGINES as unknown as AnyEngines,
};
const MESSAGES = { task: TaskMessage, campaign: CampaignMessage, interview: InterviewMessage };

/** The rules of one generation; undefined where this build does not know it. */
export function engineFor(
  kind: Kind,
  engine: number,
): Engine<unknown, unknown, MessageBase> | undefined {
  return ENGINES[kind][engine];
}

/** Reads a message of a kind of process, or says what is wrong with it; never throws. */
export function readMessage(kind: Kind, value: unknown): Read {
  const parsed = MESSAGES[kind].safeParse(value);
  return parsed.success ? { message: parsed.data } : { detail: parsed.error.message.slice(0, 500) };
}

export function instantOf(ms: number, zone: string): instant.Instant {
  return instant.instantOf(ms, zone);
}

export function minInstant(a: instant.Instant, b: instant.Instant): instant.Instant {
  return instant.minInstant(a, b);
}
