import type { Regime } from '../domain/regime.ts';
import type { Verdict } from '../domain/escalation.ts';
import type { Instant } from '../domain/instant.ts';

/** One row of a year: of the register, or as it was rehearsed. */
export interface YearRow {
  readonly process: string;
  readonly kind: 'fact' | 'notice' | 'effect';
  readonly type: string;
  readonly key: string;
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly recipient?: string;
}

/** What is counted, in the order in which it is printed. */
export const COUNTED = {
  report: '报送',
  remind: '提醒',
  urge: '催办',
  letter: '督办函',
  'report-up': '上报',
  'bulletin-issued': '通报',
  criticised: '通报批评',
  commended: '通报表扬',
  proposed: '约谈提请',
  approved: '约谈批准',
  rejected: '约谈不批准',
  lapsed: '约谈失效',
} as const;
export type Counted = keyof typeof COUNTED;
export type Counts = Readonly<Record<Counted, number>>;

/** Counts of a year 全年合计: a person's figures, made row by row so that no row need be kept. */
export interface YearCounts {
  add(row: YearRow): void;
  readonly totals: Counts;
  /** By month of the nominal instant, `2026-03`. */
  readonly months: ReadonlyMap<string, Counts>;
  /** The standing verdicts: a correction takes the place of what it corrects. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  notices(): number;
  /** Vacant roles, and how many notices went elsewhere because of each. */
  readonly vacant: ReadonlyMap<string, number>;
}

export function yearCounts(regime: Regime): YearCounts {
  const stepKinds = new Map(regime.ladder.map(({ id, step }) => [id, step]));
  const totals = none();
  const months = new Map<string, Record<Counted, number>>();
  const verdicts: Record<Verdict, number> = { 'on-time': 0, late: 0, missing: 0, exempt: 0 };
  const vacant = new Map<string, number>();
  let notices = 0;
  const count = (what: Counted, at: Instant) => {
    totals[what] += 1;
    const month = at.slice(0, 7);
    const own = months.get(month) ?? none();
    months.set(month, own);
    own[what] += 1;
  };
  const addNotice = ({ type, payload }: YearRow) => {
    notices += 1;
    const { insteadOf } = payload;
    if (typeof insteadOf !== 'string' || type === 'recipient-missing') return;
    vacant.set(insteadOf, (vacant.get(insteadOf) ?? 0) + 1);
  };
  const addFact = ({ type, at, payload }: YearRow) => {
    if (type === 'judged') {
      // What is owed again 待报, by an extension or a withdrawal, stands under no verdict.
      const standing = (value: unknown): value is Verdict => String(value) in verdicts;
      const { corrects, verdict } = payload;
      if (standing(corrects)) verdicts[corrects] -= 1;
      if (standing(verdict)) verdicts[verdict] += 1;
    }
    const what = type === 'step' ? stepKinds.get(String(payload['step'])) : type;
    if (what !== undefined && isCounted(what)) count(what, at);
  };
  return {
    totals,
    months,
    verdicts,
    vacant,
    notices: () => notices,
    add: (row) => (row.kind === 'notice' ? addNotice(row) : row.kind === 'fact' && addFact(row)),
  };
}

function none(): Record<Counted, number> {
  return Object.fromEntries(Object.keys(COUNTED).map((what) => [what, 0])) as Record<
    Counted,
    number
  >;
}

function isCounted(what: string): what is Counted {
  return what in COUNTED;
}

/** `报送 588 次 · 提醒 588 · … · 约谈提请 5（批准 2、不批准 2、失效 1）` */
export function totalsWords(totals: Counts): string {
  const { approved, rejected, lapsed, proposed, criticised, commended } = totals;
  const open = proposed - approved - rejected - lapsed;
  const outcomes = `批准 ${approved}、不批准 ${rejected}、失效 ${lapsed}${open > 0 ? `、待批 ${open}` : ''}`;
  return [
    `报送 ${totals.report} 次`,
    `提醒 ${totals.remind}`,
    `催办 ${totals.urge}`,
    `督办函 ${totals.letter}`,
    ...(totals['report-up'] > 0 ? [`上报 ${totals['report-up']}`] : []),
    `通报 ${totals['bulletin-issued']} 期（批评 ${criticised} 家次、表扬 ${commended} 家次）`,
    `约谈提请 ${proposed}（${outcomes}）`,
  ].join(' · ');
}
