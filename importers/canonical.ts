import type { Span } from '../domain/plan.ts';
import { placeOf } from './blocks.ts';
import type { Block, Cell, Paragraph, Table } from './blocks.ts';

/** The canonical text and where each cell and row stands in it. */
export interface Canonical {
  readonly text: string;
  readonly cell: (table: Table, cell: Cell) => Span;
  readonly row: (table: Table, row: number) => Span;
  /** The words of a paragraph, without the line end. */
  readonly paragraph: (paragraph: Paragraph) => Span;
}

/**
 * The canonical text of blocks, into which all spans point (offsets in code points, not UTF-16 units).
 *
 * A paragraph is a line. A table is a line for each row, its cells separated by one tab; the words of a
 * merged cell stand once, at its origin, and the places it covers are empty. In a workbook each sheet
 * begins with a line of its name. The words of a cell stand as they are, line breaks included, so
 * cutting a span out gives the raw cell back. Every line ends with `\n`.
 */
export function canonicalText(blocks: readonly Block[]): Canonical {
  const parts: string[] = [];
  let at = 0;
  const write = (text: string) => {
    const from = at;
    parts.push(text);
    at += length(text);
    return { from, to: at };
  };
  const cells = new Map<Cell, Span>();
  const rows = new Map<Table, Span[]>();
  const paragraphs = new Map<Paragraph, Span>();
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      paragraphs.set(block, write(block.text));
      write('\n');
    } else {
      if (block.style === 'sheet') write(`${block.name}\n`);
      rows.set(block, writeRows(block, write, cells));
    }
  }
  const nowhere = { from: 0, to: 0 };
  return {
    text: parts.join(''),
    cell: (_, cell) => cells.get(cell) ?? nowhere,
    row: (table, row) => rows.get(table)?.[row] ?? nowhere,
    paragraph: (paragraph) => paragraphs.get(paragraph) ?? nowhere,
  };
}

function writeRows(
  table: Table,
  write: (text: string) => { from: number; to: number },
  cells: Map<Cell, Span>,
): Span[] {
  return table.rows.map((row, r) => {
    const first = write('');
    row.forEach((cell, c) => {
      if (c > 0) write('\t');
      if (cell?.row === r && cell.col === c) {
        cells.set(cell, { ...write(cell.text), cell: placeOf(table, cell) });
      }
    });
    const last = write('');
    write('\n');
    return { from: first.from, to: last.to };
  });
}

function length(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** The words of a span: code points, not UTF-16 units. */
export function sliceSpan(text: string, span: Pick<Span, 'from' | 'to'>): string {
  return Array.from(text).slice(span.from, span.to).join('');
}
