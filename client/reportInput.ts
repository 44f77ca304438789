import { z } from 'zod';
import { Filled } from '../domain/form.ts';
import { Measured } from '../domain/measure.ts';
import { extrasGiven, REPORT_EXTRAS } from './reportExtras.ts';

/** What a report may carry beside its text: the form of its stage, the measures of its task. */
export const REPORT_CONTENT = {
  /** 填报表 by the field's id. */
  fields: Filled.optional(),
  /** 指标 by id: the cumulative value, or the place and how many are ranked. */
  measures: z.record(z.string().max(40), Measured).optional(),
  /** Why a cumulative value is less than before. */
  fallReason: z.string().max(500).optional(),
  ...REPORT_EXTRAS,
};
export type ReportContent = z.infer<z.ZodObject<typeof REPORT_CONTENT>>;

/** What a report carries beside its text; what is not there is left out, so that older digests stay what they were. */
export function contentGiven(input: ReportContent): ReportContent {
  const { fields, measures, fallReason } = input;
  return {
    ...(fields === undefined || Object.keys(fields).length === 0 ? {} : { fields }),
    ...(measures === undefined || Object.keys(measures).length === 0 ? {} : { measures }),
    ...(fallReason === undefined ? {} : { fallReason }),
    ...extrasGiven(input),
  };
}

/** Whether a report says anything at all. */
export function isEmptyReport(
  input: ReportContent & {
    readonly text: string;
    readonly nil?: string | undefined;
    readonly value?: number | undefined;
  },
): boolean {
  const { fields, measures } = contentGiven(input);
  const given = [input.nil, input.value, fields, measures];
  return input.text.trim() === '' && given.every((one) => one === undefined);
}
