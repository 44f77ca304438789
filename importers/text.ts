import { LIMITS } from './archive.ts';
import type { Refusal } from './archive.ts';
import { tableOf } from './blocks.ts';
import type { Block, Cell, Note, Source, Table } from './blocks.ts';
import { decodeText } from './decode.ts';
import { tooManyRows } from './refusals.ts';

const ENCODINGS = {
  'utf-8': 'UTF-8',
  gb18030: 'GBK（GB18030）',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
} as const;

/** Lines with fewer cell marks than this are sentences with a tab in them. */
const LEAST_TABS = 2;
const MAX_COLUMNS = 60;
/** Lines over which the cells of one row may run. */
const MAX_LINES = 12;

/** Reads plain words as paragraphs, one a line; undefined where the bytes are no text. A table that is too long is refused. */
export function readText(bytes: Uint8Array): Source | Refusal | undefined {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return undefined;
  const lines = decoded.text.replace(/\r\n?|\u2028|\u2029|\u000b/g, '\n').split(/\n|\f/);
  if (lines.at(-1) === '') lines.pop();
  const notes: Note[] = [];
  if (decoded.converted) {
    const message = `文件编码是 ${ENCODINGS[decoded.encoding]}，已按 UTF-8 读入。`;
    notes.push({ code: 'encoding-converted', message });
  }
  const blocks = blocksOf(lines, notes);
  return 'refused' in blocks ? blocks : { blocks, notes };
}

/** Runs of lines with tabs in them are tables whose cells the tabs part. */
function blocksOf(lines: readonly string[], notes: Note[]): readonly Block[] | Refusal {
  const blocks: Block[] = [];
  let tables = 0;
  for (let i = 0; i < lines.length;) {
    const { rows, next } = rowsFrom(lines, i);
    if (rows.length >= 2) {
      tables += 1;
      if (rows.length >= LIMITS.rows) return { refused: tooManyRows(`第${tables}表`) };
      blocks.push(tableFrom(rows, `第${tables}表`, notes));
      i = next;
    } else {
      blocks.push({ kind: 'paragraph', text: lines[i] ?? '' });
      i += 1;
    }
  }
  return blocks;
}

/** The rows of a table that begins on line `from`; a cell may hold several lines. */
function rowsFrom(lines: readonly string[], from: number): { rows: string[]; next: number } {
  const head = (lines[from] ?? '').trimEnd();
  const marks = marksIn(head);
  const rows: string[] = [];
  if (!isRow(head)) return { rows, next: from };
  let i = from;
  while (i < lines.length && rows.length < LIMITS.rows) {
    const size = linesOfRow(lines, i, marks);
    if (size === 0) break;
    rows.push(lines.slice(i, i + size).join('\n'));
    i += size;
  }
  return { rows, next: i };
}

/** How many lines one row takes: until it has as many cell marks as the head; 0 where no row begins. */
function linesOfRow(lines: readonly string[], from: number, marks: number): number {
  let sum = 0;
  for (let size = 1; size <= MAX_LINES && from + size <= lines.length; size += 1) {
    const line = lines[from + size - 1] ?? '';
    if (size > 1 && (line === '' || /^\s*\d+[.、]?\t/.test(line))) break;
    sum += marksIn(line.trimEnd());
    if (sum === 0) return 0;
    if (sum >= marks) return size === 1 || sum === marks ? size : 1;
  }
  return isRow(lines[from] ?? '') ? 1 : 0;
}

function marksIn(line: string): number {
  return line.split('\t').length - 1;
}

function isRow(line: string): boolean {
  const inside = marksIn(line.trim());
  return inside >= LEAST_TABS && inside < MAX_COLUMNS;
}

function tableFrom(lines: readonly string[], name: string, notes: Note[]): Table {
  const rows = lines.map((line) => line.replace(/[\t ]+$/, '').split('\t'));
  const head = rows[0]?.length ?? 0;
  lines.forEach((line, r) => {
    if (marksIn(line) + 1 >= head) return;
    const where = `${name}第${r + 1}行`;
    const message = `${where}只有 ${marksIn(line) + 1} 格，表头有 ${head} 格，缺少的按空白读取。请核对。`;
    notes.push({ code: 'row-short', message, where });
  });
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const cells = rows.flatMap((row, r) =>
    row.map((text, col): Cell => ({ text, row: r, col, rowSpan: 1, colSpan: 1 })),
  );
  return tableOf(cells, { style: 'word', name, prefix: '', height: rows.length, width });
}
