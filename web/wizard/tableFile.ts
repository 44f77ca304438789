import { saveFile } from '../files/saveFile.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WIDEST = 40;

/** Hands a table to the browser as an Excel file; every cell is text, none a formula. */
export async function saveTable(name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const { utils, write } = await import('@e965/xlsx');
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  sheet['!cols'] = Array.from({ length: columns }, (_, i) => ({
    wch: Math.min(WIDEST, 4 + Math.max(...rows.map((row) => 2 * (row[i] ?? '').length))),
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '表');
  saveFile(`${name}.xlsx`, write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer, TYPE);
}
