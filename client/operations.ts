import { z } from 'zod';
import { Calendar } from '../domain/calendar.ts';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { Diagnostic, Draft, DraftTask, PlanTask } from '../domain/plan.ts';
import { Regime } from '../domain/regime.ts';
import { Directory } from '../domain/unit.ts';
import { TalkInput } from './talkInput.ts';
import { CampaignLine, CampaignView, InboxView, Receipt, TaskLine, TaskView } from './answers.ts';
import { PROOF_OPERATIONS } from './proofOperations.ts';
import { CalendarDone, CalendarPreview, CalendarView } from './answersCalendar.ts';

/** Operation 操作: one line of the API; the HTTP server, the command line and the pages are made from this table. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** `:name` parts are fields of the input. */
  readonly path: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly label: string;
  /** Who may; the machine's own guards refuse further. */
  readonly who: readonly Role[];
  /** The largest body in bytes, where it is not the ordinary one. */
  readonly limit?: number;
}

export type Role = 'office' | 'principal' | 'unit' | 'post' | 'auditor';

export const BODY_LIMIT = 1024 * 1024;
/** Documents come whole: a plan of ten thousand tasks is some ten megabytes. */
export const DOCUMENT_LIMIT = 32 * 1024 * 1024;
export const REPORT_LIMIT = 20_000;
const ALL: readonly Role[] = ['office', 'principal', 'unit', 'post', 'auditor'];

/** Request id 请求编号: the same one with the same content is the same request. */
export const RequestId = z
  .string()
  .regex(/^[\x21-\x7e]{1,120}$/, '请求编号应为 1–120 个英文字母、数字或符号，不含空格');
const Campaign = CampaignId.optional();
const Reason = z.string().max(2000);
const Limit = z.coerce.number().int().min(1).max(500).default(50);

const TaskInput = DraftTask.pick({
  no: true,
  category: true,
  title: true,
  content: true,
  assignments: true,
  leaders: true,
  openEnded: true,
  deadlines: true,
  duties: true,
  targets: true,
}).extend({ key: PlanTask.shape.key.optional() });

const Leadership = z.enum(['joint', 'several']);

/** A plan as an importer read it, or as it was confirmed. */
export const PlanInput = Draft.pick({
  title: true,
  issuer: true,
  documentNumber: true,
  issuedOn: true,
  version: true,
  lastKey: true,
}).extend({ tasks: z.array(TaskInput).max(20_000) });
export type PlanInput = z.infer<typeof PlanInput>;

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
  firstNoticesAt: Instant.optional(),
});
export type CampaignDocuments = z.infer<typeof CampaignDocuments>;

const CalendarChangeInput = z.object({
  campaign: z.union([CampaignId, z.literal('current')]),
  calendar: Calendar,
  /** 生效日: earlier days stay as they were announced; absent: today. */
  from: Day.optional(),
});

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
    input: CampaignDocuments.extend({ requestId: RequestId }),
    output: z.object({ campaign: z.string() }),
    limit: DOCUMENT_LIMIT,
  },
  listCampaigns: {
    method: 'GET',
    path: '/campaigns',
    label: '列出专项行动',
    who: ALL,
    input: z.object({}),
    output: z.object({ campaigns: z.array(CampaignLine) }),
  },
  showCampaign: {
    method: 'GET',
    path: '/campaigns/:campaign',
    label: '查看专项行动',
    who: ALL,
    input: z.object({ campaign: z.union([CampaignId, z.literal('current')]) }),
    output: CampaignView,
  },
  showCalendar: {
    method: 'GET',
    path: '/campaigns/:campaign/calendar',
    label: '查看工作日历',
    who: ALL,
    input: z.object({ campaign: z.union([CampaignId, z.literal('current')]) }),
    output: CalendarView,
  },
  previewCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar/preview',
    label: '预览工作日历的变更',
    who: ['office', 'principal', 'auditor'],
    input: CalendarChangeInput,
    output: CalendarPreview,
  },
  publishCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar',
    label: '发布工作日历',
    who: ['office'],
    input: CalendarChangeInput.extend({
      /** 清单校验码 of the preview. */
      confirm: z.string().min(1).max(64),
      reason: Reason,
      requestId: RequestId,
    }),
    output: CalendarDone,
  },
  withdrawCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar/withdraw',
    label: '撤回工作日历',
    who: ['office'],
    input: z.object({
      campaign: z.union([CampaignId, z.literal('current')]),
      reason: Reason,
      requestId: RequestId,
    }),
    output: CalendarDone,
  },
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
      skip: z.coerce.number().int().min(0).default(0),
      limit: Limit,
    }),
    output: InboxView,
  },
  ...PROOF_OPERATIONS,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
/** What a caller sends, before defaults. */
export type InputOf<K extends OperationName> = z.input<(typeof OPERATIONS)[K]['input']>;
/** What a handler gets. */
export type TakenOf<K extends OperationName> = z.output<(typeof OPERATIONS)[K]['input']>;
export type OutputOf<K extends OperationName> = z.output<(typeof OPERATIONS)[K]['output']>;
