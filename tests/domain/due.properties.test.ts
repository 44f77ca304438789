import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextPeriod, periodOf, type Cadence } from '../../domain/cadence.ts';
import { Calendar, Shift, isWorkday } from '../../domain/calendar.ts';
import {
  cutOffInstant,
  deadlineInstants,
  dueDay,
  dutyInstants,
  stepInstant,
  type StepTime,
} from '../../domain/due.ts';
import { Every } from '../../domain/deadline.ts';
import { clockOf, dayOf, dayOfSerial, epoch, serial } from '../../domain/instant.ts';
import type { DueRule } from '../../domain/regime.ts';

const file = new URL('../../plans/calendar-cn.json', import.meta.url);
const cn = Calendar.parse(JSON.parse(readFileSync(file, 'utf8')));

const day = fc
  .integer({ min: serial('2021-03-01'), max: serial('2027-11-30') })
  .map((n) => dayOfSerial(n));
const time = fc.constantFrom('00:00', '08:30', '09:00', '12:00', '17:00', '18:00', '23:59');
const offset = fc.oneof(
  fc.record({ workdays: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ days: fc.integer({ min: 0, max: 60 }) }),
);
const cadence: fc.Arbitrary<Cadence> = fc
  .tuple(fc.constantFrom(...Every.options), fc.integer({ min: 1, max: 12 }))
  .map(([every, n]) => ({ every, phase: every === 'week' ? ((n - 1) % 7) + 1 : n }));

const inPeriod = fc.oneof(
  fc.record({ day: fc.integer({ min: 1, max: 31 }) }),
  fc.constant({ lastDay: true } as const),
  fc.record({ workday: fc.integer({ min: 1, max: 23 }) }),
  fc.record({ workday: fc.integer({ min: -23, max: -1 }) }),
);
const rule: fc.Arbitrary<DueRule> = fc.oneof(
  inPeriod,
  inPeriod.map((next) => ({ next })),
);
const duty = fc.record({
  due: rule,
  time,
  shift: fc.constantFrom(...Shift.options),
  grace: offset,
  closes: offset,
});
const step: fc.Arbitrary<StepTime> = fc.oneof(
  offset.map((one) => ({ before: 'due', offset: one }) as const),
  offset.map((one) => ({ after: 'grace', offset: one }) as const),
);
const stepTime = fc.option(time, { nil: undefined });

describe('a duty in a period', () => {
  test('opens, falls due, ends grace and closes in this order, at one time of day', () => {
    fc.assert(
      fc.property(duty, cadence, day, (rules, every, on) => {
        const period = periodOf(every, on);
        const { opens, due, graceEnd, closes } = dutyInstants(rules, period, cn);
        const order = [opens, due, graceEnd, closes].map(epoch);
        expect([...order].sort((a, b) => a - b)).toEqual(order);
        expect(dayOf(opens, cn.zone)).toBe(period.from);
        expect([due, graceEnd, closes].map((one) => clockOf(one, cn.zone))).toEqual(
          Array<string>(3).fill(rules.time),
        );
      }),
    );
  });

  test('is never due on a rest day unless unchanged, nor moved when worked', () => {
    fc.assert(
      fc.property(duty, cadence, day, (rules, every, on) => {
        const period = periodOf(every, on);
        const found = dutyInstants(rules, period, cn);
        const plain = dueDay(rules.due, period, cn);
        expect(found.dueDay).toBe(dayOf(found.due, cn.zone));
        if (rules.shift !== 'unchanged') expect(isWorkday(cn, found.dueDay)).toBe(true);
        if (rules.shift === 'unchanged' || isWorkday(cn, plain)) expect(found.dueDay).toBe(plain);
      }),
    );
  });

  test('a rule of working days ignores the shift and finds a working day', () => {
    const workday = fc.integer({ min: -23, max: 23 }).filter((n) => n !== 0);
    fc.assert(
      fc.property(duty, workday, fc.boolean(), cadence, day, (rules, n, next, every, on) => {
        const due = next ? { next: { workday: n } } : { workday: n };
        const period = periodOf(every, on);
        expect(isWorkday(cn, dueDay(due, period, cn))).toBe(true);
        expect(dutyInstants({ ...rules, due }, period, cn).dueDay).toBe(dueDay(due, period, cn));
      }),
    );
  });

  test('is not due before the same duty in the period before', () => {
    fc.assert(
      fc.property(duty, cadence, day, (rules, every, on) => {
        const period = periodOf(every, on);
        const [first, second] = [period, nextPeriod(every, period)].map((one) =>
          epoch(dutyInstants(rules, one, cn).due),
        );
        expect(first).toBeLessThanOrEqual(second ?? NaN);
      }),
    );
  });

  test('is provisional where it closes beyond the announced days, and not when all is known', () => {
    const known = { ...cn, announcedThrough: '2040-12-31' };
    fc.assert(
      fc.property(duty, cadence, day, (rules, every, on) => {
        const period = periodOf(every, on);
        const found = dutyInstants(rules, period, cn);
        if (dayOf(found.closes, cn.zone) > cn.announcedThrough) {
          expect(found.provisional).toBe(true);
        }
        expect(dutyInstants(rules, period, known)).toEqual({ ...found, provisional: false });
      }),
    );
  });
});

