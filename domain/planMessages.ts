import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { MessageBase } from './machine.ts';
import { TaskKey } from './plan.ts';
import { Unit } from './unit.ts';

/** What one running task is told of a later version of its plan 方案调整; an empty part changes nothing. */
export const PlanPart = z.strictObject({
  /** Obligations of dated deadlines that the plan has no more; what has been judged meanwhile stays. */
  drop: z.array(z.string()).optional(),
  /** Dated deadlines that it has besides. */
  add: z.array(Deadline).optional(),
  /** Who takes over what from whom, in this order. */
  moves: z.array(z.strictObject({ from: z.string(), to: z.array(Unit).min(1) })).optional(),
  /** 牵头领导 from now on, where the plan names others. */
  leaders: z.array(z.string()).optional(),
});
export type PlanPart = z.infer<typeof PlanPart>;

/** 方案新版, as it was previewed: keys of the tasks that are added, changed and removed. */
export const PlanPublished = MessageBase.extend({
  kind: z.literal('plan'),
  version: z.int().min(2),
  /** SHA-256 of the document. */
  hash: z.string(),
  /** The version that it replaces: refused where another has come into force meanwhile. */
  over: z.int().min(1),
  reason: z.string().max(2000),
  added: z.array(TaskKey).max(20_000),
  changed: z.record(TaskKey, PlanPart),
  removed: z.array(TaskKey).max(20_000),
  /** Tasks whose printed words change. */
  words: z.array(TaskKey).max(20_000),
  /** Units and leaders that come in. */
  units: z.array(Unit),
  leaders: z.array(z.string()),
  /** By unit, how many of its tasks are concerned: those units are told. */
  touched: z.record(
    z.string(),
    z.strictObject({ added: z.int(), changed: z.int(), removed: z.int() }),
  ),
});
export type PlanPublished = z.infer<typeof PlanPublished>;

/** What a task hears of it. */
export const PlanTold = MessageBase.extend({
  kind: z.literal('plan'),
  version: z.int().min(2),
  reason: z.string(),
  ...PlanPart.shape,
});
export type PlanTold = z.infer<typeof PlanTold>;
