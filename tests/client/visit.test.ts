import { describe, expect, test } from '@jest/globals';
import { anew, duringVisit, once, visitNow, type Visit } from '../../client/handlers/visit.ts';
import type { Db } from '../../store/pool.ts';

const pool = { totalCount: 1 } as unknown as Db;
const transaction = {} as Db;
const reads = (): Visit => ({ refuses: () => undefined, isLimited: false, asked: new Map() });
const writes: Visit = { refuses: () => undefined, isLimited: true };

/** What is answered two times one after the other. */
async function twice(db: Db): Promise<readonly number[]> {
  let times = 0;
  const ask = () => Promise.resolve((times += 1));
  return [await once(db, 'key', ask), await once(db, 'key', ask)];
}

describe('what a request asks of the register', () => {
  test('a read asks once, and the next read asks anew', async () => {
    expect(await duringVisit(reads(), () => twice(pool))).toEqual([1, 1]);
    expect(await duringVisit(reads(), () => twice(pool))).toEqual([1, 1]);
    const visit = reads();
    await duringVisit(visit, () => once(pool, 'other', () => Promise.resolve('kept')));
    const second = () => once(pool, 'other', () => Promise.resolve('new'));
    expect(await duringVisit(visit, second)).toBe('kept');
    expect(await duringVisit(reads(), second)).toBe('new');
  });

  test('a write, a transaction and the product by itself ask each time', async () => {
    expect(await duringVisit(writes, () => twice(pool))).toEqual([1, 2]);
    expect(await duringVisit(reads(), () => twice(transaction))).toEqual([1, 2]);
    expect(await twice(pool)).toEqual([1, 2]);
  });

  test('an answer that others get knows nothing of what was asked before', async () => {
    await duringVisit(reads(), async () => {
      await once(pool, 'key', () => Promise.resolve('before'));
      expect(await anew(() => once(pool, 'key', () => Promise.resolve('after')))).toBe('after');
      expect(await once(pool, 'key', () => Promise.resolve('late'))).toBe('before');
    });
    const limited = await duringVisit(writes, () => anew(() => Promise.resolve(visitNow())));
    expect(limited).toBe(writes);
  });
});
