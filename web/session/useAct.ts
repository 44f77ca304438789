import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { openDoor } from '../api/door.ts';

/** An act of the door itself, such as signing in: never repeated, and what it answers is not kept. */
export function useAct<K extends OperationName>(
  name: K,
): UseMutationResult<OutputOf<K>, Error, InputOf<K>> {
  return useMutation({
    gcTime: 0,
    mutationFn: async (input: InputOf<K>) => {
      const answer = await call(name, input);
      const { csrf } = answer as { readonly csrf?: string | null };
      if (typeof csrf === 'string') openDoor({ csrf });
      return answer;
    },
  });
}
