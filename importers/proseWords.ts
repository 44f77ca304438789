import type { Span } from '../domain/plan.ts';

/**
 * Words of a document in one piece, and where each of their UTF-16 units stands in the canonical text (in
 * code points). Lines that a sentence was broken over are one piece; noise inside is left out.
 */
export interface Words {
  readonly text: string;
  readonly at: readonly number[];
}

export const NO_WORDS: Words = { text: '', at: [] };

/** A stretch of words: UTF-16 offsets, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Words of `text`, of which the first code point stands at `from` in the canonical text. */
export function wordsFrom(text: string, from: number): Words {
  const at: number[] = [];
  let point = from - 1;
  for (let i = 0; i < text.length; i += 1) {
    if (!isTrail(text.charCodeAt(i)) || i === 0) point += 1;
    at.push(point);
  }
  return { text, at };
}

function isTrail(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

export function sliceWords(words: Words, from: number, to = words.text.length): Words {
  return { text: words.text.slice(from, to), at: words.at.slice(from, to) };
}

/** Without blanks at the ends. */
export function trimmed(words: Words): Words {
  const from = words.text.length - words.text.trimStart().length;
  const to = words.text.trimEnd().length;
  return from === 0 && to === words.text.length
    ? words
    : sliceWords(words, from, Math.max(from, to));
}

/** The stretch without blanks, and without what `more` matches, at its ends. */
export function trimmedRange(text: string, range: Range, more = /^(?!)/): Range {
  let { from, to } = range;
  const blank = (c: string) => /\s/.test(c) || more.test(c);
  while (from < to && blank(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { from, to };
}

/** Pieces one after another; `between` (at most one letter) stands for what parts them in the document. */
export function joinedWords(pieces: readonly Words[], between: '' | '\n'): Words {
  const said = pieces.filter(({ text }) => text !== '');
  const at: number[] = [];
  for (const [i, piece] of said.entries()) {
    if (i > 0 && between !== '') at.push(at.at(-1) ?? 0);
    for (const point of piece.at) at.push(point);
  }
  return { text: said.map(({ text }) => text).join(between), at };
}

/** Where a stretch stands in the canonical text; undefined for an empty one. */
export function spanOfWords(words: Words, range?: Range): Span | undefined {
  const first = words.at[range?.from ?? 0];
  const last = words.at[(range?.to ?? words.text.length) - 1];
  if (first === undefined || last === undefined || last < first) return undefined;
  return { from: first, to: last + 1 };
}
