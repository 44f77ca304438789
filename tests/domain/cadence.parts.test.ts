import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPart, nests, periodsWithin, type Cadence } from '../../domain/cadence.ts';
import { campaignTicks } from '../../domain/campaignTicks.ts';
import { dayOfSerial, plusDays, serial } from '../../domain/instant.ts';
import { dutySlots, periodsOf } from '../../domain/obligation.ts';
import { withPhase } from '../../domain/phase.ts';
import type { Parts, Regime } from '../../domain/regime.ts';
import { BULLETIN, contextOf, regimeOf } from '../harness/cast.ts';
import { togetherRegime } from '../harness/coinciding.ts';

/** A plan of 7 April 2022 for the time until the end of 2025, as it is bound. */
const FOUR_YEARS = { from: '2022-04-07', to: '2026-01-01' };
const FROM_THE_FIRST = { from: '2022-04-01', to: '2026-01-01' };

describe.each([FOUR_YEARS, FROM_THE_FIRST])('四年 %j', (horizon) => {
  const keys = (every: Cadence['every'], parts?: Parts) =>
    periodsOf({ every, parts }, contextOf({ horizon })).map(({ key }) => key);

  test('45 months', () => {
    expect(keys('month', 'count')).toHaveLength(45);
    expect([keys('month', 'count')[0], keys('month')[44]]).toEqual(['2022-04', '2025-12']);
  });

  test('22 windows of two months from April–May; December 2025 alone is a part', () => {
    expect(keys('two-months', 'skip')).toHaveLength(22);
    expect(keys('two-months', 'skip').slice(0, 1)).toEqual(['2022-04B']);
    expect(keys('two-months', 'skip').at(-1)).toBe('2025-10B');
    expect(keys('two-months', 'count')).toHaveLength(23);
  });

  test('7 half-years without the part of 2022, 8 with it; 4 years', () => {
    expect(keys('half-year', 'skip')).toHaveLength(7);
    expect(keys('half-year', 'skip')[0]).toBe('2022H2');
    expect(keys('half-year', 'count')).toHaveLength(8);
    expect(keys('year', 'count')).toEqual(['2022', '2023', '2024', '2025']);
    expect(keys('year', 'skip')).toEqual(['2023', '2024', '2025']);
  });

  test('a month begun on the 7th is a part of one', () => {
    expect(keys('month', 'skip')).toHaveLength(horizon === FOUR_YEARS ? 44 : 45);
  });
});

describe('over a campaign', () => {
  const horizon = { from: '2026-04-07', to: '2026-12-16' };
  const monthly = regimeOf().duties[0];
  const counts = (parts: Parts | undefined) => {
    const context = contextOf({
      horizon,
      regime: regimeOf({
        duties: [{ ...monthly, parts }],
        bulletins: [{ ...BULLETIN, every: 'half-year', parts }],
      }),
    });
    const cutOffs = campaignTicks(context).filter(({ kind }) => kind === 'cut-off');
    return [dutySlots(context).length, cutOffs.map((tick) => 'period' in tick && tick.period)];
  };

  test('parts count unless the regime skips them', () => {
    expect(counts(undefined)).toEqual([9, ['2026H1', '2026H2']]);
    expect(counts('count')).toEqual(counts(undefined));
    expect(counts('skip')).toEqual([7, ['2026H2']]);
  });
});

const cadences = fc.oneof(
  fc.constantFrom<Cadence>({ every: 'month' }, { every: 'ten-days' }),
  fc.integer({ min: 1, max: 7 }).map((phase): Cadence => ({ every: 'week', phase })),
  fc
    .tuple(
      fc.constantFrom(
        'two-months' as const,
        'quarter' as const,
        'half-year' as const,
        'year' as const,
      ),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([every, phase]): Cadence => ({ every, phase })),
);
const days = fc
  .integer({ min: serial('2018-01-01'), max: serial('2033-12-31') })
  .map((n) => dayOfSerial(n));
const length = ({ from, to }: { from: string; to: string }) => serial(to) - serial(from);

