import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Day } from '../domain/instant.ts';
import { Regime } from '../domain/regime.ts';
import { ExplainView, WhatIfView } from './answers.ts';

/** What explains and proves: lines of the table of operations. */
export const PROOF_OPERATIONS = {
  explain: {
    method: 'GET',
    path: '/notices/:notice',
    label: '说明一条通知为何发出',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ notice: z.string().min(1).max(600) }),
    output: ExplainView,
  },
  archive: {
    method: 'GET',
    path: '/tasks/:task/archive',
    label: '取一项任务的档案',
    who: ['office', 'principal', 'auditor'],
    input: z.object({ task: z.string().min(1).max(60), campaign: CampaignId.optional() }),
    output: z.object({
      ...{ campaign: z.string(), task: z.string(), file: z.string() },
      ...{ rows: z.int(), notices: z.int(), papers: z.int() },
    }),
  },
  whatIf: {
    method: 'POST',
    path: '/campaigns/:campaign/what-if',
    label: '按另一份制度推演',
    who: ['office', 'principal'],
    input: z.object({
      ...{ campaign: CampaignId, regime: Regime },
      ...{ from: Day.optional(), to: Day.optional() },
    }),
    output: WhatIfView,
  },
} as const;
