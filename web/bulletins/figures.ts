import type { OutputOf } from '../../client/operations.ts';

type View = OutputOf<'showBulletin'>;
type Counts = View['lines'][number]['counts'];

/** The columns of a bulletin: what each counts, and by which verdict the ledger lists it. */
export const COLUMNS: readonly {
  readonly words: string;
  readonly count: keyof Counts;
  readonly verdict?: string;
}[] = [
  { words: '应报', count: 'expected' },
  { words: '按时', count: 'onTime', verdict: 'on-time' },
  { words: '迟报', count: 'late', verdict: 'late' },
  { words: '未报', count: 'missing', verdict: 'missing' },
  { words: '免报', count: 'exempt', verdict: 'exempt' },
];

/** The list of the ledger behind a figure. */
export function sourceOf(
  campaign: string,
  source: Readonly<Record<string, string>>,
  verdict: string | undefined,
): Readonly<Record<string, string>> {
  return { campaign, ...source, ...(verdict === undefined ? {} : { verdict }) };
}

/** The list behind the figures of all units: as for one of them, without its name. */
export function sourceOfAll({ lines }: Pick<View, 'lines'>): Readonly<Record<string, string>> {
  const found = lines[0]?.source ?? {};
  return Object.fromEntries(Object.entries(found).filter(([name]) => name !== 'unit'));
}
