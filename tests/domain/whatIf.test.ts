import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorkdays } from '../../domain/calendar.ts';
import type { MessageBase } from '../../domain/machine.ts';
import { Regime } from '../../domain/regime.ts';
import { whatIf, type LivedTask } from '../../domain/whatIf.ts';
import {
  CALENDAR,
  contextOf,
  LADDER,
  MONTHLY,
  partyOf,
  regimeOf,
  taskOf,
} from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { recorded } from '../harness/recorded.ts';

const UNTIL = '2026-12-20T00:00:00+08:00';

function lived(messages: readonly MessageBase[], owes = [partyOf('u001'), partyOf('u002')]) {
  const input = { context: contextOf({ calendar: CALENDAR }), task: taskOf({ owes }) };
  const { turns } = recorded('task/c2026-001/t0001', input, messages, UNTIL);
  return [{ process: 'task/c2026-001/t0001', input, turns } as unknown as LivedTask];
}

const graced = (workdays: number) =>
  Regime.parse({ ...regimeOf(), duties: [{ ...MONTHLY, grace: { workdays } }] });

/** A report so many working days after the end of grace (one working day after the due day), at 10:00. */
function late(month: number, workdays: number): MessageBase {
  const period = `2026-${String(month).padStart(2, '0')}`;
  const due = { 3: '2026-03-25', 5: '2026-05-25', 8: '2026-08-25', 11: '2026-11-25' }[month] ?? '';
  const day = addWorkdays(CALENDAR, due, 1 + workdays);
  return report(`${day} 10:00`, period);
}

describe('another regime', () => {
  const messages = [late(3, 0), late(5, 1), late(8, 2), late(11, 3)];

  test('the same regime changes nothing', () => {
    const found = whatIf(lived(messages), { regime: regimeOf(), until: UNTIL });
    expect(found).toMatchObject({ tasks: 1, messages: 4, verdicts: [], otherNotices: [] });
    expect(found.judged).toBeGreaterThan(20);
    expect(found.notices).toBeGreaterThan(20);
  });

  test('grace of two more working days: exactly the reports late by at most two flip', () => {
    const found = whatIf(lived(messages), { regime: graced(3), until: UNTIL });
    expect(found.verdicts.map(({ obligation, old, new: now }) => [obligation, old, now])).toEqual([
      ['monthly/2026-05/u001', 'late', 'on-time'],
      ['monthly/2026-08/u001', 'late', 'on-time'],
    ]);
    const gone = found.otherNotices.filter((one) => one.old !== undefined && one.new === undefined);
    expect(gone.map(({ type, obligation }) => `${type} ${obligation}`)).toEqual(
      expect.arrayContaining(['urge monthly/2026-05/u001', 'urge monthly/2026-08/u001']),
    );
    const moved = found.otherNotices.filter(
      (one) => one.old !== undefined && one.new !== undefined,
    );
    expect(moved.some(({ obligation }) => obligation === 'monthly/2026-03/u002')).toBe(true);
  });

  test('only the days that are asked for', () => {
    const days = { from: '2026-08-01', to: '2026-09-01' };
    const found = whatIf(lived(messages), { regime: graced(3), until: UNTIL, ...days });
    expect(found.verdicts.map(({ obligation }) => obligation)).toEqual(['monthly/2026-08/u001']);
    expect(
      found.otherNotices.every((one) => (one.old ?? one.new ?? '').startsWith('2026-08')),
    ).toBe(true);
  });

  test('a ladder without letters: those notices go, and no verdict changes', () => {
    const ladder = LADDER.filter(({ id }) => id !== 'letter');
    const found = whatIf(lived(messages), { regime: regimeOf({ ladder }), until: UNTIL });
    expect(found.verdicts).toEqual([]);
    expect(new Set(found.otherNotices.map(({ type }) => type))).toEqual(new Set(['letter']));
    expect(found.otherNotices.every(({ new: now }) => now === undefined)).toBe(true);
  });

  test('any reports whatever: a longer grace flips exactly what it reaches', () => {
    const delays = fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(delays, fc.integer({ min: 0, max: 3 }), (days, more) => {
        const all = ([3, 5, 8, 11] as const).map((month, i) => late(month, days[i] ?? 0));
        const found = whatIf(lived(all, [partyOf('u001')]), {
          regime: graced(1 + more),
          until: UNTIL,
        });
        const reached = days.filter((delay) => delay > 0 && delay <= more).length;
        expect(found.verdicts).toHaveLength(reached);
        expect(found.verdicts.every((one) => one.old === 'late' && one.new === 'on-time')).toBe(
          true,
        );
      }),
      { numRuns: 25 },
    );
  });
});
