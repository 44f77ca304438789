import { z } from 'zod';
import { Day } from '../domain/instant.ts';
import { Diagnostic } from '../domain/plan.ts';
import { LighterAct } from './planDeskWork.ts';
import { DAY_KINDS } from './rehearsalDayBook.ts';
import { RecordShown } from './unitRecords.ts';

const Counts = z.record(z.string(), z.int());

const LeadFigures = z.object({
  parties: z.int(),
  obligations: z.int(),
  missing: z.int(),
  notices: z.int(),
  interviews: z.int(),
});

const RehearsedDayLine = z.object({
  day: Day,
  workday: z.boolean(),
  provisional: z.boolean(),
  due: z.int(),
  remind: z.int(),
  step: z.int(),
  bulletin: z.int(),
  interview: z.int(),
  notice: z.int(),
});

/** Of a unit or a person: what is asked in all, and what of it this plan adds. */
const BurdenLine = {
  name: z.string(),
  total: z.int(),
  added: z.int(),
  running: z.int(),
  duplicates: z.int(),
  /** In percent. */
  share: z.int(),
  peakWeek: z.object({ from: z.string(), count: z.int(), added: z.int() }),
  hours: z.number(),
};

const BurdenAnswer = z.object({
  ...{ limit: z.int(), hoursEach: z.number(), over: z.int(), more: z.int() },
  /** Of all units together. */
  added: z.int(),
  /** Campaigns that run and ask any of these units. */
  campaigns: z.int(),
  words: z.string(),
  units: z.array(
    z.object({
      ...BurdenLine,
      ...{ unit: z.string(), tasks: z.int(), campaigns: z.int(), over: z.int() },
      /** Of this plan alone. */
      months: Counts,
    }),
  ),
  persons: z.array(z.object({ ...BurdenLine, units: z.array(z.string()) })),
});

const AskedFor = z.object({
  total: z.int(),
  /** The busiest unit, with its busiest month and week. */
  unit: z.string(),
  month: z.int(),
  week: z.int(),
});

/** The rehearsed year 推演 on the wire. */
export const YearAnswer = z.object({
  title: z.string(),
  horizon: z.object({ from: Day, to: Day }),
  regime: z.object({ id: z.string(), title: z.string(), version: z.int() }),
  announcedThrough: Day,
  assumption: z.string(),
  /** 按去年情况: the records that were laid over the plan; null where another way was rehearsed. */
  record: RecordShown.nullable(),
  tasks: z.int(),
  units: z.int(),
  expected: z.int(),
  /** Why the units together are asked for another number; null where it is the same. */
  perUnit: z.string().nullable(),
  lines: z.array(z.string()),
  figures: z.array(
    z.object({ label: z.string(), count: z.int(), silent: z.int(), onTime: z.int() }),
  ),
  days: z.array(RehearsedDayLine),
  burden: BurdenAnswer,
  /** What would make this plan ask for less. */
  lighter: z.array(
    z.object({
      act: LighterAct,
      ...{ label: z.string(), words: z.string(), before: AskedFor, after: AskedFor },
    }),
  ),
  shifted: z.array(z.object({ what: z.string(), from: Day, to: Day })),
  /** The provisional 暂定 days, a line each. */
  provisional: z.array(z.string()),
  vacant: z.array(z.object({ role: z.string(), count: z.int() })),
  notes: z.array(Diagnostic),
  leads: z
    .array(
      z.object({
        task: z.string(),
        no: z.string().nullable(),
        title: z.string(),
        leads: z.array(z.string()),
        joint: LeadFigures,
        several: LeadFigures,
      }),
    )
    .nullable(),
});

export const RehearsalAnswer = z.object({
  desk: z.string(),
  /** Version of the desk that was rehearsed, and whether it has changed since. */
  version: z.int(),
  stale: z.boolean(),
  rehearsal: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** From 0 to 1. */
  done: z.number(),
  /** Why it failed. */
  message: z.string().nullable(),
  year: YearAnswer.nullable(),
});

export const RehearsedDayAnswer = z.object({
  day: Day,
  items: z.array(
    z.object({
      kind: z.enum(DAY_KINDS),
      time: z.string(),
      label: z.string(),
      count: z.int(),
      measure: z.string(),
      units: z.array(z.object({ unit: z.string(), tasks: z.array(z.string()), more: z.int() })),
      moreUnits: z.int(),
      why: z.string(),
    }),
  ),
});
