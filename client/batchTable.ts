import { plainNumber, type Field } from '../domain/form.ts';
import type { BatchColumn, BatchSheet } from '../documents/batchSheet.ts';
import type { Entry } from './linkAnswers.ts';

/** What a row of a batch sheet says, as a report is given. */
export interface BatchContent {
  readonly text: string;
  readonly nil?: string;
  readonly value?: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly measures?: Readonly<Record<string, number | { rank: number; population?: number }>>;
  readonly fallReason?: string;
  readonly obstacle?: string;
}

/** A column that a person fills in: where its cell comes from, and whether the entry asks for it at all. */
interface Filled {
  readonly column: BatchColumn;
  readonly shown: (entry: Entry) => string | undefined;
  readonly read: (entry: Entry, written: string, into: Draft) => string | undefined;
}

interface Draft {
  text: string;
  nil?: string;
  value?: number;
  fields?: Record<string, string>;
  measures?: Record<string, number | { rank: number; population?: number }>;
  fallReason?: string;
  obstacle?: string;
}

/** What stands in a cell that this row does not ask for. */
export const NOT_ASKED = '—';
export const TEXT_HEAD = '本期进展';
export const ID_HEAD = '填报编号（请勿改动）';

const GIVEN: readonly (readonly [head: string, width: number, of: (entry: Entry) => string])[] = [
  ['序号', 6, ({ no, task }) => no ?? task],
  ['事项', 34, ({ title }) => title],
  ['报告期', 18, ({ occasion }) => occasion],
  ['到期', 26, ({ due }) => due.words],
  ['现状', 16, ({ stateWords, returned }) => (returned ? `退回：${returned.reason}` : stateWords)],
];

/** The sheet of a unit: one row for each entry, filled with its draft, or with what was sent last. */
export function batchSheetOf(
  entries: readonly Entry[],
  about: { readonly unit: string; readonly title: string; readonly made: string },
  idOf: (entry: Entry) => string,
): BatchSheet {
  const filled = columnsOf(entries);
  return {
    lines: [
      `${about.unit}批量填报表`,
      `${about.title}；${about.made}生成。只填白色的格；不报的行留空。不得填报涉密和工作秘密信息。填好后在“批量填报”页上传。`,
    ],
    columns: [
      ...GIVEN.map(([head, width]) => ({ head, width, role: 'given' as const })),
      ...filled.map(({ column }) => column),
      { head: ID_HEAD, width: 12, role: 'hidden' },
    ],
    rows: entries.map((entry) => [
      ...GIVEN.map(([, , of]) => of(entry)),
      ...filled.map(({ shown }) => shown(entry) ?? NOT_ASKED),
      idOf(entry),
    ]),
  };
}

/** Every column that any of the entries asks for; forms and measures of one name share a column. */
function columnsOf(entries: readonly Entry[]): readonly Filled[] {
  const fields = unique(entries.flatMap(({ form }) => form.fields.map(headOfField)));
  const measures = unique(entries.flatMap(({ form }) => form.measures.map(headOfMeasure)));
  const text = plain(TEXT_HEAD, 48, 'text', (entry) => said(entry, 'text') ?? '');
  const nil = plain('没有进展的原因（零报告）', 24, 'nil', (entry) => said(entry, 'nil') ?? '');
  const fall = plain('比上次少的原因', 20, 'fallReason', () => '');
  const obstacle = plain('需协调事项', 24, 'obstacle', (entry) => said(entry, 'obstacle') ?? '');
  return [
    text,
    nil,
    ...(entries.some(({ form }) => form.value !== null) ? [VALUE] : []),
    ...fields.map((head) => fieldColumn(head, entries)),
    ...measures.map(measureColumn),
    ...(measures.length > 0 ? [fall] : []),
    obstacle,
  ];
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}

type Text = 'text' | 'nil' | 'fallReason' | 'obstacle';

function plain(head: string, width: number, key: Text, shown: (entry: Entry) => string): Filled {
  return {
    column: { head, width, role: 'filled' },
    shown,
    read: (_entry, written, into) => {
      if (written !== '') into[key] = written;
      return undefined;
    },
  };
}

/** What the draft says, else what was sent last. */
function said(entry: Entry, key: 'text' | 'nil' | 'obstacle'): string | undefined {
  return entry.draft?.content[key] ?? entry.sent?.[key] ?? undefined;
}

const VALUE: Filled = {
  column: { head: '本期完成数', width: 12, role: 'filled' },
  shown: ({ form, draft, sent }) => {
    if (form.value === null) return undefined;
    const number = draft?.content.value ?? sent?.value;
    return number === undefined || number === null ? '' : String(number);
  },
  read: ({ form }, written, into) => {
    if (written === '') return undefined;
    if (form.value === null) return '本行不填“本期完成数”';
    const number = plainNumber(written);
    if (number === undefined) return `“本期完成数”应为一个数，这里是“${written.slice(0, 40)}”`;
    into.value = number;
    return undefined;
  },
};

function headOfField({ label, required }: Field): string {
  return required === true ? `${label}*` : label;
}

