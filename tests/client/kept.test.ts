import { describe, expect, test } from '@jest/globals';
import { duringRead, kept, keptRows, momentOf, tensBefore } from '../../store/kept.ts';
import type { Db } from '../../store/pool.ts';

/** A register that counts what it is asked, and whose snapshot is turned by hand. */
function register() {
  const asked: string[] = [];
  const state = { snapshot: '10:10:', fails: false };
  const query = (asking: string | { readonly text: string }) => {
    const text = typeof asking === 'string' ? asking : asking.text;
    if (text.includes('pg_current_snapshot')) {
      return Promise.resolve({ rows: [{ ms: '1000', snapshot: state.snapshot }] });
    }
    asked.push(text);
    return state.fails
      ? Promise.reject(new Error('gone'))
      : Promise.resolve({ rows: [{ n: asked.length }] });
  };
  return { asked, state, pool: { totalCount: 1, query } as unknown as Db, client: { query } as Db };
}

const rows = (db: Db, value = 'a') => keptRows<{ n: number }>(db, 'select', [value]);

describe('an answer is kept until something is written', () => {
  test('reads of one snapshot ask once, and each other question by itself', async () => {
    const { pool, asked } = register();
    const first = await duringRead(() => rows(pool));
    expect(await duringRead(() => rows(pool))).toBe(first);
    await duringRead(() => rows(pool, 'b'));
    expect(asked).toHaveLength(2);
  });

  test('who asks at once waits for one answer', async () => {
    const { pool, asked } = register();
    await Promise.all([1, 2, 3].map(() => duringRead(() => rows(pool))));
    expect(asked).toHaveLength(1);
  });

  test('after a write it is asked anew; a read that has begun speaks of its own moment', async () => {
    const { pool, asked, state } = register();
    await duringRead(async () => {
      await rows(pool);
      state.snapshot = '11:11:';
      await rows(pool);
      expect(asked).toHaveLength(1);
    });
    await duringRead(() => rows(pool));
    expect(asked).toHaveLength(2);
  });

  test('a write, a transaction and the product by itself ask each time', async () => {
    const { pool, client, asked } = register();
    await rows(pool);
    await rows(pool);
    await duringRead(async () => [await rows(client), await rows(client)]);
    expect(asked).toHaveLength(4);
  });

  test('a failure is not kept', async () => {
    const { pool, state } = register();
    state.fails = true;
    await expect(duringRead(() => rows(pool))).rejects.toThrow('gone');
    state.fails = false;
    expect(await duringRead(() => rows(pool))).toEqual([{ n: 2 }]);
  });

  test('registers do not share', async () => {
    const [one, other] = [register(), register()];
    const ask = (answer: string) => () => Promise.resolve(answer);
    expect(await duringRead(() => kept(one.pool, ['key'], ask('one')))).toBe('one');
    expect(await duringRead(() => kept(other.pool, ['key'], ask('other')))).toBe('other');
  });
});

describe('the moment of a read', () => {
  test('is asked for once in a read', async () => {
    const { pool, state } = register();
    await duringRead(async () => {
      const before = await momentOf(pool);
      state.snapshot = '12:12:';
      expect(await momentOf(pool)).toEqual(before);
    });
    expect((await momentOf(pool)).snapshot).toBe('12:12:');
  });

  test('counts are as of the last whole ten seconds', () => {
    expect(tensBefore('2026-03-25T17:00:19.999+08:00')).toBe('2026-03-25T09:00:10.000Z');
    expect(tensBefore('2026-03-25T17:00:20+08:00')).toBe('2026-03-25T09:00:20.000Z');
  });
});
