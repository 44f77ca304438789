import { useParams, useSearch } from '@tanstack/react-router';

/** What an address says, as texts: its named parts, and what stands behind the question mark; `?text=12` is a text, too. */
export type Address = Readonly<Partial<Record<string, string>>>;

export function useAddress(): Address {
  const search: unknown = useSearch({ strict: false });
  const params: unknown = useParams({ strict: false });
  return { ...textsIn(search), ...textsIn(params) };
}

/** Texts of a record, and what the router has read out of texts; whatever else stands there is left out. */
export function textsIn(found: unknown): Address {
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]: [string, unknown]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
    ),
  );
}
