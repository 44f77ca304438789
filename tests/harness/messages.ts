import type { Calendar } from '../../domain/calendar.ts';
import type { CampaignMessage } from '../../domain/campaignMessages.ts';
import type { InterviewMessage } from '../../domain/interviewMessages.ts';
import type { ReportSubmitted, TaskMessage } from '../../domain/taskMessages.ts';
import { when } from './played.ts';

type Told<M, K> = Omit<Extract<M, { kind: K }>, 'kind' | 'receivedAt' | 'id' | 'by'>;

/** A report of u001 for a month. */
export function report(
  at: string,
  period: string,
  over: Partial<ReportSubmitted> = {},
): ReportSubmitted {
  return {
    kind: 'report',
    id: `report ${at} ${period}`,
    receivedAt: when(at),
    by: 'unit:u001',
    unit: 'u001',
    duty: 'monthly',
    period,
    digest: 'digest',
    ...over,
  };
}

/** What an office tells a task. */
export function told<K extends TaskMessage['kind']>(
  kind: K,
  at: string,
  rest: Told<TaskMessage, K>,
): TaskMessage {
  const base = { kind, id: `${kind} ${at}`, receivedAt: when(at), by: 'office' };
  return { ...base, ...rest } as unknown as TaskMessage;
}

/** What somebody tells a campaign; its approver unless said otherwise. */
export function toCampaign<K extends CampaignMessage['kind']>(
  kind: K,
  at: string,
  rest: Told<CampaignMessage, K> & { readonly by?: string },
): CampaignMessage {
  const base = { kind, id: `${kind} ${at}`, receivedAt: when(at), by: 'post:分管领导' };
  return { ...base, ...rest } as unknown as CampaignMessage;
}

/** What an interview hears. */
export function toInterview<K extends InterviewMessage['kind']>(
  kind: K,
  at: string,
  rest: Told<InterviewMessage, K> & { readonly by?: string; readonly id?: string },
): InterviewMessage {
  const base = { kind, id: `${kind} ${at}`, receivedAt: when(at), by: 'post:分管领导' };
  return { ...base, ...rest } as unknown as InterviewMessage;
}

/** The calendar with more years announced. */
export function announced(calendar: Calendar, through: string, rest: readonly string[]): Calendar {
  const { id, version } = calendar;
  return {
    ...calendar,
    id,
    version: version + 1,
    announcedThrough: through,
    rest: [...calendar.rest, ...rest],
  };
}
