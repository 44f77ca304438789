/** Words longer than this are never compared. */
const LONGEST = 64;

/** 是否想写: the candidate nearest to a misspelt word, if it is near enough to be meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const distance = editDistance(wanted, known);
    const near = distance <= Math.max(1, Math.floor(Math.min(wanted.length, known.length) / 3));
    const begins = wanted.length >= 3 && (known.startsWith(wanted) || wanted.startsWith(known));
    if (!near && !begins) continue;
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  return best?.candidate;
}

/** `（是否想写“X”？）`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `（是否想写“${found}”？）`;
}

/** Damerau–Levenshtein with adjacent transpositions: `titel` is one edit from `title`. */
function editDistance(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST) return a === b ? 0 : Infinity;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(
        Math.min(
          (above[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (above[j - 1] ?? 0) + (same ? 0 : 1),
          swap,
        ),
      );
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
