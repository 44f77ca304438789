import type { Draft, DraftTask, Span } from '../domain/plan.ts';
import { fieldParts, isUnits } from './doubtsKinds.ts';

/** Characters shown on either side of the words in doubt. */
const AROUND = 40;
/** Longer words are shown by their beginning and end. */
const LONGEST = 120;

/** The canonical text by code points, cut once for all doubts of a draft. */
export interface SourceText {
  readonly text: string;
  readonly points: readonly string[];
}

export function sourceText({ text }: Pick<Draft, 'text'>): SourceText {
  return { text, points: Array.from(text) };
}

const UNIT_SPANS = ['lead', 'responsible', 'cooperating', 'units'];

/** The span that a field of a task was read from: its own, that of its list or column, else that of the whole task. */
export function spanOf(task: DraftTask, field: string): Span {
  const spans = task.spans ?? {};
  const { base, index } = fieldParts(field);
  const role = index === undefined ? undefined : task.assignments[index]?.role;
  const columns = isUnits(base) ? [...(role === undefined ? [] : [role]), ...UNIT_SPANS] : [];
  const names = [field, base, ...columns, ...(base === 'title' ? ['content'] : [])];
  const found = names.map((name) => spans[name]).find((span) => span !== undefined);
  return found ?? (isUnits(base) ? undefined : spans['content']) ?? task.source;
}

/** Every span that units of a task were read from. */
export function unitSpans(task: DraftTask): readonly Span[] {
  const named = Object.entries(task.spans ?? {}).filter(([name]) => isUnits(fieldParts(name).base));
  return named.map(([, span]) => span);
}

export function wordsAt({ points }: SourceText, span: Pick<Span, 'from' | 'to'>): string {
  return points.slice(span.from, span.to).join('');
}

/** The words inside their span, with what stands around them: `…由【相关单位】配合…`. */
export function sentenceAt(source: SourceText, span: Span, words: string): string {
  const { points } = source;
  const inside = wordsAt(source, span);
  const hit = words === '' ? undefined : spaced(words).exec(inside);
  const from = hit?.index ?? 0;
  const to = hit === undefined || hit === null ? inside.length : from + hit[0].length;
  const before = points.slice(Math.max(0, span.from - AROUND), span.from).join('');
  const after = points.slice(span.to, span.to + AROUND).join('');
  return marked(before + inside.slice(0, from), inside.slice(from, to), inside.slice(to) + after);
}

/** Where words first stand in the text; nothing where they do not. */
export function sentenceOf({ text }: SourceText, words: string): string | undefined {
  const hit = words === '' ? null : spaced(words).exec(text);
  if (hit === null) return undefined;
  const end = hit.index + hit[0].length;
  const near = (part: string) => part.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return marked(
    near(text.slice(Math.max(0, hit.index - 2 * AROUND), hit.index)),
    hit[0],
    near(text.slice(end, end + 2 * AROUND)),
  );
}

function marked(before: string, words: string, after: string): string {
  const head = Array.from(oneLine(before)).slice(-AROUND).join('');
  const tail = Array.from(oneLine(after)).slice(0, AROUND).join('');
  const points = Array.from(oneLine(words).trim());
  const half = LONGEST / 2;
  const short =
    points.length <= LONGEST
      ? points.join('')
      : `${points.slice(0, half).join('')}……${points.slice(-half).join('')}`;
  return `${head}【${short}】${tail}`.replace(/^[\s|]+|[\s|]+$/g, '');
}

function oneLine(text: string): string {
  return text.replace(/[^\S\t]*\t\s*/g, ' | ').replace(/\s+/g, ' ');
}

/** Words that a narrow cell may have broken at any place. */
export function spaced(words: string): RegExp {
  const letters = Array.from(words.replace(/\s+/g, ''));
  return new RegExp(letters.map((c) => c.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s*'), 'u');
}
