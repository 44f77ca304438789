import type { Address } from '../address/useAddress.ts';

export const FILTERS = ['from', 'to', 'account', 'act', 'subject', 'outcome', 'text'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** The filters that an address names; empty ones are none. */
export function filtersIn(search: Address): Filters {
  const named = FILTERS.flatMap((name) => {
    const value = search[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}
