import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { textWidth } from '../../client/textWidth.ts';

test.each([
  ['', 0],
  ['duban 3', 7],
  ['督办：第3项', 11],
  ['“各镇、街道”', 12],
  ['e\u0301', 1],
  ['👨‍👩‍👧', 2],
])('%j takes %d columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

test('a character that is reckoned here is as wide as the library says', () => {
  const ranges = [
    [0x20, 0x7e],
    [0x2010, 0x2027],
    [0x3000, 0x303f],
    [0x4e00, 0x9fff],
    [0xff01, 0xff60],
  ] as const;
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code += 1) {
      const text = String.fromCodePoint(code);
      expect([text, textWidth(text)]).toEqual([text, stringWidth(text)]);
    }
  }
});

test('so is any text', () => {
  const chars = fc.constantFrom(...'督办，。（）“”…—·aZ 9~　Ａ\u0301\u200d👩🏗️é\t\n');
  fc.assert(
    fc.property(fc.string({ unit: chars }), (text) => {
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
  );
});
