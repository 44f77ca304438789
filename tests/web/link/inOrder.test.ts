import { expect, test } from '@jest/globals';
import { inOrder } from '../../../web/link/inOrder.ts';

test.each([
  ['what was sent stays where it was', 'bca', 'abc', 'abc'],
  ['what has come since stands last, in the order in which it came', 'ybxa', 'ab', 'abyx'],
  ['what is gone leaves no gap', 'ca', 'abc', 'ac'],
])('%s', (_, items, opened, shown) => {
  expect(inOrder([...items], [...opened], (one) => one).join('')).toBe(shown);
});
