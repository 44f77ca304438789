import { z } from 'zod';
import { Day } from './instant.ts';
import { Urgency } from './item.ts';
import { MessageBase } from './machine.ts';
import { TaskKey } from './plan.ts';
import { Recipient } from './regime.ts';
import { Unit } from './unit.ts';

/** 登记: an item waits for its approval. Its words stay in the register; the process carries a title and a digest. */
export const ItemRegistered = MessageBase.extend({
  kind: z.literal('item'),
  /** The key that its task will have. */
  task: TaskKey,
  source: z.string(),
  title: z.string().min(1).max(60),
  urgency: Urgency,
  /** Whose instruction it is: a post, never a person. */
  leader: Recipient,
  /** The day of the instruction or meeting. */
  on: Day,
  /** 办结期限 that the item names itself. */
  due: Day.optional(),
  /** Those who will owe it. */
  units: z.array(Unit).min(1),
  digest: z.string(),
});
export type ItemRegistered = z.infer<typeof ItemRegistered>;

/** 立项: the post that the regime names approves. */
export const ItemApproved = MessageBase.extend({
  kind: z.literal('item-approve'),
  task: TaskKey,
  note: z.string().max(2000).optional(),
});
export const ItemRejected = MessageBase.extend({
  kind: z.literal('item-reject'),
  task: TaskKey,
  reason: z.string(),
});
/** 撤回 by who registered it, before the decision. */
export const ItemWithdrawn = MessageBase.extend({
  kind: z.literal('item-withdraw'),
  task: TaskKey,
  reason: z.string(),
});
/** 再次送批: once, after the approval has lapsed. */
export const ItemProposed = MessageBase.extend({
  kind: z.literal('item-propose'),
  task: TaskKey,
  reason: z.string(),
});

export type ItemMessage =
  | ItemRegistered
  | z.infer<typeof ItemApproved>
  | z.infer<typeof ItemRejected>
  | z.infer<typeof ItemWithdrawn>
  | z.infer<typeof ItemProposed>;
