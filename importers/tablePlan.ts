import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Draft, Reading } from '../domain/plan.ts';
import type { Block, Source, Table } from './blocks.ts';
import { rowPlaceOf } from './blocks.ts';
import { canonicalText } from './canonical.ts';
import { UNIT_KINDS } from './columns.ts';
import { finding, gathered, SENTENCES } from './findings.ts';
import { headFindings } from './headFindings.ts';
import { findHeader, headNames, headWordsOf } from './header.ts';
import type { Header } from './header.ts';
import { readPlanHead } from './planHead.ts';
import { suspects } from './proseSuspect.ts';
import { targetFindings } from './sameTargets.ts';
import { brief, tasksOf } from './table.ts';
import { layoutOf } from './tableLayout.ts';
import { tableRegime } from './tableRegime.ts';
import { taskRows } from './tableRows.ts';
import type { SkippedRow, TaskTable } from './tableRows.ts';
import { taskFindings } from './taskFindings.ts';
import { isTransposed } from './transposed.ts';
import { unitFindings } from './unitFindings.ts';
import { unreadColumns } from './unreadColumns.ts';

/** How well tables make a plan: `complete` has contents and units, `lacking` has a head without one of them. */
export function tableFit(source: Source): 'complete' | 'lacking' | 'none' {
  const headed = headedTables(source.blocks);
  if (headed.some((t) => missing(t.header).length === 0)) return 'complete';
  return headed.length > 0 || forms(source.blocks).length > 0 ? 'lacking' : 'none';
}

/** Reads a plan that stands in tables. `today` tells which deadlines are past. */
export function readTablePlan(source: Source, options: { readonly today: Day }): Reading {
  const canonical = canonicalText(source.blocks);
  const { tables, complete, notes } = taskTables(source.blocks);
  const head = readPlanHead(
    source.blocks,
    new Map(tables.map((t) => [t.table, t.bodyFrom === 0 ? 0 : t.header.from])),
  );
  const { rows, skipped } = taskRows(tables);
  const context = head.year === undefined ? {} : { year: head.year };
  const read = tasksOf(rows, canonical, context);
  const { regime, periodless } = tableRegime(read, skipped, canonical);
  const { title, issuer, documentNumber, issuedOn } = head;
  const tasks = read.map(({ task }) => task);
  const draft: Draft = {
    title,
    issuer,
    documentNumber,
    issuedOn,
    tasks,
    regime,
    text: canonical.text,
  };
  const diagnostics = [
    ...source.notes.map((note) => finding(note.code, note.message, note.where)),
    ...notes,
    ...headFindings(head),
    ...(complete && tasks.length === 0
      ? [finding('empty', '表格中没有任务行。请核对文件后再导入。')]
      : []),
    ...(complete ? unreadColumns(tables) : []),
    ...skipped.flatMap(skippedFinding),
    ...taskFindings(read, options.today),
    ...gathered(
      'value-inherited',
      read.flatMap(({ inherited }) => inherited),
      SENTENCES.inherited,
    ),
    ...gathered('text-suspect', suspects(read.flatMap((r) => r.printed)), SENTENCES.suspect),
    ...unitFindings(tasks),
    ...targetFindings(
      read.map(({ where, task }) => ({ where, targets: task.statedTargets ?? [] })),
    ),
    ...gathered('period-missing', periodless, SENTENCES.periodless),
    ...(regime.duties.length + regime.steps.length === 0
      ? [finding('regime-missing', '表中没有写明调度、通报、约谈等督办要求。请另行选定督办制度。')]
      : []),
  ];
  return { draft, diagnostics, layout: layoutOf(tables, tasks, canonical) };
}

const NO_CONTENT = '任务内容（如“具体内容”“重点任务”）';
const NO_UNIT = '单位（如“牵头单位”“责任单位”）';

function missing(header: Header): readonly string[] {
  const kinds = header.columns.map((column) => column.kind);
  return [
    ...(kinds.includes('content') ? [] : [NO_CONTENT]),
    ...(kinds.some((kind) => UNIT_KINDS.has(kind)) ? [] : [NO_UNIT]),
  ];
}

