import { z } from 'zod';
import { Party } from './context.ts';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';
import { Regime } from './regime.ts';
import { Unit } from './unit.ts';

/** Which regime, of which version. */
const RegimeVersion = z.strictObject({ id: z.string(), version: z.int() });

/** RegimeParties 新制度下的责任方: who owes in one task under a regime, by duty, and the units that they are. */
export const RegimeParties = z.strictObject({
  parties: z.record(z.string(), z.array(Party)),
  units: z.array(Unit),
  /** 配合单位 that get copies under it and got none before; they are among `units`. */
  cooperating: z.array(z.string()).optional(),
});
export type RegimeParties = z.infer<typeof RegimeParties>;

/** 制度变更: from a day on, periods that begin come from this regime; what has begun goes on under the one before. */
export const RegimeAmended = MessageBase.extend({
  kind: z.literal('regime'),
  regime: Regime,
  /** SHA-256 of the regime: under it the register keeps who owes in each task. */
  hash: z.string(),
  /** 生效日 */
  from: Day,
  reason: z.string().max(2000),
  /** The regime that it was previewed over: refused where another has come meanwhile. */
  over: RegimeVersion.optional(),
  /** By unit, how many of its instants change: those units are told. */
  touched: z.record(z.string(), z.int().min(1)).optional(),
  /** To the campaign: units that owe nothing before. */
  units: z.array(Unit).optional(),
  /** To a task: who owes under it; absent: as before. */
  owed: RegimeParties.optional(),
});
export type RegimeAmended = z.infer<typeof RegimeAmended>;

/** 撤回制度变更, before its day has come. */
export const RegimeWithdrawn = MessageBase.extend({
  kind: z.literal('regime-withdraw'),
  withdraws: RegimeVersion,
  reason: z.string().max(2000),
  touched: z.record(z.string(), z.int().min(1)).optional(),
});
export type RegimeWithdrawn = z.infer<typeof RegimeWithdrawn>;
