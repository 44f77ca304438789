import { z } from 'zod';
import { Recipient } from './regimeParts.ts';

const Periods = z.int().min(2).max(36);

/**
 * FlagRule 提示, never a penalty: after so many nil reports 零报告, or reports with the same text, in a row of one duty and
 * party whoever checks is told. Absent: of that nobody is told.
 */
export const FlagRule = z.strictObject({
  nil: Periods.optional(),
  sameText: Periods.optional(),
  to: Recipient,
});
export type FlagRule = z.infer<typeof FlagRule>;
