import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { Field } from '../domain/form.ts';
import {
  Allowed,
  Consequence,
  DayLine,
  Mark,
  Source,
  Target,
  Total,
  When,
  Why,
} from './deskParts.ts';
import { EvidenceShown } from './evidenceShown.ts';

/** What is the same in every answer: the register's clock, and the zone in which words were made. */
export const Head = { now: Instant, zone: z.string() };

/** Something that waits for a person. */
export const Gate = z.object({
  /** Stable as long as it waits: what a page keys its rows by. */
  id: z.string(),
  kind: z.enum([
    ...(['interview', 'bulletin', 'item', 'extension', 'closure', 'objection', 'return'] as const),
    ...(['verify', 'escalation', 'listing', 'obstacle', 'transfer', 'unnamed', 'failed'] as const),
    ...(['plan', 'other'] as const),
  ]),
  /** 约谈提请、通报待签、延期申请… */
  kindWords: z.string(),
  mark: Mark,
  campaign: z.string(),
  campaignTitle: z.string(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  task: z.object({ key: z.string(), no: z.string().nullable(), title: z.string() }).nullable(),
  /** The reason in one sentence. */
  reason: z.string(),
  /** With whom it lies, in words. */
  approver: z.string(),
  /** Since when it waits. */
  since: Instant.nullable(),
  limit: When.nullable(),
  ifNothing: Consequence.nullable(),
  why: Why,
  target: Target,
  acts: z.array(Allowed),
});
export type Gate = z.infer<typeof Gate>;

const UnitLoad = z.object({
  name: z.string(),
  /** By the week: how many obligations fall due. */
  weeks: z.array(z.int()),
  mark: Mark,
});

const DueCount = z.object({
  /** Obligations that fall due, units that owe them, those that have come and those that have not. */
  expected: z.int(),
  units: z.int(),
  reported: z.int(),
  unreported: z.int(),
  source: Source,
});

export const TodayView = z.object({
  ...Head,
  day: DayLine,
  campaigns: z.array(
    z.object({ id: z.string(), title: z.string(), state: z.string(), tasks: z.int() }),
  ),
  gates: z.array(Gate),
  /** How many wait by kind, also of those that the list leaves out. */
  waiting: z.array(z.object({ kind: z.string(), words: z.string(), count: z.int() })),
  gatesTotal: z.int(),
  dueToday: DueCount,
  dueWeek: DueCount,
  /** `今天到期 12 项（8家单位）   本周 41 项   已报 29 · 未报 12`. */
  words: z.string(),
  load: z.object({
    words: z.string(),
    /** The first days of the weeks, Mondays. */
    weeks: z.array(z.string()),
    /** Demands per unit in this week. */
    average: z.number(),
    /** The busiest first. */
    units: z.array(UnitLoad),
  }),
});

/** 我要报什么: one open obligation. */
export const DutyItem = z.object({
  id: z.string(),
  campaign: z.string(),
  campaignTitle: z.string(),
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  content: z.string(),
  obligation: z.string(),
  duty: z.string(),
  dutyTitle: z.string(),
  period: z.string(),
  periodWords: z.string(),
  verdict: z.string(),
  due: When,
  mark: Mark,
  why: Why,
  /** What happens first if nothing is sent: 届时未报：催办. */
  next: Consequence.nullable(),
  form: z.object({
    stage: z.string().nullable(),
    fields: z.array(Field),
    /** How many must be filled in. */
    required: z.int(),
    /** 佐证: whether the duty asks for it. */
    evidence: z.object({ required: z.boolean(), words: z.string() }),
    measures: z.array(
      z.object({ id: z.string(), title: z.string(), unit: z.string(), aim: z.string() }),
    ),
    nilAllowed: z.boolean(),
  }),
  draft: z.object({ at: Instant, words: z.string() }).nullable(),
  /** 退回: the report has to be sent again before its limit. */
  returned: z.object({ reason: z.string(), limit: When.nullable() }).nullable(),
  lastReport: z.object({ at: Instant, words: z.string(), text: z.string() }).nullable(),
  /** Other members of the party; they may report for it. */
  together: z.array(z.string()),
  target: Target,
  acts: z.array(Allowed),
});
export type DutyItem = z.infer<typeof DutyItem>;

/** 被约谈: an interview to which the unit is called in, from its notice until it ends. */
export const Called = z.object({
  process: z.string(),
  campaign: z.string(),
  campaignTitle: z.string(),
  phase: z.string(),
  phaseWords: z.string(),
  mark: Mark,
  /** What has come to pass, in a few words. */
  title: z.string(),
  /** When, where and by whom, as the 约谈通知书 says; null where another time is awaited. */
  meeting: z
    .object({
      at: When,
      place: z.string(),
      interviewer: z.string().nullable(),
      bring: z.array(z.string()),
      contact: z.string().nullable(),
      number: z.string().nullable(),
    })
    .nullable(),
  /** The grounds in a line; `why` lists them with their periods. */
  reason: z.string(),
  why: Why,
  /** What is asked of the unit next. */
  asked: z.string(),
  /** Until when it has to rectify 整改. */
  limit: When.nullable(),
  ifNothing: Consequence.nullable(),
  target: Target,
  acts: z.array(Allowed),
});
export type Called = z.infer<typeof Called>;

export const DutiesView = z.object({
  ...Head,
  day: DayLine,
  unit: z.string(),
  /** `本期要报 3 项，其中 1 项逾期`. */
  words: z.string(),
  total: z.int(),
  late: z.int(),
  near: z.int(),
  /** Not sent, and their entry has closed; not among the total. */
  closed: z.int(),
  next: z.string().nullable(),
  duties: z.array(DutyItem),
  /** The interviews 约谈 to which it is called, with the 整改 that they ask of it. */
  called: z.array(Called),
  /** What else is asked of the unit: 签收, 单位说明, 退回后补正… */
  asked: z.array(Gate),
});

export const GatesView = z.object({
  ...Head,
  day: DayLine,
  who: z.string(),
  total: z.int(),
  gates: z.array(
    Gate.extend({
      /** 什么事 · 谁 · 晚多久 · 为什么是现在 · 要您做什么 · 若不处理 · 依据. */
      what: z.string(),
      whom: z.string(),
      late: z.string(),
      whyNow: z.array(z.string()),
      asked: z.string(),
      evidence: z.array(z.object({ words: z.string(), target: Target })),
      /** 附件 of what was handed in with it, and of the newest reports that it is about. */
      files: z.array(EvidenceShown),
      /** 单位说明, as it was sent. */
      statement: z.object({ at: Instant, words: z.string(), text: z.string() }).nullable(),
      /** The notice whose proof 证据包 may be taken. */
      proof: z.string().nullable(),
    }),
  ),
});

const Light = z.object({
  mark: Mark,
  count: z.int(),
  source: Source,
  /** What makes a task stand so. */
  rule: z.string(),
});

export const GlanceView = z.object({
  ...Head,
  day: DayLine,
  campaign: z.string(),
  title: z.string(),
  state: z.string(),
  /** One sentence for the wall. */
  words: z.string(),
  tasks: z.int(),
  ended: z.int(),
  closed: z.int(),
  lights: z.array(Light),
  counts: Total.extend({ source: Source }),
  trend: z.array(
    z.object({
      duty: z.string(),
      dutyTitle: z.string(),
      period: z.string(),
      periodWords: z.string(),
      due: Instant,
      counts: Total,
      /** On time among those judged, 0–100; null while none is judged. */
      onTimeShare: z.number().nullable(),
      source: Source,
    }),
  ),
  ranking: z.object({
    rule: z.string(),
    units: z.array(
      z.object({
        place: z.int(),
        id: z.string(),
        name: z.string(),
        counts: Total,
        onTimeShare: z.number().nullable(),
        words: z.string(),
        source: Source,
      }),
    ),
  }),
  bulletins: z.object({
    signed: z.int(),
    waiting: z.int(),
    latest: z.object({ words: z.string(), target: Target }).nullable(),
  }),
  interviews: z.object({ total: z.int(), waiting: z.int(), open: z.int(), words: z.string() }),
  soon: z.array(z.object({ due: When, words: z.string(), expected: z.int(), source: Source })),
});
