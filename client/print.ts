import Table from 'cli-table3';
import { DateTime } from 'luxon';
import type { Instant } from '../domain/instant.ts';
import { textWidth } from './textWidth.ts';

export type Cell = string | number | null | undefined;

/** A terminal that does not say how wide it is. */
const DEFAULT_WIDTH = 120;
/** No column is squeezed below four Chinese characters. */
const NARROWEST = 8;

/**
 * A table for a terminal: Chinese characters count as two columns, cells that are too long wrap
 * inside `width` (columns; by default the terminal's own). Control characters in cells are dropped:
 * texts come from outside.
 */
export function table(
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
  { width = process.stdout.columns ?? DEFAULT_WIDTH }: { readonly width?: number } = {},
): string {
  const cells = [headers, ...rows].map((row) => headers.map((_, i) => clean(row[i])));
  const natural = headers.map((_, i) => Math.max(1, ...cells.map((row) => widest(row[i] ?? ''))));
  const widths = squeezed(natural, width - 3 * headers.length - 1);
  const [head = [], ...body] = cells.map((row) =>
    row.map((text, i) => wrap(text, widths[i] ?? NARROWEST).join('\n')),
  );
  const printed = new Table({
    head,
    colWidths: widths.map((columns) => columns + 2),
    style: { head: [], border: [] },
  });
  printed.push(...body);
  return printed.toString();
}

/** The text in lines of at most `columns`, broken after any Chinese character and between words. */
export function wrap(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const piece of pieces(line, columns)) {
      const fits = textWidth(current + piece) <= columns;
      if (!fits && current !== '') {
        lines.push(current.trimEnd());
        current = piece.trimStart();
      } else current += piece;
    }
    return [...lines, current.trimEnd()];
  });
}

const OPENING = '（《“‘【〔〈「『(';
const CLOSING = '，。、；：？！）》”’】〕〉」』…,.;:?!)';

/**
 * What is never broken: a word, or a character with the punctuation that belongs to it; longer ones
 * by character.
 */
function pieces(line: string, columns: number): readonly string[] {
  const found = line.match(/[\x21-\x7e]+|[^\x21-\x7e]/gu) ?? [];
  const joined: string[] = [];
  for (const piece of found) {
    const last = joined.at(-1);
    const belongs = last !== undefined && (CLOSING.includes(piece) || OPENING.includes(last));
    if (belongs) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined.flatMap((piece) => (textWidth(piece) <= columns ? [piece] : [...piece]));
}

/**
 * The widest columns give way until the sum fits; what is narrower than its share keeps its width.
 */
function squeezed(natural: readonly number[], room: number): readonly number[] {
  const widths = natural.slice();
  let excess = widths.reduce((sum, one) => sum + one, 0) - room;
  while (excess > 0) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) return widths;
    const next = Math.max(NARROWEST, ...widths.filter((one) => one < most));
    const widestOnes = widths.filter((one) => one === most).length;
    const take = Math.max(1, Math.min(most - next, Math.ceil(excess / widestOnes)));
    for (let i = 0; i < widths.length && excess > 0; i++) {
      if (widths[i] !== most) continue;
      const less = Math.min(take, excess);
      widths[i] = most - less;
      excess -= less;
    }
  }
  return widths;
}

/** Escape sequences, control characters and marks that turn the direction of writing. */
const UNPRINTABLE = [
  /\u001b\[[0-9;?]*[ -/]*[@-~]/g,
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g,
  /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
];

function clean(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  const text = String(cell).replace(/\t/g, ' ');
  return UNPRINTABLE.reduce((kept, pattern) => kept.replace(pattern, ''), text);
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => textWidth(line)));
}

/** Where progress goes: standard error, or a stand-in. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  readonly step: (count?: number) => void;
  readonly done: () => void;
}

/** Lines where there is no terminal: one for every tenth. */
const SPARSE_PERCENT = 10;

/**
 * Progress 进度 on standard error: one line that is rewritten on a terminal, sparse lines elsewhere.
 */
export function progress(
  label: string,
  total: number,
  stream: ProgressStream = process.stderr,
): Progress {
  const tty = stream.isTTY === true;
  let count = 0;
  let shown = -1;
  const show = () => {
    const percent = total > 0 ? Math.min(100, Math.floor((count / total) * 100)) : 100;
    const mark = tty ? percent : Math.floor(percent / SPARSE_PERCENT);
    if (mark === shown) return;
    shown = mark;
    const line = `${label} ${count}/${total}（${percent}%）`;
    stream.write(tty ? `\r${line}\u001b[K` : `${line}\n`);
  };
  show();
  return {
    step: (by = 1) => {
      count += by;
      show();
    },
    done: () => {
      if (tty) stream.write('\n');
    },
  };
}

/** `11月25日（周三）17:00`; with the year where it is not the given one: `2027年3月1日（周一）09:00`. */
export function instantWords(instant: Instant, zone: string, year?: number): string {
  const local = DateTime.fromISO(instant, { zone });
  if (!local.isValid) return instant;
  const weekday = '一二三四五六日'.charAt(local.weekday - 1);
  const other = year !== undefined && local.year !== year ? `${local.year}年` : '';
  return `${other}${local.month}月${local.day}日（周${weekday}）${local.toFormat('HH:mm')}`;
}
