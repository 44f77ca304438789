import * as xlsx from '@e965/xlsx';
import { openArchive, storedArchive } from './archive.ts';
import type { Refusal } from './archive.ts';
import { tableOf } from './blocks.ts';
import type { Block, Cell, Note, Source } from './blocks.ts';

/** Rows and columns that are read; what lies beyond is reported, not read. */
const MAX_ROWS = 20_000;
const MAX_COLS = 200;

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
  try {
    return sheetsOf(
      xlsx.read(storedArchive(archive), {
        type: 'buffer',
        cellFormula: true,
        cellNF: true,
        cellHTML: false,
        sheetRows: MAX_ROWS + 1,
      }),
    );
  } catch {
    return { refused: '表格文件已损坏，无法读取。请用 WPS 或 Excel 打开后另存再导入。' };
  }
}

function sheetsOf(book: xlsx.WorkBook): Source {
  const notes: Note[] = [];
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const visible = book.SheetNames.filter((name, i) => {
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    if (hidden) notes.push({ code: 'sheet-hidden', message: `隐藏的工作表“${name}”未读取。` });
    return !hidden;
  });
  const used = visible.filter((name) => addresses(book.Sheets[name]).length > 0);
  const blocks: Block[] = used.map((name) => {
    const prefix = used.length > 1 ? `${name}!` : '';
    return sheetTable(book.Sheets[name] ?? {}, { name, prefix, date1904, notes });
  });
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

function sheetTable(sheet: xlsx.WorkSheet, context: SheetContext) {
  const merges = new Map((sheet['!merges'] ?? []).map((m) => [xlsx.utils.encode_cell(m.s), m]));
  const cells: Cell[] = [];
  let beyond = false;
  for (const address of addresses(sheet)) {
    const { r, c } = xlsx.utils.decode_cell(address);
    const text = textOf(sheet[address] as xlsx.CellObject, address, context);
    if (r >= MAX_ROWS || c >= MAX_COLS) {
      beyond ||= text !== '';
      continue;
    }
    const merge = merges.get(address);
    const rowSpan = merge ? merge.e.r - r + 1 : 1;
    const colSpan = merge ? merge.e.c - c + 1 : 1;
    if (text !== '' || merge) cells.push({ text, row: r, col: c, rowSpan, colSpan });
  }
  if (beyond) {
    const message = `工作表“${context.name}”超出 ${MAX_ROWS} 行或 ${MAX_COLS} 列的部分未读取。请拆分后再导入。`;
    context.notes.push({ code: 'sheet-cut', message, where: context.name });
  }
  const shown = cells.filter((cell) => cell.text !== '');
  const height = Math.max(0, ...shown.map((cell) => cell.row + 1));
  const reach = (cell: Cell) => (cell.colSpan < MAX_COLS ? cell.col + cell.colSpan : cell.col + 1);
  const width = Math.min(MAX_COLS, Math.max(0, ...shown.map(reach)));
  const bottom = Math.max(height, ...shown.map((c) => Math.min(c.row + c.rowSpan, height + 500)));
  const ordered = cells.toSorted(mergedFirst);
  const frame = { style: 'sheet', name: context.name, prefix: context.prefix } as const;
  return tableOf(ordered, { ...frame, height: Math.min(bottom, MAX_ROWS), width });
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
  const text = cell.t === 'n' ? String(cell.v) : String(cell.w ?? cell.v);
  return text.replace(/\r\n?/g, '\n');
}

/** A date cell in Chinese words; a format without a day names a month only. */
function dateText(serial: number, format: string, date1904: boolean): string {
  const parsed = ssf.parse_date_code(serial, { date1904 });
  if (!parsed) return String(serial);
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /d/i.test(bare) ? `${parsed.y}年${parsed.m}月${parsed.d}日` : `${parsed.y}年${parsed.m}月`;
}
