import type { DraftTask } from '../../domain/plan.ts';
import { table } from '../print.ts';
import { brief, deadlineWords } from './words.ts';

interface Column {
  readonly head: string;
  readonly words: (task: DraftTask, i: number) => string;
}

/** Below this many columns of a terminal, tasks are shown by fewer characters. */
const NARROW = 100;

/** More rows nobody reads on a terminal, and laying them out takes time that grows with their square. */
const MOST_ROWS = 300;

/** The tasks of a draft for a terminal: a column of which nothing is said is left out. */
export function tasksTable(all: readonly DraftTask[], width: number): string {
  const tasks = all.slice(0, MOST_ROWS);
  const rest = all.length - tasks.length;
  const more =
    rest === 0 ? '' : `\n另有 ${rest} 项任务没有列出：加 --json 可看全部，或用 duban export 导出。`;
  return `${tableOf(tasks, width)}${more}`;
}

function tableOf(tasks: readonly DraftTask[], width: number): string {
  const columns = columnsOf(tasks, width);
  const rows = tasks.map((task, i) => columns.map(({ words }) => words(task, i)));
  const said = columns.map((_, col) => rows.some((row) => row[col] !== ''));
  const heads = columns.map(({ head }) => head).filter((_, col) => said[col]);
  const kept = rows.map((row) => row.filter((_, col) => said[col]));
  return table(heads, kept, { width });
}

function columnsOf(tasks: readonly DraftTask[], width: number): readonly Column[] {
  const length = width < NARROW ? 24 : 40;
  return [
    { head: '序号', words: ({ no }, i) => no ?? `${i + 1}*` },
    ...(repeatNumbers(tasks) ? [headings(tasks)] : []),
    { head: '任务', words: ({ title, content }) => brief(title ?? content, length) },
    { head: '牵头（责任）单位', words: owners },
    { head: '牵头领导', words: ({ leaders }) => leaders.join('、') },
    { head: '时限', words: ({ deadlines }) => deadlines.map(deadlineWords).join('；') },
  ];
}

function owners({ assignments }: DraftTask): string {
  return assignments
    .filter(({ role }) => role !== 'cooperating')
    .map(({ unit }) => unit)
    .join('、');
}

/** Numbers that begin anew under each heading say nothing without it. */
function repeatNumbers(tasks: readonly DraftTask[]): boolean {
  const keys = tasks.map(({ no, category }) => JSON.stringify([no, category]));
  const numbers = tasks.map(({ no }) => no);
  return new Set(numbers).size < new Set(keys).size;
}

/** The innermost heading, where it is another than in the row above. */
function headings(tasks: readonly DraftTask[]): Column {
  const of = (task: DraftTask | undefined) => JSON.stringify(task?.category);
  return {
    head: '类别',
    words: (task, i) =>
      i > 0 && of(tasks[i - 1]) === of(task) ? '' : brief(task.category.at(-1) ?? '', 24),
  };
}
