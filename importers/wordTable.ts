import { tableOf } from './blocks.ts';
import type { Block, Cell, Table } from './blocks.ts';

/** A table as WordprocessingML writes it: rows of cells, merges as marks on each cell. */
export interface RawTable {
  readonly kind: 'raw-table';
  readonly rows: RawRow[];
}
export interface RawRow {
  readonly cells: RawCell[];
  /** Grid columns left free before the first cell. */
  before: number;
  /** A row struck out by a tracked change. */
  deleted: boolean;
}
export interface RawCell {
  readonly items: RawItem[];
  span: number;
  merge: 'none' | 'start' | 'continue';
}
export type RawItem = { readonly kind: 'paragraph'; readonly text: string } | RawTable;

const MAX_ROWS = 20_000;

/** Raw items as blocks. A table that only frames another (one cell wide) gives way to its content. */
export function wordBlocks(items: readonly RawItem[]): readonly Block[] {
  let tables = 0;
  return unframed(items).map((item) => {
    if (item.kind === 'paragraph') return item;
    tables += 1;
    return wordTable(item, `第${tables}表`);
  });
}

function unframed(items: readonly RawItem[]): readonly RawItem[] {
  return items.flatMap((item) => {
    if (item.kind === 'paragraph' || !isFrame(item)) return [item];
    return unframed(item.rows.flatMap((row) => row.cells.flatMap((cell) => cell.items)));
  });
}

function isFrame(table: RawTable): boolean {
  const cells = table.rows.flatMap((row) => row.cells);
  return (
    table.rows.every((row) => row.cells.length <= 1) &&
    cells.some((cell) => cell.items.some((item) => item.kind === 'raw-table'))
  );
}

function wordTable(raw: RawTable, name: string): Table {
  const cells: Cell[] = [];
  let above = new Map<number, number>();
  let width = 0;
  const rows = raw.rows.filter((row) => !row.deleted).slice(0, MAX_ROWS);
  rows.forEach((row, r) => {
    const here = new Map<number, number>();
    let col = row.before;
    for (const cell of row.cells) {
      const origin = cell.merge === 'continue' ? above.get(col) : undefined;
      const started = origin === undefined ? undefined : cells[origin];
      if (origin !== undefined && started) {
        cells[origin] = { ...started, rowSpan: started.rowSpan + 1 };
        here.set(col, origin);
      } else {
        here.set(col, cells.length);
        cells.push({ text: textOf(cell), row: r, col, rowSpan: 1, colSpan: cell.span });
      }
      col += cell.span;
    }
    width = Math.max(width, col);
    above = here;
  });
  return tableOf(cells, { style: 'word', name, prefix: '', height: rows.length, width });
}

function textOf(cell: RawCell): string {
  const lines = cell.items.map((item) => (item.kind === 'paragraph' ? item.text : flat(item)));
  return lines.join('\n').replace(/^\n+|\n+$/g, '');
}

function flat(table: RawTable): string {
  return table.rows.map((row) => row.cells.map(textOf).join(' ')).join('\n');
}
