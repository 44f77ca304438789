import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { call, newRequestId } from './call.ts';
import { door } from './door.ts';
import { codeOf } from './problem.ts';

/** Reads an operation; what was read before stays on the page while the next is on its way. */
export function useRead<K extends OperationName>(
  name: K,
  input: InputOf<K>,
  options: { readonly enabled?: boolean; readonly everyMs?: number } = {},
): UseQueryResult<OutputOf<K>> {
  return useQuery({
    queryKey: [name, door().actor ?? '', input],
    queryFn: ({ signal }) => call(name, input, signal),
    placeholderData: keepPreviousData,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });
}

type Sent<K extends OperationName> = Omit<InputOf<K>, 'requestId'>;

/**
 * Writes by an operation. The same attempt keeps its request number until it has been answered, so that trying again after a
 * broken line does nothing twice; whatever was on the page is read anew once it is done.
 */
export function useWrite<K extends OperationName>(
  name: K,
): UseMutationResult<OutputOf<K>, Error, Sent<K>> {
  const queries = useQueryClient();
  const attempt = useRef<{ body: string; id: string } | undefined>(undefined);
  return useMutation({
    mutationFn: async (input: Sent<K>) => {
      const body = JSON.stringify(input);
      if (attempt.current?.body !== body) attempt.current = { body, id: newRequestId() };
      try {
        const asked = { ...input, requestId: attempt.current.id } as unknown as InputOf<K>;
        const answer = await call(name, asked);
        attempt.current = undefined;
        return answer;
      } catch (error) {
        if (codeOf(error) !== 'away') attempt.current = undefined;
        throw error;
      }
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}
