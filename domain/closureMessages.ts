import { z } from 'zod';
import { EvidenceList } from './evidenceList.ts';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';

const Text = z.string().max(2000);

/** 申请销号 by a unit that holds the task, or by the office. */
export const ApplyClosure = MessageBase.extend({
  kind: z.literal('apply-closure'),
  text: Text,
  evidence: EvidenceList.optional(),
});

/** 初审通过 by the clerk; what does not pass is returned. */
export const ReviewClosure = MessageBase.extend({
  kind: z.literal('review-closure'),
  opinion: Text.optional(),
});

/** 准予销号, with the grade 等次 where the regime has any. */
export const ApproveClosure = MessageBase.extend({
  kind: z.literal('approve-closure'),
  grade: z.string().max(20).optional(),
  opinion: Text.optional(),
});

/** 退回销号申请 by whoever has it: why, and until when to apply again. */
export const ReturnClosure = MessageBase.extend({
  kind: z.literal('return-closure'),
  reason: Text,
  until: Day,
});

/** 撤回销号申请 by whoever applied, before the decision. */
export const WithdrawClosure = MessageBase.extend({
  kind: z.literal('withdraw-closure'),
  reason: Text,
});

/** 回头看: what whoever looked has found; where it failed the task is opened again, until a day where one is given. */
export const LookBackDone = MessageBase.extend({
  kind: z.literal('look-back'),
  result: z.enum(['passed', 'failed']),
  reason: Text,
  until: Day.optional(),
});

export const CLOSURE_MESSAGES = [
  ApplyClosure,
  ReviewClosure,
  ApproveClosure,
  ReturnClosure,
  WithdrawClosure,
  LookBackDone,
] as const;
