import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queueOf } from '../../domain/queue.ts';

test('the least comes first, and among equals the one that came first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (keys) => {
      const queue = queueOf<{ key: number; n: number }>((a, b) => a.key - b.key);
      keys.forEach((key, n) => queue.push({ key, n }));
      expect(queue.size()).toBe(keys.length);
      const out = keys.map(() => queue.pop());
      expect(out).toEqual(
        keys.map((key, n) => ({ key, n })).sort((a, b) => a.key - b.key || a.n - b.n),
      );
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

test('pushes between pops keep the order', () => {
  const queue = queueOf<number>((a, b) => a - b);
  for (const n of [5, 3, 8]) queue.push(n);
  expect(queue.pop()).toBe(3);
  for (const n of [1, 9, 5]) queue.push(n);
  expect(Array.from({ length: 6 }, () => queue.pop())).toEqual([1, 5, 5, 8, 9, undefined]);
});
