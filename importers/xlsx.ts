import * as xlsx from '@e965/xlsx';
import { LIMITS, openArchive, storedArchive } from './archive.ts';
import type { Archive, Refusal } from './archive.ts';
import { tableOf } from './blocks.ts';
import type { Cell, Note, Source, Table } from './blocks.ts';
import { tooManyRows } from './refusals.ts';

/** The library leaves its number formats untyped. */
const ssf = xlsx.SSF as {
  readonly is_date: (format: string) => boolean;
  readonly parse_date_code: (
    serial: number,
    options: { date1904: boolean },
  ) => { y: number; m: number; d: number } | null;
};

/** Reads the visible sheets of a workbook. Formulas are never evaluated: only stored values are read. */
export async function readWorkbook(bytes: Uint8Array): Promise<Source | Refusal> {
  const archive = await openArchive(bytes, (name) => /\.(xml|rels)$/i.test(name));
  if ('refused' in archive) return archive;
  for (const content of archive.values()) {
    if (Buffer.from(content).includes('<!DOCTYPE')) {
      return { refused: '文件内含 DOCTYPE 声明，不予读取。请用 WPS 或 Excel 打开后另存再导入。' };
    }
  }
  return readSheets(storedArchive(shortened(archive)));
}

/** Sheets of a workbook in any form that the library reads; its bytes have passed a gate. */
export function readSheets(bytes: Uint8Array): Source | Refusal {
  const { error } = console;
  // The library prints each record that it does not know.
  console.error = () => undefined;
  try {
    return sheetsOf(xlsx.read(bytes, READING));
  } catch {
    return { refused: '表格文件已损坏，无法读取。请用 WPS 或 Excel 打开后另存再导入。' };
  } finally {
    console.error = error;
  }
}

/**
 * Cuts a sheet of too many rows with words behind the limit, so that refusing it costs little. Rows that
 * are only formatted are left: their sheet is read.
 */
function shortened(archive: Archive): Archive {
  return new Map(
    [...archive].map(([name, content]) => {
      if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) return [name, content];
      const sheet = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      let at = sheet.indexOf('<row');
      for (let n = 0; n < LIMITS.rows + ROWS_BEYOND && at >= 0; n += 1) {
        at = sheet.indexOf('<row', at + 4);
      }
      const cut = at >= 0 && (sheet.includes('<v>', at) || sheet.includes('<is>', at));
      return [name, cut ? Buffer.concat([sheet.subarray(0, at), SHEET_END]) : content];
    }),
  );
}

/** Rows that are looked at beyond the limit, to tell a longer table from a stray blank. */
const ROWS_BEYOND = 100;
const READING = {
  type: 'buffer',
  cellFormula: true,
  cellNF: true,
  cellHTML: false,
  sheetRows: LIMITS.rows + ROWS_BEYOND,
} as const;
const SHEET_END = Buffer.from('</sheetData></worksheet>');

function sheetsOf(book: xlsx.WorkBook): Source | Refusal {
  const notes: Note[] = [];
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const visible = book.SheetNames.filter((name, i) => {
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    if (hidden) notes.push({ code: 'sheet-hidden', message: `隐藏的工作表“${name}”未读取。` });
    return !hidden;
  });
  const used = visible.filter((name) => addresses(book.Sheets[name]).length > 0);
  const blocks: Table[] = [];
  for (const name of used) {
    const prefix = used.length > 1 ? `${name}!` : '';
    const table = sheetTable(book.Sheets[name] ?? {}, { name, prefix, date1904, notes });
    if ('refused' in table) return table;
    blocks.push(table);
  }
  return { blocks, notes };
}

function addresses(sheet: xlsx.WorkSheet | undefined): string[] {
  return Object.keys(sheet ?? {}).filter((key) => /^[A-Z]{1,3}\d{1,7}$/.test(key));
}

interface SheetContext {
  readonly name: string;
  readonly prefix: string;
  readonly date1904: boolean;
  readonly notes: Note[];
}

