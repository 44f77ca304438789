import type { PDFPageProxy } from 'unpdf/pdfjs';

/** A letter and where it stands: points from the upper left corner of the page, as it is read. */
export interface Letter {
  readonly text: string;
  readonly x: number;
  /** Base line. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** A drawn line, across (`y` is one) or down (`x` is one). */
export interface Rule {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly letters: readonly Letter[];
  readonly rules: readonly Rule[];
}

/** a, b, c, d, e, f of PDF: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [number, number, number, number, number, number];

const UNIT: Matrix = [1, 0, 0, 1, 0, 0];
/** Points: what is thinner is a line, what is shorter is none. */
const THIN = 2.5;
const SHORT = 4;
const MAX_RULES = 20_000;
const MAX_LETTERS = 50_000;

/** Operators of pdf.js that matter here; drawing codes inside a path. */
const OPS = { save: 10, restore: 11, transform: 12, form: 74, formEnd: 75, path: 91 } as const;
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;
/** Operands of each drawing code: move, line, cubic, quadratic, close. */
const OPERANDS = [2, 2, 6, 4, 0] as const;

/** The words of a page, turned so that most of them run from left to right. */
export interface PageWords extends Omit<Page, 'rules'> {
  readonly base: Matrix;
  /** What runs aslant or upwards, such as a watermark, as it comes. */
  readonly slanted: readonly string[];
}

/** Letters and rules of a page. */
export async function readPage(page: PDFPageProxy): Promise<Page> {
  const { width, height, letters, base } = await readWords(page);
  const { fnArray, argsArray } = await page.getOperatorList();
  return { width, height, letters, rules: rulesOf(fnArray, argsArray as unknown[], base) };
}

/** The words alone: no picture is unfolded for them. */
export async function readWords(page: PDFPageProxy): Promise<PageWords> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const view = transform as unknown as Matrix;
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item) => ('str' in item ? [item] : []));
  const turned = turnOf(
    runs.map((run) => ({
      matrix: times(view, run.transform as unknown as Matrix),
      weight: run.str.length,
    })),
  );
  const base = times(turnMatrix(turned, width, height), view);
  const letters: Letter[] = [];
  const slanted: string[] = [];
  for (const run of runs) {
    const matrix = times(base, run.transform as unknown as Matrix);
    if (letters.length > MAX_LETTERS) break;
    if (Math.abs(matrix[1]) > Math.abs(matrix[0]) / 4 || matrix[0] < 0) {
      slanted.push(run.str);
      continue;
    }
    letters.push(...lettersOf(run.str, matrix, run.width));
  }
  const sides = turned % 2 === 0 ? { width, height } : { width: height, height: width };
  return { ...sides, letters, base, slanted };
}

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** Quarter turns, clockwise as seen, in which most letters run. */
function turnOf(runs: readonly { matrix: Matrix; weight: number }[]): number {
  const weights = [0, 0, 0, 0];
  for (const { matrix, weight } of runs) {
    const turn = (Math.round(Math.atan2(matrix[1], matrix[0]) / (Math.PI / 2)) + 4) % 4;
    weights[turn] = (weights[turn] ?? 0) + weight;
  }
  return weights.indexOf(Math.max(...weights));
}

function turnMatrix(turns: number, width: number, height: number): Matrix {
  if (turns === 1) return [0, -1, 1, 0, 0, width];
  if (turns === 2) return [-1, 0, 0, -1, width, height];
  if (turns === 3) return [0, 1, -1, 0, height, 0];
  return UNIT;
}

/** A run has one width; its letters share it, narrow ones half as much as wide ones. */
function lettersOf(run: string, matrix: Matrix, width: number): readonly Letter[] {
  const all = Array.from(run);
  const share = (letter: string) => (letter.charCodeAt(0) < 0x2000 ? 1 : 2);
  const step =
    width /
    Math.max(
      1,
      all.reduce((sum, letter) => sum + share(letter), 0),
    );
  const size = Math.hypot(matrix[2], matrix[3]);
  let x = matrix[4];
  return all.flatMap((letter) => {
    const at = x;
    x += step * share(letter);
    const text = unradical(letter);
    return text.trim() === '' ? [] : [{ text, x: at, y: matrix[5], width: x - at, size }];
  });
}

/** Fonts name some characters by their look-alike radicals (⼯ for 工, ⻓ for 长). */
function unradical(letter: string): string {
  return (
    SIMPLE_RADICALS.get(letter) ?? letter.replace(/[\u2f00-\u2fd5]/, (c) => c.normalize('NFKC'))
  );
}

const SIMPLE_RADICALS = new Map(
  Array.from(
    '⻅见⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⺠民⺟母⻄西⻁虎',
  )
    .map((letter, i, all) => [letter, all[i + 1] ?? letter] as const)
    .filter((_, i) => i % 2 === 0),
);

/** Straight lines and edges of boxes, in whatever way they were painted. */
function rulesOf(
  codes: readonly number[],
  args: readonly unknown[],
  base: Matrix,
): readonly Rule[] {
  const rules: Rule[] = [];
  const stack: Matrix[] = [];
  let at = base;
  codes.forEach((code, i) => {
    const arg = args[i] as readonly unknown[] | null;
    if (rules.length >= MAX_RULES) return;
    if (code === OPS.save) stack.push(at);
    else if (code === OPS.restore || code === OPS.formEnd) at = stack.pop() ?? base;
    else if (code === OPS.transform) at = times(at, arg as unknown as Matrix);
    else if (code === OPS.form) {
      stack.push(at);
      if (Array.isArray(arg?.[0])) at = times(at, arg[0] as unknown as Matrix);
    } else if (code === OPS.path) rules.push(...pathRules(arg, at));
  });
  return rules;
}

function pathRules(arg: readonly unknown[] | null, at: Matrix): readonly Rule[] {
  const [path] = (arg?.[1] ?? []) as readonly (ArrayLike<number> | null)[];
  if (!path) return [];
  const found: Rule[] = [];
  let first: readonly [number, number] = [0, 0];
  let last = first;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = left;
  let bottom = right;
  for (let i = 0; i < path.length;) {
    const code = path[i] ?? CLOSE;
    const operands = OPERANDS[code] ?? 0;
    const x = path[i + operands - 1] ?? 0;
    const y = path[i + operands] ?? 0;
    const to = code === CLOSE ? first : point(at, x, y);
    if (code === MOVE) first = to;
    else if (code === LINE || code === CLOSE) found.push(...straight(last, to));
    last = to;
    left = Math.min(left, to[0]);
    right = Math.max(right, to[0]);
    top = Math.min(top, to[1]);
    bottom = Math.max(bottom, to[1]);
    i += operands + 1;
  }
  // A box as thin as a line is one line, not four edges.
  const thin = Math.min(right - left, bottom - top) <= THIN;
  return thin ? straight([left, top], [right, bottom]) : found;
}

function point(m: Matrix, x: number, y: number): readonly [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

function straight(a: readonly [number, number], b: readonly [number, number]): readonly Rule[] {
  const rule = {
    x1: Math.min(a[0], b[0]),
    x2: Math.max(a[0], b[0]),
    y1: Math.min(a[1], b[1]),
    y2: Math.max(a[1], b[1]),
  };
  const wide = rule.x2 - rule.x1;
  const tall = rule.y2 - rule.y1;
  return Math.min(wide, tall) <= THIN && Math.max(wide, tall) >= SHORT ? [rule] : [];
}
