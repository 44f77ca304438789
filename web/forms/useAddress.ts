import { useNavigate, useSearch } from '@tanstack/react-router';

export type Search = Readonly<Record<string, string | undefined>>;

/** What the address of a list says besides its path: filters and the place in it, so that it can be sent to a colleague. */
export function useAddress(): readonly [search: Search, change: (next: Search) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      key,
      value === undefined ? undefined : textOf(value),
    ]),
  );
  const change = (next: Search) => {
    const merged = Object.entries({ ...search, ...next });
    const kept = merged.filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '.', search: Object.fromEntries(kept), replace: true });
  };
  return [search, change];
}

/** Numbers and words that the router has read out of the address are words again. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