function sheetTable(sheet: xlsx.WorkSheet, context: SheetContext): Table | Refusal {
  const merges = new Map((sheet['!merges'] ?? []).map((m) => [xlsx.utils.encode_cell(m.s), m]));
  const cells: Cell[] = [];
  let beyond = false;
  for (const address of addresses(sheet)) {
    const { r, c } = xlsx.utils.decode_cell(address);
    const text = textOf(sheet[address] as xlsx.CellObject, address, context);
    if (r >= LIMITS.rows && text !== '') return { refused: tooManyRows(context.name) };
    if (r >= LIMITS.rows || c >= LIMITS.cols) {
      beyond ||= text !== '';
      continue;
    }
    const merge = merges.get(address);
    const rowSpan = merge ? merge.e.r - r + 1 : 1;
    const colSpan = merge ? merge.e.c - c + 1 : 1;
    if (text !== '' || merge) cells.push({ text, row: r, col: c, rowSpan, colSpan });
  }
  if (beyond) {
    const message = `工作表“${context.name}”超出 ${LIMITS.cols} 列的部分未读取。请拆分后再导入。`;
    context.notes.push({ code: 'sheet-cut', message, where: context.name });
  }
  const { bottom, width } = extentOf(cells);
  const ordered = cells.toSorted(mergedFirst);
  const frame = { style: 'sheet', name: context.name, prefix: context.prefix } as const;
  return tableOf(ordered, { ...frame, height: Math.min(bottom, LIMITS.rows), width });
}

/** Rows that a merge may reach below the last words. */
const MERGED_BEYOND = 500;

/** The part of a sheet that holds words, and how far merges reach below it. */
function extentOf(cells: readonly Cell[]): { bottom: number; width: number } {
  let height = 0;
  let width = 0;
  let bottom = 0;
  for (const { text, row, col, rowSpan, colSpan } of cells) {
    if (text === '') continue;
    height = Math.max(height, row + 1);
    bottom = Math.max(bottom, row + rowSpan);
    width = Math.max(width, col + (colSpan < LIMITS.cols ? colSpan : 1));
  }
  return {
    bottom: Math.min(bottom, height + MERGED_BEYOND),
    width: Math.min(width, LIMITS.cols),
  };
}

/** Merged cells first: a blank cell stored under a merge must not hide it. */
function mergedFirst(a: Cell, b: Cell): number {
  return b.rowSpan * b.colSpan - a.rowSpan * a.colSpan;
}

function textOf(cell: xlsx.CellObject, address: string, context: SheetContext): string {
  const where = `${context.prefix}${address}`;
  if (cell.t === 'e') {
    const message = `${where} 是公式错误值，按空白读取。请在表中改正。`;
    context.notes.push({ code: 'cell-error', message, where });
    return '';
  }
  if (cell.f !== undefined && (cell.v === undefined || cell.v === '')) {
    const message = `${where} 的公式没有存下结果，按空白读取。请在 WPS 或 Excel 中打开并保存后再导入。`;
    context.notes.push({ code: 'formula-without-value', message, where });
    return '';
  }
  if (cell.v === undefined) return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && ssf.is_date(cell.z)) {
    return dateText(Number(cell.v), cell.z, context.date1904);
  }
  const text = cell.t === 'n' ? numberText(cell) : String(cell.w ?? cell.v);
  return text.replace(/\r\n?/g, '\n');
}

/** A number as the sheet shows it (85%, 1.10); a whole number without a format in all its digits. */
function numberText({ v, w, z }: xlsx.CellObject): string {
  const plain = Number.isInteger(v) && (z ?? 'General') === 'General';
  return plain ? String(v) : String(w ?? v).trim();
}

/** A date cell in Chinese words; a format without a day names a month only. */
function dateText(serial: number, format: string, date1904: boolean): string {
  const parsed = ssf.parse_date_code(serial, { date1904 });
  if (!parsed) return String(serial);
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /d/i.test(bare) ? `${parsed.y}年${parsed.m}月${parsed.d}日` : `${parsed.y}年${parsed.m}月`;
}
