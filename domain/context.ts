import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { Deadline } from './deadline.ts';
import { CampaignId } from './ids.ts';
import { Day, Instant } from './instant.ts';
import { Targets } from './plan.ts';
import { Regime } from './regime.ts';
import { Unit } from './unit.ts';

/** Party 责任方: one unit, or a joint group with named members (one report of any of them suffices). */
export const Party = z.strictObject({ id: z.string(), members: z.array(z.string()).min(1) });
export type Party = z.infer<typeof Party>;

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
});
export type Context = z.infer<typeof Context>;

/** OwedTask 交办任务: a confirmed task with its parties resolved, one list for each duty and one for `deadlines`. */
export const OwedTask = z.strictObject({
  key: z.string(),
  deadlines: z.array(Deadline),
  leaders: z.array(z.string()),
  parties: z.record(z.string(), z.array(Party)),
  /** 指标 by duty, where the plan sets amounts. */
  targets: Targets.optional(),
  units: z.array(Unit),
});
export type OwedTask = z.infer<typeof OwedTask>;
