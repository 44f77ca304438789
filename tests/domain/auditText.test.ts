import { describe, expect, test } from '@jest/globals';
import { csvOf, withoutPhones } from '../../domain/auditText.ts';

describe('phones in the audit', () => {
  test('are covered wherever they stand by themselves', () => {
    expect(withoutPhones('联系13912345678，或+8613912345678。')).toBe(
      '联系139****5678，或+86****5678。',
    );
  });

  test('numbers that are parts of ids and hashes stay', () => {
    const kept = [
      'a13912345678',
      '139123456789',
      'r-13912345678',
      '13912345678f',
      '2026-04-02T09:00',
    ];
    expect(kept.map(withoutPhones)).toEqual(kept);
  });
});

describe('a table for a spreadsheet', () => {
  test.each(['=1+1', '+1', '-1', '@x', '\tx', '＝1'])('%j is no formula', (text) => {
    expect(csvOf(['a'], [[text]])).toContain(`'${text}`);
  });

  test('quotes what would break a line, and begins with the mark of UTF-8', () => {
    expect(
      csvOf(
        ['列'],
        [['a"b,c\nd', 1, null]].map((row) => row),
      ),
    ).toBe('\uFEFF列\r\n"a""b,c\nd",1,\r\n');
  });
});
