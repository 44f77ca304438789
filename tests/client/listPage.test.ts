import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { FaultError } from '../../client/faultError.ts';
import { placeIn, placeText } from '../../client/handlers/inboxPlace.ts';
import { mustGoOn, pageOf } from '../../client/listPage.ts';
import { OPERATIONS, type Operation } from '../../client/operations.ts';
import { parseInput } from '../../client/server/body.ts';

describe('pages of a list', () => {
  test('together are the whole list, each line once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 5 }), (list, limit) => {
        const read: string[] = [];
        let after: string | undefined;
        for (let turn = 0; turn <= list.length; turn += 1) {
          const { page, next } = pageOf(list, (one) => one, { after, limit });
          read.push(...page);
          if (next === null) break;
          after = next;
        }
        expect(read).toEqual(list);
      }),
    );
  });

  test('without a limit are one', () => {
    expect(pageOf(['a', 'b'], (one) => one, {})).toEqual({ page: ['a', 'b'], next: null });
  });

  test('do not go on from a key that is none of theirs', () => {
    const from = (after: string) => () => pageOf(['a', 'b'], (one) => one, { after });
    expect(from('b')()).toEqual({ page: [], next: null });
    expect(from('x')).toThrow('不是本清单中的一页');
    expect(from('x')).toThrow('请从第一页看起');
  });

  test('that are empty are looked at again: the end of a list is none of a foreign place', async () => {
    const known = (after: string) => Promise.resolve(after === 'b' ? after : undefined);
    await expect(mustGoOn([], 'b', known)).resolves.toBeUndefined();
    await expect(mustGoOn(['c'], 'x', known)).resolves.toBeUndefined();
    await expect(mustGoOn([], undefined, known)).resolves.toBeUndefined();
    await expect(mustGoOn([], 'x', known)).rejects.toThrow('请从第一页看起');
  });
});

describe('a place in an inbox', () => {
  const place = { at: '2026-03-05 09:00:00.123456', key: 'task/c2026-001/t0001:催办' };

  test('is read as it was written', () => {
    expect(placeIn(placeText(place))).toEqual(place);
  });

  test.each([
    '',
    'x',
    placeText({ at: 'now', key: 'k' }),
    placeText({ at: '2026-99-99 00:00:00', key: 'k' }),
  ])('is not %s', (text) => {
    expect(() => placeIn(text)).toThrow(FaultError);
  });
});

describe('the place that an address names', () => {
  const lists = Object.entries(OPERATIONS as Record<string, Operation>).filter(
    ([, { method, input }]) =>
      method === 'GET' && input instanceof z.ZodObject && 'after' in input.shape,
  );

  test('is taken by every list of pages', () => {
    expect(lists.length).toBeGreaterThan(15);
  });

  test.each(lists)('of %s is too long for any list', (_, operation) => {
    const input = { ...NEEDED, after: 'x'.repeat(1000) };
    expect(() => parseInput(operation, input)).toThrow('请从第一页看起');
  });

  test('is not blamed for other faults', () => {
    const operation = OPERATIONS.listAccounts as Operation;
    expect(() => parseInput(operation, { state: 'x' })).toThrow(/^内容不符合要求/u);
  });
});

const NEEDED = { desk: 'p-0123456789ab', recipient: 'office', campaign: 'c2026-001' };
