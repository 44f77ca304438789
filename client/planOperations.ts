import { z } from 'zod';
import { Diagnostic } from '../domain/plan.ts';
import { PlanInput } from './planInput.ts';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const Change = z.object({
  campaign: WantedCampaign,
  plan: PlanInput,
  /** What the importer saw: blocking ones keep the version from being published. */
  diagnostics: z.array(Diagnostic).max(2000).optional(),
  /** Tasks, by key or printed number, that end and begin anew instead of being changed. */
  replace: z.array(z.string().min(1).max(60)).max(500).default([]),
  /** Names that the directory does not know are new units. */
  newUnits: z.boolean().default(false),
  /** Codes of diagnostics that a person has seen and accepts: deadline-past, list-open. */
  accept: z.array(z.string().max(60)).max(50).default([]),
});

const Line = z.object({
  kind: z.enum(['added', 'changed', 'removed', 'words']),
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  units: z.array(z.string()),
  says: z.array(z.string()),
});

export const PlanPreview = z.object({
  ...{ campaign: z.string(), zone: z.string(), over: z.int(), version: z.int() },
  /** 清单校验码 */
  digest: z.string(),
  counts: z.object({
    ...{ added: z.int(), changed: z.int(), removed: z.int(), words: z.int(), same: z.int() },
  }),
  units: z.array(z.object({ unit: z.string(), name: z.string(), tasks: z.int() })),
  lines: z.array(Line),
  /** What keeps it from being published. */
  open: z.array(z.string()),
  notes: z.array(z.string()),
});

const LIMIT = 32 * 1024 * 1024;

/** A later version of a plan for a running campaign: lines of the table of operations. */
export const PLAN_OPERATIONS = {
  previewPlan: {
    method: 'POST',
    path: '/campaigns/:campaign/plan/preview',
    label: '预览方案新版',
    who: ['office', 'principal', 'auditor'],
    input: Change,
    output: PlanPreview,
    limit: LIMIT,
  },
  publishPlan: {
    method: 'POST',
    path: '/campaigns/:campaign/plan',
    label: '发布方案新版',
    who: ['office'],
    input: Change.extend({
      /** 清单校验码 of the preview. */
      confirm: z.string().min(1).max(64),
      reason: z.string().max(2000),
      requestId: RequestId,
    }),
    output: z.object({
      ...{ campaign: z.string(), version: z.int(), hash: z.string() },
      ...{ added: z.int(), changed: z.int(), removed: z.int() },
      ...{ requestId: z.string(), repeated: z.boolean() },
    }),
    limit: LIMIT,
  },
} as const;
