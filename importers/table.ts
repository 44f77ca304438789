import type { Deadline } from '../domain/deadline.ts';
import type { Assignment, DraftTask, Span } from '../domain/plan.ts';
import { placeOf, rowPlaceOf } from './blocks.ts';
import type { Cell } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { HEADING_KINDS, UNIT_KINDS } from './columns.ts';
import type { Column, ColumnKind } from './columns.ts';
import { contentDeadlines } from './contentTime.ts';
import { readLeaders } from './leaders.ts';
import { plain, saysNone, tight, unnumbered, unwrapped } from './plain.ts';
import type { TaskRow } from './tableRows.ts';
import { statedTargets } from './targets.ts';
import { readDeadlines } from './timePhrase.ts';
import type { TimeContext } from './timePhrase.ts';
import { readUnits } from './units.ts';
import type { UnitColumn, Units } from './units.ts';

/** A task with what its row showed, for the diagnostics. */
export interface ReadTask {
  readonly task: DraftTask;
  /** 第7行: where the task stands. */
  readonly where: string;
  readonly units: readonly { readonly units: Units; readonly where: string }[];
  readonly deadlineAt: string;
  readonly inherited: readonly { readonly what: string; readonly where: string }[];
  /** The content cells as printed, with their places: clauses are looked for in these. */
  readonly printed: readonly {
    readonly text: string;
    readonly where: string;
    readonly span: Span;
  }[];
}

/** Rows become tasks; a row that only adds to the task above is folded into it. */
export function tasksOf(
  rows: readonly TaskRow[],
  canonical: Canonical,
  context: TimeContext,
): readonly ReadTask[] {
  const tasks: ReadTask[] = [];
  for (const row of rows) {
    const read = taskOf(row, canonical, context);
    const above = tasks.at(-1);
    if (row.adds && above) tasks[tasks.length - 1] = added(above, read);
    else if (read.task.content !== '') tasks.push(read);
  }
  return tasks;
}

function taskOf(row: TaskRow, canonical: Canonical, context: TimeContext): ReadTask {
  const { table } = row.source;
  const of = (...kinds: ColumnKind[]) =>
    [...row.cells].filter(([column]) => kinds.includes(column.kind));
  const content = of('content')
    .map(([, cell]) => unwrapped(cell.text))
    .join('\n');
  // A column of titles in which one value holds for several rows is a heading.
  const titles = of('title').filter(
    ([column, cell]) => !row.source.spanning.has(column.col) && !saysNone(cell.text),
  );
  const units = unitsOf(row);
  const deadlineCells = of('deadline').map(([, cell]) => cell);
  const no = of('no')
    .map(([, cell]) => tight(cell.text).replace(/[.．、]$/, ''))
    .join('');
  const title = titles.map(([, cell]) => unnumbered(unwrapped(cell.text))).join(' ');
  const at = of('deadline')[0]?.[0];
  return {
    task: {
      no: no === '' ? null : no,
      category: categoriesOf(
        row,
        titles.map(([column]) => column),
      ),
      title: title === '' ? null : title,
      content,
      assignments: merged(units.map((u) => u.units.assignments)),
      leaders: [...new Set(of('leader').flatMap(([, cell]) => readLeaders(cell.text)))],
      openEnded: units.some((u) => u.units.openEnded),
      deadlines: deadlinesOf(row, deadlineCells, content, context),
      ...statedTargets(content),
      source: { ...canonical.row(table, row.row), cell: rowPlaceOf(table, row.row) },
      spans: spansOf(row, canonical),
    },
    where: rowPlaceOf(table, row.row),
    units,
    deadlineAt: at ? placeOf(table, { row: row.row, col: at.col }) : rowPlaceOf(table, row.row),
    inherited: row.inherited.map((column) => ({
      what: column.label,
      where: placeOf(table, { row: row.row, col: column.col }),
    })),
    printed: of('content').map(([, cell]) => ({
      text: cell.text,
      where: placeOf(table, cell),
      span: canonical.cell(table, cell),
    })),
  };
}

function unitsOf(row: TaskRow): ReadTask['units'] {
  return [...row.cells]
    .filter(([column]) => UNIT_KINDS.has(column.kind))
    .map(([column, cell]) => ({
      units: readUnits(cell.text, unitColumn(column)),
      where: placeOf(row.source.table, cell),
    }));
}

function unitColumn(column: Column): UnitColumn {
  const { persons, firstLeads } = column;
  if (column.kind === 'lead' || column.kind === 'cooperating') {
    return { role: column.kind, persons };
  }
  const mixed = column.kind === 'units' && firstLeads;
  return { role: mixed ? 'cooperating' : 'responsible', persons, firstLeads };
}

