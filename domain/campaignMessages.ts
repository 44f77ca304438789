import { z } from 'zod';
import { MessageBase } from './machine.ts';
import { CalendarAmended } from './taskMessages.ts';

/** One unit's part in a bulletin, in numbers of obligations. */
export const UnitFigures = z.strictObject({
  unit: z.string(),
  expected: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  exempt: z.int(),
  pending: z.int(),
});
export type UnitFigures = z.infer<typeof UnitFigures>;

/** Figures 通报数据: on time, late, missing, exempt and pending always sum to expected. */
export const Figures = z.strictObject({
  expected: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  exempt: z.int(),
  /** Not judged at the cut-off, which only a stuck process or an unannounced calendar explains; never hidden. */
  pending: z.int(),
  units: z.array(UnitFigures),
});
export type Figures = z.infer<typeof Figures>;

/** What gathering came to: the outcome of the effect `gather`. */
export const Gathered = MessageBase.extend({
  kind: z.literal('gathered'),
  bulletin: z.string(),
  period: z.string(),
  draft: z.int().min(1),
  figures: Figures,
});
export type Gathered = z.infer<typeof Gathered>;
export const SignBulletin = MessageBase.extend({
  kind: z.literal('sign'),
  bulletin: z.string(),
  period: z.string(),
});
export const ReturnBulletin = MessageBase.extend({
  kind: z.literal('return'),
  bulletin: z.string(),
  period: z.string(),
  reason: z.string(),
});
export const PauseCampaign = MessageBase.extend({ kind: z.literal('pause'), reason: z.string() });
export const ResumeCampaign = MessageBase.extend({ kind: z.literal('resume') });
export const CloseCampaign = MessageBase.extend({ kind: z.literal('close'), reason: z.string() });

/** Everything that a campaign can be told. */
export const CampaignMessage = z.discriminatedUnion('kind', [
  Gathered,
  SignBulletin,
  ReturnBulletin,
  PauseCampaign,
  ResumeCampaign,
  CloseCampaign,
  CalendarAmended,
]);
export type CampaignMessage = z.infer<typeof CampaignMessage>;
