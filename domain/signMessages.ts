import { z } from 'zod';
import { MessageBase } from './machine.ts';
import { Unit } from './unit.ts';

const Reason = z.string().max(2000);

/** 签收 by a unit, or by the office for one that has signed on paper. */
export const SignTask = MessageBase.extend({ kind: z.literal('sign'), unit: z.string() });

/** 退回任务: the unit holds that the task is not its own, and may name whose it is. */
export const ReturnTask = MessageBase.extend({
  kind: z.literal('return-task'),
  reason: Reason,
  suggest: z.string().max(200).optional(),
});

/** 退回审定: accepted, with the unit that takes the task over; or refused. */
export const DecideReturn = MessageBase.extend({
  kind: z.literal('decide-return'),
  unit: z.string(),
  accept: z.boolean(),
  reason: Reason,
  /** The unit that takes over, where it is accepted. */
  to: Unit.optional(),
});

/** 转办: whom the unit lets handle it; empty: the unit's own reporter again. The duty stays with the unit. */
export const Delegate = MessageBase.extend({
  kind: z.literal('delegate'),
  to: z.string().max(60),
});

/** 移交: what one unit owes in this task, another owes from here on. */
export const Transfer = MessageBase.extend({
  kind: z.literal('transfer'),
  from: z.string(),
  to: z.array(Unit).min(1).max(20),
  reason: Reason,
  /** Why units change: 移交、合并、拆分. */
  what: z.enum(['transfer', 'merge', 'split']).default('transfer'),
});
export type Transfer = z.infer<typeof Transfer>;
