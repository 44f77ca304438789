import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw, drawFlaws, setHashOf } from '../../domain/sampling.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEYS = Array.from(
  { length: 40 },
  (_, n) => `t${String(n + 1).padStart(4, '0')}/monthly/2026-03/u001`,
);
const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 30,
});

describe('a draw', () => {
  test('is what anybody computes by hand: the smallest SHA-256 of way, seed and key', () => {
    const byHand = [...KEYS]
      .map((key) => [sha256(`duban-sample/1\n3157\n${key}`), key] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, 5)
      .map(([, key]) => key);
    expect(draw(KEYS, { seed: '3157', count: 5 }, sha256).drawn).toEqual(byHand);
  });

  test('is always this one', () => {
    const { drawn, setHash } = draw(KEYS, { seed: '3157', count: 3 }, sha256);
    expect(drawn.map((key) => key.slice(0, 5))).toEqual(['t0027', 't0032', 't0014']);
    expect(setHash.slice(0, 12)).toBe('473b3fb1eca6');
  });

  test('does not depend on the order of the set, nor on doubles', () => {
    fc.assert(
      fc.property(
        keys,
        fc.string({ minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (of, seed, count) => {
          const made = draw(of, { seed, count }, sha256);
          expect(draw([...of].reverse().concat(of), { seed, count }, sha256)).toEqual(made);
        },
      ),
    );
  });

  test('draws each at most once, as many as were asked for or are there, all from the set', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 40 }), (of, count) => {
        const { drawn } = draw(of, { seed: 's', count }, sha256);
        expect(new Set(drawn).size).toBe(Math.min(count, of.length));
        expect(drawn.every((key) => of.includes(key))).toBe(true);
      }),
    );
  });

  test('of more begins with that of fewer', () => {
    const more = draw(KEYS, { seed: 'x', count: 20 }, sha256).drawn;
    expect(draw(KEYS, { seed: 'x', count: 7 }, sha256).drawn).toEqual(more.slice(0, 7));
  });

  test('is fair: over many seeds each key is drawn about as often', () => {
    const hits = new Map(KEYS.map((key) => [key, 0]));
    for (let seed = 0; seed < 1000; seed++) {
      for (const key of draw(KEYS, { seed: String(seed), count: 10 }, sha256).drawn) {
        hits.set(key, (hits.get(key) ?? 0) + 1);
      }
    }
    // 250 expected, standard deviation 13.7.
    for (const count of hits.values()) expect(Math.abs(count - 250)).toBeLessThan(70);
  });
});

describe('a recorded draw', () => {
  const recorded = draw(KEYS, { seed: '3157', count: 5 }, sha256);

  test('holds when it is made again', () => {
    expect(drawFlaws(recorded, sha256)).toEqual([]);
  });

  test.each([
    ['another seed', { seed: '3158' }, ['按所记的种子和范围重抽，结果不同']],
    [
      'one more in the list',
      { drawn: [...recorded.drawn, KEYS[39] ?? ''] },
      ['按所记的种子和范围重抽，结果不同'],
    ],
    ['a report taken out of the set', { of: KEYS.slice(1) }, ['抽查范围与所记的校验码不符']],
    ['a set in another order', { of: [...KEYS].reverse() }, ['抽查范围的排列或编号有改动']],
  ])('with %s it does not', (_, change, flaws) => {
    expect(drawFlaws({ ...recorded, ...change }, sha256)).toEqual(expect.arrayContaining(flaws));
  });

  test('the hash of a set is that of its keys in order', () => {
    expect(setHashOf(['b', 'a', 'a'], sha256)).toBe(sha256('["duban-sample/1","a","b"]'));
  });
});
