import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { EvidenceList } from '../domain/evidenceList.ts';
import { Attendance } from '../domain/interviewMessages.ts';
import { RequestId } from './requestId.ts';

/** What is done to an interview 约谈 besides approving and rejecting. */
export const TalkAct = z.enum([
  'hear',
  'statement',
  'propose',
  'withdraw',
  'schedule',
  'held',
  'minutes',
  'rectified',
  'verify',
  'second',
  'refer',
]);
export type TalkAct = z.infer<typeof TalkAct>;

const Text = z.string().max(2000).optional();

/** The input of `decideInterview`; which fields an act needs, its guard says. */
export const TalkInput = z.object({
  campaign: CampaignId.optional(),
  /** A process id, or the unit of the interview; a unit may leave it out for its own. */
  subject: z.string().max(300).optional(),
  act: TalkAct,
  reason: Text,
  /** 单位说明, 整改情况. */
  text: Text,
  evidence: EvidenceList.optional(),
  /** Local time of the campaign, `2026-03-11 15:00`, or an instant. */
  at: z.string().max(40).optional(),
  place: z.string().max(200).optional(),
  interviewer: z.string().max(100).optional(),
  contact: z.string().max(200).optional(),
  bring: z.array(z.string().max(200)).max(10).optional(),
  number: z.string().max(60).optional(),
  attendance: Attendance.optional(),
  result: z.enum(['passed', 'failed']).optional(),
  problems: Text,
  explanation: Text,
  demands: Text,
  commitment: Text,
  requestId: RequestId,
});
export type TalkInput = z.infer<typeof TalkInput>;
