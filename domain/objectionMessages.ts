import { z } from 'zod';
import { EvidenceList } from './evidenceList.ts';
import { Instant } from './instant.ts';
import { Actor, MessageBase } from './machine.ts';

const Text = z.string().max(2000);

/**
 * Conclusion 不利结论 as the register has it: where its fact stands, of what kind it is, when it was made, and who took
 * part: who decided or signed it.
 */
export const Conclusion = z.strictObject({
  process: z.string().max(200),
  key: z.string().max(300),
  type: z.enum(['judged', 'criticised', 'interview', 'listed', 'grade', 'false-report']),
  at: Instant,
  took: z.array(Actor).max(20).optional(),
  /** Of a judgement: the obligation that was judged. */
  obligation: z.string().max(200).optional(),
  /** Of a criticism: the issue that named the unit. */
  bulletin: z.string().max(40).optional(),
  period: z.string().max(40).optional(),
});
export type Conclusion = z.infer<typeof Conclusion>;

/** 提出异议 by the unit that a conclusion is about. */
export const Objected = MessageBase.extend({
  kind: z.literal('object'),
  against: Conclusion,
  reason: Text,
  evidence: EvidenceList.optional(),
});
export type Objected = z.infer<typeof Objected>;

/** 异议复核决定: upheld 成立 or not; of a judgement, as what it then stands. */
export const DecideObjection = MessageBase.extend({
  kind: z.literal('decide-objection'),
  objection: z.string().max(60).optional(),
  result: z.enum(['upheld', 'rejected']),
  reason: Text,
  verdict: z.enum(['on-time', 'late', 'exempt']).optional(),
});
export type DecideObjection = z.infer<typeof DecideObjection>;

/** 撤回异议 by the unit that made it. */
export const WithdrawObjection = MessageBase.extend({
  kind: z.literal('withdraw-objection'),
  objection: z.string().max(60).optional(),
});

export const OBJECTION_MESSAGES = [Objected, DecideObjection, WithdrawObjection] as const;

/** What the campaign hears of an objection 异议 against what stands, or would stand, in a bulletin. */
export const ObjectionHeard = MessageBase.extend({
  kind: z.literal('objection'),
  task: z.string().max(40),
  objection: z.string().max(60),
  unit: z.string().max(40),
  phase: z.enum(['open', 'upheld', 'rejected', 'withdrawn']),
  /** Of a judgement: what was owed by whom, when its grace ended, and what it stood as. */
  obligation: z.string().optional(),
  duty: z.string().optional(),
  period: z.string().optional(),
  members: z.array(z.string()).optional(),
  end: Instant.optional(),
  verdict: z.enum(['late', 'missing']).optional(),
  corrected: z.enum(['on-time', 'late', 'missing', 'exempt']).optional(),
  /** Of a criticism: the issue. */
  issue: z.strictObject({ bulletin: z.string(), period: z.string() }).optional(),
});
export type ObjectionHeard = z.infer<typeof ObjectionHeard>;
