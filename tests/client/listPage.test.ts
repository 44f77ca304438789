import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FaultError } from '../../client/faultError.ts';
import { placeIn, placeText } from '../../client/handlers/inboxPlace.ts';
import { pageOf } from '../../client/listPage.ts';

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

  test('without a limit are one, and a foreign key ends them', () => {
    expect(pageOf(['a', 'b'], (one) => one, {})).toEqual({ page: ['a', 'b'], next: null });
    expect(pageOf(['a', 'b'], (one) => one, { after: 'x' })).toEqual({ page: [], next: null });
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
