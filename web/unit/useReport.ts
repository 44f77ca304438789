import { useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { useWrite } from '../api/hooks.ts';
import type { Content, Receipt } from './content.ts';

/** Which period of which task is reported on, for which unit. */
type Named = Pick<InputOf<'discardDraft'>, 'campaign' | 'task' | 'duty' | 'period' | 'unit'>;
type More = Pick<InputOf<'submitReport'>, 'claimed'>;

/** Sends a report; what was kept of it as a draft goes, and the lists are read anew after that. */
export function useReport(onDone: (receipt: Receipt) => void) {
  const queries = useQueryClient();
  const send = useWrite('submitReport');
  const report = (named: Named, content: Content, more: More = {}) =>
    send.mutate(
      { ...named, ...content, text: content.text ?? '', ...more },
      {
        onSuccess: (answer) => {
          onDone(answer);
          void call('discardDraft', named)
            .catch(() => undefined)
            .then(() => queries.invalidateQueries());
        },
      },
    );
  return { report, isSending: send.isPending, error: send.error };
}
