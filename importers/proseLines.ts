import type { Block } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { furnitureLines, withoutScraps } from './proseNoise.ts';
import { labelOf } from './proseNumber.ts';
import { joinedWords, sliceWords, trimmed, wordsFrom } from './proseWords.ts';
import type { Words } from './proseWords.ts';
import { goesOn, wrapOf } from './proseWrap.ts';
import type { PrintedLine, Wrap } from './proseWrap.ts';

/** A paragraph of prose in one piece. */
export interface Line {
  readonly words: Words;
  /** A blank line or a table stands before it. */
  readonly apart: boolean;
  /** A table stands straight below it. */
  readonly tableBelow?: boolean;
}

/** The paragraphs of a document, and what was dropped on the way. */
export interface Lines {
  readonly lines: readonly Line[];
  readonly removed: readonly string[];
}

interface Raw {
  readonly words: Words;
  readonly line: PrintedLine;
  tableBelow: boolean;
}

/** Lines that one sentence may be broken over. */
const MOST_PIECES = 60;

/** The prose of a document: broken lines joined, furniture and scraps left out, tables passed over. */
export function linesOf(blocks: readonly Block[], canonical: Canonical): Lines {
  const { raws, removed } = rawLines(blocks, canonical);
  const wrap = wrapOf(raws.map(({ line }) => line));
  const paragraphs: { pieces: Words[]; tail: string; last: Raw; readonly apart: boolean }[] = [];
  const numbers = new Map<string, number>();
  let last: Raw | undefined;
  for (const raw of raws) {
    const open = paragraphs.at(-1);
    const goesOn =
      open !== undefined &&
      last !== undefined &&
      open.pieces.length < MOST_PIECES &&
      continues({ before: open.tail, last, wrap, numbers }, raw);
    if (goesOn) {
      open.pieces.push(raw.words);
      open.last = raw;
      open.tail = (open.tail + raw.words.text).slice(-LONGEST_OPEN);
    } else {
      const tail = raw.words.text.slice(-LONGEST_OPEN);
      const label = labelOf(raw.words.text);
      if (label) numbers.set(label.style, label.value);
      paragraphs.push({ pieces: [raw.words], tail, last: raw, apart: raw.line.apart });
    }
    last = raw;
  }
  const lines = paragraphs.map(({ pieces, apart, last }): Line => {
    const below = last.tableBelow ? { tableBelow: true } : {};
    return { words: joinedWords(pieces, ''), apart, ...below };
  });
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
    const above = raws.at(-1);
    if (words === undefined && above) above.tableBelow = true;
    if (words && furniture.has(i)) removed.push(words.text.trim());
    const bare = words && !furniture.has(i) ? trimmed(words) : undefined;
    if (bare === undefined || bare.text === '') apart = true;
    else {
      const indent = words?.text.search(/\S/) ?? 0;
      const line = { text: bare.text, indent, apart };
      raws.push({ words: bare, line, tableBelow: false });
      apart = false;
    }
  });
  return { raws, removed };
}

interface Before {
  readonly before: string;
  readonly last: Raw;
  readonly wrap: Wrap | undefined;
  /** The last number of each style that began a paragraph. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Whether a line only goes on with the sentence of the line before. */
function continues({ before, last, wrap, numbers }: Before, next: Raw): boolean {
  const begins = next.words.text;
  if (/^[，、；。）)】,;]/.test(begins) && !/^[)）]?$/.test(before)) return true;
  const opened = openBracket(before);
  if (opened !== undefined && closes(opened, begins)) return true;
  const { indent, apart } = next.line;
  if (apart && !/[，、]$/.test(before)) return false;
  const numbered = labelOf(begins) !== undefined;
  if (wrap?.isFull(last.line, next.line) === true && indent === 0) {
    return goesOn(before, begins, { wrap, last: numbers });
  }
  return /[，、]$/.test(before) && !numbered;
}

const PAIRS: Readonly<Record<string, string>> = {
  '（': '）)',
  '(': '）)',
  '【': '】',
  '《': '》',
  '“': '”',
};
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
