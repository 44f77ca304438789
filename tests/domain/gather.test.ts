import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../domain/escalation.ts';
import { gather, type Coverage, type GatherRow } from '../../domain/gather.ts';
import { contextOf, MONTHLY, PLAIN, regimeOf } from '../harness/cast.ts';
import { announced } from '../harness/messages.ts';
import { when } from '../harness/played.ts';

const context = contextOf();

function row(
  period: string,
  judged: Readonly<Record<string, Verdict>>,
  members = ['u001'],
): GatherRow {
  const entries = Object.entries(judged).map(([at, verdict]) => ({ at: when(at), verdict }));
  return { duty: 'monthly', period, members, judged: entries };
}

function over(since: string, cutOff: string, rest: Partial<Coverage> = {}): Coverage {
  return { since: when(since), cutOff: when(cutOff), suspensions: [], ...rest };
}

const SPRING = over('2026-01-01', '2026-02-28 18:00');
const ZERO = { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };

describe('what a bulletin covers', () => {
  test('the obligations whose grace ended after the last cut-off and by this one', () => {
    const rows = ['2026-01', '2026-02', '2026-03'].map((period) => row(period, {}));
    expect(gather(context, rows, SPRING)).toMatchObject({ expected: 2, pending: 2 });
    const exact = over('2026-01-26 17:00', '2026-02-26 17:00');
    expect(gather(context, rows, exact).expected).toBe(1);
  });

  test('of the duties that it names', () => {
    const rows = [row('2026-01', {}), { ...row('2026-01-20', {}), duty: 'deadlines' }];
    expect(gather(context, rows, SPRING).expected).toBe(2);
    expect(gather(context, rows, { ...SPRING, duties: ['monthly'] }).expected).toBe(1);
  });

  test('nothing that lies beyond the announced calendar', () => {
    const known = { ...PLAIN, announcedThrough: '2026-01-31' };
    const rows = ['2026-01', '2026-02'].map((period) => row(period, {}));
    expect(gather(contextOf({ calendar: known }), rows, SPRING).expected).toBe(1);
    const calendar = announced(known, '2026-12-31', []);
    expect(gather(contextOf({ calendar }), rows, SPRING).expected).toBe(2);
  });

  test('deadlines, also the second of a day', () => {
    const rows = ['2026-02-10', '2026-02-10#2', '2026-03-10'].map((period) => ({
      ...row(period, {}),
      duty: 'deadlines',
    }));
    expect(gather(context, rows, SPRING).expected).toBe(2);
  });
});

describe('figures', () => {
  test('are as judged by the cut-off, the latest entry counting', () => {
    const rows = [
      row('2026-01', { '2026-01-26 17:00': 'missing', '2026-01-28 10:00': 'late' }),
      row('2026-02', { '2026-02-26 17:00': 'missing', '2026-03-02 10:00': 'late' }, ['u002']),
      row('2026-02', { '2026-02-10 10:00': 'on-time' }, ['u003']),
      row('2026-02', { '2026-02-10 10:00': 'exempt' }, ['u004']),
    ];
    expect(gather(context, rows, SPRING)).toEqual({
      ...ZERO,
      ...{ expected: 4, late: 1, missing: 1, onTime: 1, exempt: 1 },
      units: [
        { unit: 'u001', ...ZERO, expected: 1, late: 1 },
        { unit: 'u002', ...ZERO, expected: 1, missing: 1 },
        { unit: 'u003', ...ZERO, expected: 1, onTime: 1 },
        { unit: 'u004', ...ZERO, expected: 1, exempt: 1 },
      ],
    });
  });

  test('a correction recorded later, of a report received in time, counts', () => {
    const judged = { '2026-02-26 17:00': 'missing', '2026-02-25 10:00': 'on-time' } as const;
    expect(gather(context, [row('2026-02', judged)], SPRING)).toMatchObject({
      onTime: 1,
      missing: 0,
    });
  });

  test('a joint miss is one in the total and stands against each member once', () => {
    const rows = [row('2026-01', { '2026-01-26 17:00': 'missing' }, ['u002', 'u001', 'u002'])];
    expect(gather(context, rows, SPRING)).toEqual({
      ...ZERO,
      ...{ expected: 1, missing: 1 },
      units: ['u001', 'u002'].map((unit) => ({ unit, ...ZERO, expected: 1, missing: 1 })),
    });
  });
});

