import { useNavigate, useSearch } from '@tanstack/react-router';
import { textsIn, type Address } from './useAddress.ts';

export type Change = (next: Address) => void;

/**
 * The filters of a list and the place in it, as the address says them, so that it can be sent to a colleague; and how they are
 * changed: an empty text takes a filter away.
 */
export function useFilters(): readonly [filters: Address, change: Change] {
  const filters = textsIn(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (next: Address) => {
    const kept = Object.entries({ ...filters, ...next }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    void navigate({ to: '.', search: Object.fromEntries(kept), replace: true });
  };
  return [filters, change];
}
