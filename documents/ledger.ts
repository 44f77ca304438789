import type { Layout, LayoutCell, LayoutTable } from '../domain/layout.ts';
import type { Draft } from '../domain/plan.ts';
import { standardTable } from './ledgerColumns.ts';
import { rewritten, type Rewrites } from './ledgerRewrite.ts';
import { printable } from './ledgerWords.ts';

/** How a task stands in the register, in words; what is not known is empty. */
export interface LedgerStatus {
  /** 办理状态 */
  readonly state: string;
  /** 最近报送 */
  readonly lastReport: string;
  /** 下次到期 */
  readonly nextDue: string;
  /** 按时/迟报/未报 */
  readonly counts: string;
  /** 当前步骤 */
  readonly step: string;
  /** 启动前 periods, with what was entered about them; its column is there only where a task has some. */
  readonly before?: string;
}

/** The heads of the status columns; importers know them and leave them out. */
export const STATUS_HEADS: readonly (readonly [keyof LedgerStatus, string])[] = [
  ['state', '办理状态'],
  ['lastReport', '最近报送'],
  ['nextDue', '下次到期'],
  ['counts', '按时/迟报/未报'],
  ['step', '当前步骤'],
];

const BEFORE_HEAD = ['before', '启动前'] as const;

type StatusOf = (task: number) => LedgerStatus | undefined;
type Heads = readonly (readonly [keyof LedgerStatus, string])[];

function headsOf(tasks: number, statusOf: StatusOf): Heads {
  const any = Array.from({ length: tasks }, (_, i) => statusOf(i)?.before ?? '').some(
    (words) => words !== '',
  );
  return any ? [...STATUS_HEADS, BEFORE_HEAD] : STATUS_HEADS;
}

/** A cell of a ledger and what it is. */
export interface LedgerCell extends LayoutCell {
  readonly role: 'head' | 'section' | 'task' | 'status';
}

/** A table of a ledger: `lines` stand above it, `headRows` are repeated on every page. */
export interface LedgerSheet {
  readonly name: string;
  readonly lines: readonly string[];
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: number;
  readonly headRows: number;
  readonly cells: readonly LedgerCell[];
}

/** Ledger 台账: a plan in its own columns, order and merges, with columns of status at the right. */
export interface Ledger {
  readonly title: string;
  readonly sheets: readonly LedgerSheet[];
}

type Head = Pick<Draft, 'title' | 'issuer' | 'documentNumber' | 'issuedOn' | 'tasks'>;

/**
 * Lays a plan out as a ledger. Without a layout of its own the plan gets the standard columns; `statusOf` is asked for
 * each task by its index in the draft. The printed words stand, but for the fields of `rewrites`.
 */
export function ledgerOf(
  draft: Head,
  layout: Layout | undefined,
  statusOf: (task: number) => LedgerStatus | undefined = () => undefined,
  rewrites: Rewrites = new Map(),
): Ledger {
  const printed = layout?.tables.filter(({ columns }) => columns.length > 0) ?? [];
  const tables = printed.length > 0 ? printed : [standardTable(draft.tasks, '台账')];
  const heads = headsOf(draft.tasks.length, statusOf);
  return {
    title: printable(draft.title ?? '台账'),
    sheets: tables.map((table, i) => ({
      ...sheetOf(rewritten(table, draft.tasks, rewrites), heads, statusOf),
      lines: (i === 0 ? linesOf(draft, table.above) : table.above).map(printable),
    })),
  };
}

/** Title, number, issuer and date, where the table itself does not say them above its heads. */
function linesOf(draft: Head, above: readonly string[]): readonly string[] {
  const bare = (text: string) => text.replace(/\s+/g, '');
  const said = new Set(above.map(bare));
  const [year, month, day] = (draft.issuedOn ?? '').split('-').map(Number);
  const date = draft.issuedOn === null ? [] : [`${year}年${month}月${day}日`];
  const dated = date.some((words) => said.has(words));
  const lines = [draft.title ?? '', draft.documentNumber ?? ''];
  const own = lines.filter((line) => line !== '' && !said.has(bare(line)));
  return [...own, ...(dated ? [] : [draft.issuer ?? '', ...date]), ...above].filter(
    (line) => line !== '',
  );
}

