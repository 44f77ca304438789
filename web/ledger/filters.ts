import type { InputOf } from '../../client/operations.ts';

/** What a list of tasks is filtered by, as its address says it. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>;
export type FilterName = (typeof FILTERS)[number];

export const FILTERS = [
  ...(['unit', 'role', 'category', 'level', 'verdict', 'duty', 'period'] as const),
  ...(['dueFrom', 'dueTo', 'leader', 'state', 'text', 'sort', 'order'] as const),
] as const;

/** Filters of an address; whatever else stands there is left alone. Numbers are texts here: `?text=12`. */
export function filtersIn(search: Readonly<Record<string, unknown>>): Filters {
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = search[name];
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      return text === '' ? [] : [[name, text]];
    }),
  );
}

/** The address with one filter changed; an empty one is dropped. */
export function withFilter(filters: Filters, name: FilterName, value: string): Filters {
  const rest = Object.fromEntries(Object.entries(filters).filter(([own]) => own !== name));
  return value === '' ? rest : { ...rest, [name]: value };
}

/** How many filters narrow the list: order and place do not. */
export function narrowing(filters: Filters): number {
  const quiet: readonly string[] = ['sort', 'order', 'role'];
  return Object.keys(filters).filter((name) => !quiet.includes(name)).length;
}

/** The question to the server; what the address says wrongly, the server refuses in its own words. */
export function questionOf(campaign: string, filters: Filters): InputOf<'searchTasks'> {
  return { campaign, ...filters } as InputOf<'searchTasks'>;
}
