import type { Letter } from './pdfPage.ts';

/** A printed line of words. */
export interface Line {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Counted from 0. */
  readonly page: number;
}

/** Letters on one base line, from left to right; a gap as wide as a letter is one blank. */
export function linesOf(letters: readonly Letter[], page: number): readonly Line[] {
  const rows: Letter[][] = [];
  for (const letter of letters.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row && before && letter.y - before.y < Math.min(letter.size, before.size) * 0.4) {
      row.push(letter);
    } else rows.push([letter]);
  }
  return rows.map((row) =>
    lineOf(
      row.toSorted((a, b) => a.x - b.x),
      page,
    ),
  );
}

function lineOf(row: readonly Letter[], page: number): Line {
  let text = '';
  let right: number | undefined;
  for (const letter of row) {
    const gap = right === undefined ? 0 : letter.x - right;
    const latin = /[A-Za-z]$/.test(text) && /[A-Za-z]/.test(letter.text);
    if (gap > letter.size * (latin ? 0.2 : 0.8)) text += ' ';
    text += letter.text;
    right = Math.max(right ?? 0, letter.x + letter.width);
  }
  const sizes = row.map((letter) => letter.size).toSorted((a, b) => a - b);
  const y = row.reduce((sum, letter) => sum + letter.y, 0) / row.length;
  const size = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return { text, x: row[0]?.x ?? 0, right: right ?? 0, y, size, page };
}

const PAGE_NUMBER =
  /^[-—–－·•\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*共\s*\d+\s*页|\s*\/\s*\d+)?[-—–－·•\s]*$/;
/** Share of the page's height in which heads and page numbers stand, above and below. */
const MARGIN = 0.1;

/** Leaves out page numbers, and heads and feet that more than half of the pages repeat. */
export function withoutFurniture(
  pages: readonly { readonly lines: readonly Line[]; readonly height: number }[],
): readonly Line[] {
  const inMargin = (line: Line, height: number) =>
    line.y < height * MARGIN || line.y > height * (1 - MARGIN);
  const key = (line: Line) => line.text.replace(/\d+/g, '#').replace(/\s/g, '');
  const seen = new Map<string, number>();
  for (const { lines, height } of pages) {
    const own = new Set(lines.filter((line) => inMargin(line, height)).map(key));
    for (const text of own) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  const repeated = (line: Line) =>
    pages.length >= 3 && (seen.get(key(line)) ?? 0) * 2 > pages.length;
  return pages.flatMap(({ lines, height }) =>
    lines.filter(
      (line) => !inMargin(line, height) || !(PAGE_NUMBER.test(line.text) || repeated(line)),
    ),
  );
}

/**
 * Joins lines that only the width of the page divides. A paragraph begins at an indented line, after a line
 * that ends before the right edge, at another size of letters, or below a wide gap.
 */
export function paragraphsOf(lines: readonly Line[]): readonly string[] {
  const edges = edgesOf(lines);
  const paragraphs: string[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before && goesOn(before, line, edges)) {
      const latin = /[A-Za-z]$/.test(paragraphs.at(-1) ?? '') && /^[A-Za-z]/.test(line.text);
      paragraphs[paragraphs.length - 1] += `${latin ? ' ' : ''}${line.text}`;
    } else paragraphs.push(line.text);
  });
  return paragraphs;
}

interface Edges {
  readonly left: number;
  readonly right: number;
  /** Usual distance of base lines, in letter sizes. */
  readonly leading: number;
}

/** Where most lines begin and end; the first and last tenth may be strays. */
function edgesOf(lines: readonly Line[]): Edges {
  const at = (values: readonly number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
  const gaps = lines.flatMap((line, i) => {
    const before = lines[i - 1];
    return before?.page === line.page ? [(line.y - before.y) / line.size] : [];
  });
  return {
    left: at(
      lines.map((line) => line.x),
      0.1,
    ),
    right: at(
      lines.map((line) => line.right),
      0.9,
    ),
    leading: at(gaps, 0.5),
  };
}

/** Letters that a line holds at least before its end says nothing: shorter ones may all end together. */
const FULL_LINE = 15;

function goesOn(before: Line, line: Line, { left, right, leading }: Edges): boolean {
  const sameSize = Math.abs(before.size - line.size) < line.size * 0.08;
  if (!sameSize) return false;
  const gap = before.page === line.page ? (line.y - before.y) / line.size : leading;
  if (gap > leading * 1.6) return false;
  const middle = (l: Line) => (l.x + l.right) / 2;
  const centred = (l: Line) =>
    l.x > left + l.size * 2.5 && Math.abs(middle(l) - (left + right) / 2) < l.size * 1.5;
  if (centred(before) && centred(line)) return !/[。；：]$/.test(before.text);
  const full = before.right > right - line.size * 2 && before.right - left > line.size * FULL_LINE;
  return full && line.x < left + line.size * 1.2;
}
