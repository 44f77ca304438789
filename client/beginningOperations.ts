import { z } from 'zod';
import { BackfillResult } from '../domain/beginning.ts';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { BurdenReason } from './burdenReason.ts';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

/** The beginning of a campaign: lines of the table of operations. */
export const BEGINNING_OPERATIONS = {
  withdrawStart: {
    method: 'POST',
    path: '/campaigns/:campaign/withdraw',
    label: '撤回启动',
    who: ['office'],
    input: z.object({
      campaign: WantedCampaign,
      reason: z.string().max(2000),
      requestId: RequestId,
    }),
    output: z.object({
      campaign: z.string(),
      requestId: z.string(),
      withdrawnAt: Instant,
      repeated: z.boolean(),
    }),
  },
  goLive: {
    method: 'POST',
    path: '/campaigns/:campaign/go-live',
    label: '试运行转入正式',
    who: ['office'],
    input: z.object({
      campaign: CampaignId,
      startedAt: Instant.optional(),
      firstNoticesAt: Instant.optional(),
      burdenReason: BurdenReason,
      requestId: RequestId,
    }),
    output: z.object({
      trial: z.string(),
      campaign: z.string(),
      startedAt: Instant,
      firstNoticesAt: Instant,
      requestId: z.string(),
      repeated: z.boolean(),
    }),
  },
  backfill: {
    method: 'POST',
    path: '/tasks/:task/backfill',
    label: '补录启动前的报送',
    who: ['office'],
    input: z.object({
      task: z.string().min(1).max(60),
      campaign: CampaignId.optional(),
      duty: z.string().min(1).max(60).optional(),
      period: z.string().min(1).max(60),
      unit: z.string().min(1).max(200).optional(),
      result: BackfillResult,
      at: Day.optional(),
      source: z.string().max(500),
      requestId: RequestId,
    }),
    output: z.object({
      campaign: z.string(),
      task: z.string(),
      unit: z.string(),
      /** Duty and period in words. */
      occasion: z.string(),
      result: BackfillResult,
      /** What stood there before, where this is a correction. */
      corrects: BackfillResult.nullable(),
      requestId: z.string(),
      repeated: z.boolean(),
    }),
  },
} as const;
