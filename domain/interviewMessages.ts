import { z } from 'zod';
import { EvidenceList, EvidenceNamed } from './evidenceList.ts';
import { Instant } from './instant.ts';
import { MessageBase } from './machine.ts';
import { OwnPart } from './ownPart.ts';
import { CalendarAmended, Resumed, Suspended } from './taskMessages.ts';

/** Ground 约谈事由: one task's referral, with what it counted. `receivedAt` is the ground's nominal instant. */
export const Ground = MessageBase.extend({
  kind: z.literal('ground'),
  task: z.string(),
  obligation: z.string(),
  step: z.string(),
  because: z.array(z.string()),
  /** Of a joint party: who else, and what this unit itself did. */
  joint: OwnPart.optional(),
});
export type Ground = z.infer<typeof Ground>;

const Text = z.string().max(2000);

/** Meeting 约谈安排: when and where; what is absent is as the regime says. `number` is the office's own 文号. */
export const Meeting = z.object({
  at: Instant,
  place: z.string().max(200),
  interviewer: z.string().max(100).optional(),
  contact: z.string().max(200).optional(),
  bring: z.array(z.string().max(200)).max(10).optional(),
  number: z.string().max(60).optional(),
});
export type Meeting = z.infer<typeof Meeting>;

/** 批准: of the interview, or of a referral 移送; with `meeting` the notice leaves at once. */
export const ApproveInterview = MessageBase.extend({
  kind: z.literal('approve'),
  note: z.string().max(2000).optional(),
  meeting: Meeting.optional(),
});
export const RejectInterview = MessageBase.extend({
  kind: z.literal('reject'),
  reason: z.string(),
});

/** What the first engine takes, and nothing else. */
export type GateMessage =
  Ground | z.infer<typeof ApproveInterview> | z.infer<typeof RejectInterview>;

/** 先听单位说明: asked by the approver, once in a proposal. */
export const Hear = MessageBase.extend({ kind: z.literal('hear'), reason: Text.optional() });

/** 单位说明. */
export const Statement = MessageBase.extend({
  kind: z.literal('statement'),
  text: Text,
  evidence: EvidenceList.optional(),
});

/** 再次提请: once, after the first proposal lapsed. */
export const ProposeAgain = MessageBase.extend({ kind: z.literal('propose'), reason: Text });

/** 撤回: by the office, before a decision. */
export const Withdraw = MessageBase.extend({ kind: z.literal('withdraw'), reason: Text });

/** 安排约谈: gives or changes time and place. */
export const Schedule = MessageBase.extend({ kind: z.literal('schedule'), meeting: Meeting });

/** 到场情况: a delegate counts as absent. */
export const Attendance = z.enum(['principal', 'delegate', 'absent']);
export type Attendance = z.infer<typeof Attendance>;
export const Held = MessageBase.extend({
  kind: z.literal('held'),
  attendance: Attendance,
  note: Text.optional(),
});

/** 四步记录 of an interview: 事由和问题, 说明和措施, 要求和时限, 表态. */
export const TalkRecord = z.object({
  problems: Text,
  explanation: Text,
  demands: Text,
  commitment: Text,
});
export type TalkRecord = z.infer<typeof TalkRecord>;
export const Minutes = MessageBase.extend({ kind: z.literal('minutes'), record: TalkRecord });

/** 整改报告 of the unit. */
export const Rectified = MessageBase.extend({
  kind: z.literal('rectified'),
  text: Text,
  evidence: z
    .array(z.union([z.string().max(200), EvidenceNamed]))
    .max(20)
    .optional(),
});

/** 核实整改. */
export const VerifyRectification = MessageBase.extend({
  kind: z.literal('verify'),
  result: z.enum(['passed', 'failed']),
  reason: Text.optional(),
});

/** 二次约谈. */
export const SecondInterview = MessageBase.extend({ kind: z.literal('second'), reason: Text });

/** 提请移送问责: a proposal to a person's desk. */
export const Refer = MessageBase.extend({ kind: z.literal('refer'), reason: Text });

/** Everything that an interview can be told; the first engine takes the first three. */
export const InterviewMessage = z.discriminatedUnion('kind', [
  Ground,
  ApproveInterview,
  RejectInterview,
  Hear,
  Statement,
  ProposeAgain,
  Withdraw,
  Schedule,
  Held,
  Minutes,
  Rectified,
  VerifyRectification,
  SecondInterview,
  Refer,
  Suspended,
  Resumed,
  CalendarAmended,
]);
export type InterviewMessage = z.infer<typeof InterviewMessage>;
