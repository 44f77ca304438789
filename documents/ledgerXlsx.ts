import writeExcelFile from 'write-excel-file/node';
import type { Ledger, LedgerCell, LedgerSheet } from './ledger.ts';
import { heightOf, rowHeights } from './rowHeights.ts';
import { undated } from './zipDates.ts';

/** Excel holds no more characters in a cell. */
export const LONGEST_CELL = 32_767;
const FONT = '仿宋_GB2312';
/** In points. */
const SIZE = { title: 18, text: 11 } as const;

/** Writes a ledger 台账 as a workbook, a sheet for each table. Every cell is text: nothing is ever a formula. */
export async function ledgerXlsx({ sheets }: Ledger): Promise<Uint8Array> {
  const names = namesOf(sheets.map(({ name }) => name));
  const written = sheets.map((sheet, i) => ({
    data: dataOf(sheet),
    sheet: names[i] ?? `台账${i + 1}`,
    columns: sheet.widths.map((width) => ({ width })),
    orientation: 'landscape' as const,
    stickyRowsCount: sheet.lines.length + sheet.headRows,
  }));
  const file = writeExcelFile(written, { fontFamily: FONT, fontSize: SIZE.text });
  return undated(await file.toBuffer());
}

/** Names of sheets: 31 characters, none of `\/?*[]:`, none twice. */
function namesOf(wanted: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const [i, name] of wanted.entries()) {
    const bare = name.replace(/[\\/?*[\]:\u0000-\u001f]|^'+|'+$/g, '').slice(0, 31);
    const known = names.some((other) => other.toLowerCase() === bare.toLowerCase());
    names.push(bare === '' || known ? `台账${i + 1}` : bare);
  }
  return names;
}

type Written = Readonly<Record<string, unknown>> | null;

function dataOf(sheet: LedgerSheet): Written[][] {
  const width = sheet.widths.length;
  const rows: Written[][] = Array.from({ length: sheet.lines.length + sheet.rows }, () =>
    Array.from({ length: width }, () => null),
  );
  const across = sheet.widths.reduce((sum, one) => sum + one, 0);
  sheet.lines.forEach((text, row) => {
    const fontSize = row === 0 ? SIZE.title : SIZE.text;
    const height = heightOf(text, across, fontSize / SIZE.text);
    const style = { align: 'center', fontSize, height, wrap: true };
    (rows[row] ?? [])[0] = { ...textOf(text), ...style, columnSpan: width };
  });
  for (const cell of sheet.cells) {
    (rows[cell.row + sheet.lines.length] ?? [])[cell.col] = styled(cell);
  }
  rowHeights(sheet).forEach((height, row) => {
    const written = rows[row + sheet.lines.length] ?? [];
    const at = Math.max(
      0,
      written.findIndex((cell) => cell !== null),
    );
    written[at] = { ...written[at], height };
  });
  return rows;
}

function styled(cell: LedgerCell): Written {
  const head = cell.role === 'head' || cell.role === 'section';
  const short = cell.text.length <= 8;
  return {
    ...textOf(cell.text),
    ...(cell.rows > 1 ? { rowSpan: cell.rows } : {}),
    ...(cell.cols > 1 ? { columnSpan: cell.cols } : {}),
    ...(head ? { fontWeight: 'bold' } : {}),
    align: cell.role === 'head' || (short && cell.role !== 'section') ? 'center' : 'left',
    alignVertical: 'center',
    wrap: true,
    borderStyle: 'thin',
  };
}

/** `_x0041_` would be read as one character; its first letter is escaped so that it stays what it is. */
function textOf(text: string): { readonly value: string; readonly type: StringConstructor } {
  return { value: text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'), type: String };
}
