import { z } from 'zod';
import { BackfillResult } from '../domain/beginning.ts';
import { Day, Instant } from '../domain/instant.ts';

const Counts = z.object({
  expected: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  exempt: z.int(),
  pending: z.int(),
});

/** 试运行: there only where it is one. */
const Trial = z.literal(true).optional();

export const CampaignLine = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: Instant,
  horizon: z.object({ from: Day, to: Day }),
  tasks: z.int(),
  state: z.enum(['starting', 'running', 'paused', 'looking-back', 'ended']),
  trial: Trial,
});

const Upcoming = z.object({
  due: Instant,
  duty: z.string(),
  title: z.string(),
  period: z.string(),
  /** 暂定: the holidays around it have not been announced. */
  provisional: z.boolean(),
  /** Reports that it asks for. */
  expected: z.int(),
});

const Gate = z.object({
  process: z.string(),
  kind: z.enum(['bulletin', 'interview', 'item']),
  what: z.string(),
  approver: z.string(),
  limitAt: Instant.nullable(),
  /** The command that decides it. */
  command: z.string(),
});

const BulletinLine = z.object({
  bulletin: z.string(),
  title: z.string(),
  period: z.string(),
  phase: z.string(),
  draft: z.int(),
  cutOff: Instant,
  limitAt: Instant.nullable(),
  number: z.int().nullable(),
  /** 复核中 is counted apart, where there is any. */
  figures: Counts.extend({ underReview: z.number().optional() }).nullable(),
  criticised: z.array(z.string()),
  commended: z.array(z.string()),
});

export const CampaignView = CampaignLine.extend({
  regime: z.string(),
  zone: z.string(),
  startedAt: Instant,
  firstNoticesAt: Instant,
  announcedThrough: Day,
  counts: Counts,
  upcoming: z.array(Upcoming),
  gates: z.array(Gate),
  bulletins: z.array(BulletinLine),
  interviews: z.int(),
  /** 转入正式: the trial and the campaign that it went live as, of either; null for those who do not read the trial. */
  wentLive: z.object({ trial: z.string(), campaign: z.string() }).nullable(),
  /** 启动前: what fell due before the first notices, by duty; deadlines by day. */
  before: z.array(
    z.object({
      ...{ duty: z.string(), title: z.string(), period: z.string(), due: Instant },
      owing: z.int(),
    }),
  ),
});

export const TaskLine = z.object({
  key: z.string(),
  no: z.string().nullable(),
  ordinal: z.int(),
  category: z.array(z.string()),
  title: z.string(),
  units: z.array(z.string()),
  counts: Counts,
  due: Instant.nullable(),
  ended: z.boolean(),
  /** 已销号; absent where it is not. */
  closed: z.literal(true).optional(),
  /** When the last report came. */
  reportedAt: Instant.nullable(),
  /** The step of the ladder that was taken last, in words; none once a report came after it. */
  step: z.string().nullable(),
  /** 启动前 periods in words, with what was entered about them 补录; absent where there are none. */
  before: z.string().optional(),
});

/** One line of a history: what happened, in a sentence, and why. */
export const HistoryLine = z.object({
  at: Instant,
  kind: z.enum(['fact', 'notice']),
  type: z.string(),
  recipient: z.string().nullable(),
  text: z.string(),
  reason: z.string().nullable(),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

export const TaskView = z.object({
  campaign: z.string(),
  zone: z.string(),
  key: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  content: z.string(),
  category: z.array(z.string()),
  assignments: z.array(z.object({ unit: z.string(), role: z.string() })),
  leaders: z.array(z.string()),
  state: z.string(),
  obligations: z.array(
    z.object({
      obligation: z.string(),
      duty: z.string(),
      period: z.string(),
      units: z.array(z.string()),
      due: Instant,
      closes: Instant.nullable(),
      verdict: z.string(),
    }),
  ),
  interviews: z.array(
    z.object({ process: z.string(), unit: z.string(), phase: z.string(), at: Instant }),
  ),
  /** 升级层级: the highest step ever, and the present one; absent while no step has been taken. */
  level: z.object({ highest: z.string(), present: z.string().nullable() }).optional(),
  /** 计量指标 of each party: what is aimed at, what was told last, how that compares. */
  measures: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        units: z.array(z.string()),
        aim: z.string(),
        told: z.string(),
        level: z.string(),
      }),
    )
    .optional(),
  /** 启动前: outside every expected set, with the entries about them 补录 in the order in which they were made. */
  before: z.array(
    z.object({
      ...{ obligation: z.string(), duty: z.string(), period: z.string(), due: Instant },
      units: z.array(z.string()),
      entries: z.array(
        z.object({
          ...{ unit: z.string(), result: BackfillResult, at: Day.nullable(), source: z.string() },
          ...{ enteredAt: Instant, actor: z.string(), corrected: z.boolean() },
        }),
      ),
    }),
  ),
  trial: Trial,
  history: z.array(HistoryLine),
  /** What happens next if nobody does anything. */
  next: z.array(HistoryLine),
});

export const Receipt = z.object({
  requestId: z.string(),
  campaign: z.string(),
  task: z.string(),
  unit: z.string(),
  duty: z.string(),
  period: z.string(),
  /** Duty and period in words. */
  occasion: z.string(),
  receivedAt: Instant,
  /** Absent while the process has not taken it yet; the receipt stands all the same. */
  verdict: z.string().nullable(),
  version: z.int().nullable(),
  repeated: z.boolean(),
  /** 同一事项: the tasks of other campaigns for which the same report counts, or why it does not there. */
  also: z
    .array(
      z.object({
        campaign: z.string(),
        task: z.string(),
        occasion: z.string().nullable(),
        verdict: z.string().nullable(),
        refused: z.string().nullable(),
      }),
    )
    .optional(),
});

export const InboxView = z.object({
  campaign: z.string(),
  zone: z.string(),
  recipient: z.string(),
  trial: Trial,
  total: z.int(),
  /** Pass it as `after` for the next page; null on the last. */
  next: z.string().nullable(),
  notices: z.array(
    z.object({
      /** What `explain` is asked with. */
      id: z.string(),
      at: Instant,
      type: z.string(),
      recipient: z.string(),
      task: z.string().nullable(),
      no: z.string().nullable(),
      text: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

/** Why a notice was sent, in five sentences; the proof is the text of a sealed file. */
export const ExplainView = z.object({
  campaign: z.string(),
  zone: z.string(),
  id: z.string(),
  title: z.string(),
  recipient: z.string(),
  at: Instant,
  sentences: z.array(z.string()),
  proof: z.string(),
});

/** What another regime would have changed. */
export const WhatIfView = z.object({
  campaign: z.string(),
  zone: z.string(),
  until: Instant,
  regime: z.object({ id: z.string(), version: z.int() }),
  other: z.object({ id: z.string(), version: z.int() }),
  tasks: z.int(),
  messages: z.int(),
  judged: z.int(),
  notices: z.int(),
  verdicts: z.array(
    z.object({
      task: z.string(),
      no: z.string().nullable(),
      obligation: z.string(),
      occasion: z.string(),
      units: z.string(),
      due: Instant,
      old: z.string().nullable(),
      new: z.string().nullable(),
    }),
  ),
  otherNotices: z.array(
    z.object({
      task: z.string(),
      no: z.string().nullable(),
      type: z.string(),
      recipient: z.string(),
      occasion: z.string(),
      old: Instant.nullable(),
      new: Instant.nullable(),
    }),
  ),
});
