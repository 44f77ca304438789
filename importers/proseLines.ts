import type { Block } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { furnitureLines, withoutScraps } from './proseNoise.ts';
import { labelOf } from './proseNumber.ts';
import { joinedWords, sliceWords, trimmed, wordsFrom } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** A paragraph of prose in one piece. */
export interface Line {
  readonly words: Words;
  /** A blank line or a table stands before it. */
  readonly apart: boolean;
}

/** The paragraphs of a document, and what was dropped on the way. */
export interface Lines {
  readonly lines: readonly Line[];
  readonly removed: readonly string[];
}

interface Raw {
  readonly words: Words;
  readonly indent: number;
  readonly width: number;
  apart: boolean;
}

/** Lines that one sentence may be broken over. */
const MOST_PIECES = 60;

/** The prose of a document: broken lines joined, furniture and scraps left out, tables passed over. */
export function linesOf(blocks: readonly Block[], canonical: Canonical): Lines {
  const { raws, removed } = rawLines(blocks, canonical);
  const wrap = wrapWidth(raws);
  const paragraphs: { pieces: Words[]; tail: string; readonly apart: boolean }[] = [];
  let last: Raw | undefined;
  for (const raw of raws) {
    const open = paragraphs.at(-1);
    const goesOn =
      open !== undefined &&
      last !== undefined &&
      open.pieces.length < MOST_PIECES &&
      continues({ before: open.tail, last, wrap }, raw);
    if (goesOn) {
      open.pieces.push(raw.words);
      open.tail = (open.tail + raw.words.text).slice(-LONGEST_OPEN);
    } else {
      const tail = raw.words.text.slice(-LONGEST_OPEN);
      paragraphs.push({ pieces: [raw.words], tail, apart: raw.apart });
    }
    last = raw;
  }
  const lines = paragraphs.map(({ pieces, apart }) => ({ words: joinedWords(pieces, ''), apart }));
  return { lines, removed };
}

function rawLines(blocks: readonly Block[], canonical: Canonical) {
  const all: (Words | undefined)[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') all.push(undefined);
    else {
      const words = wordsFrom(block.text, canonical.paragraph(block).from);
      let from = 0;
      for (const line of block.text.split('\n')) {
        all.push(sliceWords(words, from, from + line.length));
        from += line.length + 1;
      }
    }
  }
  const removed: string[] = [];
  const clean = all.map((words) => {
    if (words === undefined) return undefined;
    const bare = withoutScraps(words);
    if (bare.removed > 0) removed.push('排版残留');
    return bare.words;
  });
  const furniture = furnitureLines(clean.map((words) => words?.text ?? ''));
  const raws: Raw[] = [];
  let apart = false;
  clean.forEach((words, i) => {
    if (words && furniture.has(i)) removed.push(words.text.trim());
    const bare = words && !furniture.has(i) ? trimmed(words) : undefined;
    if (bare === undefined || bare.text === '') apart = true;
    else {
      const indent = words?.text.search(/\S/) ?? 0;
      raws.push({ words: bare, indent, width: widthOf(words?.text ?? ''), apart });
      apart = false;
    }
  });
  return { raws, removed };
}

/** Columns on paper: a Chinese character takes two. */
function widthOf(text: string): number {
  let width = 0;
  for (const c of text.trimEnd()) width += c >= '\u2e80' ? 2 : 1;
  return width;
}

const SLACK = 4;
const LEAST_FULL = 6;
const WIDEST = 130;

/** The width at which lines were broken by force; 0 where paragraphs are whole. */
function wrapWidth(raws: readonly Raw[]): number {
  const widest = Math.max(0, ...raws.map(({ width }) => width));
  if (widest > WIDEST || widest < 30) return 0;
  const full = raws.filter(({ width }) => width >= widest - SLACK).length;
  const cut = raws.filter(
    ({ width, words }) => width >= widest - SLACK && !/[。；：:;]$/.test(words.text),
  ).length;
  return full >= LEAST_FULL && full * 4 >= raws.length && cut * 2 >= full ? widest : 0;
}

interface Before {
  readonly before: string;
  readonly last: Raw;
  readonly wrap: number;
}

/** Whether a line only goes on with the sentence of the line before. */
function continues({ before, last, wrap }: Before, next: Raw): boolean {
  const begins = next.words.text;
  if (/^[，、；。）)】,;]/.test(begins) && !/^[)）]?$/.test(before)) return true;
  const opened = openBracket(before);
  if (opened !== undefined && closes(opened, begins)) return true;
  if (next.apart && !/[，、]$/.test(before)) return false;
  const numbered = labelOf(begins) !== undefined;
  if (wrap > 0 && last.width >= wrap - SLACK && !/[。！？]$/.test(before) && next.indent === 0) {
    return !numbered || !/[；;：:）)]$/.test(before);
  }
  return /[，、]$/.test(before) && !numbered;
}

const PAIRS: Readonly<Record<string, string>> = { '（': '）)', '(': '）)', '《': '》', '“': '”' };
const LONGEST_OPEN = 400;

/** The bracket that a line leaves open. */
function openBracket(text: string): string | undefined {
  const open: string[] = [];
  for (const c of text) {
    if (c in PAIRS) open.push(c);
    else if (open.length > 0 && PAIRS[open.at(-1) ?? '']?.includes(c)) open.pop();
  }
  return open.at(-1);
}

/** True where the next line closes what is open before it opens anything of the kind itself. */
function closes(opened: string, next: string): boolean {
  const ends = PAIRS[opened] ?? '';
  const at = [...next].findIndex((c) => ends.includes(c));
  const again = next.indexOf(opened);
  const label = labelOf(next);
  if (at < 0 || at > LONGEST_OPEN || (label && at < label.end)) return false;
  return again < 0 || again > at;
}
