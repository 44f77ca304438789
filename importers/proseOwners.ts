import type { Deadline } from '../domain/deadline.ts';
import type { Assignment, Span } from '../domain/plan.ts';
import { readLeaders } from './leaders.ts';
import type { Said } from './proseItems.ts';
import { fieldsOf } from './proseLabels.ts';
import type { Field } from './proseLabels.ts';
import { spanOfWords, trimmedRange } from './proseWords.ts';
import type { Range } from './proseWords.ts';
import { readDeadlines } from './timePhrase.ts';
import type { TimeContext } from './timePhrase.ts';
import { readUnits } from './units.ts';

/** Who owes a clause and until when, as its brackets and labels say, each with its place. */
export interface Owners {
  readonly assignments: readonly (Assignment & Placed)[];
  readonly leaders: readonly (Placed & { readonly name: string })[];
  readonly deadlines: readonly (Placed & { readonly deadline: Deadline })[];
  readonly groups: readonly string[];
  readonly doubtful: readonly string[];
  /** A list ends in 等. */
  readonly open: boolean;
  /** All lists of units, with 等. */
  readonly lists: readonly Span[];
}

export interface Placed {
  readonly span: Span | undefined;
}

/** Reads the attributions of a clause. */
export function ownersOf({ words, attributions }: Said, context: TimeContext): Owners {
  const fields = attributions.flatMap(({ inside }) => fieldsOf(words.text, inside));
  const units = fields
    .filter((field) => field.kind !== 'none')
    .flatMap((field) => unitsOf(words, field));
  const found = {
    assignments: [] as (Assignment & Placed)[],
    groups: units.flatMap((u) => u.groups),
    doubtful: units.flatMap((u) => u.doubtful),
    open: units.some((u) => u.open),
    lists: units.flatMap((u) => u.list ?? []),
  };
  for (const next of units.flatMap((u) => u.assignments)) {
    const known = found.assignments.some((a) => a.unit === next.unit && a.role === next.role);
    if (!known) found.assignments.push(next);
  }
  const leaders = fields
    .filter(({ kind }) => kind === 'leaders')
    .flatMap((f) => leadersOf(words, f));
  const deadlines = fields
    .filter(({ kind }) => kind === 'time')
    .flatMap((field) => timesOf(words, field, context));
  return { ...found, leaders, deadlines };
}

function unitsOf(words: Said['words'], field: Field) {
  if (field.kind === 'leaders' || field.kind === 'time' || field.kind === 'none') return [];
  const raw = words.text.slice(field.from, field.to);
  const read = readUnits(raw, { role: field.kind, persons: field.persons });
  let cursor = field.from;
  const assignments = read.assignments.map((assignment) => {
    const at = placeOf(words.text, assignment.unit, { from: cursor, to: field.to }, field.from);
    if (at) cursor = at.to;
    return { ...assignment, span: at && spanOfWords(words, at) };
  });
  const list = spanOfWords(words, trimmedRange(words.text, field));
  return [{ ...read, assignments, list }];
}

const EDGE = /[、，,；;。：:\s（）()【】/及和与由等]/;

/** Where a name stands: after the one before it, between separators, blanks inside allowed. */
function placeOf(text: string, name: string, range: Range, start: number): Range | undefined {
  const isEdged = ({ from }: Range) => from === start || EDGE.test(text.charAt(from - 1));
  const next = hitsIn(text, name, { from: range.from, to: range.to });
  const edged = next.find(isEdged);
  if (edged !== undefined) return edged;
  const all = hitsIn(text, name, { from: start, to: range.to });
  return all.find(isEdged) ?? next[0] ?? all[0];
}

function hitsIn(text: string, name: string, { from, to }: Range): readonly Range[] {
  const inside = text.slice(from, to);
  if (!/[\s（()）]/.test(inside)) return plainHits(inside, name, from);
  const pattern = new RegExp([...name].map(escaped).join('[\\s\\u3000]*'), 'gu');
  return [...inside.matchAll(pattern)].map((match) => ({
    from: from + match.index,
    to: from + match.index + match[0].length,
  }));
}

/** Where nothing is printed in two ways, no pattern has to be made. */
function plainHits(inside: string, name: string, from: number): readonly Range[] {
  const hits: Range[] = [];
  for (let at = inside.indexOf(name); at >= 0; at = inside.indexOf(name, at + name.length)) {
    hits.push({ from: from + at, to: from + at + name.length });
    if (name === '') break;
  }
  return hits;
}

function escaped(c: string): string {
  return /[（(]/.test(c)
    ? '[（(]'
    : /[）)]/.test(c)
      ? '[）)]'
      : c.replace(/[\\^$.*+?|[\]{}/-]/g, '\\$&');
}

function leadersOf(words: Said['words'], field: Field) {
  const raw = words.text.slice(field.from, field.to).replace(/[。；;]\s*$/, '');
  return readLeaders(raw).map((name) => {
    const at = placeOf(words.text, name, field, field.from);
    return { name, span: at && spanOfWords(words, at) };
  });
}

function timesOf(words: Said['words'], field: Field, context: TimeContext) {
  const range = trimmedRange(words.text, field);
  const raw = words.text.slice(range.from, range.to).replace(/[。；;，,]$/, '');
  const span = spanOfWords(words, { from: range.from, to: range.from + raw.length });
  return readDeadlines(raw, context).map((deadline) => ({ deadline, span }));
}
