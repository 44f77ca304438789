import type { Cell, Table } from './blocks.ts';
import { columnOf, headWords, HEADING_KINDS, kindOf, settled, UNIT_KINDS } from './columns.ts';
import type { Column, ColumnKind } from './columns.ts';
import { tight } from './plain.ts';
import { isTransposed } from './transposed.ts';

/** The head of a task table: its rows [from, to) and its columns. */
export interface Header {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Column[];
}

/** A head may stand below titles and dates, but not below this many rows. */
const SEARCHED = 40;
const MAX_LABEL = 24;

/** The cells that begin on a row and say something. */
export function ownCells(table: Table, row: number): readonly Cell[] {
  const cells = table.rows[row] ?? [];
  return cells.filter((cell, col): cell is Cell => {
    return cell !== undefined && cell.row === row && cell.col === col && tight(cell.text) !== '';
  });
}

/** Finds the head row(s): the first row with two or more known heads, one of them of weight. */
export function findHeader(table: Table): Header | undefined {
  if (isTransposed(table)) return undefined;
  const until = Math.min(SEARCHED, table.rows.length);
  for (let from = 0; from < until; from += 1) {
    if (!isHeadRow(ownCells(table, from))) continue;
    let to = Math.max(from + 1, headBottom(table, from));
    while (to < until && isSecondHeadRow(table, from, to)) to += 1;
    return { from, to, columns: columnsOf(table, from, to) };
  }
  return undefined;
}

function isHeadRow(cells: readonly Cell[]): boolean {
  const kinds = cells
    .filter((cell) => tight(cell.text).length <= MAX_LABEL)
    .map((cell) => kindOf(cell.text))
    .filter((kind) => kind !== 'other');
  const heavy = (kind: ColumnKind) =>
    UNIT_KINDS.has(kind) || HEADING_KINDS.has(kind) || kind === 'content' || kind === 'deadline';
  return new Set(kinds).size >= 2 && kinds.some(heavy) && kinds.length * 5 >= cells.length * 2;
}

/** Where every head cell reaches down over two rows, the head ends below them. */
function headBottom(table: Table, row: number): number {
  const known = ownCells(table, row).filter((cell) => kindOf(cell.text) !== 'other');
  return Math.min(row + 3, Math.max(...known.map((cell) => cell.row + cell.rowSpan)));
}

/** A further head row: every cell is a known head, below a wider or an empty head. */
function isSecondHeadRow(table: Table, from: number, row: number): boolean {
  const cells = ownCells(table, row);
  if (cells.length === 0) return false;
  return cells.every((cell) => {
    const above = table.rows[row - 1]?.[cell.col];
    const wider = above !== undefined && above.row >= from && above.colSpan > cell.colSpan;
    const empty = above === undefined || tight(above.text) === '';
    return kindOf(cell.text) !== 'other' && (wider || empty || cells.length > 1);
  });
}

function columnsOf(table: Table, from: number, to: number): readonly Column[] {
  const columns: Column[] = [];
  for (let col = 0; col < table.width; col += 1) {
    const cells: Cell[] = [];
    for (let row = from; row < to; row += 1) {
      const cell = table.rows[row]?.[col] ?? leftOf(table, row, col, from, to);
      if (cell && cell.row >= from && tight(cell.text) !== '' && !cells.includes(cell)) {
        cells.push(cell);
      }
    }
    columns.push(
      columnOf(
        col,
        cells.map((cell) => cell.text),
      ),
    );
  }
  return settled(columns);
}

/** In a two-row head without merges, the upper head stands over its first column only. */
function leftOf(table: Table, row: number, col: number, from: number, to: number) {
  if (row !== from || to - from < 2) return undefined;
  const below = table.rows[row + 1]?.[col];
  if (!below || tight(below.text) === '' || kindOf(below.text) !== 'other') return undefined;
  return table.rows[row]?.slice(0, col).findLast((cell) => cell && tight(cell.text) !== '');
}

/** True where a body row repeats the head, as at a page break. */
export function repeatsHeader(table: Table, row: number, header: Header): boolean {
  const cells = ownCells(table, row);
  const heads = new Map(
    header.columns.map((column) => [column.col, headWords(column.label)] as const),
  );
  const repeated = cells.filter((cell) => {
    const head = heads.get(cell.col) ?? '';
    const words = headWords(cell.text);
    return head !== '' && (head === words || head.startsWith(words) || head.endsWith(words));
  });
  return repeated.length >= 2 && repeated.length * 3 >= cells.length * 2;
}

/** The heads as printed, for sentences. */
export function headNames(header: Header): string {
  return [...new Set(header.columns.map((c) => c.label).filter((label) => label !== ''))].join(
    '、',
  );
}

/** The heads as one text, to tell whether two tables are parts of one. */
export function headWordsOf(header: Header): string {
  return header.columns.map((column) => headWords(column.label)).join('|');
}
