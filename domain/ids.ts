import { z } from 'zod';

export { MESSAGE_RECEIVED, SWEEP, TASK_QUEUE, WORKFLOW_TASK_TIMEOUT, WORKFLOWS } from './names.ts';

/** Ids are computed, never looked up; ASCII, and without names or titles: Temporal does not encrypt them. */
export const CampaignId = z.string().regex(/^c\d{4}-\d{3,}$/);
export type CampaignId = z.infer<typeof CampaignId>;

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
