import { useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../api/problem.ts';

/** After a refusal because somebody else has written meanwhile, the page shows what is newest; what was typed stays. */
export function useReread(): (error: unknown) => void {
  const queries = useQueryClient();
  return (error) => {
    const code = codeOf(error);
    if (code === 'desk-changed' || code === 'desk-ended') void queries.invalidateQueries();
  };
}
