import type { Context } from '../../domain/context.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';

/** Duty and period in words: 2026年4月“月度进展”; of a deadline with words of its own, these: 2026年6月30日“报审”. */
export function occasionWords(
  context: Pick<Context, 'regime' | 'later'>,
  one: { readonly duty: string; readonly period: string; readonly what?: string | undefined },
): string {
  const { duty, period, what = titleOfDuty(context, duty) } = one;
  return `${periodOf(context, duty, period)}“${what}”`;
}
