import { expect, test } from '@jest/globals';
import { momentAfter } from '../../client/handlers/demo.ts';

const ms = (instant: string) => Date.parse(instant);

test.each([
  ['2026-01-05T09:30:00+08:00', 'day', '2026-01-06T09:30:00+08:00'],
  ['2026-01-05T23:59:00+08:00', 'week', '2026-01-12T09:30:00+08:00'],
  ['2026-01-31T10:00:00+08:00', 'month', '2026-02-28T09:30:00+08:00'],
  ['2026-12-31T10:00:00+08:00', 'month', '2027-01-31T09:30:00+08:00'],
  // the day of Beijing, not of Greenwich
  ['2026-03-01T20:00:00Z', 'day', '2026-03-03T09:30:00+08:00'],
] as const)('from %s a %s is %s', (from, to, then) => {
  expect(momentAfter(ms(from), to)).toBe(ms(then));
});
