import type { Layout, LayoutCell, LayoutTable } from '../domain/layout.ts';
import type { DraftTask } from '../domain/plan.ts';
import type { Cell } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { ownCells, repeatsHeader } from './header.ts';
import { plain, tight } from './plain.ts';
import type { TaskTable } from './tableRows.ts';

/** The printed layout 版式 of task tables; parts of a table that a page cut in two are one again. */
export function layoutOf(
  tables: readonly TaskTable[],
  tasks: readonly DraftTask[],
  canonical: Canonical,
): Layout {
  const grids = tables.map((table) => gridOf(table, tasks, canonical));
  return { tables: grids.reduce<Grid[]>(joined, []).map(({ table }) => table) };
}

interface Grid {
  readonly source: TaskTable;
  readonly table: LayoutTable;
}

function gridOf(source: TaskTable, tasks: readonly DraftTask[], canonical: Canonical): Grid {
  const { table, header, bodyFrom } = source;
  const rows = keptRows(source);
  const cols = header.columns.filter(({ kind }) => kind !== 'status').map(({ col }) => col);
  const headRows = rows.filter((row) => row < bodyFrom).length;
  const above =
    bodyFrom === 0
      ? []
      : table.rows.slice(0, header.from).flatMap((_, row) => linesAt(source, row));
  const cells = new Set(rows.flatMap((row) => table.rows[row] ?? []));
  const frame = { down: before(rows, table.rows.length), across: before(cols, table.width) };
  const tasksOn = tasksBy(tasks);
  return {
    source,
    table: {
      name: table.name,
      above,
      columns: header.columns
        .filter(({ kind }) => kind !== 'status')
        .map(({ kind, label }) => ({ kind, label })),
      headRows,
      rowTasks: rows.map((row) => (row < bodyFrom ? [] : tasksOn(canonical.row(table, row)))),
      cells: [...cells].flatMap((cell) => (cell === undefined ? [] : placed(cell, frame))),
    },
  };
}

function linesAt({ table }: TaskTable, row: number): readonly string[] {
  return ownCells(table, row).flatMap((cell) => plain(cell.text).split('\n'));
}

/** Head rows, and rows of the body that say something; not heads that are repeated at a page break. */
function keptRows(source: TaskTable): readonly number[] {
  const { table, header, bodyFrom, continued } = source;
  return table.rows.flatMap((_, row) => {
    if (row < bodyFrom) return row >= header.from ? [row] : [];
    if (ownCells(table, row).length === 0 || repeatsHeader(table, row, header)) return [];
    return continued && row === bodyFrom && countsColumns(source, row) ? [] : [row];
  });
}

/** The row under a head that numbers the columns. */
function countsColumns({ table }: TaskTable, row: number): boolean {
  const cells = ownCells(table, row);
  return cells.length >= 3 && cells.every((cell, i) => tight(cell.text) === String(i + 1));
}

/** For every place from 0 to `size`, how many of the kept ones lie before it. */
function before(kept: readonly number[], size: number): readonly number[] {
  const counts: number[] = [];
  let next = 0;
  for (let place = 0; place <= size; place += 1) {
    counts.push(next);
    if (kept[next] === place) next += 1;
  }
  return counts;
}

interface Frame {
  readonly down: readonly number[];
  readonly across: readonly number[];
}

/** A cell on the rows and columns that are kept; nothing where it covers none of them. */
function placed(cell: Cell, { down, across }: Frame): LayoutCell[] {
  const at = (places: readonly number[], place: number) =>
    places[Math.min(place, places.length - 1)] ?? 0;
  const row = at(down, cell.row);
  const col = at(across, cell.col);
  const rows = at(down, cell.row + cell.rowSpan) - row;
  const cols = at(across, cell.col + cell.colSpan) - col;
  return rows > 0 && cols > 0 ? [{ text: cell.text, row, col, rows, cols }] : [];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Tells which tasks stand on a row, asked from the top down; a row that adds to a task belongs to it. */
function tasksBy(tasks: readonly DraftTask[]): (row: Stretch) => readonly number[] {
  const starts = new Map<number, number[]>();
  tasks.forEach(({ source }, i) => {
    const known = starts.get(source.from);
    if (known) known.push(i);
    else starts.set(source.from, [i]);
  });
  let present: readonly number[] = [];
  return (row) => {
    present = starts.get(row.from) ?? present;
    return present.filter((i) => (tasks[i]?.source.to ?? 0) >= row.to);
  };
}

/** A part without a head of its own, or a Word table with the same head again, goes on where the table before ended. */
function joined(grids: readonly Grid[], next: Grid): Grid[] {
  const last = grids.at(-1);
  const goesOn =
    next.source.continued && (next.source.bodyFrom === 0 || next.source.table.style === 'word');
  if (!last || !goesOn || last.table.columns.length !== next.table.columns.length) {
    return [...grids, next];
  }
  const { headRows, cells, rowTasks } = next.table;
  const shift = last.table.rowTasks.length - headRows;
  const moved = cells
    .filter((cell) => cell.row >= headRows)
    .map((cell) => ({ ...cell, row: cell.row + shift }));
  const table = {
    ...last.table,
    rowTasks: [...last.table.rowTasks, ...rowTasks.slice(headRows)],
    cells: [...last.table.cells, ...moved],
  };
  return [...grids.slice(0, -1), { source: last.source, table }];
}
