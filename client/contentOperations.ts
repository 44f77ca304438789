import { z } from 'zod';
import { NODE_STATES } from '../domain/parentState.ts';
import { BranchesView, SampleChecked, SampleView, TreeView } from './answersContent.ts';
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
  listBranches: {
    method: 'GET',
    path: '/campaigns/:campaign/branches',
    label: '查看方案的一级',
    who: EVERYBODY,
    input: z.object({
      campaign: WantedCampaign,
      /** `under` of a node, for what stands below it; absent: below the plan. */
      under: z.string().max(80).optional(),
      /** Only tasks in this state, with what is above them. */
      state: z.enum(NODE_STATES).optional(),
      /** A task to which the way is told. */
      task: z.string().max(60).optional(),
      /** `next` of the page before. */
      after: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: BranchesView,
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
