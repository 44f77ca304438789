import type { DraftTask, Span } from '../domain/plan.ts';
import { pairsOf, sameness } from './likeness.ts';
import type { Part } from './proseParts.ts';
import type { ProseTask } from './proseTasks.ts';

/** A task of a part of the document. */
export interface PartTask {
  readonly read: ProseTask;
  readonly part: Part;
}

/** The tasks that remain, and which were left out in favour of which place. */
export interface Kept {
  readonly tasks: readonly PartTask[];
  readonly doubled: readonly Doubled[];
}

export interface Doubled {
  readonly what: string;
  readonly where: string;
  /** Where the same stands in detail. */
  readonly kept: string;
}

const SAME = 0.85;
/** Beyond so many tasks they are not compared one with another. */
const MOST_COMPARED = 3_000;

/** A plan restates its annexes, and annexes one another: each task is kept once. */
export function keptOnce(all: readonly PartTask[]): Kept {
  const doubled: Doubled[] = [];
  const note = ({ read }: PartTask, kept: string) => {
    doubled.push({ what: read.task.title ?? read.task.content, where: read.where, kept });
  };
  const parts = [...new Set(all.map(({ part }) => part))];
  const spelled = all.filter((one) => {
    const annex = one.part.kind === 'main' ? annexOf(one, parts) : undefined;
    if (annex) note(one, annex);
    return annex === undefined;
  });
  if (parts.length < 2 || spelled.length > MOST_COMPARED) return { tasks: spelled, doubled };
  const tasks: PartTask[] = [];
  const pairs: ReadonlySet<string>[] = [];
  for (const one of spelled) {
    const own = pairsOf(wordsOf(one.read.task));
    const at = tasks.findIndex(
      (other, i) => other.part !== one.part && isSame(own, pairs[i]) && sameUnits(other, one),
    );
    const other = tasks[at];
    if (other === undefined) {
      tasks.push(one);
      pairs.push(own);
      continue;
    }
    const fuller = one.read.task.assignments.length > other.read.task.assignments.length;
    const [kept, left] = fuller ? [one, other] : [other, one];
    note(left, kept.read.where);
    tasks[at] = { ...kept, read: alsoAt(kept.read, left.read.task.source) };
  }
  return { tasks, doubled };
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): boolean {
  if (b === undefined || a.size < 6 || a.size * 2 < b.size || b.size * 2 < a.size) return false;
  return sameness(a, b) >= SAME;
}

function sameUnits(a: PartTask, b: PartTask): boolean {
  const [x, y] = [a, b].map(({ read }) => read.task.assignments.map(({ unit }) => unit));
  if (!x || !y || x.length === 0 || y.length === 0) return true;
  return x.some((unit) => y.includes(unit));
}

/** A paragraph of the plan that names nobody, and the annex whose title it names. */
function annexOf({ read }: PartTask, parts: readonly Part[]): string | undefined {
  const { task } = read;
  if (task.assignments.length > 0) return undefined;
  const named = (task.title ?? task.content).split(/[，,。；;：:]/)[0] ?? '';
  const letters = named.replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length < 4) return undefined;
  for (const part of parts) {
    const title = part.title?.text ?? '';
    if (part.kind !== 'annex' || title === '') continue;
    const other = title.replace(/[^\p{L}\p{N}]/gu, '');
    if (longestCommon(letters, other) * 10 >= letters.length * 8) {
      return part.no === undefined ? '附件' : `附件${part.no}`;
    }
  }
  return undefined;
}

function longestCommon(a: string, b: string): number {
  for (let size = a.length; size > 0; size -= 1) {
    for (let from = 0; from + size <= a.length; from += 1) {
      if (b.includes(a.slice(from, from + size))) return size;
    }
  }
  return 0;
}

export function wordsOf({ title, content }: Pick<DraftTask, 'title' | 'content'>): string {
  return `${title ?? ''}${content}`;
}

/** A task that stands in the document a second time keeps that place too. */
export function alsoAt<T extends { readonly task: DraftTask }>(read: T, span: Span): T {
  return { ...read, task: placedAlso(read.task, span) };
}

export function placedAlso(task: DraftTask, span: Span): DraftTask {
  const spans = task.spans ?? {};
  const taken = Object.keys(spans).filter((key) => /^alsoAt/.test(key)).length;
  const key = taken === 0 ? 'alsoAt' : `alsoAt.${taken}`;
  const { from, to } = span;
  return { ...task, spans: { ...spans, [key]: { from, to } } };
}
