import type { LayoutCell, LayoutTable } from '../domain/layout.ts';
import type { DraftTask } from '../domain/plan.ts';
import { deadlinesWords, leadersWords, NONE, unitsWords } from './ledgerWords.ts';

interface Column {
  readonly kind: string;
  readonly label: string;
  readonly words: (task: DraftTask) => string;
}

/** Heads of nested categories, outermost first. */
const CATEGORIES = ['类别', '分类', '领域', '方面', '专题'];

/** The standard columns of a ledger 台账, for plans that are no table; a title gets a column where there is one. */
export function standardTable(tasks: readonly DraftTask[], name: string): LayoutTable {
  const columns = columnsOf(tasks);
  const outermost = columns.findIndex(({ kind }) => kind === 'category');
  const heads = columns.map(({ label }, col) => ({ text: label, row: 0, col, rows: 1, cols: 1 }));
  const body = columns.flatMap((column, col) =>
    cellsOf(tasks, column, col, column.kind === 'category' ? col - outermost : -1),
  );
  return {
    name,
    above: [],
    columns: columns.map(({ kind, label }) => ({ kind, label })),
    headRows: 1,
    rowTasks: [[], ...tasks.map((_, i) => [i])],
    cells: [...heads, ...body],
  };
}

function columnsOf(tasks: readonly DraftTask[]): readonly Column[] {
  const depth = Math.max(1, ...tasks.map(({ category }) => category.length));
  const categories = Array.from({ length: Math.min(depth, CATEGORIES.length) }, (_, level) => ({
    kind: 'category',
    label: CATEGORIES[level] ?? '',
    words: ({ category }: DraftTask) => category[level] ?? NONE,
  }));
  const titled = tasks.some(({ title }) => title !== null);
  const title = {
    kind: 'title',
    label: '任务名称',
    words: (task: DraftTask) => task.title ?? NONE,
  };
  return [
    { kind: 'no', label: '序号', words: ({ no }) => no ?? '' },
    ...categories,
    ...(titled ? [title] : []),
    { kind: 'content', label: '任务', words: ({ content }) => content },
    { kind: 'lead', label: '牵头单位', words: (task) => unitsWords(task, 'lead') },
    { kind: 'responsible', label: '责任单位', words: (task) => unitsWords(task, 'responsible') },
    { kind: 'cooperating', label: '配合单位', words: (task) => unitsWords(task, 'cooperating') },
    { kind: 'leader', label: '牵头领导', words: leadersWords },
    { kind: 'deadline', label: '完成时限', words: ({ deadlines }) => deadlinesWords(deadlines) },
  ];
}

/** A column of cells; headings 类别 that repeat under the same upper headings are one merged cell. */
function cellsOf(
  tasks: readonly DraftTask[],
  { words }: Column,
  col: number,
  level: number,
): readonly LayoutCell[] {
  const cells: LayoutCell[] = [];
  tasks.forEach((task, i) => {
    const before = cells.at(-1);
    const above = tasks[i - 1];
    if (level >= 0 && before && above && sameHeadings(task, above, level)) {
      cells[cells.length - 1] = { ...before, rows: before.rows + 1 };
    } else cells.push({ text: words(task), row: i + 1, col, rows: 1, cols: 1 });
  });
  return cells;
}

function sameHeadings(a: DraftTask, b: DraftTask, level: number): boolean {
  const upTo = ({ category }: DraftTask) => JSON.stringify(category.slice(0, level + 1));
  return a.category.length > level && upTo(a) === upTo(b);
}
