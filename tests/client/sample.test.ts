import { describe, expect, test } from '@jest/globals';
import { plusMonths, sampleOf } from '../../client/sample.ts';
import { assign, pastDeadlines } from '../../domain/assign.ts';
import { taskKey } from '../../domain/ids.ts';

describe('the sample campaign', () => {
  test.each(['2026-01-31', '2026-11-23', '2028-02-29', '2031-12-01'])(
    'started on %s it runs a year from the first of the month, with nothing past',
    (today) => {
      const { plan, regime, directory, calendar, horizon } = sampleOf(today);
      expect(horizon.from).toBe(`${today.slice(0, 7)}-01`);
      expect(horizon.to).toBe(`${Number(today.slice(0, 4)) + 1}${today.slice(4, 7)}-01`);
      expect(plan.tasks).toHaveLength(12);
      const tasks = plan.tasks.map((task, i) => ({ ...task, key: taskKey(i + 1) }));
      const whole = { ...plan, title: plan.title ?? '', version: 1, tasks };
      expect(pastDeadlines(whole, { startedAt: `${today}T09:00:00+08:00`, calendar })).toEqual([]);
      if (directory === undefined) throw new Error('no directory');
      expect(assign(whole, directory, regime).diagnostics).toEqual([]);
    },
  );

  test('deadlines lie as many months after the start as they are written after January 2026', () => {
    const dates = (today: string) =>
      sampleOf(today).plan.tasks.flatMap(({ deadlines }) =>
        deadlines.flatMap((deadline) => (deadline.kind === 'date' ? [deadline.on] : [])),
      );
    const written = dates('2026-01-15');
    expect(written).toContain('2026-06-30');
    expect(dates('2026-11-23')).toEqual(written.map((day) => plusMonths(day, 10)));
  });
});

describe('plusMonths', () => {
  test.each([
    ['2026-06-30', 10, '2027-04-30'],
    ['2026-06-30', 1, '2026-07-31'],
    ['2026-11-15', 3, '2027-02-15'],
    ['2026-12-30', 2, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months: %s', (day, months, expected) => {
    expect(plusMonths(day, months)).toBe(expected);
  });
});
