import type { Table } from './blocks.ts';
import { HEADING_KINDS, kindOf, UNIT_KINDS } from './columns.ts';
import { tight } from './plain.ts';

const MAX_LABEL = 12;
/** Rows of a form: one task on a sheet has few. */
const MAX_ROWS = 60;

/**
 * True for a form that holds one task (一事一表): labels at the left (任务名称, 责任单位, 完成时限 …), what they say at
 * their right. Its rows are no tasks.
 */
export function isTransposed(table: Table): boolean {
  if (table.rows.length < 3 || table.rows.length > MAX_ROWS) return false;
  const labels = table.rows.map((row) => tight(row[0]?.text ?? ''));
  const kinds = labels.map((label) => (label.length <= MAX_LABEL ? kindOf(label) : 'other'));
  const known = new Set(kinds.filter((kind) => kind !== 'other'));
  const named = kinds.filter((kind) => kind !== 'other').length;
  const all = [...known];
  return (
    known.size >= 3 &&
    named * 5 >= labels.length * 3 &&
    all.some((kind) => UNIT_KINDS.has(kind)) &&
    all.some((kind) => HEADING_KINDS.has(kind) || kind === 'content')
  );
}
