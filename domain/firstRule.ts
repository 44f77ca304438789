import { z } from 'zod';
import { Offset, Shift } from './calendar.ts';
import { Form } from './form.ts';
import { Clock, Day } from './instant.ts';
import { Role } from './plan.ts';
import { Id } from './regimeParts.ts';

/**
 * FirstRule 首报 (实施方案、责任清单): what is owed once, from the start of the campaign. Due so many working or calendar days
 * after the day of the start, or on a day; grace and closing are counted from the due day.
 */
export const FirstRule = z.strictObject({
  id: Id,
  title: z.string().min(1),
  by: z.array(Role).min(1),
  due: z.union([z.strictObject({ within: Offset }), z.strictObject({ on: Day })]),
  time: Clock.default('17:00'),
  shift: Shift.default('later'),
  grace: Offset.default({ workdays: 0 }),
  closes: Offset.default({ workdays: 20 }),
  form: Form.optional(),
});
export type FirstRule = z.infer<typeof FirstRule>;