function categoriesOf(row: TaskRow, titles: readonly Column[]): string[] {
  const sections = row.sections.map((cell) => heading(cell.text));
  const columns = [...row.cells]
    .filter(([column]) => HEADING_KINDS.has(column.kind) && !titles.includes(column))
    .map(([, cell]) => heading(cell.text));
  return [...sections, ...columns].filter((name, i, all) => name !== '' && name !== all[i - 1]);
}

/** A heading in one line, without its number, （续） and （共5项）; none where the cell says none. */
function heading(text: string): string {
  if (saysNone(text)) return '';
  return unnumbered(unwrapped(text).replaceAll('\n', ''))
    .replace(/[（(](?:续|续表|续上表)[）)]$/, '')
    .replace(/[（(]共?\d+[项条个件][^）)]*[）)]$/, '');
}

/** No words in the column is `horizon`; without a column the sentence itself is asked. */
function deadlinesOf(
  row: TaskRow,
  cells: readonly Cell[],
  content: string,
  context: TimeContext,
): Deadline[] {
  const said = cells.flatMap((cell) => readDeadlines(cell.text, context));
  if (said.length > 0) return said;
  const hasColumn = row.source.header.columns.some((column) => column.kind === 'deadline');
  const found = hasColumn ? [] : contentDeadlines(content, context).map((t) => t.deadline);
  return found.length > 0 ? found : [{ kind: 'horizon' }];
}

/**
 * Where each field stands. Keys: `no`, `category.0`, `category.1` … (rows that span the table first),
 * `title`, `content`, `deadlines`, `leaders`, `lead`, `responsible`, `cooperating`, `units`, `remark`;
 * a second cell of the same kind gets `content.2`.
 */
function spansOf(row: TaskRow, canonical: Canonical): Record<string, Span> {
  const { table } = row.source;
  const spans: Record<string, Span> = {};
  const headings = [
    ...row.sections,
    ...[...row.cells].filter(([c]) => HEADING_KINDS.has(c.kind)).map(([, cell]) => cell),
  ];
  headings.forEach((cell, i) => (spans[`category.${i}`] = canonical.cell(table, cell)));
  for (const [column, cell] of row.cells) {
    const name = FIELDS[column.kind];
    if (name === undefined) continue;
    let key = name;
    for (let n = 2; key in spans; n += 1) key = `${name}.${n}`;
    spans[key] = canonical.cell(table, cell);
  }
  return spans;
}

const FIELDS: Readonly<Partial<Record<ColumnKind, string>>> = {
  no: 'no',
  title: 'title',
  content: 'content',
  deadline: 'deadlines',
  leader: 'leaders',
  lead: 'lead',
  responsible: 'responsible',
  cooperating: 'cooperating',
  units: 'units',
  remark: 'remark',
};

function merged(lists: readonly (readonly Assignment[])[]): Assignment[] {
  const all: Assignment[] = [];
  for (const next of lists.flat()) {
    if (!all.some((a) => a.unit === next.unit && a.role === next.role)) all.push(next);
  }
  return all;
}

function added(above: ReadTask, more: ReadTask): ReadTask {
  const { task } = above;
  const said = more.task.deadlines.filter((d) => d.kind !== 'horizon');
  const deadlines = [...task.deadlines.filter((d) => d.kind !== 'horizon'), ...said].filter(
    (d, i, all) => all.findIndex((o) => JSON.stringify(o) === JSON.stringify(d)) === i,
  );
  return {
    ...above,
    units: [...above.units, ...more.units],
    inherited: [...above.inherited, ...more.inherited],
    task: {
      ...task,
      assignments: merged([task.assignments, more.task.assignments]),
      leaders: [...new Set([...task.leaders, ...more.task.leaders])],
      openEnded: task.openEnded || more.task.openEnded,
      deadlines: deadlines.length > 0 ? deadlines : [{ kind: 'horizon' }],
      source: { ...task.source, to: more.task.source.to },
      spans: { ...furtherSpans(more.task.spans ?? {}, task.spans ?? {}), ...task.spans },
    },
  };
}

/** The cells that a second row adds, under keys that are still free. */
function furtherSpans(
  more: Readonly<Record<string, Span>>,
  taken: Readonly<Record<string, Span>>,
): Record<string, Span> {
  const spans: Record<string, Span> = {};
  for (const [name, span] of Object.entries(more)) {
    if (Object.values(taken).some((t) => t.from === span.from && t.to === span.to)) continue;
    const base = name.replace(/(?<=[a-z])\.\d+$/, '');
    let key = name;
    for (let n = 2; key in taken || key in spans; n += 1) key = `${base}.${n}`;
    spans[key] = span;
  }
  return spans;
}

/** One line of words for a message. */
export function brief(text: string): string {
  const line = plain(text).replace(/\s+/g, '');
  return line.length > 30 ? `${line.slice(0, 30)}…` : line;
}
