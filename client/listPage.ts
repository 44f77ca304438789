import { z } from 'zod';
import { refuse } from './faultError.ts';

/** What a list that is made as a whole takes and answers, so that a caller may read it by pages; absent limit: all of it. */
export const PAGE = {
  /** `next` of the page before. */
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
} as const;

export const NEXT = {
  /** Pass it as `after` for the next page; null on the last. */
  next: z.string().nullable(),
} as const;

/** One page of a list in its own order, which does not change before what was read; a key that is not in it is refused. */
export function pageOf<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  { after, limit }: { readonly after?: string | undefined; readonly limit?: number | undefined },
): { readonly page: readonly T[]; readonly next: string | null } {
  const found = after === undefined ? -1 : list.findIndex((one) => keyOf(one) === after);
  if (after !== undefined && found === -1) refuse('page-unknown');
  const rest = list.slice(found + 1);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { page, next: page.length < rest.length && last !== undefined ? keyOf(last) : null };
}

/** Refuses a place from which nothing goes on because it is none of this list; `find` looks for it. */
export async function mustGoOn(
  rows: readonly unknown[],
  after: string | undefined,
  find: (after: string) => Promise<unknown>,
): Promise<void> {
  if (rows.length > 0 || after === undefined) return;
  if ((await find(after)) === undefined) refuse('page-unknown');
}
