import { z } from 'zod';
import { Day } from './instant.ts';

/** Cadence word 周期: week 周, ten-days 旬 (1–10, 11–20, 21–end), month … year. */
export const Every = z.enum([
  'week',
  'ten-days',
  'month',
  'two-months',
  'quarter',
  'half-year',
  'year',
]);
export type Every = z.infer<typeof Every>;

/**
 * Deadline 完成时限, typed: a time phrase maps to exactly one of these and never silently to a date.
 * `date` ends on the last day of a month, quarter or year that the text names; `tentative` stands for 力争;
 * `start-now` 立即启动; `continuous` 持续推进; `horizon` no time phrase of its own; `unknown` keeps the words.
 */
export const Deadline = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('date'),
    on: Day,
    what: z.string().optional(),
    tentative: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('start-now') }),
  z.strictObject({ kind: z.literal('continuous') }),
  z.strictObject({ kind: z.literal('horizon') }),
  z.strictObject({ kind: z.literal('recurring'), every: Every }),
  z.strictObject({ kind: z.literal('unknown'), text: z.string() }),
]);
export type Deadline = z.infer<typeof Deadline>;
