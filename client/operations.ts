import { z } from 'zod';
import type { Desk } from '../domain/access.ts';
import { Calendar } from '../domain/calendar.ts';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { Diagnostic } from '../domain/plan.ts';
import { Regime } from '../domain/regime.ts';
import { Directory } from '../domain/unit.ts';
import { BEGINNING_OPERATIONS } from './beginningOperations.ts';
import { BurdenReason } from './burdenReason.ts';
import { CALENDAR_OPERATIONS } from './calendarOperations.ts';
import { REGIME_OPERATIONS } from './regimeOperations.ts';
import { REORGANISE_OPERATIONS } from './reorganiseOperations.ts';
import { BULK_OPERATIONS } from './bulkOperations.ts';
import { REPORT_OPERATIONS } from './reportOperations.ts';
import { RequestId } from './requestId.ts';
import { NEXT, PAGE } from './listPage.ts';
import { REPORT_CONTENT } from './reportInput.ts';
import { TalkInput } from './talkInput.ts';
import { WantedCampaign } from './wantedCampaign.ts';
import { CampaignLine, CampaignView, InboxView, Receipt, TaskLine, TaskView } from './answers.ts';
import { ACCOUNT_OPERATIONS } from './accountOperations.ts';
import { ACT_OPERATIONS } from './actOperations.ts';
import { AUDIT_OPERATIONS } from './auditOperations.ts';
import { CONTENT_OPERATIONS } from './contentOperations.ts';
import { DEMO_OPERATIONS } from './demoOperations.ts';
import { LOAD_OPERATIONS } from './loadOperations.ts';
import { DESK_OPERATIONS } from './deskOperations.ts';
import { ITEM_OPERATIONS } from './itemOperations.ts';
import { BATCH_OPERATIONS } from './batchOperations.ts';
import { EVIDENCE_OPERATIONS } from './evidenceOperations.ts';
import { LINK_OPERATIONS } from './linkOperations.ts';
import { OFFICE_OPERATIONS } from './officeOperations.ts';
import { PlanInput } from './planInput.ts';
import { PLAN_DESK_OPERATIONS } from './planDeskOperations.ts';
import { PLAN_OPERATIONS } from './planOperations.ts';
import { PROOF_OPERATIONS } from './proofOperations.ts';
import { SYSTEM_OPERATIONS } from './systemOperations.ts';
import { WEB_OPERATIONS } from './webOperations.ts';

/** Operation 操作: one line of the API; the HTTP server, the command line and the pages are made from this table. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** `:name` parts are fields of the input. */
  readonly path: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly label: string;
  /** Who may; the machine's own guards refuse further. */
  readonly who: readonly Desk[];
  /** The largest body in bytes, where it is not the ordinary one. */
  readonly limit?: number;
  /**
   * Its content or answer holds a password or a token: nothing of it is kept. Sent again with the same number it is done again;
   * `once`: it is refused, since it makes something each time and what was answered is shown once.
   */
  readonly secret?: true | 'once';
  /** `taken`: the body is a file as it is, `bytes` of the input, and the other fields stand in the query; `given`: the answer is a file. */
  readonly file?: 'taken' | 'given';
}

/** The desks at which actors of the register sit. */
export type Role = Extract<Desk, 'office' | 'principal' | 'unit' | 'post' | 'auditor'>;

export const BODY_LIMIT = 1024 * 1024;
/** Documents come whole: a plan of ten thousand tasks is some ten megabytes. */
export const DOCUMENT_LIMIT = 32 * 1024 * 1024;
export const REPORT_LIMIT = 20_000;
const ALL: readonly Role[] = ['office', 'principal', 'unit', 'post', 'auditor'];

const Campaign = CampaignId.optional();
const Reason = z.string().max(2000);
const Limit = z.coerce.number().int().min(1).max(500).default(50);

const Leadership = z.enum(['joint', 'several']);

/** Everything that a campaign binds. */
export const CampaignDocuments = z.object({
  plan: PlanInput,
  regime: Regime,
  calendar: Calendar,
  directory: Directory.optional(),
  /** `to` is exclusive. */
  horizon: z.object({ from: Day, to: Day }),
  /** Units named in one cell: for all tasks, or by task key (or printed number), `*` for the others. */
  leadership: z.union([Leadership, z.record(z.string().min(1).max(60), Leadership)]).optional(),
  /** Codes of diagnostics that a person has seen and accepts. */
  confirm: z.array(z.string().max(60)).max(50).optional(),
  /** What the importer saw: blocking ones keep the campaign from starting. */
  diagnostics: z.array(Diagnostic).max(2000).optional(),
  startedAt: Instant.optional(),
  /** 首批通知: at least 30 minutes after the start. */
  firstNoticesAt: Instant.optional(),
  /** 试运行: every notice goes to the office only. */
  trial: z.boolean().optional(),
});
export type CampaignDocuments = z.infer<typeof CampaignDocuments>;

/** What a decision answers. */
const Decided = z.object({
  process: z.string(),
  what: z.string(),
  act: z.string(),
  requestId: z.string(),
  value: z.record(z.string(), z.unknown()),
  repeated: z.boolean(),
});

