/**
 * Places 位置: offsets of a text (UTF-16, as the parser counts) as people count: lines, code points.
 */
export interface Places {
  /** Line and column from 1, columns in code points. */
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
  /** Code points before the offset. */
  readonly points: (offset: number) => number;
}

export function placesOf(text: string): Places {
  const starts = [0, ...offsetsOf(text, /\n/g).map((offset) => offset + 1)];
  const pairs = offsetsOf(text, /[\ud800-\udbff](?=[\udc00-\udfff])/g);
  const points = (offset: number) => offset - countBelow(pairs, offset);
  const at = (offset: number) => {
    const line = countBelow(starts, offset + 1);
    return { line, column: points(offset) - points(starts[line - 1] ?? 0) + 1 };
  };
  return { at, points };
}

function offsetsOf(text: string, pattern: RegExp): readonly number[] {
  return Array.from(text.matchAll(pattern), ({ index }) => index);
}

/** How many of the sorted numbers are below the limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
