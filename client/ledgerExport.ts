import { ledgerOf, type LedgerStatus } from '../documents/ledger.ts';
import { LONGEST_CELL, ledgerXlsx } from '../documents/ledgerXlsx.ts';
import { ledgerDocx } from '../documents/ledgerDocx.ts';
import type { Rewrites } from '../documents/ledgerRewrite.ts';
import { printable } from '../documents/ledgerWords.ts';
import type { Day } from '../domain/instant.ts';
import type { DraftTask, Reading } from '../domain/plan.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { placeWords } from '../importers/doubtsFound.ts';
import { readPlan } from '../importers/read.ts';

export type LedgerFormat = 'xlsx' | 'docx';
const WRITERS = { xlsx: ledgerXlsx, docx: ledgerDocx };

/** A ledger 台账 as a file, and where it would be read differently than the plan: never silently. */
export interface ExportedLedger {
  readonly bytes: Uint8Array;
  readonly tasks: number;
  /** Tasks of which the file, read again, would give other fields: `3（完成时限）`. */
  readonly different: readonly string[];
  /** Tasks with a cell longer than Excel can hold. */
  readonly tooLong: readonly string[];
}

/**
 * Writes a plan as a ledger and reads the file again; what its printed words would no longer say is written anew.
 * `statusOf` is asked by the index of a task in the draft.
 */
export async function exportLedger(
  { draft, layout }: Pick<Reading, 'draft' | 'layout'>,
  format: LedgerFormat,
  today: Day,
  statusOf: (task: number) => LedgerStatus | undefined = () => undefined,
): Promise<ExportedLedger> {
  const { tasks } = draft;
  const attempt = async (rewrites: Rewrites) => {
    const bytes = await WRITERS[format](ledgerOf(draft, layout, statusOf, rewrites));
    const again = await readPlan({ name: `台账.${format}`, bytes }, { today });
    return { bytes, changed: changes(tasks, again.draft.tasks) };
  };
  const first = await attempt(new Map());
  const { bytes, changed } = first.changed.size === 0 ? first : await attempt(first.changed);
  const tooLong = (task: DraftTask) => task.content.length > LONGEST_CELL;
  return {
    bytes,
    tasks: tasks.length,
    different: [...changed].map(([i, fields]) => `${nameIn(tasks, i)}（${fieldWords(fields)}）`),
    tooLong:
      format === 'docx'
        ? []
        : tasks.flatMap((task, i) => (tooLong(task) ? [nameIn(tasks, i)] : [])),
  };
}

const FIELDS: readonly (readonly [keyof DraftTask, string])[] = [
  ['no', '序号'],
  ['category', '类别'],
  ['title', '名称'],
  ['content', '内容'],
  ['assignments', '单位'],
  ['openEnded', '名单是否开放'],
  ['leaders', '牵头领导'],
  ['deadlines', '完成时限'],
];

/** The printed number; where several tasks bear it, with the heading, the cell, or the place in the plan. */
function nameIn(tasks: readonly DraftTask[], i: number): string {
  const task = tasks[i];
  if (task?.no === undefined || task.no === null) return `第${i + 1}项`;
  const alone = tasks.every(({ no }, at) => at === i || no !== task.no);
  if (alone) return task.no;
  const place = placeWords(task, i);
  const told = tasks.every((other, at) => at === i || placeWords(other, at) !== place);
  return told ? place : `${place}（第${i + 1}个任务）`;
}

function fieldWords(fields: ReadonlySet<keyof DraftTask>): string {
  return FIELDS.filter(([field]) => fields.has(field))
    .map(([, words]) => words)
    .join('、');
}

/** Tasks that read differently than they were, with the fields that do; a task that is gone differs in all. */
function changes(before: readonly DraftTask[], after: readonly DraftTask[]): Rewrites {
  return new Map(
    before.flatMap((task, i) => {
      const [a, b] = [comparable(task), after[i] ? comparable(after[i]) : {}];
      const fields = FIELDS.map(([field]) => field).filter((field) => a[field] !== b[field]);
      return fields.length === 0 ? [] : [[i, new Set(fields)] as const];
    }),
  );
}

/**
 * Fields as texts to compare. No deadline and `horizon` mean the same; a group of units keeps a list open whether or not
 * the plan says so.
 */
export function comparable(task: DraftTask): Readonly<Partial<Record<keyof DraftTask, string>>> {
  const dated = task.deadlines.filter(({ kind }) => kind !== 'horizon');
  const open = task.openEnded || task.assignments.some(({ unit }) => isGroupExpression(unit));
  const values = { ...task, deadlines: dated, openEnded: open };
  return Object.fromEntries(
    FIELDS.map(([field]) => [field, printable(JSON.stringify(values[field]))]),
  );
}
