import type { NumberedRow } from '../files/tableText.ts';
import type { DeskView } from './steps.ts';
import {
  fieldRows,
  rowMark,
  type FieldRow,
  type RowFault,
  type TableReading,
} from './tableRead.ts';

type Field = 'from' | 'to' | 'what' | 'name';
type What = 'rest' | 'work' | 'closed';
type Line = DeskView['calendar']['table'][number];

/** The columns of a table of days, as the template names them. */
export const CALENDAR_HEAD = ['开始日期', '结束日期', '安排', '说明'] as const;

const SIGNS: readonly (readonly [Field, RegExp])[] = [
  ['to', /^(结束|截止|截至|止|至|到)/u],
  ['what', /^(安排|性质|类别|类型|放假或上班)/u],
  ['name', /^(说明|名称|备注|事由|节日)/u],
  ['from', /^(开始|日期|起|自|放假日期)/u],
];

const WHATS: Readonly<Record<What, readonly string[]>> = {
  rest: ['放假', '休息', '节假日', '假日', '休', '调休放假'],
  work: ['上班', '补班', '调休上班', '工作日', '调休', '班'],
  closed: ['本机关停办', '停办', '不办公', '闭馆', '停办公'],
};

/** The days of a calendar as rows of that table. */
export function calendarRows(table: readonly Line[]): readonly (readonly string[])[] {
  return table.map(({ from, to, what, name }) => [
    ...[from, to === from ? '' : to, WHATS[what][0] ?? '', name ?? ''],
  ]);
}

/** What of a calendar the table does not say. */
export interface CalendarFrame {
  readonly id: string;
  readonly version: number;
  /** 节假日安排公布至; absent: the end of the last year in which days off are listed. */
  readonly through?: string | undefined;
}

export interface CalendarReading extends TableReading {
  readonly through?: string;
}

interface Span {
  readonly row: number;
  readonly from: string;
  readonly to: string;
  readonly what: What;
  readonly name: string;
}

/** A working calendar 工作日历 out of a table, as the text that is kept. */
export function calendarIn(rows: readonly NumberedRow[], frame: CalendarFrame): CalendarReading {
  const read = fieldRows(rows, SIGNS, 'from');
  if (read === undefined) {
    const message = '没有找到表头。前几行里应有一行写明“开始日期”“结束日期”“安排”。';
    return { words: '', faults: [{ message }] };
  }
  const spans = read.map(spanOf);
  const good = spans.flatMap((one) => ('what' in one ? [one] : []));
  const faults = [...spans.flatMap((one) => ('what' in one ? [] : [one])), ...doubled(good)].sort(
    (a, b) => (a.row ?? 0) - (b.row ?? 0),
  );
  const off = good
    .filter(({ what }) => what === 'rest')
    .map(({ to }) => to)
    .sort();
  const last = off.at(-1);
  const through = frame.through ?? (last === undefined ? undefined : `${last.slice(0, 4)}-12-31`);
  if (through === undefined && faults.length === 0) {
    faults.push({ message: '表中没有放假的日子，请填写“节假日安排公布至”。' });
  }
  const days = (what: What) => daysOf(good, what).length;
  const words = `读到放假 ${days('rest')} 天，调休上班 ${days('work')} 天，本机关停办 ${good.filter(({ what }) => what === 'closed').length} 段。`;
  return {
    ...{ words, faults },
    ...(through === undefined ? {} : { through }),
    ...(faults.length === 0 && through !== undefined
      ? { text: textOf(good, { ...frame, through }) }
      : {}),
  };
}

const LONGEST = 400;

function spanOf({ row, fields }: FieldRow<Field>): Span | (RowFault & { readonly row: number }) {
  const { from, to, what = '', name } = fields;
  const kind = whatOf(what);
  const [first, last] = [dayIn(from ?? ''), dayIn(to ?? from ?? '')];
  const fault = (message: string) => ({ row, message });
  if (from === undefined) return fault('没有写开始日期');
  if (first === undefined) return fault(`“${from}”不是日期，应写作 2026-10-01`);
  if (last === undefined) return fault(`“${to ?? ''}”不是日期，应写作 2026-10-07`);
  if (last < first) return fault(`结束日期 ${last} 早于开始日期 ${first}`);
  if (lengthOf(first, last) > LONGEST) return fault(`${first} 至 ${last} 超过一年，请核对年份`);
  if (kind === undefined) {
    const known = Object.values(WHATS).map(([one]) => one);
    return fault(
      what === ''
        ? `没有写安排，只能写 ${known.join('、')}`
        : `不认识“${what}”，安排只能写 ${known.join('、')}`,
    );
  }
  return { row, from: first, to: last, what: kind, name: name ?? '停办' };
}

function whatOf(word: string): What | undefined {
  const all = Object.entries(WHATS) as [What, readonly string[]][];
  return all.find(([, words]) => words.includes(word.replace(/\s/gu, '')))?.[0];
}

const WRITTEN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u;

/** A day as people write it; nothing where there is no such day. */
function dayIn(text: string): string | undefined {
  const [, year, month, day] = WRITTEN.exec(text.replace(/\s/gu, '')) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
    ? written
    : undefined;
}

const DAY_MS = 86_400_000;

function lengthOf(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

function daysIn({ from, to }: Span): readonly string[] {
  return Array.from({ length: lengthOf(from, to) }, (_, i) =>
    new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Days that are off in one row and worked in another. */
function doubled(spans: readonly Span[]): readonly RowFault[] {
  const first = new Map<string, Span>();
  return spans
    .filter(({ what }) => what !== 'closed')
    .flatMap((span) => {
      const clash = daysIn(span).flatMap((day) => {
        const before = first.get(day);
        if (before === undefined) first.set(day, span);
        return before === undefined || before.what === span.what ? [] : [{ day, before }];
      });
      return clash.slice(0, 1).map(({ day, before }) => ({
        row: span.row,
        message: `${day} 在第${before.row}行是${WHATS[before.what][0] ?? ''}，这里是${WHATS[span.what][0] ?? ''}`,
      }));
    });
}

function daysOf(
  spans: readonly Span[],
  what: What,
): readonly { readonly day: string; readonly row: number }[] {
  const days = new Map<string, number>();
  for (const span of spans.filter((one) => one.what === what)) {
    for (const day of daysIn(span)) if (!days.has(day)) days.set(day, span.row);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, row]) => ({ day, row }));
}

function textOf(spans: readonly Span[], { id, version, through }: Required<CalendarFrame>): string {
  const list = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? [`${name}: []`] : [`${name}:`, ...lines];
  const days = (what: What) =>
    daysOf(spans, what).map(({ day, row }) => `  - ${JSON.stringify(day)} ${rowMark(row)}`);
  const closed = spans
    .filter(({ what }) => what === 'closed')
    .map(({ row, from, to, name }) => `  - ${JSON.stringify({ from, to, name })} ${rowMark(row)}`);
  const lines = [
    `id: ${JSON.stringify(id)}`,
    `version: ${version}`,
    `announcedThrough: ${JSON.stringify(through)}`,
    ...list('rest', days('rest')),
    ...list('work', days('work')),
    ...list('closures', closed),
  ];
  return `${lines.join('\n')}\n`;
}
