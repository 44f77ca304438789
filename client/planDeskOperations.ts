import { z } from 'zod';
import { Day } from '../domain/instant.ts';
import { Regime } from '../domain/regime.ts';
import {
  DeskCheck,
  DeskDone,
  DeskLine,
  DeskTask,
  DeskView,
  DoubtLine,
  FileAnswer,
  TextFault,
} from './planDeskAnswers.ts';
import { DeskLeadership, LighterAct } from './planDeskWork.ts';
import { RehearsalAnswer, RehearsedDayAnswer } from './planDeskYearAnswer.ts';
import { BurdenReason } from './burdenReason.ts';
import { RequestId } from './requestId.ts';
import { UNIT_RECORD_OPERATIONS } from './unitRecordOperations.ts';
import { WantedCampaign } from './wantedCampaign.ts';

/** A file of 32 MB in base64, and what stands around it. */
const UPLOAD_LIMIT = 44 * 1024 * 1024;
const TEXT_LIMIT = 3 * 1024 * 1024;
/** A regime, a directory, a calendar as text. */
const Text = z.string().max(1_048_576);
const Desk = z.string().regex(/^p-[0-9a-f]{12}$/, '案卷编号应写作 p- 加 12 位');
const Limit = z.coerce.number().int().min(1).max(200).default(50);
const After = z.coerce.number().int().min(-1).default(-1);
const Seed = z.int().min(0).max(1_000_000).default(1);

/** Whoever writes names the version that he has seen: two people do not overwrite one another. */
const Write = { desk: Desk, version: z.int().min(1), requestId: RequestId };

const Answered = z.object({
  doubt: z.string().min(1).max(40),
  /** `withdrawn`: what was said is taken back. */
  what: z.enum(['accepted', 'corrected', 'asked', 'withdrawn']),
  value: z.string().max(20_000).optional(),
  of: z.string().max(200).optional(),
  note: z.string().max(2_000).optional(),
});

const Way = z.enum(['silent', 'on-time', 'last-year', 'mixed', 'compare-leads']);
const Format = z.enum(['xlsx', 'docx']).default('xlsx');

