import { z } from 'zod';
import { Day } from './instant.ts';

/** Shift 遇休息日如何处理: to the working day before, after, or not at all. */
export const Shift = z.enum(['earlier', 'later', 'unchanged']);
export type Shift = z.infer<typeof Shift>;

/** Offset 间隔: working days or calendar days, never a bare number. */
export const Offset = z.union([
  z.strictObject({ workdays: z.int().min(0).max(400) }),
  z.strictObject({ days: z.int().min(0).max(800) }),
]);
export type Offset = z.infer<typeof Offset>;

/**
 * Calendar 工作日历: which days are worked. Saturdays and Sundays rest, except `work` (调休上班); the days of `rest` are
 * holidays; `closures` are rest days of this office only. Days after `announcedThrough` are provisional 暂定: the State
 * Council has not yet announced their holidays.
 */
export const Calendar = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  zone: z.string().default('Asia/Shanghai'),
  announcedThrough: Day,
  rest: z.array(Day),
  work: z.array(Day),
  closures: z.array(z.strictObject({ from: Day, to: Day, name: z.string() })).default([]),
});
export type Calendar = z.infer<typeof Calendar>;
