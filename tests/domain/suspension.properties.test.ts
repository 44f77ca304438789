import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorkdays, isWorkday, workdaysBetween, type Calendar } from '../../domain/calendar.ts';
import { at, plusDays, type Day, type Instant } from '../../domain/instant.ts';
import { lineOf } from '../../domain/taskTicks.ts';
import { RUNS } from '../harness/arbitraries.ts';
import { CALENDAR, contextOf, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';

const noon = (day: Day): Instant => at(day, '12:00', 'Asia/Shanghai');
const context = (calendar: Calendar) =>
  contextOf({
    calendar,
    regime: regimeOf({ bulletins: [] }),
    horizon: { from: '2026-01-01', to: '2026-11-01' },
  });
const contexts = new Map([PLAIN, CALENDAR].map((calendar) => [calendar, context(calendar)]));

/** The day on which the report of a month is due, after pauses from noon to noon. */
function dueDay(calendar: Calendar, period: string, pauses: readonly (readonly [Day, Day])[]): Day {
  const suspensions = pauses.map(([from, to]) => ({ from: noon(from), to: noon(to) }));
  const own = contexts.get(calendar) as ReturnType<typeof context>;
  const line = lineOf(own, taskOf(), calendar, suspensions);
  const found = line.obligations.find(({ slot }) => slot.period === period);
  return found?.slot.instants.dueDay ?? '';
}

/** A working day in the period of the obligation, before it is due, and how many working days are left to it. */
const open = fc
  .record({
    calendar: fc.constantFrom(PLAIN, CALENDAR),
    month: fc.integer({ min: 1, max: 7 }),
    day: fc.integer({ min: 1, max: 24 }),
    pause: fc.integer({ min: 1, max: 25 }),
    wait: fc.integer({ min: 1, max: 15 }),
  })
  .map(({ calendar, month, day, ...rest }) => {
    const period = `2026-0${month}`;
    const first = `${period}-01`;
    let from = plusDays(first, day);
    while (!isWorkday(calendar, from)) from = plusDays(from, -1);
    const due = dueDay(calendar, period, []);
    return { calendar, period, from, due, left: workdaysBetween(calendar, from, due), ...rest };
  })
  .filter(({ left, from, period }) => left > 0 && from.startsWith(period));

function holds(check: (life: typeof open extends fc.Arbitrary<infer T> ? T : never) => void): void {
  fc.assert(fc.property(open, check), { ...RUNS, numRuns: RUNS.numRuns * 8 });
}

describe('a suspension', () => {
  test('keeps the remaining working days, however many they are and however long it lasts', () => {
    holds(({ calendar, period, from, left, pause }) => {
      const to = addWorkdays(calendar, from, pause);
      const due = dueDay(calendar, period, [[from, to]]);
      expect(due).toBe(addWorkdays(calendar, to, left));
    });
  });

  test('ten working days with three left resumes with three left', () => {
    for (const calendar of [PLAIN, CALENDAR]) {
      const from = addWorkdays(calendar, dueDay(calendar, '2026-04', []), -3);
      const to = addWorkdays(calendar, from, 10);
      const due = dueDay(calendar, '2026-04', [[from, to]]);
      expect(workdaysBetween(calendar, to, due)).toBe(3);
    }
  });

  test('commutes with waiting: first pausing and then waiting is first waiting and then pausing', () => {
    holds(({ calendar, period, from, left, pause, wait }) => {
      fc.pre(wait < left);
      const paused = dueDay(calendar, period, [[from, addWorkdays(calendar, from, pause)]]);
      const later = addWorkdays(calendar, from, wait);
      const waited = dueDay(calendar, period, [[later, addWorkdays(calendar, later, pause)]]);
      expect(waited).toBe(paused);
    });
  });

  test('two with some days between are one as long as both', () => {
    holds(({ calendar, period, from, left, pause, wait }) => {
      fc.pre(wait < left);
      const first = addWorkdays(calendar, from, pause);
      const second = addWorkdays(calendar, first, wait);
      const twice = dueDay(calendar, period, [
        [from, first],
        [second, addWorkdays(calendar, second, pause)],
      ]);
      const once = dueDay(calendar, period, [[from, addWorkdays(calendar, from, 2 * pause)]]);
      expect(twice).toBe(once);
    });
  });
});
