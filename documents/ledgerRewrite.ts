import type { LayoutCell, LayoutTable } from '../domain/layout.ts';
import type { DraftTask } from '../domain/plan.ts';
import { deadlinesWords, leadersWords, NONE, rolesWords, unitsWords } from './ledgerWords.ts';

/** Fields of tasks that are written anew, by the index of the task. */
export type Rewrites = ReadonlyMap<number, ReadonlySet<keyof DraftTask>>;

const FIELDS: Readonly<Record<string, readonly (keyof DraftTask)[]>> = {
  no: ['no'],
  title: ['title'],
  content: ['content'],
  lead: ['assignments', 'openEnded'],
  responsible: ['assignments', 'openEnded'],
  cooperating: ['assignments', 'openEnded'],
  units: ['assignments', 'openEnded'],
  leader: ['leaders'],
  deadline: ['deadlines'],
};

/**
 * The printed table with some fields said anew, where the printed words no longer say what the tasks are (a year that
 * stood in a sheet's name, a correction). A cell that several tasks share is kept unless it becomes the same for all.
 */
export function rewritten(
  table: LayoutTable,
  tasks: readonly DraftTask[],
  rewrites: Rewrites,
): LayoutTable {
  if (rewrites.size === 0) return table;
  const cells = [...table.cells, ...blanks(table, rewrites)].map((cell) => ({
    ...cell,
    text: textOf(cell, table, tasks, rewrites),
  }));
  return { ...table, cells };
}

/** Places of a task's first row on which no cell stands: a field that was blank may have to be said now. */
function blanks(
  { columns, rowTasks, cells }: LayoutTable,
  rewrites: Rewrites,
): readonly LayoutCell[] {
  const rows = firstRows(rowTasks, rewrites);
  const taken = new Set<string>();
  for (const { row, col, rows: down, cols } of cells) {
    for (let r = row; r < row + down; r += 1) {
      if (rows.has(r)) for (let c = col; c < col + cols; c += 1) taken.add(`${r}/${c}`);
    }
  }
  return [...rows].flatMap((row) =>
    columns.flatMap(({ kind }, col) => {
      const free = kind in FIELDS && !taken.has(`${row}/${col}`);
      return free ? [{ text: '', row, col, rows: 1, cols: 1 }] : [];
    }),
  );
}

function firstRows(rowTasks: LayoutTable['rowTasks'], rewrites: Rewrites): ReadonlySet<number> {
  const seen = new Set<number>();
  const rows = rowTasks.flatMap((tasks, row) => {
    const begun = tasks.filter((task) => rewrites.has(task) && !seen.has(task));
    for (const task of begun) seen.add(task);
    return begun.length > 0 ? [row] : [];
  });
  return new Set(rows);
}

function textOf(
  cell: LayoutCell,
  { columns, headRows, rowTasks }: LayoutTable,
  tasks: readonly DraftTask[],
  rewrites: Rewrites,
): string {
  const kind = columns[cell.col]?.kind ?? '';
  const fields = FIELDS[kind] ?? [];
  const covered = [...new Set(rowTasks.slice(cell.row, cell.row + cell.rows).flat())];
  const due = covered.some((task) => fields.some((field) => rewrites.get(task)?.has(field)));
  if (!due || cell.row < headRows || cell.cols > 1) return cell.text;
  const kinds = columns.map((column) => column.kind);
  const words = new Set(
    covered.flatMap((task) => (tasks[task] ? [say(kind, kinds, tasks[task])] : [])),
  );
  const [only] = words;
  return words.size === 1 && only !== undefined ? only : cell.text;
}

const UNITS = ['lead', 'responsible', 'cooperating', 'units'];

function say(kind: string, kinds: readonly string[], task: DraftTask): string {
  if (kind === 'no') return task.no ?? '';
  if (kind === 'title') return task.title ?? NONE;
  if (kind === 'content') return task.content;
  if (kind === 'leader') return leadersWords(task);
  if (kind === 'deadline') return deadlinesWords(task.deadlines);
  if (task.assignments.every(({ role }) => kinds.includes(role))) {
    return kind === 'lead' || kind === 'responsible' || kind === 'cooperating'
      ? unitsWords(task, kind)
      : NONE;
  }
  return kind === kinds.find((one) => UNITS.includes(one)) ? rolesWords(task) : NONE;
}
