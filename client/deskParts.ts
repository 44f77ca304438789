import { z } from 'zod';
import { Instant } from '../domain/instant.ts';

/** How a thing stands, by word, shape and then colour: 正常 ●、临期 ◐、逾期 ▲、升级 ■. */
export const Mark = z.object({
  level: z.enum(['normal', 'near', 'late', 'raised']),
  word: z.string(),
  shape: z.string(),
});
export type Mark = z.infer<typeof Mark>;

/** An instant with its words: `还有 2 个工作日（11月25日 17:00）`, and the rule that made it. */
export const When = z.object({
  /** Beyond all years where a suspension holds it. */
  at: z.iso.datetime({ offset: true }),
  words: z.string(),
  /** `每月25日，遇休息日提前`; null where a person has set it. */
  rule: z.string().nullable(),
  /** 暂定: the holidays around it have not been announced. */
  provisional: z.boolean(),
});
export type When = z.infer<typeof When>;

/** Why a thing is where it is: the rule, and the facts that were counted; short sentences. */
export const Why = z.object({ rule: z.string(), facts: z.array(z.string()) });
export type Why = z.infer<typeof Why>;

/**
 * What a page opens: a task by its key, an interview by its process id, a bulletin by `id/period`, a notice by its id, a
 * plan that is being imported by its desk (its campaign is empty).
 */
export const Target = z.object({
  kind: z.enum([
    ...(['campaign', 'task', 'interview', 'bulletin', 'notice', 'item', 'unit', 'inbox'] as const),
    'plan',
  ]),
  campaign: z.string(),
  id: z.string(),
});
export type Target = z.infer<typeof Target>;

/** An act that is allowed now: the operation with what is already known of its input; `asks` is what a person still fills in. */
export const Allowed = z.object({
  operation: z.string(),
  /** Its `act`, where the operation has several; null where it is the operation itself. */
  act: z.string().nullable(),
  label: z.string(),
  input: z.record(z.string(), z.unknown()),
  asks: z.array(
    z.object({
      /** The field of the input, or `fields.until` of an act on a task. */
      field: z.string(),
      label: z.string(),
      kind: z.enum(['text', 'day', 'instant', 'number', 'choice', 'list', 'files']),
      required: z.boolean(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      /** What whoever answers has to know. */
      hint: z.string().optional(),
      /** Of `files`: whose register keeps them, for which unit the office sends them, and which can be kept. */
      files: z
        .object({
          ...{ campaign: z.string(), unit: z.string().nullable() },
          ...{ accept: z.string(), limit: z.int(), limitWords: z.string() },
        })
        .optional(),
    }),
  ),
  /** The one that the page invites. */
  main: z.boolean(),
});
export type Allowed = z.infer<typeof Allowed>;

/** What happens if nobody acts, in a sentence, with its instant where there is one. */
export const Consequence = z.object({ at: Instant.nullable(), words: z.string() });
export type Consequence = z.infer<typeof Consequence>;

/** A page of a list whose place is told by an opaque text. */
export const Cursor = z.string().max(400).optional();

export const Total = z.object({
  expected: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  exempt: z.int(),
  pending: z.int(),
});

/** What a figure counts, as the query of `searchTasks` that lists it. */
export const Source = z.record(z.string(), z.string());
export type Source = z.infer<typeof Source>;

/** A day in words: `11月22日 星期日（休息日）`, and why it rests or is worked. */
export const DayLine = z.object({
  day: z.string(),
  words: z.string(),
  working: z.boolean(),
  why: z.string(),
  provisional: z.boolean(),
});
export type DayLine = z.infer<typeof DayLine>;
