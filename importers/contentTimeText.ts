/**
 * A sentence evened out for reading times: digits to half width, blanks dropped. `at` gives for each character its
 * UTF-16 offset in the printed text, so that what is found can be shown where it stands.
 */
export interface FlatText {
  readonly text: string;
  readonly at: readonly number[];
}

const BLANK = /[ \t\r\u00a0\u3000\u200b\ufeff]/;
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ％．－／（），；：]/;

/** A line break parts clauses, except where it cuts a date in two (2027⏎年11月). */
export function flatOf(printed: string): FlatText {
  const chars: string[] = [];
  const at: number[] = [];
  for (let i = 0; i < printed.length; i += 1) {
    const c = printed.charAt(i);
    if (BLANK.test(c) || (c === '\n' && cutsDate(chars.at(-1), printed.slice(i + 1, i + 9)))) {
      continue;
    }
    chars.push(FULL_WIDTH.test(c) ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : c);
    at.push(i);
  }
  return { text: chars.join(''), at };
}

function cutsDate(before: string | undefined, after: string): boolean {
  const next = after.trimStart().charAt(0);
  if (/[\d年月]/.test(before ?? '') && /[年月日号底末前]/.test(next)) return true;
  return /[年月至到\-—~～]/.test(before ?? '') && /\d/.test(next);
}

/** Where a stretch of the flat text stands in the printed one. */
export function printedPlace(
  flat: FlatText,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } {
  return { from: flat.at[from] ?? 0, to: (flat.at[to - 1] ?? 0) + 1 };
}

/** Stands for a character that has been read already: no pattern matches across it. */
const TAKEN = '\u0001';

/** The text without these stretches, which are in order; its length stays. */
export function without(
  text: string,
  stretches: readonly { readonly from: number; readonly to: number }[],
): string {
  const kept: string[] = [];
  let at = 0;
  for (const { from, to } of stretches) {
    kept.push(text.slice(at, from), TAKEN.repeat(to - from));
    at = to;
  }
  return kept.join('') + text.slice(at);
}

/** Takes every stretch that a pattern matches out of the text. */
export function masked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (words) => TAKEN.repeat(words.length));
}

const CLAUSE_END = /[。；;！!？?\n，,：:]/;

const LONGEST_CLAUSE = 200;

/** The clause (between commas) around a place, at most 200 characters to each side. */
export function clauseAround(text: string, from: number, to: number): { from: number; to: number } {
  let start = from;
  while (start > Math.max(0, from - LONGEST_CLAUSE) && !CLAUSE_END.test(text.charAt(start - 1)))
    start -= 1;
  let end = to;
  while (end < Math.min(text.length, to + LONGEST_CLAUSE) && !CLAUSE_END.test(text.charAt(end)))
    end += 1;
  return { from: start, to: end };
}
