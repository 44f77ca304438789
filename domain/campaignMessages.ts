import { z } from 'zod';
import { BulkOrdered } from './bulkMessages.ts';
import { TasksEnded, TasksOpen } from './campaignLookBack.ts';
import {
  ItemApproved,
  ItemProposed,
  ItemRegistered,
  ItemRejected,
  ItemWithdrawn,
} from './itemMessages.ts';
import { MessageBase } from './machine.ts';
import { ObjectionHeard } from './objectionMessages.ts';
import { PlanPublished } from './planMessages.ts';
import { RegimeAmended, RegimeWithdrawn } from './regimeMessages.ts';
import { Reorganise } from './reorganiseMessages.ts';
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
  /** 复核中; absent where there is none. */
  underReview: z.int().min(1).optional(),
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
  /** 复核中: an objection is open; part of the sum, in no other column; absent where there is none. */
  underReview: z.int().min(1).optional(),
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
  /** 表扬: those of the proposed units whom the signer praises; absent: all. */
  commend: z.array(z.string()).max(1000).optional(),
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

/** 撤回启动: only before the first notices. */
export const WithdrawStart = MessageBase.extend({
  kind: z.literal('withdraw-start'),
  reason: z.string(),
});

/** Everything that a campaign can be told. */
export const CampaignMessage = z.discriminatedUnion('kind', [
  Gathered,
  SignBulletin,
  ReturnBulletin,
  PauseCampaign,
  ResumeCampaign,
  CloseCampaign,
  WithdrawStart,
  BulkOrdered,
  Reorganise,
  PlanPublished,
  ItemRegistered,
  ItemApproved,
  ItemRejected,
  ItemWithdrawn,
  ItemProposed,
  CalendarAmended,
  RegimeAmended,
  RegimeWithdrawn,
  ObjectionHeard,
  TasksOpen,
  TasksEnded,
]);
export type CampaignMessage = z.infer<typeof CampaignMessage>;
