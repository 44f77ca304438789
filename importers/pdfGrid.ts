import type { Cell } from './blocks.ts';
import { linesOf } from './pdfLines.ts';
import type { Letter, Page } from './pdfPage.ts';

/** A ruled table of one page: its cells, and where its columns begin and end. */
export interface Grid {
  readonly cells: readonly Cell[];
  readonly height: number;
  /** Positions of the column lines, one more than there are columns. */
  readonly xs: readonly number[];
  readonly top: number;
  readonly bottom: number;
}

/** Points within which two lines are one. */
const NEAR = 3;
/** Joined lines of a page that are looked at. */
const MAX_LINES = 1_500;
const MAX_PLACES = 200_000;

interface Stroke {
  readonly at: number;
  from: number;
  to: number;
}

/** The ruled tables of a page from above to below, and the letters that stand outside them. */
export function gridsOf(page: Page): { grids: readonly Grid[]; rest: readonly Letter[] } {
  const across = joined(
    page.rules
      .filter((rule) => rule.x2 - rule.x1 > rule.y2 - rule.y1)
      .map((rule) => ({ at: (rule.y1 + rule.y2) / 2, from: rule.x1, to: rule.x2 })),
  );
  const down = joined(
    page.rules
      .filter((rule) => rule.y2 - rule.y1 > rule.x2 - rule.x1)
      .map((rule) => ({ at: (rule.x1 + rule.x2) / 2, from: rule.y1, to: rule.y2 })),
  );
  if (across.length + down.length > MAX_LINES) return { grids: [], rest: page.letters };
  const taken = new Set<Letter>();
  const grids = groups(across, down)
    .flatMap((group) => gridOf(group, page.letters, taken))
    .toSorted((a, b) => a.top - b.top);
  return { grids, rest: page.letters.filter((letter) => !taken.has(letter)) };
}

/** Pieces of one line put together. */
function joined(strokes: readonly Stroke[]): Stroke[] {
  const lines: Stroke[] = [];
  const sorted = strokes.toSorted((a, b) => a.at - b.at || a.from - b.from);
  let level = Number.NEGATIVE_INFINITY;
  let start = 0;
  for (const stroke of sorted) {
    if (stroke.at - level > NEAR) start = lines.length;
    else if (lines.length - start > MAX_LINES) continue;
    level = stroke.at - level > NEAR ? stroke.at : level;
    const same = lines
      .slice(start)
      .find((line) => stroke.from <= line.to + NEAR && stroke.to >= line.from - NEAR);
    if (same) {
      same.from = Math.min(same.from, stroke.from);
      same.to = Math.max(same.to, stroke.to);
    } else lines.push({ at: level, from: stroke.from, to: stroke.to });
  }
  return lines;
}

interface Group {
  readonly across: Stroke[];
  readonly down: Stroke[];
}

/** Lines that touch belong to one table. */
function groups(across: readonly Stroke[], down: readonly Stroke[]): readonly Group[] {
  const found: Group[] = [];
  const left = { across: new Set(across), down: new Set(down) };
  for (const seed of across) {
    if (!left.across.delete(seed)) continue;
    const group: Group = { across: [seed], down: [] };
    for (let i = 0, j = 0; i < group.across.length || j < group.down.length;) {
      const line = group.across[i];
      const post = group.down[j];
      if (line) {
        take(left.down, group.down, (other) => touch(line, other));
        i += 1;
      } else if (post) {
        take(left.across, group.across, (other) => touch(other, post));
        j += 1;
      }
    }
    found.push(group);
  }
  return found.filter((group) => group.across.length >= 2 && group.down.length >= 2);
}

function take(from: Set<Stroke>, to: Stroke[], fits: (stroke: Stroke) => boolean): void {
  for (const stroke of from) {
    if (!fits(stroke)) continue;
    from.delete(stroke);
    to.push(stroke);
  }
}

function touch(across: Stroke, down: Stroke): boolean {
  const x = down.at >= across.from - NEAR && down.at <= across.to + NEAR;
  return x && across.at >= down.from - NEAR && across.at <= down.to + NEAR;
}

function gridOf({ across, down }: Group, letters: readonly Letter[], taken: Set<Letter>): Grid[] {
  const xs = levels([...down.map((line) => line.at), ...across.flatMap((l) => [l.from, l.to])]);
  const ys = levels([...across.map((line) => line.at), ...down.flatMap((l) => [l.from, l.to])]);
  const width = xs.length - 1;
  const height = ys.length - 1;
  if (width < 2 || height < 1 || width * height > MAX_PLACES) return [];
  const owner = areas({ xs, ys, across, down });
  const held = new Map<number, Letter[]>();
  for (const letter of letters) {
    const col = between(xs, letter.x + letter.width / 2);
    const row = between(ys, letter.y - letter.size * 0.35);
    if (col < 0 || row < 0) continue;
    taken.add(letter);
    const area = owner[row * width + col] ?? 0;
    const inside = held.get(area);
    if (inside) inside.push(letter);
    else held.set(area, [letter]);
  }
  const cells = cellsOf(owner, width, (area) => wordsOf(held.get(area) ?? []));
  return [{ cells, height, xs, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }];
}

function levels(values: readonly number[]): readonly number[] {
  const out: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    if (value - (out.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) out.push(value);
  }
  return out;
}

function between(edges: readonly number[], at: number): number {
  const after = edges.findIndex((edge) => edge > at);
  return after - 1;
}

/** For each place the place (row × width + col) at which the cell that covers it begins. */
function areas({ xs, ys, across, down }: Group & { xs: readonly number[]; ys: readonly number[] }) {
  const width = xs.length - 1;
  const height = ys.length - 1;
  const middle = (edges: readonly number[], i: number) =>
    ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2;
  const wall = (lines: readonly Stroke[], at: number, place: number) =>
    lines.some((l) => Math.abs(l.at - at) <= NEAR && l.from <= place && l.to >= place);
  const owner = Array.from({ length: width * height }, (_, i) => i);
  for (let r = 0; r < height; r += 1) {
    for (let c = 0; c < width; c += 1) {
      const here = r * width + c;
      const open = c > 0 && !wall(down, xs[c] ?? 0, middle(ys, r));
      const above = r > 0 && !wall(across, ys[r] ?? 0, middle(xs, c));
      if (open) owner[here] = owner[here - 1] ?? here;
      else if (above) owner[here] = owner[here - width] ?? here;
    }
  }
  return owner;
}

function cellsOf(
  owner: readonly number[],
  width: number,
  words: (area: number) => string,
): readonly Cell[] {
  const ends = new Map<number, { row: number; col: number }>();
  owner.forEach((area, place) => {
    const end = ends.get(area) ?? { row: 0, col: 0 };
    const row = Math.max(end.row, Math.floor(place / width));
    ends.set(area, { row, col: Math.max(end.col, place % width) });
  });
  return [...ends].map(([area, end]) => {
    const row = Math.floor(area / width);
    const col = area % width;
    const text = words(area);
    return { text, row, col, rowSpan: end.row - row + 1, colSpan: end.col - col + 1 };
  });
}

function wordsOf(letters: readonly Letter[]): string {
  return linesOf(letters, 0)
    .map((line) => line.text)
    .join('\n');
}
