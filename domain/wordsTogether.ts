import { BY_LENGTH } from './cadence.ts';
import type { Every } from './deadline.ts';
import type { Regime } from './regime.ts';

const SHORT: Readonly<Record<Every, string>> = {
  week: '周',
  'ten-days': '旬',
  month: '月',
  'two-months': '双月',
  quarter: '季',
  'half-year': '半年',
  year: '年',
};

/** `（旬、月、季合报一份）` of a payload with coinciding obligations; by titles where cadences do not tell them apart. */
export function togetherWords(
  { duty, with: others }: { readonly duty?: unknown; readonly with?: unknown },
  { duties }: Pick<Regime, 'duties'>,
): string {
  if (!Array.isArray(others) || others.length === 0) return '';
  const keys: readonly unknown[] = [duty, ...(others as readonly unknown[])];
  const ids = new Set(keys.map((key) => String(key).split('/')[0]));
  const found = duties
    .filter(({ id }) => ids.has(id))
    .sort((a, b) => BY_LENGTH.indexOf(a.every) - BY_LENGTH.indexOf(b.every));
  const short = found.map(({ every }) => SHORT[every]);
  const distinct = new Set(short).size === short.length;
  const names = distinct ? short : found.map(({ title }) => `“${title}”`);
  return `（${names.join('、')}合报一份）`;
}