function fieldColumn(head: string, entries: readonly Entry[]): Filled {
  const of = ({ form }: Entry) => form.fields.find((field) => headOfField(field) === head);
  const all = entries.flatMap((entry) => of(entry) ?? []);
  const [first] = all;
  const lists = unique(all.map(({ choices }) => JSON.stringify(choices ?? null)));
  const choices = lists.length === 1 ? first?.choices : undefined;
  return {
    column: { head, width: first?.kind === 'text' ? 36 : 14, role: 'filled', choices },
    shown: (entry) => {
      const field = of(entry);
      if (field === undefined) return undefined;
      return entry.draft?.content.fields?.[field.id] ?? entry.sent?.fields[field.id] ?? '';
    },
    read: (entry, written, into) => {
      if (written === '') return undefined;
      const field = of(entry);
      if (field === undefined) return `本行不填“${head}”`;
      into.fields = { ...into.fields, [field.id]: field.kind === 'day' ? dayIn(written) : written };
      return undefined;
    },
  };
}

/** 2026年3月5日, 2026/3/5 as 2026-03-05: dates come back as the sheet shows them. */
function dayIn(written: string): string {
  const [, year, month = '', day = ''] =
    /^(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?$/u.exec(written.trim()) ?? [];
  return year === undefined ? written : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

type Measure = Entry['form']['measures'][number];

function headOfMeasure({ title, unit, kind }: Measure): string {
  return kind === 'rank' ? `${title}（名次）` : `${title}（累计，${unit}）`;
}

function measureColumn(head: string): Filled {
  const of = ({ form }: Entry) => form.measures.find((one) => headOfMeasure(one) === head);
  return {
    column: { head, width: 14, role: 'filled' },
    shown: (entry) => {
      const measure = of(entry);
      if (measure === undefined) return undefined;
      const told = entry.draft?.content.measures?.[measure.id];
      if (told === undefined) return '';
      if (typeof told === 'number') return String(told);
      return told.population === undefined ? String(told.rank) : `${told.rank}/${told.population}`;
    },
    read: (entry, written, into) => {
      if (written === '') return undefined;
      const measure = of(entry);
      if (measure === undefined) return `本行不填“${head}”`;
      const told = measured(measure, written);
      if (told === undefined) {
        const wanted = measure.kind === 'rank' ? '名次，如 3 或 3/56' : '一个数';
        return `“${head}”应为${wanted}，这里是“${written.slice(0, 40)}”`;
      }
      into.measures = { ...into.measures, [measure.id]: told };
      return undefined;
    },
  };
}

function measured({ kind }: Measure, written: string) {
  if (kind === 'cumulative') return plainNumber(written);
  const [, rank, population] = /^第?(\d+)名?(?:\s*[/／]\s*(\d+))?$/u.exec(written.trim()) ?? [];
  if (rank === undefined) return undefined;
  const of = population === undefined ? {} : { population: Number(population) };
  return { rank: Number(rank), ...of };
}

/** A row that came back: where it stands, its id, and what is written under each head. */
export interface ReturnedRow {
  /** As Excel counts. */
  readonly row: number;
  readonly id: string;
  readonly cells: ReadonlyMap<string, string>;
}

/** The rows below the head that carry an id; undefined where no head is found. */
export function returnedRows(
  rows: readonly (readonly ({ readonly text: string } | undefined)[])[],
): readonly ReturnedRow[] | undefined {
  const text = (cell: { readonly text: string } | undefined) => (cell?.text ?? '').trim();
  const head = rows.findIndex((row) => row.some((cell) => text(cell) === ID_HEAD));
  const heads = (rows[head] ?? []).map(text);
  if (head < 0 || !heads.includes(TEXT_HEAD)) return undefined;
  return rows.slice(head + 1).flatMap((row, i) => {
    const cells = new Map(heads.map((name, col) => [name, text(row[col])]));
    const id = cells.get(ID_HEAD) ?? '';
    return id === '' ? [] : [{ row: head + i + 2, id, cells }];
  });
}

/** What a row says for its entry, or what is wrong with it; nothing where nothing was filled in. */
export function contentOf(
  entry: Entry,
  cells: ReadonlyMap<string, string>,
): { readonly content?: BatchContent; readonly faults: readonly string[] } {
  const into: Draft = { text: '' };
  const faults: string[] = [];
  let any = false;
  const given = new Set([...GIVEN.map(([head]) => head), ID_HEAD, '']);
  const known = new Map(columnsOf([entry]).map((filled) => [filled.column.head, filled]));
  for (const [head, raw] of cells) {
    const written = raw === NOT_ASKED ? '' : raw;
    if (given.has(head) || written === '') continue;
    any = true;
    const filled = known.get(head) ?? (head === VALUE.column.head ? VALUE : undefined);
    const wrong = filled === undefined ? `本行不填“${head}”` : filled.read(entry, written, into);
    if (wrong !== undefined) faults.push(wrong);
  }
  return any ? { content: into, faults } : { faults };
}

/** Whether the row says what was sent last, so that sending it again would tell nothing. */
export function isSame({ sent }: Entry, content: BatchContent): boolean {
  if (sent === null || content.measures !== undefined) return false;
  const fields = Object.entries(content.fields ?? {});
  return (
    content.text === sent.text.trim() &&
    (content.nil ?? null) === sent.nil &&
    (content.value ?? null) === sent.value &&
    (content.obstacle ?? null) === sent.obstacle &&
    fields.length === Object.keys(sent.fields).length &&
    fields.every(([id, value]) => sent.fields[id] === value)
  );
}
