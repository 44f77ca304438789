import { useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../api/problem.ts';

const CODES: readonly string[] = ['desk-changed', 'desk-ended', 'burden-unapproved'];

/** After a refusal because something has changed meanwhile, the page shows what is newest; what was typed stays. */
export function useReread(): (error: unknown) => void {
  const queries = useQueryClient();
  return (error) => {
    if (CODES.includes(codeOf(error))) void queries.invalidateQueries();
  };
}
