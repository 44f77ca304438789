import { z } from 'zod';
import { BulkNumber, BulkTold } from './bulkMessages.ts';
import { Calendar } from './calendar.ts';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';
import { DecideReturn, Delegate, ReturnTask, SignTask, Transfer } from './signMessages.ts';
import { PlanTold } from './planMessages.ts';
import { RegimeAmended, RegimeWithdrawn } from './regimeMessages.ts';
import { CLOSURE_MESSAGES } from './closureMessages.ts';
import { EXTENSION_MESSAGES } from './extensionMessages.ts';
import { GATE_MESSAGES } from './gateMessages.ts';
import { LISTING_MESSAGES } from './listingMessages.ts';
import { Measured } from './measure.ts';
import { OBJECTION_MESSAGES } from './objectionMessages.ts';
import { ReportExtras, VERIFY_MESSAGES } from './verifyMessages.ts';

/** What a unit sends: a report 报送. Its text stays in the intake; the process carries its digest only. */
export const ReportSubmitted = MessageBase.extend({
  kind: z.literal('report'),
  unit: z.string(),
  duty: z.string(),
  period: z.string(),
  /** 零报告: the reason why there is no news. */
  nil: z.string().max(500).optional(),
  /** 本期完成数 of the duty that is named. */
  value: z.number().min(-1e12).max(1e12).optional(),
  /** 指标 of the task, by id; a cumulative one that falls says why. */
  measures: z.record(z.string(), Measured).optional(),
  fallReason: z.string().max(500).optional(),
  /** 阶段 whose form it fills in. */
  stage: z.string().optional(),
  /** SHA-256 of the text without spaces and punctuation, where the regime compares texts. */
  textDigest: z.string().optional(),
  /** SHA-256 of the body as received. */
  digest: z.string(),
  /** 同一事项: the tasks of other campaigns for which the same receipt counts, by process. */
  sharedWith: z.array(z.string().max(200)).min(1).max(50).optional(),
  ...ReportExtras,
});
export type ReportSubmitted = z.infer<typeof ReportSubmitted>;

export const Suspended = MessageBase.extend({
  kind: z.literal('suspend'),
  reason: z.string(),
  number: BulkNumber.optional(),
});
export const Resumed = MessageBase.extend({
  kind: z.literal('resume'),
  reason: z.string().optional(),
  number: BulkNumber.optional(),
});
export const Closed = MessageBase.extend({
  kind: z.literal('close'),
  reason: z.string(),
  /** 终止: an end before its time, which names what it makes void; `basis` by which paper. */
  voids: z.literal(true).optional(),
  basis: z.string().max(200).optional(),
});
export const Exempted = MessageBase.extend({
  kind: z.literal('exempt'),
  obligation: z.string(),
  reason: z.string(),
});

/** Which calendar, of which version. */
const CalendarVersion = z.strictObject({ id: z.string(), version: z.int() });

/** A calendar takes the place of the one in force; what people have decided about it is only recorded. */
export const CalendarAmended = MessageBase.extend({
  kind: z.literal('calendar'),
  calendar: Calendar,
  reason: z.string().max(2000).optional(),
  /** 生效日: from this day on the days are those of the new calendar. */
  from: Day.optional(),
  /** 撤回: the version that is taken back by this one. */
  withdraws: CalendarVersion.optional(),
  /** The calendar that it replaces: refused where another has come into force meanwhile. */
  over: CalendarVersion.optional(),
  /** By unit, how many of its instants change: those units are told. */
  touched: z.record(z.string(), z.int().min(1)).optional(),
});
export type CalendarAmended = z.infer<typeof CalendarAmended>;

/** Everything that a task can be told. */
export const TaskMessage = z.discriminatedUnion('kind', [
  ReportSubmitted,
  Suspended,
  Resumed,
  Closed,
  Exempted,
  BulkTold,
  PlanTold,
  CalendarAmended,
  SignTask,
  ReturnTask,
  DecideReturn,
  Delegate,
  Transfer,
  ...EXTENSION_MESSAGES,
  ...GATE_MESSAGES,
  RegimeAmended,
  RegimeWithdrawn,
  ...CLOSURE_MESSAGES,
  ...LISTING_MESSAGES,
  ...OBJECTION_MESSAGES,
  ...VERIFY_MESSAGES,
]);
export type TaskMessage = z.infer<typeof TaskMessage>;
