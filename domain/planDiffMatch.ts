import type { PlanTask } from './plan.ts';

/** A task of the next version, which may carry a key. */
export type NextTask = Omit<PlanTask, 'key'> & { readonly key?: string | undefined };

/** Below this likeness two texts are two tasks. */
const ALIKE = 0.6;
/** A task under the same number and category may have been rewritten further than that, but not into another. */
const ALIKE_IN_PLACE = 0.2;
const SAME_PLACE = 0.3;
const SAME_UNITS = 0.05;

/**
 * Which old task each next task is, by index; one to one. Exact contents first (of several alike, the one in the same
 * place), then number with category, then likeness of the text: best first, ties by order. The order of tasks and
 * their numbers alone decide nothing, so a renumbered or moved task stays what it was.
 */
export function matchTasks(
  old: readonly PlanTask[],
  next: readonly NextTask[],
): ReadonlyMap<number, number> {
  const matched = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (o: number, n: number) => {
    if (taken.has(o) || matched.has(n)) return;
    matched.set(n, o);
    taken.add(o);
  };
  pairExact(old, next, pair, { old: (o) => !taken.has(o), next: (n) => !matched.has(n) });
  const left = old.flatMap((task, o) => (taken.has(o) ? [] : [profileOf(task, o)]));
  const found = next.flatMap((task, n) => (matched.has(n) ? [] : [profileOf(task, n)]));
  for (const { o, n } of likePairs(left, found)) pair(o, n);
  return matched;
}

interface Pair {
  readonly o: number;
  readonly n: number;
  readonly score: number;
}

function byScore(a: Pair, b: Pair): number {
  return b.score - a.score || a.o - b.o || a.n - b.n;
}

/** What else two tasks of the same words have in common, the most first. */
const AROUND_WORDS: readonly ((task: NextTask) => readonly string[])[] = [
  (task) => [unitsOf(task), categoryOf(task), task.no ?? ''],
  (task) => [unitsOf(task), categoryOf(task)],
  (task) => [unitsOf(task), task.no ?? ''],
  (task) => [unitsOf(task)],
  (task) => [categoryOf(task)],
  () => [],
];

/** Pairs tasks whose words are the same, blanks aside; of several alike, first those that stand alike. */
function pairExact(
  old: readonly PlanTask[],
  next: readonly NextTask[],
  pair: (o: number, n: number) => void,
  isFree: { readonly old: (o: number) => boolean; readonly next: (n: number) => boolean },
): void {
  for (const around of AROUND_WORDS) {
    const likeness = (task: NextTask) => [wordsOf(task), ...around(task)].join('\n');
    const waiting = new Map<string, number[]>();
    old.forEach((task, o) => {
      if (!isFree.old(o)) return;
      const same = waiting.get(likeness(task));
      if (same === undefined) waiting.set(likeness(task), [o]);
      else same.push(o);
    });
    // Taken from the end, so each queue is turned round first.
    for (const queue of waiting.values()) queue.reverse();
    next.forEach((task, n) => {
      const o = isFree.next(n) ? waiting.get(likeness(task))?.pop() : undefined;
      if (o !== undefined) pair(o, n);
    });
  }
}

interface Profile {
  readonly index: number;
  readonly bigrams: Uint32Array;
  readonly place: string | undefined;
  readonly units: string;
}

function profileOf(task: NextTask, index: number): Profile {
  return {
    index,
    bigrams: bigramsOf(wordsOf(task)),
    place: task.no === null ? undefined : `${task.no}\n${categoryOf(task)}`,
    units: unitsOf(task),
  };
}

function likePairs(old: readonly Profile[], next: readonly Profile[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const a of old) {
    for (const b of next) {
      const inPlace = a.place !== undefined && a.place === b.place;
      if (!inPlace && !mayBeAlike(a.bigrams.length, b.bigrams.length)) continue;
      const likeness = dice(a.bigrams, b.bigrams, inPlace ? ALIKE_IN_PLACE : ALIKE);
      const units = a.units === b.units && a.units !== '';
      const kept = inPlace && (likeness >= ALIKE_IN_PLACE || units);
      if (likeness < ALIKE && !kept) continue;
      const score = likeness + (inPlace ? SAME_PLACE : 0) + (units ? SAME_UNITS : 0);
      pairs.push({ o: a.index, n: b.index, score });
    }
  }
  return pairs.sort(byScore);
}

/** Sizes alone forbid a likeness that is high enough. */
function mayBeAlike(a: number, b: number): boolean {
  return (2 * Math.min(a, b)) / (a + b) >= ALIKE;
}

/** Every two letters that stand together, as sorted numbers. */
export function bigramsOf(words: string): Uint32Array {
  const length = Math.max(0, words.length - 1);
  const bigrams = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) {
    bigrams[i] = words.charCodeAt(i) * 0x10000 + words.charCodeAt(i + 1);
  }
  return bigrams.sort();
}

/** Dice's likeness of two multisets, from 0 to 1; 0 as soon as it can no longer reach `least`. */
export function dice(a: Uint32Array, b: Uint32Array, least = 0): number {
  const size = a.length + b.length;
  if (size === 0) return 0;
  let missable = size - least * size + 1e-9;
  let common = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) {
      common += 1;
      i += 1;
      j += 1;
      continue;
    }
    missable -= 1;
    if (missable < 0) return 0;
    if (x < y) i += 1;
    else j += 1;
  }
  return (2 * common) / size;
}

function wordsOf({ title, content }: NextTask): string {
  const own = tight(title ?? '');
  const words = tight(content);
  return own === '' || words.startsWith(own) ? words : `${own}：${words}`;
}

function unitsOf({ assignments }: NextTask): string {
  const owing = assignments.filter(({ role }) => role !== 'cooperating').map(({ unit }) => unit);
  return owing.sort().join('、');
}

function categoryOf({ category }: NextTask): string {
  return category.map(tight).join('/');
}

/** Without blanks and line breaks, which another kind of file sets otherwise. */
export function tight(text: string): string {
  return text.replace(/\s+/g, '');
}
