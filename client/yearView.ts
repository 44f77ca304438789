import { clockOf, dayOf, epoch, weekday } from '../domain/instant.ts';
import { readProcess } from '../domain/ids.ts';
import { factWords, noticeWords, recipientWords, type Names } from '../domain/words.ts';
import { listed } from '../domain/wordsParts.ts';
import { wrap } from './print.ts';
import { paragraphOf, type Paragraph } from './yearParagraphs.ts';
import type { YearRow } from './yearCounts.ts';

export interface YearBook {
  add(row: YearRow): void;
  /** Month by month, day by day; paragraphs are wrapped to `width` columns. */
  text(width: number): string;
}

/**
 * The year as an office reads it: identical acts of one day stand in one paragraph with the units named; `full`
 * gives every fact and notice a line of its own.
 */
export function yearBook(
  names: Names,
  { full = false }: { readonly full?: boolean } = {},
): YearBook {
  return full ? everyRow(names) : paragraphs(names);
}

interface Group extends Paragraph {
  ms: number;
  readonly day: string;
  readonly clocks: Set<string>;
  readonly byUnit: Map<string, string[]>;
}

function paragraphs(names: Names): YearBook {
  const { zone } = names;
  const groups = new Map<string, Group>();
  return {
    add(row) {
      const paragraph = paragraphOf(row, names);
      if (paragraph === undefined) return;
      const day = dayOf(row.at, zone);
      const key = `${day} ${paragraph.group}`;
      const ms = epoch(row.at);
      const group = groups.get(key) ?? {
        ...paragraph,
        ms,
        day,
        clocks: new Set<string>(),
        byUnit: new Map<string, string[]>(),
      };
      groups.set(key, group);
      group.ms = Math.min(group.ms, ms);
      group.clocks.add(clockOf(row.at, zone));
      for (const unit of paragraph.units) {
        const items = group.byUnit.get(unit) ?? [];
        group.byUnit.set(unit, items);
        if (paragraph.item !== undefined) items.push(paragraph.item);
      }
    },
    text(width) {
      const sorted = [...groups.values()].sort((a, b) => a.ms - b.ms || a.rank - b.rank);
      const lines = sorted.map((group) => ({
        day: group.day,
        lines: [
          ...hanging(`${clocksWords(group.clocks)} ${groupWords(group)}`, width, 2, 8),
          ...hanging(group.why, width, 8, 14),
        ],
      }));
      return byMonth(lines);
    },
  };
}

/**
 * Every row in the order of its nominal instants; rows of one instant stand as they were decided. A row is one line,
 * however long, so that it can be searched for.
 */
function everyRow(names: Names): YearBook {
  const { zone } = names;
  const rows: { readonly ms: number; readonly day: string; readonly line: string }[] = [];
  return {
    add(row) {
      const line = rowWords(row, names);
      if (line === undefined) return;
      const clock = clockOf(row.at, zone);
      rows.push({ ms: epoch(row.at), day: dayOf(row.at, zone), line: `${clock} ${line}` });
    },
    text() {
      const sorted = rows.sort((a, b) => a.ms - b.ms);
      return byMonth(sorted.map(({ day, line }) => ({ day, lines: [`  ${line}`] })));
    },
  };
}

function rowWords(row: YearRow, names: Names): string | undefined {
  if (row.kind === 'effect') return undefined;
  if (row.type === 'due') return String(row.payload['words']);
  if (row.kind === 'notice') {
    const recipient = row.recipient ?? '';
    const { title } = noticeWords({ ...row, recipient }, names);
    const task = readProcess(row.process);
    const about = task?.kind === 'task' ? ` ${names.task(task.task)}` : '';
    return `通知 ${recipientWords(recipient, names)}：${title}${title.includes(about.trim()) ? '' : about}`;
  }
  const { what, why } = factWords(row, names);
  return `${what} —— ${why}`;
}

/** How many items of a unit, and how many recipients, are named before the rest is only counted. */
const NAMED = 12;
const RECIPIENTS = 8;

function groupWords({ label, unit, family = '家', byUnit }: Group): string {
  const total = [...byUnit.values()].reduce((sum, items) => sum + items.length, 0);
  const units = [...byUnit].sort(([, a], [, b]) => b.length - a.length);
  const names = units.map(([name, items]) =>
    items.length === 0 ? name : `${name}（${listed(items, NAMED)}）`,
  );
  const counts = [
    ...(total > 1 ? [`${total}${unit}`] : []),
    ...(byUnit.size > 1 ? [`${byUnit.size}${family}`] : []),
  ].join('，');
  const list = total > 0 ? names.join('、') : listed(names, RECIPIENTS, family);
  return `${label}${counts && ` ${counts}`}${list && `：${list}`}`;
}

/** `09:00`, or `10:02—15:41` where a paragraph holds several. */
function clocksWords(clocks: ReadonlySet<string>): string {
  const sorted = [...clocks].sort();
  const [first = '', last = first] = [sorted[0], sorted.at(-1)];
  return first === last ? first : `${first}—${last}`;
}

function byMonth(
  items: readonly { readonly day: string; readonly lines: readonly string[] }[],
): string {
  const out: string[] = [];
  let [month, day] = ['', ''];
  for (const item of items) {
    if (item.day.slice(0, 7) !== month) {
      month = item.day.slice(0, 7);
      out.push('', `━━ ${month.slice(0, 4)}年${Number(month.slice(5))}月 ━━`);
    }
    if (item.day !== day) {
      day = item.day;
      out.push(
        `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（周${'一二三四五六日'.charAt(weekday(day) - 1)}）`,
      );
    }
    out.push(...item.lines);
  }
  return out.join('\n').trimStart();
}

/** The text wrapped, its first line indented by `first` columns and the others by `rest`. */
export function hanging(
  text: string,
  width: number,
  first: number,
  rest: number,
): readonly string[] {
  return wrap(text, Math.max(20, width - rest)).map(
    (line, i) => ' '.repeat(i === 0 ? first : rest) + line,
  );
}