describe('a step of the ladder', () => {
  test('before due is before due and not before the period opens; after grace is not before it', () => {
    fc.assert(
      fc.property(duty, cadence, day, step, stepTime, (rules, every, on, spec, clock) => {
        const instants = dutyInstants(rules, periodOf(every, on), cn);
        const at = stepInstant(spec, clock, instants, cn);
        if ('after' in spec) {
          expect(epoch(at ?? '')).toBeGreaterThanOrEqual(epoch(instants.graceEnd));
        } else if (at !== undefined) {
          expect(epoch(at)).toBeLessThan(epoch(instants.due));
          expect(epoch(at)).toBeGreaterThanOrEqual(epoch(instants.opens));
          expect(clockOf(at, cn.zone)).toBe(clock ?? '09:00');
        }
      }),
    );
  });

  test('a longer offset is never nearer', () => {
    fc.assert(
      fc.property(duty, cadence, day, stepTime, fc.nat(30), (rules, every, on, clock, n) => {
        const instants = dutyInstants(rules, periodOf(every, on), cn);
        const after = [n, n + 1].map((workdays) =>
          epoch(stepInstant({ after: 'grace', offset: { workdays } }, clock, instants, cn) ?? ''),
        );
        expect(after[0]).toBeLessThanOrEqual(after[1] ?? NaN);
        const before = [n, n + 1].map((workdays) =>
          stepInstant({ before: 'due', offset: { workdays } }, clock, instants, cn),
        );
        const [near, far] = before;
        if (near !== undefined && far !== undefined) {
          expect(epoch(far)).toBeLessThanOrEqual(epoch(near));
        }
      }),
    );
  });
});

test('all is the same in Shanghai and in a fixed zone of +08:00', () => {
  const fixed = { ...cn, zone: 'UTC+8' };
  fc.assert(
    fc.property(duty, cadence, day, step, stepTime, (rules, every, on, spec, clock) => {
      const period = periodOf(every, on);
      const instants = dutyInstants(rules, period, cn);
      expect(dutyInstants(rules, period, fixed)).toEqual(instants);
      expect(deadlineInstants(rules, on, fixed)).toEqual(deadlineInstants(rules, on, cn));
      expect(stepInstant(spec, clock, instants, fixed)).toBe(
        stepInstant(spec, clock, instants, cn),
      );
      const cutOff = { cutOff: rules.due, time: rules.time, shift: rules.shift };
      expect(cutOffInstant(cutOff, period, fixed)).toEqual(cutOffInstant(cutOff, period, cn));
    }),
  );
});
