/** Letters, figures and characters only: what two wordings of the same task have in common. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** The pairs of neighbouring letters of a text. */
export function pairsOf(text: string): ReadonlySet<string> {
  const letters = bare(text);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i += 1) pairs.add(letters.slice(i, i + 2));
  return pairs;
}

/** Fewer pairs say nothing about being part of a longer text. */
const LEAST_PAIRS = 8;

/** How alike two texts are, from 0 to 1: as wholes, or the shorter as a part of the longer. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common += 1;
  const whole = (2 * common) / (small.size + large.size);
  return small.size < LEAST_PAIRS ? whole : Math.max(whole, (common / small.size) * 0.95);
}

const LEAST_HELD = 5;

/** The share of the first text's pairs that the second holds; 0 for a text of few letters. */
export function held(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size < LEAST_HELD) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / a.size;
}

/** As wholes only: a short text inside a long one is not the same task. */
export function sameness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