describe('periods', () => {
  test('旬 have 8 to 11 days, three to a month; weeks have 7', () => {
    const tens = periodsWithin({ every: 'ten-days' }, '2016-01-01', '2036-01-01');
    expect(new Set(tens.map(length))).toEqual(new Set([8, 9, 10, 11]));
    expect(tens).toHaveLength(20 * 36);
    const odd = tens.filter(({ key, ...period }) => !key.endsWith('c') && length(period) !== 10);
    expect(odd).toEqual([]);
    for (const phase of [1, 2, 3, 4, 5, 6, 7]) {
      const weeks = periodsWithin({ every: 'week', phase }, '2016-01-01', '2036-01-01');
      expect(new Set(weeks.map(length))).toEqual(new Set([7]));
    }
  });

  test('only the first and the last of a span can be parts', () => {
    fc.assert(
      fc.property(cadences, days, fc.integer({ min: 1, max: 1500 }), (cadence, from, n) => {
        const to = plusDays(from, n);
        const all = periodsWithin(cadence, from, to);
        const whole = periodsWithin(cadence, from, to, 'skip');
        expect(whole).toEqual(all.filter((period) => !isPart(cadence, period, from, to)));
        const middle = all.slice(1, -1);
        expect(whole.filter(({ key }) => middle.some((own) => own.key === key))).toEqual(middle);
        const inside = all.filter((period) => period.from >= from && period.to <= to);
        expect(whole).toEqual(expect.arrayContaining(inside));
      }),
    );
  });

  test('nest exactly where `nests` says so', () => {
    const span = ['2020-01-01', '2028-01-01'] as const;
    fc.assert(
      fc.property(cadences, cadences, (inner, outer) => {
        const wholes = periodsWithin(outer, ...span);
        const inside = periodsWithin(inner, ...span).every((part) =>
          wholes.some(({ from, to }) => from <= part.from && part.to <= to),
        );
        const weekly = inner.every === 'week' || outer.every === 'week';
        expect(nests(inner, outer)).toBe(!weekly && inside);
      }),
      { numRuns: 150 },
    );
  });
});

describe('another phase, for a preview', () => {
  const regime = regimeOf({
    bulletins: [BULLETIN, { ...BULLETIN, id: 'monthly', title: '同名' }],
  });
  const made = (id: string, phase: number, from: Regime = regime) => withPhase(from, id, phase);

  test('begins the windows of a bulletin in another month, and leaves the regime as it was', () => {
    const found = made('bimonthly', 5);
    if (!('regime' in found)) throw new Error(found.fault);
    const windows = (own: Regime) =>
      campaignTicks(contextOf({ regime: own, horizon: { from: '2026-04-07', to: '2026-10-01' } }))
        .filter((tick) => tick.kind === 'cut-off' && tick.bulletin === 'bimonthly')
        .map((tick) => 'period' in tick && tick.period);
    expect(windows(regime)).toEqual(['2026-04B', '2026-06B', '2026-08B']);
    expect(windows(found.regime)).toEqual(['2026-03B', '2026-05B', '2026-07B', '2026-09B']);
    expect(regime.bulletins[0]).not.toHaveProperty('phase');
  });

  test.each([
    ['bimonth', 5, /没有标识为“bimonth”的报送要求或通报.*bimonthly/],
    ['monthly', 5, /既是报送要求又是通报/],
    ['bimonthly', 13, /1–12/],
    ['bimonthly', 1.5, /1–12/],
  ])('%s = %d is refused', (id, phase, fault) => {
    expect(made(id, phase)).toEqual({ fault: expect.stringMatching(fault) });
  });

  test('a cadence without phases, and one with which duties would no longer nest', () => {
    expect(made('xun', 2, togetherRegime())).toEqual({
      fault: expect.stringMatching(/不需要 phase/),
    });
    expect(made('quarter', 2, togetherRegime())).toHaveProperty('regime');
    const half = { ...togetherRegime().duties[2], id: 'half', title: '半年报', every: 'half-year' };
    const duties = [...togetherRegime().duties, half];
    const nested = togetherRegime({ duties, together: [{ duties: ['quarter', 'half'] }] });
    expect(made('quarter', 2, nested)).toEqual({ fault: expect.stringMatching(/也要对齐/) });
  });
});
