import type { Context } from '../../domain/context.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';

/** Duty and period in words: 2026年4月“月度进展”. */
export function occasionWords(
  context: Pick<Context, 'regime' | 'later'>,
  { duty, period }: { readonly duty: string; readonly period: string },
): string {
  return `${periodOf(context, duty, period)}“${titleOfDuty(context, duty)}”`;
}
