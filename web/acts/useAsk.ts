import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OperationName, OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';

/** Asks something that is posted for its size and changes nothing, such as a preview: only when a person wants it. */
export function useAsk<K extends OperationName>(
  name: K,
): UseMutationResult<OutputOf<K>, Error, InputOf<K>> {
  return useMutation({ mutationFn: (input: InputOf<K>) => call(name, input) });
}
