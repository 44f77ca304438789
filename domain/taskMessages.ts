import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';

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
  /** SHA-256 of the body as received. */
  digest: z.string(),
});
export type ReportSubmitted = z.infer<typeof ReportSubmitted>;

export const Suspended = MessageBase.extend({ kind: z.literal('suspend'), reason: z.string() });
export const Resumed = MessageBase.extend({ kind: z.literal('resume') });
export const Closed = MessageBase.extend({ kind: z.literal('close'), reason: z.string() });
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
  CalendarAmended,
]);
export type TaskMessage = z.infer<typeof TaskMessage>;
