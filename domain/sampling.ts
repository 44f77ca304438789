import { canonicalJson } from './canonical.ts';
import type { Sha256 } from './proof.ts';

/** The way of drawing; another way would have another name, and old draws would keep theirs. */
export const SAMPLING = 'duban-sample/1';

/** Draw 抽查: what was drawn, from what, by which seed. Whoever has the seed and the set comes to the same list. */
export interface Draw {
  readonly seed: string;
  readonly count: number;
  /** Every key of the set, in order. */
  readonly of: readonly string[];
  readonly setHash: string;
  /** In the order in which they were drawn. */
  readonly drawn: readonly string[];
}

/** The order of a set that does not depend on where it came from: by code unit, each key once. */
export function canonicalSet(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** SHA-256 of the set: two draws with the same hash were made from the same reports. */
export function setHashOf(keys: readonly string[], sha256: Sha256): string {
  return sha256(canonicalJson([SAMPLING, ...canonicalSet(keys)]));
}

/** The lot 签号 of a key: SHA-256 of the way's name, the seed and the key, one a line. */
export function lotOf(seed: string, key: string, sha256: Sha256): string {
  return sha256(`${SAMPLING}\n${seed}\n${key}`);
}

/** Draws by lot: the keys with the smallest lots; all of them where fewer are there than asked for. */
export function draw(
  keys: readonly string[],
  { seed, count }: Pick<Draw, 'seed' | 'count'>,
  sha256: Sha256,
): Draw {
  const of = canonicalSet(keys);
  const drawn = of
    .map((key) => ({ key, lot: lotOf(seed, key, sha256) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ key }) => key);
  return { seed, count, of, setHash: setHashOf(of, sha256), drawn };
}

/** What of a recorded draw does not hold when it is made again, in words; nothing where it holds. */
export function drawFlaws(recorded: Draw, sha256: Sha256): readonly string[] {
  const made = draw(recorded.of, recorded, sha256);
  const ordered = made.of.join('\n') === recorded.of.join('\n');
  return [
    ...(ordered ? [] : ['抽查范围的排列或编号有改动']),
    ...(made.setHash === recorded.setHash ? [] : ['抽查范围与所记的校验码不符']),
    ...(made.drawn.join('\n') === recorded.drawn.join('\n')
      ? []
      : ['按所记的种子和范围重抽，结果不同']),
  ];
}

/** `t0003/monthly/2026-03/u003` */
export function sampleKey(task: string, obligation: string): string {
  return `${task}/${obligation}`;
}