describe('under suspensions', () => {
  const held = (from: string, to?: string): Partial<Coverage> => ({
    suspensions: [{ from: when(from), ...(to === undefined ? {} : { to: when(to) }) }],
  });
  const rows = ['2026-01', '2026-02', '2026-03', '2026-04'].map((period) => row(period, {}));
  const expected = (since: string, cutOff: string, rest: Partial<Coverage>) =>
    gather(context, rows, over(since, cutOff, rest)).expected;

  test('what a lasting one holds is not asked for', () => {
    expect(expected('2026-01-01', '2026-04-30 18:00', held('2026-02-20 12:00'))).toBe(1);
  });

  test('what was moved is covered where its grace really ends', () => {
    const moved = held('2026-02-20 12:00', '2026-03-02 12:00');
    expect(expected('2026-01-01', '2026-02-28 18:00', moved)).toBe(1);
    expect(expected('2026-02-28 18:00', '2026-04-30 18:00', moved)).toBe(3);
  });

  test('what was exempt is covered where the suspension ended', () => {
    const whole = held('2026-02-27 12:00', '2026-04-02 12:00');
    expect(expected('2026-02-28 18:00', '2026-04-02 11:59', whole)).toBe(0);
    expect(expected('2026-02-28 18:00', '2026-04-02 12:00', whole)).toBe(1);
  });

  test('what it moves beyond the announced calendar waits', () => {
    const calendar = { ...PLAIN, announcedThrough: '2026-02-28' };
    const moved = over(
      '2026-01-01',
      '2026-04-30 18:00',
      held('2026-02-20 12:00', '2026-03-02 12:00'),
    );
    expect(gather(contextOf({ calendar }), rows.slice(0, 2), moved).expected).toBe(1);
  });
});

test('rows of unknown periods are left out', () => {
  const regime = regimeOf({ duties: [{ ...MONTHLY, every: 'quarter' }] });
  expect(gather(contextOf({ regime }), [row('2026-01', {})], SPRING).expected).toBe(0);
});

describe('what fell due on another day 改期', () => {
  const moved = [{ at: when('2026-02-20 10:00'), due: '2026-03-10' }];
  const SUMMER = over('2026-02-28 18:00', '2026-04-30 18:00');

  test('is covered where its new grace ends, and not where the old one ended', () => {
    const rows = [{ ...row('2026-02', {}), moved }];
    expect(gather(context, rows, SPRING).expected).toBe(0);
    expect(gather(context, rows, SUMMER)).toMatchObject({ expected: 1, pending: 1 });
  });

  test('was due as planned as long as nobody had decided', () => {
    const later = [{ at: when('2026-03-02 10:00'), due: '2026-03-10' }];
    const rows = [{ ...row('2026-02', { '2026-02-26 17:00': 'missing' }), moved: later }];
    expect(gather(context, rows, SPRING)).toMatchObject({ expected: 1, missing: 1 });
  });

  test('is pending again where its miss was lifted', () => {
    const judged = [
      { at: when('2026-02-26 17:00'), verdict: 'missing' as const },
      { at: when('2026-03-02 10:00'), verdict: 'pending' as const },
    ];
    const rows = [
      { ...row('2026-02', {}), judged, moved: [{ ...moved[0]!, at: when('2026-03-02 10:00') }] },
    ];
    expect(gather(context, rows, SUMMER)).toMatchObject({ expected: 1, pending: 1, missing: 0 });
  });
});
