import type { Cell, Table } from './blocks.ts';
import { HEADING_KINDS, UNIT_KINDS } from './columns.ts';
import type { Column } from './columns.ts';
import { ownCells, repeatsHeader } from './header.ts';
import type { Header } from './header.ts';
import { plain, tight } from './plain.ts';

/** A table with its head; a part of a split table has the head of its first part. */
export interface TaskTable {
  readonly table: Table;
  readonly header: Header;
  /** First row below the head; 0 for a part without its own head. */
  readonly bodyFrom: number;
  /** Cells of the body are merged downwards, so an empty cell means empty. */
  readonly merged: boolean;
  /** Columns of this part in which a cell is merged downwards. */
  readonly spanning: ReadonlySet<number>;
  /** Goes on where the table before ended. */
  readonly continued: boolean;
}

/** One row understood as a row: what stands under each column, inherited values included. */
export interface TaskRow {
  readonly source: TaskTable;
  readonly row: number;
  /** Headings of rows that span the table, outermost first. */
  readonly sections: readonly Cell[];
  /** The cells under a column, blank ones left out. */
  readonly cells: ReadonlyMap<Column, Cell>;
  /** Columns whose value was taken from the row above without a merge. */
  readonly inherited: readonly Column[];
  /** The content is merged from the row above: the row only adds units or times to that task. */
  readonly adds: boolean;
}

/** A row that holds no task. */
export interface SkippedRow {
  readonly source: TaskTable;
  readonly row: number;
  readonly why: 'total' | 'note' | 'no-content';
  readonly text: string;
}

interface Memory {
  sections: { cell: Cell; level: number }[];
  last: Map<number, Cell>;
  flat: boolean;
}

