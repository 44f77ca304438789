import { z } from 'zod';

/** Ids are computed, never looked up; ASCII, and without names or titles: Temporal does not encrypt them. */
export const CampaignId = z.string().regex(/^c\d{4}-\d{3,}$/);
export type CampaignId = z.infer<typeof CampaignId>;

export const TASK_QUEUE = 'supervision';

/** Workflow types by kind of process, and the one signal that every process hears. */
export const WORKFLOWS = { task: 'task', campaign: 'campaign', interview: 'interview' } as const;
export const MESSAGE_RECEIVED = 'messageReceived';
/** How long a worker may take over one workflow task: what a killed worker held is given to another after it. */
export const WORKFLOW_TASK_TIMEOUT = '3s';
/** The schedule and workflow type of the platform job that signals lost receipts again. */
export const SWEEP = { schedule: 'job/sweep', workflow: 'sweep' } as const;

export function campaignId(year: number, ordinal: number): CampaignId {
  return `c${year}-${String(ordinal).padStart(3, '0')}`;
}

export function taskKey(ordinal: number): string {
  return `t${String(ordinal).padStart(4, '0')}`;
}

export function unitId(ordinal: number): string {
  return `u${String(ordinal).padStart(3, '0')}`;
}

export function campaignProcess(campaign: CampaignId): string {
  return `campaign/${campaign}`;
}

export function taskProcess(campaign: CampaignId, task: string): string {
  return `task/${campaign}/${task}`;
}

export function interviewProcess(campaign: CampaignId, unit: string, window: string): string {
  return `interview/${campaign}/${unit}/${window}`;
}

/** The parts of a process id; `undefined` where it is none of ours. */
export function readProcess(
  id: string,
):
  | { kind: 'campaign'; campaign: string }
  | { kind: 'task'; campaign: string; task: string }
  | { kind: 'interview'; campaign: string; unit: string; window: string }
  | undefined {
  const [kind, campaign, a, b] = id.split('/');
  if (kind === 'campaign' && campaign) return { kind, campaign };
  if (kind === 'task' && campaign && a) return { kind, campaign, task: a };
  if (kind === 'interview' && campaign && a && b) return { kind, campaign, unit: a, window: b };
  return undefined;
}

/** The key of an obligation inside its task: duty, period, party. */
export function obligationKey(duty: string, period: string, party: string): string {
  return `${duty}/${period}/${party}`;
}
