import type { QueryClient } from '@tanstack/react-query';
import { door } from './door.ts';

const QUIET_MS = 800;

/** Reads anew what is on the page when the register has changed; the answer stops listening. */
export function listenForChanges(queries: QueryClient): () => void {
  const { actor } = door();
  const query = actor === undefined ? '' : `?actor=${encodeURIComponent(actor)}`;
  const source = new EventSource(`/api/events${query}`);
  let waiting: number | undefined;
  const changed = () => {
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      void queries.invalidateQueries();
    }, QUIET_MS);
  };
  source.addEventListener('changed', changed);
  return () => {
    window.clearTimeout(waiting);
    source.close();
  };
}
