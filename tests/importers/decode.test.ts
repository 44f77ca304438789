import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText } from '../../importers/decode.ts';
import { gbk } from '../fixtures/import/encode.ts';

const TEXT = '序号,工作内容,责任单位\r\n1,甲河清淤，每月调度,区甲局\r\n';
const big = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('the encoding of words', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
    ['GBK', gbk(TEXT), 'gb18030'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', big(`\uFEFF${TEXT}`), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
    ['the other way round without a mark', big(TEXT), 'utf-16be'],
  ])('%s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding, converted: encoding !== 'utf-8' });
  });

  test('the end mark of old editors is no word', () => {
    expect(decodeText(Buffer.from('甲\u001a'))?.text).toBe('甲');
  });

  test.each([
    ['bytes of a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
    ['Latin-1', Buffer.from('café déjà vu, naïve', 'latin1')],
    ['GBK cut in a letter', gbk('甲河清淤').subarray(0, 7)],
    ['UTF-8 with a zero byte', Buffer.from('甲\u0000乙')],
  ])('%s are no words', (_, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });

  test('Chinese words come back from each encoding', () => {
    const letters = fc.constantFrom(
      ...'推进落实工作任务，单位：负责区县的一二三年月日abc12\n\t、（）',
    );
    const words = fc.array(letters, { minLength: 4 }).map((all) => `任务，${all.join('')}`);
    fc.assert(
      fc.property(words, (text) => {
        expect(decodeText(gbk(text))?.text).toBe(text);
        expect(decodeText(Buffer.from(text))?.text).toBe(text);
        expect(decodeText(big(`\uFEFF${text}`))?.text).toBe(text);
      }),
    );
  });
});
