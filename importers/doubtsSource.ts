import type { Draft, Span } from '../domain/plan.ts';
import type { Doubt } from './doubtsKinds.ts';
import { spaced, spanOf, wordsAt, type SourceText } from './doubtsPlace.ts';

/** The source 原文 around the words in doubt, as it stands: rows of a table are lines, its cells parted by tabs. */
export interface SourceWindow {
  readonly before: string;
  /** '' where the document says nothing about it. */
  readonly words: string;
  readonly after: string;
}

/** Code points shown on either side. */
const AROUND = 280;

/** What a person reads beside a doubt; the beginning of the document where the words cannot be found. */
export function sourceWindow(
  source: SourceText,
  draft: Pick<Draft, 'tasks' | 'spans'>,
  { task, field, printed }: Pick<Doubt, 'task' | 'field' | 'printed'>,
): SourceWindow {
  const own = task === null ? undefined : draft.tasks[task.index];
  const near = own === undefined ? draft.spans?.[field] : spanOf(own, field);
  const span = within(source, near, printed) ?? anywhere(source, printed) ?? near;
  const { points } = source;
  if (span === undefined) {
    return { before: '', words: '', after: points.slice(0, 2 * AROUND).join('') };
  }
  return {
    before: points.slice(Math.max(0, span.from - AROUND), span.from).join(''),
    words: printed === '' ? '' : points.slice(span.from, span.to).join(''),
    after: points.slice(printed === '' ? span.from : span.to, span.to + AROUND).join(''),
  };
}

type Place = Pick<Span, 'from' | 'to'>;

function within(source: SourceText, near: Place | undefined, printed: string): Place | undefined {
  if (near === undefined || printed === '') return undefined;
  const hit = spaced(printed).exec(wordsAt(source, near));
  if (hit === null) return undefined;
  const from = near.from + lengthOf(hit.input.slice(0, hit.index));
  return { from, to: from + lengthOf(hit[0]) };
}

function anywhere({ text }: SourceText, printed: string): Place | undefined {
  const hit = printed === '' ? null : spaced(printed).exec(text);
  if (hit === null) return undefined;
  const from = lengthOf(text.slice(0, hit.index));
  return { from, to: from + lengthOf(hit[0]) };
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
