import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Instant } from '../domain/instant.ts';
import { NODE_STATES } from '../domain/parentState.ts';
import { Head } from './deskAnswers.ts';
import { SampleChecked } from './answersContent.ts';
import { RequestId } from './requestId.ts';

const Campaign = CampaignId.optional();

/** 核查结果 of one report that was drawn. */
export const CheckResult = z.enum(['true', 'partly', 'false', 'unclear']);
export type CheckResult = z.infer<typeof CheckResult>;

const DrawLine = z.object({
  draw: z.string(),
  /** Duty and period in words. */
  scope: z.string(),
  seed: z.string(),
  drawnAt: Instant,
  words: z.string(),
  by: z.string(),
  /** Of how many it was drawn, how many were, and of how many of these the outcome is recorded. */
  ...{ of: z.int(), drawn: z.int(), checked: z.int() },
  /** Those that were found not to be so, or only in part. */
  wrong: z.int(),
});

const Outcome = z.object({
  result: CheckResult,
  resultWords: z.string(),
  note: z.string(),
  by: z.string(),
  at: Instant,
  words: z.string(),
});

const DrawnLine = z.object({
  key: z.string(),
  /** 第几个抽中. */
  place: z.int(),
  /** 签号: what put it there. */
  lot: z.string(),
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  units: z.array(z.string()),
  occasion: z.string(),
  /** What was recorded of it, the newest first: another entry corrects an earlier one. */
  outcomes: z.array(Outcome),
});

const NodeState = z.enum(NODE_STATES);

/** One level of the tree: 方案、类别、事项、任务、节点. */
const BranchNode = z.object({
  level: z.enum(['plan', 'category', 'item', 'task', 'milestone']),
  levelWords: z.string(),
  label: z.string(),
  /** The key of a task. */
  key: z.string().nullable(),
  state: NodeState,
  stateWords: z.string(),
  /** What makes it stand so. */
  rule: z.string(),
});

const Parent = BranchNode.extend({
  /** `共 12 项：完成 3 项，逾期 1 项`. */
  words: z.string(),
  /** 同属一项的其他任务: of an item only. */
  others: z.array(BranchNode),
});

const Person = z.object({
  name: z.string(),
  /** Masked: 138****1234; null where none is known. */
  phone: z.string().nullable(),
  roles: z.array(z.string()),
  words: z.string(),
});

const UnitPersons = z.object({
  unit: z.string(),
  name: z.string(),
  /** 岗位 of the directory; `post` is null where it is vacant. */
  posts: z.array(z.object({ part: z.string(), post: z.string().nullable(), words: z.string() })),
  persons: z.array(Person),
});

/** What the office's own pages read and write besides: 抽查、上下级、单位人员. Lines of the table of operations. */
export const OFFICE_OPERATIONS = {
  listSamples: {
    method: 'GET',
    path: '/desk/samples',
    label: '列出抽查',
    who: ['office', 'principal', 'auditor'],
    input: z.object({ campaign: Campaign }),
    output: z.object({
      ...Head,
      ...{ campaign: z.string(), title: z.string() },
      /** From what may be drawn: the newest period first. */
      scopes: z.array(
        z.object({
          ...{ duty: z.string(), period: z.string(), words: z.string() },
          received: z.int(),
        }),
      ),
      draws: z.array(DrawLine),
    }),
  },
  showSample: {
    method: 'GET',
    path: '/desk/sample',
    label: '查看抽查结果',
    who: ['office', 'principal', 'auditor'],
    input: z.object({ draw: z.string().min(1).max(60) }),
    output: SampleChecked.omit({ drawn: true }).extend({
      title: z.string(),
      words: z.string(),
      drawn: z.array(DrawnLine),
      /** 签号 of the first that was not drawn; null where all were. */
      nextLot: z.string().nullable(),
      /** How many of the drawn have been recorded, and what was found, in a sentence. */
      found: z.string(),
    }),
  },
  recordSample: {
    method: 'POST',
    path: '/samples/:draw/outcomes',
    label: '登记抽查结果',
    who: ['office'],
    input: z.object({
      draw: z.string().min(1).max(60),
      /** One of the keys that were drawn. */
      key: z.string().min(1).max(300),
      result: CheckResult,
      /** How it was checked and what was found; may be empty where all is so. */
      note: z.string().trim().max(1000).default(''),
      requestId: RequestId,
    }),
    output: z.object({
      ...{ draw: z.string(), key: z.string(), result: CheckResult, words: z.string() },
      at: Instant,
      repeated: z.boolean(),
    }),
  },
  showBranch: {
    method: 'GET',
    path: '/desk/branch',
    label: '查看任务的上下级',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ task: z.string().min(1).max(60), campaign: Campaign }),
    output: z.object({
      ...{ campaign: z.string(), title: z.string(), task: z.string() },
      /** The outermost first: categories, then the item of several tasks. */
      parents: z.array(Parent),
      own: BranchNode,
      /** Its milestones in order. */
      children: z.array(BranchNode),
    }),
  },
  listPersons: {
    method: 'GET',
    path: '/desk/persons',
    label: '列出单位人员',
    who: ['office'],
    input: z.object({ campaign: Campaign }),
    output: z.object({ campaign: z.string(), units: z.array(UnitPersons) }),
  },
} as const;