export const OPERATIONS = {
  checkCampaign: {
    method: 'POST',
    path: '/campaigns/check',
    label: '检查方案能否启动',
    who: ALL,
    input: CampaignDocuments,
    output: z.object({ diagnostics: z.array(Diagnostic) }),
    limit: DOCUMENT_LIMIT,
  },
  createCampaign: {
    method: 'POST',
    path: '/campaigns',
    label: '启动专项行动',
    who: ['office'],
    input: CampaignDocuments.extend({ burdenReason: BurdenReason, requestId: RequestId }),
    output: z.object({ campaign: z.string() }),
    limit: DOCUMENT_LIMIT,
  },
  listCampaigns: {
    method: 'GET',
    path: '/campaigns',
    label: '列出专项行动',
    who: ALL,
    input: z.object({
      ...PAGE,
      /** Those that run, or those that have ended; absent: all, those that run first. */
      state: z.enum(['open', 'ended']).optional(),
      /** On the first page this one too, whatever its state. */
      also: Campaign,
    }),
    output: z.object({
      campaigns: z.array(CampaignLine),
      ...NEXT,
      /** How many have ended, whichever are asked for. */
      ended: z.int(),
    }),
  },
  showCampaign: {
    method: 'GET',
    path: '/campaigns/:campaign',
    label: '查看专项行动',
    who: ALL,
    input: z.object({ campaign: WantedCampaign }),
    output: CampaignView,
  },
  ...CALENDAR_OPERATIONS,
  ...REGIME_OPERATIONS,
  listTasks: {
    method: 'GET',
    path: '/tasks',
    label: '列出任务',
    who: ALL,
    input: z.object({
      campaign: Campaign,
      unit: z.string().max(200).optional(),
      verdict: z.enum(['pending', 'on-time', 'late', 'missing', 'exempt']).optional(),
      category: z.string().max(200).optional(),
      after: z.coerce.number().int().min(-1).optional(),
      limit: Limit,
    }),
    output: z.object({
      campaign: z.string(),
      zone: z.string(),
      trial: z.literal(true).optional(),
      total: z.int(),
      /** Pass it as `after` for the next page; null on the last. */
      next: z.int().nullable(),
      tasks: z.array(TaskLine),
    }),
  },
  showTask: {
    method: 'GET',
    path: '/tasks/:task',
    label: '查看任务',
    who: ALL,
    input: z.object({ task: z.string().min(1).max(60), campaign: Campaign }),
    output: TaskView,
  },
  submitReport: {
    method: 'POST',
    path: '/tasks/:task/reports',
    label: '报送',
    who: ['unit', 'office'],
    input: z.object({
      task: z.string().min(1).max(60),
      campaign: Campaign,
      /** Only the office names it, when it enters a report for a unit. */
      unit: z.string().max(200).optional(),
      duty: z.string().max(60).optional(),
      period: z.string().max(60).optional(),
      text: z.string(),
      nil: z.string().max(500).optional(),
      /** 本期完成数 of the duty that the report names. */
      value: z.number().min(-1e12).max(1e12).optional(),
      ...REPORT_CONTENT,
      requestId: RequestId,
    }),
    output: Receipt,
  },
  decide: {
    method: 'POST',
    path: '/decisions',
    label: '作出决定',
    who: ['office', 'principal', 'post'],
    input: z.object({
      campaign: Campaign,
      /** A process id, a campaign, a task, or the unit of an interview. */
      subject: z.string().max(300).optional(),
      act: z.enum(['approve', 'reject', 'sign', 'return', 'pause', 'resume', 'close', 'exempt']),
      reason: Reason.optional(),
      bulletin: z.string().max(60).optional(),
      duty: z.string().max(60).optional(),
      period: z.string().max(60).optional(),
      unit: z.string().max(200).optional(),
      obligation: z.string().max(200).optional(),
      /** Whom a bulletin that is signed praises, by name, of those proposed; absent: all, `none`: nobody. */
      commend: z.array(z.string().max(200)).max(1000).optional(),
      requestId: RequestId,
    }),
    output: Decided,
  },
  decideInterview: {
    method: 'POST',
    path: '/interviews/decisions',
    label: '办理约谈',
    who: ['office', 'principal', 'unit', 'post'],
    input: TalkInput,
    output: Decided,
  },
  readInbox: {
    method: 'GET',
    path: '/inbox',
    label: '查看收件箱',
    who: ALL,
    input: z.object({
      campaign: Campaign,
      recipient: z.string().min(1).max(200),
      /** `next` of the page before. */
      after: z.string().max(600).optional(),
      /** For people who count; whoever reads everything goes by `after`. */
      skip: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: Limit,
    }),
    output: InboxView,
  },
  ...ACT_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...BEGINNING_OPERATIONS,
  ...BULK_OPERATIONS,
  ...REORGANISE_OPERATIONS,
  ...PROOF_OPERATIONS,
  ...ITEM_OPERATIONS,
  ...PLAN_OPERATIONS,
  ...PLAN_DESK_OPERATIONS,
  ...CONTENT_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...DEMO_OPERATIONS,
  ...LOAD_OPERATIONS,
  ...LINK_OPERATIONS,
  ...EVIDENCE_OPERATIONS,
  ...BATCH_OPERATIONS,
  ...DESK_OPERATIONS,
  ...SYSTEM_OPERATIONS,
  ...WEB_OPERATIONS,
  ...OFFICE_OPERATIONS,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
/** What a caller sends, before defaults. */
export type InputOf<K extends OperationName> = z.input<(typeof OPERATIONS)[K]['input']>;
/** What a handler gets. */
export type TakenOf<K extends OperationName> = z.output<(typeof OPERATIONS)[K]['input']>;
export type OutputOf<K extends OperationName> = z.output<(typeof OPERATIONS)[K]['output']>;
