import { describe, expect, test } from '@jest/globals';
import { sharedRead } from '../../client/handlers/shareReads.ts';

/** A read that ends when it is told to, and what it saw when it began. */
function reads(state: { value: number }) {
  const ends: (() => void)[] = [];
  let begun = 0;
  const read = async () => {
    begun += 1;
    const seen = state.value;
    await new Promise<void>((end) => ends.push(end));
    return seen;
  };
  const later = () => new Promise((done) => setImmediate(done));
  return { read, begun: () => begun, end: async () => (ends.shift()?.(), await later()) };
}

describe('one read for all who ask at once', () => {
  test('whoever comes while a read runs is answered by the next, which sees what was written before he came', async () => {
    const state = { value: 1 };
    const owner = {};
    const { read, begun, end } = reads(state);
    const first = sharedRead(owner, 'k', read);
    state.value = 2;
    const second = sharedRead(owner, 'k', read);
    const third = sharedRead(owner, 'k', read);
    expect(begun()).toBe(1);
    await end();
    await end();
    expect(await Promise.all([first, second, third])).toEqual([1, 2, 2]);
    expect(begun()).toBe(2);
  });

  test('nothing is kept: who comes after the end reads anew', async () => {
    const state = { value: 1 };
    const owner = {};
    const { read, end } = reads(state);
    const first = sharedRead(owner, 'k', read);
    await end();
    expect(await first).toBe(1);
    state.value = 2;
    const second = sharedRead(owner, 'k', read);
    await end();
    expect(await second).toBe(2);
  });

  test('a read that fails fails for those who wait for it, and not for the next', async () => {
    const owner = {};
    let fails = true;
    const read = async () => {
      await new Promise((done) => setImmediate(done));
      if (fails) throw new Error('away');
      return 'there';
    };
    const first = sharedRead(owner, 'k', read);
    const second = first.catch(() => undefined).then(() => sharedRead(owner, 'k', read));
    const waiting = sharedRead(owner, 'k', async () => ((fails = false), read()));
    await expect(first).rejects.toThrow('away');
    expect(await waiting).toBe('there');
    expect(await second).toBe('there');
  });

  test('keys and owners are apart', async () => {
    const owner = {};
    const found = await Promise.all([
      sharedRead(owner, 'a', () => Promise.resolve(1)),
      sharedRead(owner, 'b', () => Promise.resolve(2)),
      sharedRead({}, 'a', () => Promise.resolve(3)),
    ]);
    expect(found).toEqual([1, 2, 3]);
  });
});
