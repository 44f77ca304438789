import { z } from 'zod';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';

/** Bulk act 成批办理: what is done to a chosen set of tasks at once (疫情、防汛、收报中断). */
export const BulkAct = z.enum(['suspend', 'resume', 'extend', 'exempt']);
export type BulkAct = z.infer<typeof BulkAct>;

/** One obligation of a set; of an extension with the day on which it falls due instead. */
export const BulkItem = z.strictObject({ obligation: z.string(), due: Day.optional() });
export type BulkItem = z.infer<typeof BulkItem>;

/** 文号 of a bulk act, `缓办〔2026〕1号`. */
export const BulkNumber = z.string().min(1).max(60);

/** One act for a set, as it was previewed: the tasks, and of extensions and exemptions every obligation. */
export const BulkOrdered = MessageBase.extend({
  kind: z.literal('bulk'),
  act: BulkAct,
  number: BulkNumber,
  reason: z.string(),
  tasks: z.array(z.string()).min(1),
  items: z.record(z.string(), z.array(BulkItem).min(1)).optional(),
  /** Working days of an extension. */
  days: z.int().min(1).max(250).optional(),
  /** By unit, how many tasks (or obligations) of its own are concerned: those units are told. */
  touched: z.record(z.string(), z.int().min(1)),
});
export type BulkOrdered = z.infer<typeof BulkOrdered>;

/** What a task hears of an extension or exemption in bulk. */
export const BulkTold = MessageBase.extend({
  kind: z.literal('bulk'),
  act: z.enum(['extend', 'exempt']),
  number: BulkNumber,
  reason: z.string(),
  items: z.array(BulkItem).min(1),
});
export type BulkTold = z.infer<typeof BulkTold>;
