import { z } from 'zod';
import { SampleChecked, SampleView, TreeView } from './answersContent.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const EVERYBODY = ['office', 'principal', 'unit', 'post', 'auditor'] as const;

/** The tree of a plan, and samples 抽查: lines of the table of operations. */
export const CONTENT_OPERATIONS = {
  showTree: {
    method: 'GET',
    path: '/campaigns/:campaign/tree',
    label: '查看方案各级状态',
    who: EVERYBODY,
    input: z.object({ campaign: WantedCampaign }),
    output: TreeView,
  },
  drawSample: {
    method: 'POST',
    path: '/campaigns/:campaign/samples',
    label: '抽查',
    who: ['office'],
    input: z.object({
      campaign: WantedCampaign,
      period: z.string().min(1).max(60),
      duty: z.string().min(1).max(60).optional(),
      count: z.int().min(1).max(1000),
      /** 种子: best one that nobody could choose, such as a lottery number of that day. */
      seed: z.string().trim().min(1).max(80),
    }),
    output: SampleView,
  },
  verifySample: {
    method: 'GET',
    path: '/samples/:draw',
    label: '重做一次抽查',
    who: EVERYBODY,
    input: z.object({ draw: z.string().min(1).max(60) }),
    output: SampleChecked,
  },
} as const;
