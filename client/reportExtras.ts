import { z } from 'zod';
import { Claimed, ReportExtras } from '../domain/verifyMessages.ts';

/** What a report may carry besides: evidence by hash, an obstacle, and where the office enters it, its arrival. */
export const REPORT_EXTRAS = {
  evidence: ReportExtras.evidence,
  obstacle: ReportExtras.obstacle,
  asks: ReportExtras.asks,
  /** `at` as people write it, `2026-01-26 11:00`, or an instant. */
  claimed: Claimed.extend({ at: z.string().min(1).max(60) }).optional(),
};
export type ReportExtrasInput = z.infer<z.ZodObject<typeof REPORT_EXTRAS>>;

/** What of it is there; what is not is left out, so that older digests stay what they were. */
export function extrasGiven(input: ReportExtrasInput): ReportExtrasInput {
  const { evidence, obstacle, asks, claimed } = input;
  return {
    ...(evidence === undefined ? {} : { evidence }),
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(asks === undefined ? {} : { asks }),
    ...(claimed === undefined ? {} : { claimed }),
  };
}
