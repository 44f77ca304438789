import { describe, expect, test } from '@jest/globals';
import { ADDRESS_LIMIT, lockedUntil, LOGIN_LIMIT } from '../../domain/signInLimit.ts';

const MINUTE = 60_000;
const minutes = (...list: number[]) => list.map((one) => one * MINUTE);
const until = (failures: number[], now: number) => {
  const found = lockedUntil(failures, LOGIN_LIMIT, now * MINUTE);
  return found === undefined ? undefined : found / MINUTE;
};

describe('a login', () => {
  test.each([
    ['four failures', minutes(0, 1, 2, 3), 3, undefined],
    ['five within fifteen minutes', minutes(0, 1, 2, 3, 4), 4, 34],
    ['five over more than fifteen minutes', minutes(0, 4, 8, 12, 15), 15, undefined],
    ['the last five within fifteen minutes', minutes(0, 4, 8, 12, 15, 16), 16, 46],
    ['the lock until its last moment', minutes(0, 1, 2, 3, 4), 33.9, 34],
    ['and no longer', minutes(0, 1, 2, 3, 4), 34, undefined],
    ['what was tried while it was locked', minutes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 9, 34],
    ['four more after the lock', minutes(0, 1, 2, 3, 4, 35, 36, 37, 38), 38, undefined],
    ['five more after the lock', minutes(0, 1, 2, 3, 4, 35, 36, 37, 38, 39), 39, 69],
  ])('%s', (_, failures, now, expected) => {
    expect(until(failures, now)).toBe(expected);
  });
});

test('an address may hold a whole office', () => {
  const failures = Array.from({ length: 50 }, (_, i) => i * 1000);
  expect(lockedUntil(failures.slice(1), ADDRESS_LIMIT, 50_000)).toBeUndefined();
  expect(lockedUntil(failures, ADDRESS_LIMIT, 50_000)).toBe(49_000 + 30 * MINUTE);
});
