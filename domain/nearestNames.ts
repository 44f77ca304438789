/** Names that share less than this with what was written are not told. */
const ALIKE = 0.4;

/** The known names that are most like the one that was written, the nearest first: 发改局 is like 区发展改革局. */
export function nearestNames(word: string, known: Iterable<string>, most: number): string[] {
  const wanted = [...word];
  return [...new Set(known)]
    .map((name) => ({ name, share: shareOf(wanted, [...name]) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** How much of the shorter name stands in the longer one, in its order, and a little for being of one length. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return 0;
  const found = commonLength(shorter, longer);
  return (0.9 * found) / shorter.length + (0.1 * found) / longer.length;
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, () => 0);
  for (const letter of a) {
    const row = [0];
    for (let j = 1; j <= b.length; j += 1) {
      const same = b[j - 1] === letter ? (above[j - 1] ?? 0) + 1 : 0;
      row.push(Math.max(same, above[j] ?? 0, row[j - 1] ?? 0));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