/** From a dropped file to a started campaign 方案导入. */
export const PLAN_DESK_OPERATIONS = {
  openPlanDesk: {
    method: 'POST',
    path: '/plan-desks',
    label: '导入方案文件',
    who: ['office'],
    input: z.object({
      name: z.string().min(1).max(255),
      /** The file in base64. */
      bytes: z.string().min(1).max(UPLOAD_LIMIT),
      requestId: RequestId,
    }),
    output: DeskView,
    limit: UPLOAD_LIMIT,
  },
  listPlanDesks: {
    method: 'GET',
    path: '/plan-desks',
    label: '列出方案案卷',
    who: ['office'],
    input: z.object({
      state: z.enum(['open', 'started', 'discarded']).optional(),
      after: Desk.optional(),
      limit: Limit,
    }),
    output: z.object({ desks: z.array(DeskLine), next: z.string().nullable() }),
  },
  showPlanDesk: {
    method: 'GET',
    path: '/plan-desks/:desk',
    label: '查看方案案卷',
    who: ['office'],
    input: z.object({ desk: Desk }),
    output: DeskView,
  },
  listDeskDoubts: {
    method: 'GET',
    path: '/plan-desks/:desk/doubts',
    label: '列出待核对之处',
    who: ['office'],
    input: z.object({
      desk: Desk,
      state: z.enum(['open', 'closed']).default('open'),
      kind: z.string().max(60).optional(),
      after: After,
      limit: Limit,
    }),
    output: z.object({
      version: z.int(),
      total: z.int(),
      next: z.int().nullable(),
      doubts: z.array(DoubtLine),
    }),
  },
  listDeskTasks: {
    method: 'GET',
    path: '/plan-desks/:desk/tasks',
    label: '列出案卷中的任务',
    who: ['office'],
    input: z.object({ desk: Desk, after: After, limit: Limit }),
    output: z.object({
      version: z.int(),
      total: z.int(),
      next: z.int().nullable(),
      tasks: z.array(DeskTask),
    }),
  },
  answerDoubts: {
    method: 'POST',
    path: '/plan-desks/:desk/answers',
    label: '核对疑点',
    who: ['office'],
    input: z.object({
      ...Write,
      answers: z.array(Answered).max(500).default([]),
      /** Every open doubt of these kinds is accepted. */
      acceptKinds: z.array(z.string().max(60)).max(50).default([]),
    }),
    output: DeskDone,
  },
  setDeskRegime: {
    method: 'POST',
    path: '/plan-desks/:desk/regime',
    label: '选定或修改制度',
    who: ['office'],
    input: z.object({
      ...Write,
      /** The regime as it was typed; kept with its faults. */
      yaml: Text.optional(),
      /** The name of a sample, or `plan`: what the text prescribes. */
      pick: z.string().max(60).optional(),
      /** The text as it is, with what makes it ask for less. */
      lighter: LighterAct.optional(),
    }),
    output: DeskDone,
    limit: TEXT_LIMIT,
  },
  setDeskDocuments: {
    method: 'POST',
    path: '/plan-desks/:desk/documents',
    label: '填写名录、日历和期限',
    who: ['office'],
    input: z.object({
      ...Write,
      title: z.string().max(300).nullable().optional(),
      units: Text.nullable().optional(),
      groups: z
        .record(z.string().min(1).max(200), z.array(z.string().min(1).max(200)).max(1000))
        .optional(),
      /** Members confirmed as new units; where it is given, others that no directory knows are refused. */
      newUnits: z.array(z.string().min(1).max(200)).max(20_000).optional(),
      calendar: Text.nullable().optional(),
      /** Both days inclusive. */
      horizon: z.object({ from: Day, last: Day }).optional(),
      leadership: z
        .union([DeskLeadership, z.record(z.string().min(1).max(60), DeskLeadership)])
        .nullable()
        .optional(),
    }),
    output: DeskDone,
    limit: TEXT_LIMIT,
  },
  checkDesk: {
    method: 'GET',
    path: '/plan-desks/:desk/check',
    label: '检查案卷能否启动',
    who: ['office'],
    input: z.object({ desk: Desk }),
    output: DeskCheck,
  },
  rehearseDesk: {
    method: 'POST',
    path: '/plan-desks/:desk/rehearsals',
    label: '推演案卷',
    who: ['office'],
    input: z.object({ desk: Desk, way: Way.default('silent'), seed: Seed }),
    output: RehearsalAnswer,
  },
  ...UNIT_RECORD_OPERATIONS,
  showRehearsal: {
    method: 'GET',
    path: '/plan-desks/:desk/rehearsals/:rehearsal',
    label: '查看推演结果',
    who: ['office'],
    input: z.object({ desk: Desk, rehearsal: z.string().max(64) }),
    output: RehearsalAnswer,
  },
  showRehearsedDay: {
    method: 'GET',
    path: '/plan-desks/:desk/rehearsals/:rehearsal/days/:day',
    label: '查看推演中的一天',
    who: ['office'],
    input: z.object({ desk: Desk, rehearsal: z.string().max(64), day: Day }),
    output: RehearsedDayAnswer,
  },
  startDesk: {
    method: 'POST',
    path: '/plan-desks/:desk/start',
    label: '按案卷启动专项行动',
    who: ['office'],
    input: z.object({
      ...Write,
      /** Codes of what has been seen and is accepted. */
      confirm: z.array(z.string().max(60)).max(50).default([]),
      trial: z.boolean().default(false),
      /** Local times, `2026-03-02 09:00`; absent: at once, and half an hour later. */
      startedAt: z.string().max(40).optional(),
      firstNoticesAt: z.string().max(40).optional(),
      /** Why it starts although units are asked for more than the limit. */
      burdenReason: BurdenReason,
    }),
    output: z.object({ desk: z.string(), campaign: z.string(), words: z.string() }),
  },
  discardDesk: {
    method: 'POST',
    path: '/plan-desks/:desk/discard',
    label: '作废方案案卷',
    who: ['office'],
    input: z.object({ ...Write, reason: z.string().min(1).max(2000) }),
    output: DeskDone,
  },
  exportDesk: {
    method: 'GET',
    path: '/plan-desks/:desk/export',
    label: '导出案卷台账',
    who: ['office'],
    input: z.object({ desk: Desk, format: Format }),
    output: FileAnswer,
  },
  exportLedger: {
    method: 'GET',
    path: '/campaigns/:campaign/ledger',
    label: '导出台账',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ campaign: WantedCampaign, format: Format }),
    output: FileAnswer,
  },
  listRegimeSamples: {
    method: 'GET',
    path: '/regime-samples',
    label: '列出制度样本',
    who: ['office', 'principal', 'auditor'],
    input: z.object({}),
    output: z.object({
      samples: z.array(z.object({ name: z.string(), title: z.string(), about: z.string() })),
    }),
  },
  checkRegime: {
    method: 'POST',
    path: '/regimes/check',
    label: '检查制度',
    who: ['office', 'principal', 'auditor'],
    input: z.object({
      /** The regime as it is typed. */
      yaml: Text.optional(),
      /** Or the regime itself, to be written out. */
      regime: Regime.optional(),
      /** Fields that are set in the text, remarks kept; `null` takes a field away. */
      set: z
        .array(
          z.object({
            path: z
              .array(z.union([z.string().max(60), z.int().min(0).max(999)]))
              .min(1)
              .max(8),
            value: z.unknown(),
          }),
        )
        .max(50)
        .default([]),
    }),
    output: z.object({
      yaml: z.string(),
      faults: z.array(TextFault),
      regime: Regime.nullable(),
      /** What it asks for, sentence by sentence. */
      words: z.array(z.string()),
    }),
    limit: TEXT_LIMIT,
  },
} as const;
