import { describe, expect, test } from '@jest/globals';
import { csvOf } from '../../../web/files/csv.ts';
import { rowsIn } from '../../../web/files/tableText.ts';

describe('a table as text', () => {
  test('copied from a spreadsheet: tabs, empty lines left out', () => {
    expect(rowsIn('单位\t姓名\r\n甲局\t甲局联络员\r\n\t\r\n')).toEqual([
      ['单位', '姓名'],
      ['甲局', '甲局联络员'],
    ]);
  });

  test('CSV: quoted cells hold commas, quotes and line ends', () => {
    expect(rowsIn('\ufeff单位,姓名\n"甲局,机关","他说""好""\n了"')).toEqual([
      ['单位', '姓名'],
      ['甲局,机关', '他说"好"\n了'],
    ]);
  });

  test('Chinese commas part the cells where there are no others', () => {
    expect(rowsIn('单位，姓名\n甲局，联络员')).toEqual([
      ['单位', '姓名'],
      ['甲局', '联络员'],
    ]);
  });

  test('what is written is read again', () => {
    const rows = [
      ['姓名', '说明'],
      ['甲', '一，二,"三"\n四'],
    ];
    expect(rowsIn(csvOf(rows))).toEqual(rows);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j cannot act as a formula', (cell) => {
    expect(csvOf([[cell]]).replace(/^\ufeff"?/u, '')[0]).toBe("'");
  });

  test('nothing is an empty cell, a number stays one', () => {
    expect(csvOf([[null, 3, '']])).toBe('\ufeff,3,');
  });
});
