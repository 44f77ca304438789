import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerCell, LedgerSheet } from '../../documents/ledger.ts';
import { heightOf, HIGHEST_ROW, rowHeights } from '../../documents/rowHeights.ts';

function cellOf(text: string, row: number, col: number, rows = 1, cols = 1): LedgerCell {
  return { text, row, col, rows, cols, role: 'task' };
}

function sheetOf(widths: readonly number[], cells: readonly LedgerCell[]): LedgerSheet {
  const rows = Math.max(...cells.map(({ row, rows: over }) => row + over));
  return { name: '台账', lines: [], headRows: 0, widths, rows, cells };
}

describe('the height of a text', () => {
  test.each([
    ['', 11, 19],
    ['推进工作', 11, 19],
    ['推进工作啊', 11, 19],
    ['推进工作啊哈', 11, 34],
    ['一\n二\n三', 11, 49],
    ['abcde fghij', 11, 34],
    ['abcdefghijklmnopqrstu', 11, 49],
    ['2026年12月31日', 13, 34],
  ])('%j in %d characters is %d points', (text, width, points) => {
    expect(heightOf(text, width)).toBe(points);
  });

  test('larger type needs more lines, each of them higher', () => {
    expect(heightOf('示例区二〇二六年', 17)).toBe(19);
    expect(heightOf('示例区二〇二六年', 17, 18 / 11)).toBe(2 * 25 + 4);
  });

  test('is never higher than a row may be', () => {
    expect(heightOf('长'.repeat(20_000), 11)).toBe(HIGHEST_ROW);
  });
});

describe('the heights of rows', () => {
  test('are those of their tallest cells', () => {
    const cells = [cellOf('一', 0, 0), cellOf('一\n二\n三', 0, 1), cellOf('一\n二', 1, 0)];
    expect(rowHeights(sheetOf([11, 11], cells))).toEqual([49, 34]);
  });

  test('a cell over columns has all their room', () => {
    const text = '推进工作啊哈';
    expect(rowHeights(sheetOf([11, 11], [cellOf(text, 0, 0)]))).toEqual([34]);
    expect(rowHeights(sheetOf([11, 11], [cellOf(text, 0, 0, 1, 2)]))).toEqual([19]);
  });

  test('what a cell over rows lacks is added to its last row', () => {
    const tall = cellOf('一\n二\n三\n四\n五', 0, 0, 3);
    const others = [cellOf('甲', 0, 1), cellOf('乙\n丙', 1, 1), cellOf('丁', 2, 1)];
    expect(rowHeights(sheetOf([11, 11], [tall, ...others]))).toEqual([19, 34, 26]);
    const short = cellOf('一\n二', 0, 0, 3);
    expect(rowHeights(sheetOf([11, 11], [short, ...others]))).toEqual([19, 34, 19]);
  });

  test('a full last row leaves the rest to the one before it', () => {
    const full = cellOf('丁'.repeat(2_000), 2, 1);
    const tall = cellOf('一\n'.repeat(30).trim(), 1, 0, 2);
    const cells = [cellOf('甲', 0, 0), tall, cellOf('乙', 1, 1), full];
    expect(rowHeights(sheetOf([11, 11], cells))).toEqual([19, 19, HIGHEST_ROW]);
    const wide = cellOf('一\n'.repeat(27).trim(), 0, 0, 2);
    const beside = [cellOf('甲', 0, 1), cellOf('丁'.repeat(2_000), 1, 1)];
    expect(rowHeights(sheetOf([11, 11], [wide, ...beside]))).toEqual([19, HIGHEST_ROW]);
  });

  test('hold every cell as far as rows can be high, and are never higher', () => {
    const cell = fc.record({
      text: fc.string({ unit: fc.constantFrom(...'甲乙a \n'), maxLength: 400 }),
      row: fc.nat(4),
      col: fc.nat(2),
      rows: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (wanted) => {
        const cells = wanted.map(({ text, row, col, rows }) => cellOf(text, row, col, rows));
        const heights = rowHeights(sheetOf([6, 18, 46], cells));
        expect(Math.max(...heights)).toBeLessThanOrEqual(HIGHEST_ROW);
        for (const { text, row, col, rows } of cells) {
          const over = heights.slice(row, row + rows).reduce((sum, one) => sum + one, 0);
          expect(over).toBeGreaterThanOrEqual(heightOf(text, [6, 18, 46][col] ?? 0));
        }
      }),
    );
  });
});
