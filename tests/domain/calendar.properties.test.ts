import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  Calendar,
  Shift,
  addWorkdays,
  isWorkday,
  nthWorkday,
  shiftDay,
  withinYears,
  workdaysBetween,
} from '../../domain/calendar.ts';
import { dayOfSerial, plusDays, serial } from '../../domain/instant.ts';

const file = new URL('../../plans/calendar-cn.json', import.meta.url);
const cn = Calendar.parse(JSON.parse(readFileSync(file, 'utf8')));

const day = fc
  .integer({ min: serial('2021-03-01'), max: serial('2026-11-30') })
  .map((n) => dayOfSerial(n));
const few = fc.integer({ min: 0, max: 120 });

/** The calendar as announced, and calendars with any holidays, worked days and closures. */
const calendar = fc.oneof(
  fc.constant(cn),
  fc
    .record({
      rest: fc.uniqueArray(day, { maxLength: 60 }),
      work: fc.uniqueArray(day, { maxLength: 60 }),
      closures: fc.array(
        fc
          .tuple(day, fc.integer({ min: 0, max: 20 }))
          .map(([from, n]) => ({ from, to: plusDays(from, n), name: '停办' })),
        { maxLength: 3 },
      ),
    })
    .map((lists) => ({ ...cn, ...lists })),
);

describe('adding working days', () => {
  test('adds up: n and then m is n + m, forward and backward', () => {
    fc.assert(
      fc.property(calendar, day, few, few, (of, from, n, m) => {
        for (const sign of [1, -1]) {
          expect(addWorkdays(of, addWorkdays(of, from, sign * n), sign * m)).toBe(
            addWorkdays(of, from, sign * (n + m)),
          );
        }
      }),
    );
  });

  test('goes back again on working days', () => {
    fc.assert(
      fc.property(calendar, day, few, (of, from, n) => {
        const worked = shiftDay(of, from, 'later');
        expect(addWorkdays(of, addWorkdays(of, worked, n), -n)).toBe(worked);
      }),
    );
  });

  test('is monotone in the day and lands on a working day', () => {
    fc.assert(
      fc.property(calendar, day, day, fc.integer({ min: -60, max: 60 }), (of, a, b, n) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(addWorkdays(of, first, n) <= addWorkdays(of, second, n)).toBe(true);
        if (n !== 0) expect(isWorkday(of, addWorkdays(of, a, n))).toBe(true);
      }),
    );
  });

  test('is counted back by workdaysBetween', () => {
    fc.assert(
      fc.property(calendar, day, few, (of, from, n) => {
        expect(workdaysBetween(of, from, addWorkdays(of, from, n))).toBe(n);
      }),
    );
  });
});

test('working days between days add up over any third day', () => {
  fc.assert(
    fc.property(calendar, day, day, day, (of, a, b, c) => {
      expect(workdaysBetween(of, a, b) + workdaysBetween(of, b, c)).toBe(workdaysBetween(of, a, c));
    }),
  );
});

test('the n-th working day of a span is the n-th of a plain list', () => {
  fc.assert(
    fc.property(
      calendar,
      day,
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: -25, max: 25 }),
      (of, from, length, n) => {
        const worked = Array.from({ length }, (_, i) => plusDays(from, i)).filter((one) =>
          isWorkday(of, one),
        );
        const expected = n === 0 ? undefined : worked.at(n > 0 ? n - 1 : n);
        const known = n > 0 || -n <= worked.length ? expected : undefined;
        expect(nthWorkday(of, from, plusDays(from, length), n)).toBe(known);
      },
    ),
  );
});

describe('shifting', () => {
  const shift = fc.constantFrom(...Shift.options);

  test('twice is once', () => {
    fc.assert(
      fc.property(calendar, day, shift, (of, from, how) => {
        const once = shiftDay(of, from, how);
        expect(shiftDay(of, once, how)).toBe(once);
        expect(how === 'unchanged' || isWorkday(of, once)).toBe(true);
      }),
    );
  });

  test('is monotone, leaves working days and passes over none', () => {
    fc.assert(
      fc.property(calendar, day, day, shift, (of, a, b, how) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(shiftDay(of, first, how) <= shiftDay(of, second, how)).toBe(true);
        if (isWorkday(of, a)) expect(shiftDay(of, a, how)).toBe(a);
        else expect(shiftDay(of, a, 'later')).toBe(addWorkdays(of, a, 1));
      }),
    );
  });
});

test('a trimmed calendar answers alike from 40 days before to 60 after', () => {
  fc.assert(
    fc.property(calendar, day, day, fc.integer({ min: -40, max: 60 }), (of, a, b, n) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const small = withinYears(of, from, to);
      for (const near of [plusDays(n < 0 ? from : to, n), from, to]) {
        expect(isWorkday(small, near)).toBe(isWorkday(of, near));
      }
    }),
  );
});
