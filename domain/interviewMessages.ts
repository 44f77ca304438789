import { z } from 'zod';
import { MessageBase } from './machine.ts';
import { OwnPart } from './ownPart.ts';

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

export const ApproveInterview = MessageBase.extend({
  kind: z.literal('approve'),
  note: z.string().max(2000).optional(),
});
export const RejectInterview = MessageBase.extend({
  kind: z.literal('reject'),
  reason: z.string(),
});

/** Everything that an interview can be told. */
export const InterviewMessage = z.discriminatedUnion('kind', [
  Ground,
  ApproveInterview,
  RejectInterview,
]);
export type InterviewMessage = z.infer<typeof InterviewMessage>;
