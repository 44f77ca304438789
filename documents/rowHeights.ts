import type { LedgerSheet } from './ledger.ts';

/** 行高: no row of a workbook can be higher; in points. */
export const HIGHEST_ROW = 409;
/** A line of 11-point type, and the room above and below the lines of a cell; in points. */
const LINE = 15;
const ROOM = 4;
/** Of a column's characters this much stays empty at its edges. */
const EDGES = 1;

/** How high each row of the table must be to show all the lines of its cells, in points. */
export function rowHeights({ rows, cells, widths }: LedgerSheet): readonly number[] {
  const heights = Array.from({ length: rows }, () => LINE + ROOM);
  const needed = cells.map((cell) => {
    const width = widths.slice(cell.col, cell.col + cell.cols).reduce((sum, one) => sum + one, 0);
    return { ...cell, height: heightOf(cell.text, width) };
  });
  for (const { row, rows: over, height } of needed.toSorted((a, b) => a.rows - b.rows)) {
    stretch(heights, row, row + over, height);
  }
  return heights;
}

/** How high a text stands that wraps in a column of so many characters of 11-point type, in points. */
export function heightOf(text: string, width: number, scale = 1): number {
  const across = Math.max(2, Math.floor((width - EDGES) / scale));
  return Math.min(HIGHEST_ROW, linesOf(text, across) * Math.ceil(LINE * scale) + ROOM);
}

/** What is missing goes to the last row, and to the one before it only where that is as high as a row can be. */
function stretch(heights: number[], from: number, to: number, height: number): void {
  let missing = height - heights.slice(from, to).reduce((sum, one) => sum + one, 0);
  for (let row = to - 1; row >= from && missing > 0; row -= 1) {
    const own = heights[row] ?? 0;
    const more = Math.min(missing, HIGHEST_ROW - own);
    heights[row] = own + more;
    missing -= more;
  }
}

/** A word or a number stays whole; a Chinese character is as wide as two letters. */
const PIECES = /[!-~]+|./gsu;

function linesOf(text: string, across: number): number {
  return text
    .split('\n')
    .map((line) => wrapped(line, across))
    .reduce((sum, lines) => sum + lines, 0);
}

function wrapped(line: string, across: number): number {
  let [lines, used] = [1, 0];
  for (const [piece] of line.matchAll(PIECES)) {
    const width = /^[ -~]/.test(piece) ? piece.length : 2;
    if (used + width <= across) {
      used += width;
      continue;
    }
    const own = Math.ceil(width / across);
    lines += used === 0 ? own - 1 : own;
    used = width - (own - 1) * across;
  }
  return lines;
}