const TOTAL = /^(?:合计|总计|小计|共计|总和)(?:[（(：:].*)?$/;
const NOTE =
  /^(?:注|备注|说明|填表|填报|制表|审核|联系人|单位负责人|报送)[^，。]{0,6}[：:]|^注\d?[.、：:]/;
const LONGEST_SECTION = 60;
/** A page number that a converter left in the table: 第1页, 第1页共6页, — 3 —. */
const PAGE = /^(?:第\d+页(?:[，,/]?共\d+页)?|[-—－–]+\d+[-—－–]+|\d+\/\d+)$/;

/** Reads the rows of all task tables in order. */
export function taskRows(tables: readonly TaskTable[]): {
  rows: readonly TaskRow[];
  skipped: readonly SkippedRow[];
} {
  const rows: TaskRow[] = [];
  const skipped: SkippedRow[] = [];
  let memory: Memory = { sections: [], last: new Map(), flat: false };
  for (const source of tables) {
    if (!source.continued) memory = { sections: [], last: new Map(), flat: isFlat(source) };
    for (let row = source.bodyFrom; row < source.table.rows.length; row += 1) {
      const cells = ownCells(source.table, row);
      if (isFurniture(source, row, cells)) continue;
      const why = skipReason(cells);
      if (why) skipped.push({ source, row, why, text: cells.map((c) => c.text).join(' ') });
      else if (isSection(source, row, cells)) enterSection(memory, cells);
      else {
        const read = readRow(source, row, memory);
        if (read) rows.push(read);
        else if (cells.length > 0) {
          const text = cells.map((c) => c.text).join(' ');
          skipped.push({ source, row, why: 'no-content', text });
        }
      }
    }
  }
  return { rows, skipped };
}

/** Heads repeated at a page break, and the row that numbers the columns. */
function isFurniture(source: TaskTable, row: number, cells: readonly Cell[]): boolean {
  if (repeatsHeader(source.table, row, source.header)) return true;
  if (cells.length === 1 && PAGE.test(tight(cells[0]?.text ?? ''))) return true;
  const numbers = cells.map((cell) => tight(cell.text).replace(/[（()）]/g, ''));
  const counts = numbers.every((n, i) => n === String(i + 1) || n === '甲乙丙丁戊己庚辛'[i]);
  return row === source.bodyFrom && cells.length >= 3 && counts;
}

function skipReason(cells: readonly Cell[]): SkippedRow['why'] | undefined {
  const first = cells[0];
  if (!first) return undefined;
  if (cells.slice(0, 2).some((cell) => TOTAL.test(tight(cell.text)))) return 'total';
  if (cells.length === 1 && NOTE.test(plain(first.text))) return 'note';
  if (cells.length === 1 && isWide(first) && first.text.length > LONGEST_SECTION) return 'note';
  return undefined;
}

function isWide(cell: Cell): boolean {
  return cell.colSpan > 2;
}

/** A heading that spans the table, or stands alone in a row outside the column of contents. */
function isSection(source: TaskTable, row: number, cells: readonly Cell[]): boolean {
  const columns = cells.map((cell) => columnAt(source, cell.col));
  const first = cells[0];
  if (!first || cells.length > 2) return false;
  const covered = (source.table.rows[row] ?? []).some(
    (cell) => cell !== undefined && cell.row < row && tight(cell.text) !== '',
  );
  if (covered) return false;
  if (cells.length === 2) {
    const numbered = /^[（(]?[一二三四五六七八九十]+[)）、.]?$/.test(tight(first.text));
    return columns[0]?.kind === 'no' && numbered && first.text.length <= LONGEST_SECTION;
  }
  if (first.colSpan * 2 >= source.table.width && isWide(first)) return true;
  const kind = columns[0]?.kind;
  return kind !== 'content' && !/^\d+$/.test(tight(first.text)) && kind !== 'remark';
}

function columnAt(source: TaskTable, col: number): Column | undefined {
  return source.header.columns[col];
}

const LEVELS = [
  /^第?[一二三四五六七八九十]+[、章.．]/,
  /^[（(][一二三四五六七八九十]+[)）]/,
  /^\d+[.、．]/,
];

function enterSection(memory: Memory, cells: readonly Cell[]): void {
  const cell = cells.at(-1);
  if (!cell) return;
  const printed = cells.map((c) => tight(c.text)).join(cells.length > 1 ? '、' : '');
  const numbered = LEVELS.findIndex((pattern) => pattern.test(printed));
  const deepest = memory.sections.at(-1);
  const unnumberedLevel = deepest && deepest.level < LEVELS.length ? LEVELS.length : -1;
  const level = numbered >= 0 ? numbered : deepest?.level === -1 ? -1 : unnumberedLevel;
  memory.sections = [...memory.sections.filter((s) => s.level < level), { cell, level }];
  memory.last = new Map();
}

function readRow(source: TaskTable, row: number, memory: Memory): TaskRow | undefined {
  const cells = new Map<Column, Cell>();
  const inherited: Column[] = [];
  const own = (column: Column) => filled(source.table.rows[row]?.[column.col]);
  forgetBelowNewHeading(source, memory, own);
  for (const column of source.header.columns) {
    const here = own(column);
    const cell =
      here ?? (mayInherit(source, column, memory, own) ? memory.last.get(column.col) : undefined);
    if (!cell) continue;
    if (!here && !HEADING_KINDS.has(column.kind)) inherited.push(column);
    if (![...cells.values()].includes(cell)) cells.set(column, cell);
  }
  const contents = [...cells].filter(([column]) => column.kind === 'content');
  const sections = memory.sections.map((section) => section.cell);
  const hasNo = [...cells].some(([column, cell]) => column.kind === 'no' && cell.row === row);
  const merged = contents.length > 0 && contents.every(([, cell]) => cell.row < row);
  const adds = (merged && !hasNo) || (contents.length === 0 && !hasNo && saysWho(source, own));
  if (contents.length === 0 && !adds) return undefined;
  remember(memory, cells, adds);
  return { source, row, sections, cells, inherited, adds };
}

function saysWho(source: TaskTable, own: (column: Column) => Cell | undefined): boolean {
  return source.header.columns.some((column) => UNIT_KINDS.has(column.kind) && own(column));
}

function remember(memory: Memory, cells: ReadonlyMap<Column, Cell>, adds: boolean): void {
  for (const [column, cell] of cells) {
    if (!adds || HEADING_KINDS.has(column.kind)) memory.last.set(column.col, cell);
  }
}

function filled(cell: Cell | undefined): Cell | undefined {
  return cell && tight(cell.text) !== '' ? cell : undefined;
}

/** A new category ends what stood under the old one; the same category repeated at a page break does not. */
function forgetBelowNewHeading(
  source: TaskTable,
  memory: Memory,
  own: (column: Column) => Cell | undefined,
): void {
  const headings = source.header.columns.filter((column) => HEADING_KINDS.has(column.kind));
  for (const column of headings) {
    const here = own(column);
    const before = memory.last.get(column.col);
    if (!here || !before || tight(here.text) === tight(before.text)) continue;
    for (const lower of source.header.columns) {
      const below = HEADING_KINDS.has(lower.kind) && lower.col > column.col;
      if (below || column.kind === 'category') memory.last.delete(lower.col);
    }
  }
}

/**
 * Whether an empty cell means "the same as above": headings always; times, leaders and units only in a
 * table that writes merges as blanks (no merged cell, and not every row spells its headings out).
 * Co-operating units only where the row also borrows its lead: nobody has to help. Never 备注, number, content.
 */
function mayInherit(
  source: TaskTable,
  column: Column,
  memory: Memory,
  own: (column: Column) => Cell | undefined,
): boolean {
  if (HEADING_KINDS.has(column.kind)) return true;
  if (source.merged || memory.flat) return false;
  if (column.kind === 'cooperating') {
    const { columns } = source.header;
    return !columns.some((c) => UNIT_KINDS.has(c.kind) && c.kind !== 'cooperating' && own(c));
  }
  return column.kind === 'deadline' || column.kind === 'leader' || UNIT_KINDS.has(column.kind);
}

/** Every row spells its headings out: then a blank elsewhere is a blank. */
function isFlat(source: TaskTable): boolean {
  const headings = source.header.columns.filter((column) => HEADING_KINDS.has(column.kind));
  if (headings.length === 0) return false;
  const body = source.table.rows.slice(source.bodyFrom);
  const column = (kind: Column['kind']) => source.header.columns.find((c) => c.kind === kind)?.col;
  const [no, content] = [column('no'), column('content')].map((col) => col ?? -1);
  const tasks = body.filter((row) => {
    const counted = /^\d/.test(tight(filled(row[no ?? -1])?.text ?? ''));
    const numbered = counted && filled(row[content ?? -1]) !== undefined;
    return numbered || row.filter((cell) => filled(cell)).length > 2;
  });
  return tasks.every((row) => headings.every((column) => filled(row[column.col])));
}
