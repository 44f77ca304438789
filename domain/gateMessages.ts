import { z } from 'zod';
import { MessageBase } from './machine.ts';

const Text = z.string().max(2000);

/** Which gate 审批关口: the obligation and the step that waits for approval. */
const About = { obligation: z.string(), step: z.string() };

export const StepApproved = MessageBase.extend({
  kind: z.literal('approve-step'),
  ...About,
  note: Text.optional(),
});
export const StepRejected = MessageBase.extend({
  kind: z.literal('reject-step'),
  ...About,
  reason: Text,
});

/** 再次提请: once, after the first proposal lapsed. */
export const StepProposed = MessageBase.extend({
  kind: z.literal('propose-step'),
  ...About,
  reason: Text,
});

/** 撤回提请: by the office, before a decision. */
export const StepWithdrawn = MessageBase.extend({
  kind: z.literal('withdraw-step'),
  ...About,
  reason: Text,
});

export const GATE_MESSAGES = [StepApproved, StepRejected, StepProposed, StepWithdrawn] as const;
export type GateMessage = z.infer<(typeof GATE_MESSAGES)[number]>;
