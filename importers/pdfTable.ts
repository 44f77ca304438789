import { tableOf } from './blocks.ts';
import type { Cell, Table } from './blocks.ts';
import type { Grid } from './pdfGrid.ts';
import type { Line } from './pdfLines.ts';
import { tight } from './plain.ts';

export interface PlacedGrid {
  readonly grid: Grid;
  /** Counted from 0. */
  readonly page: number;
}

export interface PlacedTable {
  readonly table: Table;
  readonly page: number;
  readonly top: number;
}

/** Points by which the columns of two pages may differ. */
const NEAR = 4;

/**
 * Grids as tables. A grid at the top of a page with the columns of the one at the end of the page before is its
 * continuation; a cell that the page break divided is put together again.
 */
export function pdfTables(
  grids: readonly PlacedGrid[],
  lines: readonly Line[],
): readonly PlacedTable[] {
  const parts: PlacedGrid[][] = [];
  for (const placed of grids) {
    const last = parts.at(-1)?.at(-1);
    if (last && continues(last, placed, lines)) parts.at(-1)?.push(placed);
    else parts.push([placed]);
  }
  return parts.map((pieces, i) => {
    const first = pieces[0];
    const joined = pieces.map(({ grid }) => grid).reduce(append);
    const width = joined.xs.length - 1;
    const name = `第${i + 1}表`;
    const frame = { style: 'word', name, prefix: '', height: joined.height, width } as const;
    return {
      table: tableOf(joined.cells, frame),
      page: first?.page ?? 0,
      top: first?.grid.top ?? 0,
    };
  });
}

function continues(last: PlacedGrid, next: PlacedGrid, lines: readonly Line[]): boolean {
  const same =
    last.grid.xs.length === next.grid.xs.length &&
    last.grid.xs.every((x, i) => Math.abs(x - (next.grid.xs[i] ?? 0)) <= NEAR);
  const between = lines.some(
    (line) =>
      (line.page === last.page && line.y > last.grid.bottom) ||
      (line.page === next.page && line.y < next.grid.top),
  );
  return same && !between && next.page === last.page + 1;
}

function append(above: Grid, below: Grid): Grid {
  const head = above.cells.filter((cell) => cell.row === 0).map((cell) => tight(cell.text));
  const skip = below.cells.filter((cell) => cell.row === 0).map((cell) => tight(cell.text));
  const repeated = head.length === skip.length && head.every((text, i) => text === skip[i]) ? 1 : 0;
  const body = below.cells
    .filter((cell) => cell.row >= repeated)
    .map((cell) => ({ ...cell, row: cell.row - repeated + above.height }));
  const { cells, rest, dropped } = mended(above, body);
  const height = above.height + below.height - repeated - dropped;
  return { ...above, cells: [...cells, ...rest], height };
}

/**
 * The first row of a page: where it has no number of its own, although rows are numbered, it is the rest of the
 * last row; an empty cell below a merged one goes on with that merge.
 */
function mended(above: Grid, body: readonly Cell[]) {
  const row = above.height;
  const first = body.filter((cell) => cell.row === row);
  const over = (cell: Cell) =>
    above.cells.find((up) => up.col === cell.col && up.row + up.rowSpan === row);
  const numbers = numberColumn(above);
  const numbered = first.find((cell) => cell.col === numbers);
  const rest = numbered !== undefined && tight(numbered.text) === '' && first.every(over);
  if (rest) {
    const more = new Map(first.flatMap((cell) => [[over(cell), cell] as const]));
    const cells = above.cells.map((cell) => {
      const extra = more.get(cell);
      if (!extra) return cell;
      const text = [cell.text, extra.text].filter((words) => words !== '').join('\n');
      return { ...cell, text, rowSpan: cell.rowSpan + extra.rowSpan - 1 };
    });
    const moved = body.filter((cell) => cell.row > row).map((c) => ({ ...c, row: c.row - 1 }));
    return { cells, rest: moved, dropped: 1 };
  }
  const grown = new Map<Cell, Cell>();
  for (const cell of first) {
    const up = over(cell);
    const merge = (up?.rowSpan ?? 1) > 1 || cell.rowSpan > 1;
    if (up && merge && tight(cell.text) === '' && up.colSpan === cell.colSpan) grown.set(up, cell);
  }
  const gone = new Set(grown.values());
  const cells = above.cells.map((cell) => {
    const more = grown.get(cell);
    return more ? { ...cell, rowSpan: cell.rowSpan + more.rowSpan } : cell;
  });
  return { cells, rest: body.filter((cell) => !gone.has(cell)), dropped: 0 };
}

/** The column in which most cells are whole numbers. */
function numberColumn({ cells, xs }: Grid): number | undefined {
  const columns = Array.from({ length: xs.length - 1 }, (_, col) => {
    const own = cells.filter((cell) => cell.col === col && cell.colSpan === 1 && cell.row > 0);
    const counted = own.filter((cell) => /^\d+$/.test(tight(cell.text)));
    return { col, fits: own.length > 0 && counted.length * 5 >= own.length * 3 };
  });
  return columns.find(({ fits }) => fits)?.col;
}
