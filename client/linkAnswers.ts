import { z } from 'zod';
import { Field } from '../domain/form.ts';
import { Instant } from '../domain/instant.ts';
import { Evidence } from '../domain/verifyMessages.ts';
import { EvidenceShown } from './evidenceShown.ts';
import { REPORT_CONTENT } from './reportInput.ts';

/** What a report carries beside its text, without what only the office tells of it. */
const { fields, measures, fallReason, evidence, obstacle, asks } = REPORT_CONTENT;

/** What somebody writes about one obligation: a report, or as much of it as there is yet. */
export const Written = {
  text: z.string().max(20_000).optional(),
  nil: z.string().max(500).optional(),
  /** 本期完成数. */
  value: z.number().min(-1e12).max(1e12).optional(),
  ...{ fields, measures, fallReason, evidence, obstacle, asks },
};

/** Beyond all years where a suspension holds it. */
const When = z.object({ at: z.iso.datetime({ offset: true }), words: z.string() });

/** A number that the form asks for: 计量指标 of the task. */
const Asked = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['cumulative', 'rank']),
  unit: z.string(),
  aim: z.string(),
  told: z.string(),
});

/** What was sent last, as it was received. */
const Sent = z.object({
  version: z.int().nullable(),
  at: Instant,
  words: z.string(),
  /** Who sent it: 持链接人：…, or the unit. */
  by: z.string(),
  text: z.string(),
  nil: z.string().nullable(),
  value: z.number().nullable(),
  fields: z.record(z.string(), z.string()),
  evidence: z.array(Evidence),
  obstacle: z.string().nullable(),
});

/** Entry 填报项: one obligation that may be reported now, with everything that its form needs on one screen. */
export const Entry = z.object({
  campaign: z.string(),
  task: z.string(),
  no: z.string().nullable(),
  title: z.string(),
  content: z.string(),
  obligation: z.string(),
  duty: z.string(),
  period: z.string(),
  /** Duty and period in words. */
  occasion: z.string(),
  units: z.array(z.string()),
  due: When,
  closes: When,
  /** 正常 ●、临期 ◐、逾期 ▲: by word, shape and then colour. */
  mark: z.object({
    level: z.enum(['normal', 'near', 'late']),
    word: z.string(),
    shape: z.string(),
  }),
  state: z.enum(['owed', 'returned', 'sent', 'accepted']),
  stateWords: z.string(),
  /** 退回: why, and until when it is to be sent again. */
  returned: z.object({ reason: z.string(), limit: When.nullable() }).nullable(),
  /** What happens first if nothing is sent. */
  ifNothing: z.string().nullable(),
  form: z.object({
    stage: z.string().nullable(),
    fields: z.array(Field),
    /** 佐证 in words, and whether it must be there; which files can be kept, of at most how many bytes. */
    evidence: z.object({
      ...{ required: z.boolean(), words: z.string() },
      ...{ accept: z.string(), limit: z.int(), limitWords: z.string() },
    }),
    /** 本期完成数: asked where the plan sets an amount for this duty. */
    value: z.object({ words: z.string() }).nullable(),
    measures: z.array(Asked),
  }),
  draft: z.object({ content: z.object(Written), at: Instant, words: z.string() }).nullable(),
  sent: Sent.nullable(),
  /** The files that the draft and what was sent last name. */
  files: z.array(EvidenceShown),
});
export type Entry = z.infer<typeof Entry>;

export const EntriesView = z.object({
  campaign: z.string(),
  title: z.string(),
  zone: z.string(),
  now: Instant,
  unit: z.string(),
  /** `本期要报 3 项，其中逾期 1 项`. */
  words: z.string(),
  entries: z.array(Entry),
});
