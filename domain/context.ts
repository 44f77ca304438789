import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { Deadline } from './deadline.ts';
import { CampaignId } from './ids.ts';
import { Day, Instant } from './instant.ts';
import { ItemTag } from './item.ts';
import { Measures } from './measure.ts';
import { Targets } from './plan.ts';
import { Regime } from './regime.ts';
import { Unit } from './unit.ts';

/** Party 责任方: one unit, or a joint group with named members (one report of any of them suffices). */
export const Party = z.strictObject({ id: z.string(), members: z.array(z.string()).min(1) });
export type Party = z.infer<typeof Party>;

/** RegimeInForce 现行制度: from 00:00 of a day on, periods that begin come from this regime. */
export const RegimeInForce = z.strictObject({ from: Day, regime: Regime });
export type RegimeInForce = z.infer<typeof RegimeInForce>;

/**
 * Context 专项行动的约定: what every process of a campaign carries, so that nothing it decides depends on a build or on
 * a table that changes. `horizon` is half-open. Nothing is fired or judged before `firstNoticesAt`.
 */
export const Context = z.strictObject({
  campaign: CampaignId,
  regime: Regime,
  calendar: Calendar,
  horizon: z.strictObject({ from: Day, to: Day }),
  startedAt: Instant,
  firstNoticesAt: Instant,
  /** 试运行: everything runs, and every notice goes to the office only. */
  trial: z.literal(true).optional(),
  /** 在办中加入: a task added in flight; what opened before `startedAt` is not owed. */
  joined: z.literal(true).optional(),
  /** The regimes that came into force in flight, in the order of their days; `regime` is the one of the start. */
  later: z.array(RegimeInForce).optional(),
});
export type Context = z.infer<typeof Context>;

/** OwedTask 交办任务: a confirmed task with its parties resolved, one list for each duty and one for `deadlines`. */
export const OwedTask = z.strictObject({
  key: z.string(),
  deadlines: z.array(Deadline),
  leaders: z.array(z.string()),
  parties: z.record(z.string(), z.array(Party)),
  /** Who owes under a regime that came into force in flight, by its version; absent: as above. */
  under: z.record(z.string(), z.record(z.string(), z.array(Party))).optional(),
  /** 特事特办: the step of the ladder at which it enters, by id. */
  entry: z.string().optional(),
  /** 指标 by duty, where the plan sets amounts. */
  targets: Targets.optional(),
  /** 累计指标、排名指标. */
  measures: Measures.optional(),
  /** 配合单位 whose reporters get copies, where the regime sends any; they are among `units`. */
  cooperating: z.array(z.string()).optional(),
  units: z.array(Unit),
  /** Where it came as an item 督办事项 and not from the plan. */
  item: ItemTag.optional(),
});
export type OwedTask = z.infer<typeof OwedTask>;
