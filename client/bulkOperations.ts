import { z } from 'zod';
import { BulkAct } from '../domain/bulkMessages.ts';
import { Instant } from '../domain/instant.ts';
import { NEXT, PAGE } from './listPage.ts';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

/** Which tasks, or which obligations of them: all that is written must hold together. */
export const BulkChoice = z.object({
  campaign: WantedCampaign,
  act: BulkAct,
  category: z.string().min(1).max(200).optional(),
  unit: z.string().min(1).max(200).optional(),
  /** Keys or printed numbers. */
  tasks: z.array(z.string().min(1).max(60)).min(1).max(20_000).optional(),
  /** 到期或宽限期满在此之间, both ends included. */
  dueBetween: z.object({ from: Instant, to: Instant }).optional(),
  /** Working days of an extension. */
  days: z.int().optional(),
});
export type BulkChoice = z.infer<typeof BulkChoice>;

const Change = z.object({
  obligation: z.string(),
  /** Duty and period in words. */
  occasion: z.string(),
  units: z.array(z.string()),
  due: z.object({ from: Instant.nullable(), to: Instant.nullable() }),
  graceEnd: z.object({ from: Instant.nullable(), to: Instant.nullable() }),
  verdict: z.object({ from: z.string(), to: z.string() }),
});

const Chosen = z.object({
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  changes: z.array(Change),
});

export const BulkPreview = z.object({
  campaign: z.string(),
  zone: z.string(),
  act: BulkAct,
  at: Instant,
  /** 清单校验码 */
  digest: z.string(),
  tasks: z.array(Chosen),
  obligations: z.int(),
  units: z.array(z.object({ unit: z.string(), name: z.string(), touched: z.int() })),
  /** What was chosen and cannot be done, with the reason. */
  left: z.array(z.object({ task: z.string(), no: z.string().nullable(), reason: z.string() })),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const BULK_OPERATIONS = {
  previewBulk: {
    method: 'POST',
    path: '/campaigns/:campaign/bulk/preview',
    label: '预览成批办理',
    who: ['office', 'principal', 'auditor'],
    input: BulkChoice,
    output: BulkPreview,
  },
  orderBulk: {
    method: 'POST',
    path: '/campaigns/:campaign/bulk',
    label: '成批办理',
    who: ['office'],
    input: BulkChoice.extend({
      /** 清单校验码 of the preview. */
      confirm: z.string().min(1).max(64),
      reason: z.string().max(2000),
      requestId: RequestId,
    }),
    output: z.object({
      campaign: z.string(),
      act: BulkAct,
      number: z.string(),
      tasks: z.int(),
      obligations: z.int(),
      requestId: z.string(),
      repeated: z.boolean(),
    }),
  },
  listBulk: {
    method: 'GET',
    path: '/campaigns/:campaign/bulk',
    label: '列出成批办理',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ campaign: WantedCampaign, ...PAGE }),
    output: z.object({
      campaign: z.string(),
      zone: z.string(),
      ...NEXT,
      acts: z.array(
        z.object({
          ...{ number: z.string(), act: BulkAct, reason: z.string(), actor: z.string() },
          ...{ at: Instant, tasks: z.int(), obligations: z.int() },
          /** 作废: why the campaign refused it. */
          void: z.string().nullable(),
        }),
      ),
    }),
  },
} as const;
