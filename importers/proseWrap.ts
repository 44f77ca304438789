import { labelsIn } from './proseLabels.ts';
import { labelOf } from './proseNumber.ts';
import type { Label } from './proseNumber.ts';

/** A line of a document as it is printed, without blanks at its ends. */
export interface PrintedLine {
  readonly text: string;
  /** Blanks before it. */
  readonly indent: number;
  /** A blank line or a table stands before it. */
  readonly apart: boolean;
}

/** How a document breaks its lines by force, as a page or a mail does. */
export interface Wrap {
  /** Whether no more of `next` would have fitted on the line. */
  readonly isFull: (line: PrintedLine, next: PrintedLine) => boolean;
  /** Paragraphs begin with an indent, so a line without one goes on even after a stop. */
  readonly indents: boolean;
}

type Measure = (text: string) => number;

/** Columns on paper: a Chinese character takes two, and so do quotes, dashes and circled figures. */
function columns(text: string): number {
  let width = 0;
  for (const c of text) width += /[\u2014-\u2026\u2460-\u24ff]/.test(c) || c >= '\u2e80' ? 2 : 1;
  return width;
}

/** Two for each letter, for those who break lines by counting letters. */
function letters(text: string): number {
  return Array.from(text).length * 2;
}

/** Columns by which a line may fall short of the width or hang over it: marks that must not begin a line. */
const SHORT = 4;
const OVER = 6;
const NARROWEST = 30;
const WIDEST = 130;
const LEAST_CUT = 3;

/** The width at which lines were broken by force; undefined where paragraphs are whole. */
export function wrapOf(lines: readonly PrintedLine[]): Wrap | undefined {
  const pairs = lines.slice(0, -1).flatMap((line, i) => {
    const next = lines[i + 1];
    return next ? [{ line, next }] : [];
  });
  // The sharper of the two measures is the one by which the lines were broken.
  const best = [columns, letters]
    .flatMap((measure) => widthIn(lines, pairs, measure))
    .sort((a, b) => b.sharp - a.sharp)[0];
  if (!best) return undefined;
  const { width, measure } = best;
  const isFull = (line: PrintedLine, next: PrintedLine) => {
    const head = FIRST_WORD.exec(next.text)?.[0] ?? '';
    const own = extent(line, measure);
    return own >= width - SHORT || (own >= width / 2 && own + measure(head) > width);
  };
  const begins = pairs.filter(({ line, next }) => !isFull(line, next) || labelOf(next.text));
  const indented = begins.filter(({ next }) => next.indent > 0).length;
  return { isFull, indents: begins.length > 0 && indented * 10 >= begins.length * 7 };
}

/** What is never cut: a word of foreign letters or a figure, with the marks behind it. */
const FIRST_WORD = /^(?:[A-Za-z0-9.,%/+-]+|.)[，。、；：）》”！？,;:)%％]*/u;
const STOPPED = /[。；：:;！？]$/;

interface Pair {
  readonly line: PrintedLine;
  readonly next: PrintedLine;
}

interface Found {
  readonly width: number;
  readonly measure: Measure;
  readonly sharp: number;
}

function widthIn(
  lines: readonly PrintedLine[],
  pairs: readonly Pair[],
  measure: Measure,
): readonly Found[] {
  const cut = pairs.filter(isCut).map(({ line }) => extent(line, measure));
  const counts = new Map<number, number>();
  for (const width of cut.filter((own) => own >= NARROWEST && own <= WIDEST)) {
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const near = (width: number) =>
    cut.filter((other) => other >= width - SHORT && other <= width + OVER).length;
  const [width, sharp = 0] =
    [...counts].sort((a, b) => b[1] - a[1] || near(b[0]) - near(a[0]))[0] ?? [];
  if (width === undefined) return [];
  const long = lines.map((line) => extent(line, measure)).filter((other) => other > width + OVER);
  const cutLong = cut.filter((other) => other * 10 >= width * 6);
  const fits =
    near(width) >= LEAST_CUT &&
    near(width) * 10 >= cutLong.length * 6 &&
    long.length * 20 <= lines.length;
  return fits ? [{ width, measure, sharp }] : [];
}

function extent({ text, indent }: PrintedLine, measure: Measure): number {
  return measure(text) + 2 * indent;
}

/** A line that ends inside a sentence, and the next one is neither numbered nor labelled nor indented. */
function isCut({ line, next }: Pair): boolean {
  return !STOPPED.test(line.text) && !next.apart && next.indent === 0 && !beginsAnew(next.text);
}

/** Numbers, labels, remarks and 附件 begin a paragraph of their own. */
export function beginsAnew(text: string): boolean {
  return labelOf(text) !== undefined || isNamed(text);
}

const LONGEST_LABEL = 40;

function isNamed(text: string): boolean {
  return (
    /^附[件表]|^[（(]?(?:说明|注|备注)[:：]/.test(text) ||
    labelsIn(text.slice(0, LONGEST_LABEL))[0]?.from === 0
  );
}

/**
 * Whether a line without indent goes on with the full line before it. `before`: the words of the paragraph so far;
 * `last`: the value of the last number of each style that began a paragraph.
 */
export function goesOn(
  before: string,
  next: string,
  { wrap, last }: { readonly wrap: Wrap; readonly last: ReadonlyMap<string, number> },
): boolean {
  const label = labelOf(next);
  if (label && countsInside(before, label)) return true;
  const stopped = /[。！？]$/.test(before);
  if (wrap.indents) return !stopped || !beginsAnew(next);
  if (stopped || isNamed(next)) return false;
  if (!label) return true;
  const counts = label.value === 1 || label.value === (last.get(label.style) ?? 0) + 1;
  return !/[；;：:）)】]$/.test(before) && (label.doubtful || !counts);
}

const INSIDE = /(?<=[^\s])(?:[①-⑳]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）])/g;

/** ①甲；②乙；⏎③丙: the number before stands inside the paragraph, so this one does as well. */
function countsInside(before: string, { style, value }: Label): boolean {
  const inside = [...before.matchAll(INSIDE)].map((match) => labelOf(match[0] + '甲'));
  return inside.findLast((other) => other?.style === style)?.value === value - 1;
}
