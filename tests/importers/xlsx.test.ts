import { describe, expect, test } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import { readWorkbook } from '../../importers/xlsx.ts';
import type { Source, Table } from '../../importers/blocks.ts';
import { placeOf } from '../../importers/blocks.ts';
import { workbook, workbookOf, zipBytes } from '../fixtures/import/build.ts';

async function source(bytes: Uint8Array): Promise<Source> {
  const read = await readWorkbook(bytes);
  if ('refused' in read) throw new Error(read.refused);
  return read;
}

function texts(table: Table | undefined): string[][] {
  return (table?.rows ?? []).map((row) => row.map((cell) => cell?.text ?? '∅'));
}

const firstTable = (read: Source) => read.blocks.find((b) => b.kind === 'table');

function bookWith(cells: Record<string, xlsx.CellObject>, ref: string): Buffer {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, { ...cells, '!ref': ref }, '分工');
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('workbooks', () => {
  test('a merged cell is seen from every place it covers', async () => {
    const table = firstTable(
      await source(
        workbook(
          [
            ['甲', '乙'],
            ['', '丙'],
            ['丁', ''],
          ],
          ['A1:A2'],
        ),
      ),
    );
    expect(texts(table)).toEqual([
      ['甲', '乙'],
      ['甲', '丙'],
      ['丁', '∅'],
    ]);
    expect(table?.rows[1]?.[0]).toBe(table?.rows[0]?.[0]);
  });

  test('places are cell addresses, with the sheet where there are several', async () => {
    const rows = [['甲']];
    const read = await source(
      workbookOf([
        { name: '一', rows },
        { name: '二', rows },
      ]),
    );
    const places = read.blocks.map((b) =>
      b.kind === 'table' ? placeOf(b, { row: 6, col: 27 }) : '',
    );
    expect(places).toEqual(['一!AB7', '二!AB7']);
  });

  test('formulas are not evaluated: the stored value is read, none is reported', async () => {
    const cells = {
      A1: { t: 's', v: '存值', f: 'CONCATENATE("别","的")' },
      A2: { t: 's', v: '', f: 'B1' },
      A3: { t: 's', v: '=1+1' },
    } as const;
    const read = await source(bookWith(cells, 'A1:A3'));
    expect(texts(firstTable(read)).map((row) => row[0])).toEqual(['存值', '∅', '=1+1']);
    expect(read.notes).toMatchObject([{ code: 'formula-without-value', where: 'A2' }]);
  });

  test('date cells become Chinese dates; a format without a day is a month', async () => {
    const cells = {
      A1: { t: 'n', v: 46356, z: 'yyyy/m/d' },
      A2: { t: 'n', v: 46356, z: 'yyyy"年"m"月"' },
      A3: { t: 'n', v: 46356 },
    } as const;
    const read = await source(bookWith(cells, 'A1:A3'));
    expect(texts(firstTable(read)).flat()).toEqual(['2026年11月30日', '2026年11月', '46356']);
  });

  test('hidden sheets are named, not read', async () => {
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['甲']]), '分工');
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['乙']]), '选项');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    const read = await source(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(read.blocks).toHaveLength(1);
    expect(read.notes).toMatchObject([{ code: 'sheet-hidden' }]);
  });

  test('an endless merge costs nothing', async () => {
    const read = await source(
      workbook(
        [
          ['甲', '乙'],
          ['丙', '丁'],
        ],
        ['A1:XFD1048576'],
      ),
    );
    expect(firstTable(read)?.rows.length).toBeLessThan(1_000);
  });

  test('a DOCTYPE is refused', async () => {
    const bytes = zipBytes([
      { name: 'xl/workbook.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' },
    ]);
    expect(await readWorkbook(bytes)).toMatchObject({
      refused: expect.stringContaining('DOCTYPE'),
    });
  });
});
