import type { OutputOf } from '../../client/operations.ts';

type Gate = OutputOf<'showToday'>['gates'][number];

/** The title of a gate beside its kind, which stands before it already. */
export function gateTitle({ title, kindWords }: Pick<Gate, 'title' | 'kindWords'>): string {
  return title.startsWith(`${kindWords}：`) ? title.slice(kindWords.length + 1) : title;
}