/** A table with its head, before merges are looked at. */
type Headed = Omit<TaskTable, 'merged' | 'spanning'>;

/** The tables that hold tasks, parts of split ones joined; a table short of a column counts only alone. */
function taskTables(blocks: readonly Block[]): {
  tables: readonly TaskTable[];
  complete: boolean;
  notes: readonly Diagnostic[];
} {
  const headed = headedTables(blocks);
  const complete = headed.filter((t) => missing(t.header).length === 0);
  const lacking = headed.filter((t) => missing(t.header).length > 0);
  if (complete.length > 0) {
    const notes = lacking.map((t) =>
      finding(
        'table-skipped',
        `${t.table.name}不是任务表（有“${headNames(t.header)}”），未读取。`,
        t.table.name,
      ),
    );
    return { tables: withMerges(complete), complete: true, notes };
  }
  const notes = lacking
    .filter((t) => !t.continued)
    .map(({ table, header }) => {
      const where = rowPlaceOf(table, header.from);
      const message = `${where}的表头缺少${missing(header).join('、')}列，现有列：${headNames(header)}。请补齐该列或改正表头后再导入。`;
      return finding('column-missing', message, where);
    });
  return { tables: withMerges(lacking), complete: false, notes: [...notes, ...forms(blocks)] };
}

/** Forms of one task each, named with what to do. */
function forms(blocks: readonly Block[]): readonly Diagnostic[] {
  const found = blocks.filter((block) => block.kind === 'table' && isTransposed(block));
  return found.flatMap((block) => (block.kind === 'table' ? [formFinding(block)] : []));
}

function formFinding({ name }: Table): Diagnostic {
  const message = `${name}是一事一表（左边是栏目，右边是内容），不能按任务表读取。请改成每行一项任务、首行是表头的表后再导入。`;
  return finding('table-transposed', message, name);
}

function headedTables(blocks: readonly Block[]): readonly Headed[] {
  const found: Headed[] = [];
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const header = findHeader(block);
    const before = found.at(-1);
    if (header) {
      const continued = before !== undefined && sameHead(before.header, header);
      found.push({ table: block, header, bodyFrom: header.to, continued });
    } else if (before && goesOn(before.table, block)) {
      found.push({ table: block, header: before.header, bodyFrom: 0, continued: true });
    }
  }
  return found;
}

function sameHead(a: Header, b: Header): boolean {
  return headWordsOf(a) === headWordsOf(b);
}

function goesOn(before: Table, table: Table): boolean {
  return table.style === 'word' && before.style === 'word' && table.width === before.width;
}

/** Merges in one part of a split table speak for all its parts. */
function withMerges(tables: readonly Headed[]): readonly TaskTable[] {
  const spans = tables.map(spanningColumns);
  const merged = new Set(
    tables.filter((_, i) => (spans[i]?.size ?? 0) > 0).map((t) => headWordsOf(t.header)),
  );
  return tables.map((t, i) => ({
    ...t,
    spanning: spans[i] ?? new Set(),
    merged: merged.has(headWordsOf(t.header)),
  }));
}

function spanningColumns({ table, bodyFrom }: Headed): ReadonlySet<number> {
  const cells = table.rows.slice(bodyFrom).flat();
  const tall = cells.filter((cell) => cell !== undefined && cell.rowSpan > 1);
  return new Set(tall.flatMap((cell) => (cell && cell.row >= bodyFrom ? [cell.col] : [])));
}

function skippedFinding({ source, row, why, text }: SkippedRow): readonly Diagnostic[] {
  const where = rowPlaceOf(source.table, row);
  if (why === 'no-content') {
    return [
      finding(
        'row-without-content',
        `${where}“${brief(text)}”没有任务内容，未读作任务。请核对。`,
        where,
      ),
    ];
  }
  const name = why === 'total' ? '合计行' : '说明';
  return [finding('row-skipped', `${where}“${brief(text)}”是${name}，未读作任务。`, where)];
}
