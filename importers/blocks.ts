/**
 * Blocks of a document before anything is understood: paragraphs and tables in order. A merged cell
 * stands once and is seen from every place it covers, so "the value above" of a merge is a look-up.
 */
export interface Cell {
  /** The cell's own words, untouched but for line ends (`\n`). */
  readonly text: string;
  /** Origin (top left), counted from 0. */
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

export interface Table {
  readonly kind: 'table';
  /** `sheet`: places are A1 addresses; `word`: places are 第1表第7行第3列. */
  readonly style: 'sheet' | 'word';
  /** The sheet's name, or 第1表. */
  readonly name: string;
  /** Written before each address, as in `分工!E7`; empty where the file has one table. */
  readonly prefix: string;
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  readonly width: number;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

export type Block = Paragraph | Table;

/** What a format reader hands on; `notes` are remarks of the format itself. */
export interface Source {
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
}

/** A remark for people about one place; `findings.ts` gives it a severity. */
export interface Note {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
}

/** Places that cells may cover together; overlapping merges would otherwise cost without end. */
const MAX_COVERED = 10_000_000;

function coveredBy(cell: Cell, frame: { height: number; width: number }): number {
  return Math.min(cell.rowSpan, frame.height) * Math.min(cell.colSpan, frame.width);
}

/** Lays cells on a grid of `height` × `width`; a later cell never covers an earlier one. */
export function tableOf(
  cells: readonly Cell[],
  frame: Pick<Table, 'style' | 'name' | 'prefix'> & { height: number; width: number },
): Table {
  const rows: (Cell | undefined)[][] = Array.from({ length: frame.height }, () =>
    Array.from({ length: frame.width }, () => undefined),
  );
  let room = MAX_COVERED;
  for (const cell of cells) {
    room -= cell.rowSpan > 1 || cell.colSpan > 1 ? coveredBy(cell, frame) : 1;
    if (room < 0) throw new Error('cells cover each other');
    for (let r = cell.row; r < Math.min(cell.row + cell.rowSpan, frame.height); r += 1) {
      const row = rows[r] ?? [];
      for (let c = cell.col; c < Math.min(cell.col + cell.colSpan, frame.width); c += 1) {
        row[c] ??= cell;
      }
    }
  }
  const { style, name, prefix, width } = frame;
  return { kind: 'table', style, name, prefix, rows, width };
}

/** `A`…`Z`, `AA`… for a column counted from 0. */
export function columnLetters(col: number): string {
  const last = String.fromCharCode(65 + (col % 26));
  return col < 26 ? last : columnLetters(Math.floor(col / 26) - 1) + last;
}

/** The place of a cell in words of the document: `E7`, `分工!E7` or 第1表第7行第5列. */
export function placeOf(table: Table, at: { readonly row: number; readonly col: number }): string {
  return table.style === 'sheet'
    ? `${table.prefix}${columnLetters(at.col)}${at.row + 1}`
    : `${table.name}第${at.row + 1}行第${at.col + 1}列`;
}

/** The place of a row: 第7行, 分工!第7行 or 第1表第7行. */
export function rowPlaceOf(table: Table, row: number): string {
  return table.style === 'sheet' ? `${table.prefix}第${row + 1}行` : `${table.name}第${row + 1}行`;
}

/** True where `cell` begins on `row`; false on the rows that a vertical merge covers further down. */
export function beginsOn(cell: Cell | undefined, row: number): boolean {
  return cell?.row === row;
}
