import { describe, expect, test } from '@jest/globals';
import { plainNumber, talkNumber } from '../../domain/talkNumber.ts';

describe('约谈通知书文号', () => {
  test('is a running number of a year; a trial has its own', () => {
    expect(talkNumber(2026, 3, false)).toBe('督约〔2026〕3号');
    expect(talkNumber(2026, 3, true)).toBe('试督约〔2026〕3号');
  });

  test.each(['督约[2026]3号', ' 督约 〔2026〕 3号', '督约（2026）3号', '督约【２０２６】３号'])(
    '%s is the same number as it is printed with 六角括号',
    (typed) => {
      expect(plainNumber(typed)).toBe('督约〔2026〕3号');
    },
  );
});