function sheetOf(
  table: LayoutTable,
  statusHeads: Heads,
  statusOf: StatusOf,
): Omit<LedgerSheet, 'lines'> {
  const { columns, headRows, rowTasks } = table;
  const width = columns.length;
  const all = width + statusHeads.length;
  const body = table.cells.map((cell): LedgerCell => {
    const wide = cell.col + cell.cols === width && cell.cols > 1 && cell.row >= headRows;
    const section = wide && (rowTasks[cell.row] ?? []).length === 0;
    const role = cell.row < headRows ? 'head' : section ? 'section' : 'task';
    const cols = section ? all - cell.col : cell.cols;
    return { ...cell, cols, role, text: printable(cell.text) };
  });
  const spanned = new Set(body.filter(({ role }) => role === 'section').flatMap(rowsOf));
  return {
    name: table.name,
    widths: [...columns.map(({ kind }) => WIDTHS[kind] ?? 14), ...statusHeads.map(() => 13)],
    rows: rowTasks.length,
    headRows,
    cells: filled(
      [...body, ...statusCells(table, spanned, statusHeads, statusOf)],
      rowTasks.length,
      all,
    ),
  };
}

const WIDTHS: Readonly<Record<string, number>> = {
  no: 6,
  category: 10,
  heading: 16,
  title: 18,
  content: 46,
  lead: 18,
  responsible: 18,
  cooperating: 22,
  units: 24,
  leader: 10,
  deadline: 14,
  remark: 12,
};

function rowsOf({ row, rows }: LayoutCell): readonly number[] {
  return Array.from({ length: rows }, (_, i) => row + i);
}

/** The heads of status, and a cell for each task; it reaches down over the rows that only add to the task. */
function statusCells(
  { columns, headRows, rowTasks }: LayoutTable,
  spanned: ReadonlySet<number>,
  statusHeads: Heads,
  statusOf: StatusOf,
): readonly LedgerCell[] {
  const heads = statusHeads.map(([, text], i): LedgerCell => {
    const at = { row: 0, col: columns.length + i, rows: headRows, cols: 1 };
    return { text, ...at, role: 'head' };
  });
  const runs: { row: number; rows: number; tasks: readonly number[] }[] = [];
  rowTasks.forEach((tasks, row) => {
    const last = runs.at(-1);
    if (row < headRows || spanned.has(row)) return;
    const more = last && last.row + last.rows === row && tasks.length > 0;
    if (more && last.tasks.join() === tasks.join()) last.rows += 1;
    else runs.push({ row, rows: 1, tasks });
  });
  const body = runs.flatMap(({ row, rows, tasks }) =>
    statusHeads.map(([key], i): LedgerCell => {
      const words = tasks.map((task) => statusOf(task)?.[key] ?? '');
      const text = words.some((word) => word !== '') ? words.join('\n') : '';
      return { text: printable(text), row, col: columns.length + i, rows, cols: 1, role: 'status' };
    }),
  );
  return [...heads, ...body];
}

/** Every place gets a cell: what no cell covers is an empty one. */
function filled(cells: readonly LedgerCell[], rows: number, cols: number): readonly LedgerCell[] {
  const taken = new Set(
    cells.flatMap((cell) =>
      rowsOf(cell).flatMap((row) =>
        Array.from({ length: cell.cols }, (_, i) => row * cols + cell.col + i),
      ),
    ),
  );
  const empty = Array.from({ length: rows * cols }, (_, place) => place)
    .filter((place) => !taken.has(place))
    .map((place): LedgerCell => {
      const at = { row: Math.floor(place / cols), col: place % cols, rows: 1, cols: 1 };
      return { text: '', ...at, role: 'task' };
    });
  return [...cells, ...empty].sort((a, b) => a.row - b.row || a.col - b.col);
}
