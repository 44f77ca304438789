import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { RequestId } from './requestId.ts';

const TaskAt = z.object({ campaign: CampaignId, task: z.string().min(1).max(60) });
const Named = z.object({
  campaign: z.string(),
  campaignTitle: z.string(),
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
});
const Matter = z.object({
  id: z.string(),
  one: Named,
  other: Named,
  confirmedAt: Instant,
  confirmedBy: z.string(),
  reason: z.string(),
});
const Reason = z.string().trim().min(1).max(500);

/** 负担: what is asked twice is asked once, and what units are asked for is counted across campaigns. */
export const LOAD_OPERATIONS = {
  listSameMatters: {
    method: 'GET',
    path: '/same-matters',
    label: '列出同一事项',
    who: ['office', 'auditor'],
    input: z.object({ campaign: CampaignId.optional() }),
    output: z.object({ matters: z.array(Matter) }),
  },
  suggestSameMatters: {
    method: 'GET',
    path: '/same-matters/suggestions',
    label: '查找可能重复的任务',
    who: ['office'],
    input: z.object({ campaign: CampaignId }),
    output: z.object({
      /** The likest first; each with a unit that owes in both. */
      suggestions: z.array(
        z.object({ one: Named, other: Named, likeness: z.int(), units: z.array(z.string()) }),
      ),
    }),
  },
  confirmSameMatter: {
    method: 'POST',
    path: '/same-matters',
    label: '确认为同一事项',
    who: ['office'],
    input: z.object({ one: TaskAt, other: TaskAt, reason: Reason, requestId: RequestId }),
    output: z.object({ matter: z.string(), units: z.array(z.string()), repeated: z.boolean() }),
  },
  endSameMatter: {
    method: 'POST',
    path: '/same-matters/:matter/end',
    label: '取消同一事项',
    who: ['office'],
    input: z.object({ matter: z.string().max(120), reason: Reason, requestId: RequestId }),
    output: z.object({ matter: z.string(), repeated: z.boolean() }),
  },
  showBurden: {
    method: 'GET',
    path: '/burden',
    label: '查看各单位负担',
    who: ['office', 'principal', 'auditor'],
    input: z.object({
      /** `2026-03`; absent: the present month. */
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, '月份应写作 2026-03')
        .optional(),
    }),
    output: z.object({
      month: z.string(),
      campaigns: z.int(),
      words: z.string(),
      limit: z.int(),
      hoursEach: z.number(),
      units: z.array(
        z.object({
          ...{ unit: z.string(), asked: z.int(), duplicates: z.int(), campaigns: z.int() },
          ...{ tasks: z.int(), over: z.int(), hours: z.number() },
          peak: z.object({ week: Day, count: z.int() }),
          /** Who reports for it, and for how many units each. */
          persons: z.array(z.object({ name: z.string(), units: z.int(), asked: z.int() })),
        }),
      ),
    }),
  },
} as const;
