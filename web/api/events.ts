import type { QueryClient } from '@tanstack/react-query';
import { door } from './door.ts';
import { isWriting } from './writing.ts';

const QUIET_MS = 800;
const AGAIN_MS = 30_000;

/** Reads anew what is on the page when the register has changed; the answer stops listening. */
export function listenForChanges(queries: QueryClient): () => void {
  const { actor } = door();
  const query = actor === undefined ? '' : `?actor=${encodeURIComponent(actor)}`;
  let waiting: number | undefined;
  let later: number | undefined;
  let source: EventSource | undefined;
  let isLost = false;
  const changed = () => read(Date.now());
  const read = (since: number) => {
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      if (isWriting(since)) read(since);
      else void queries.invalidateQueries();
    }, QUIET_MS);
  };
  // the server was gone: what could not be read meanwhile is read now
  const back = () => {
    if (isLost) changed();
    isLost = false;
  };
  const listen = () => {
    source = new EventSource(`/api/events${query}`);
    source.addEventListener('changed', changed);
    source.addEventListener('open', back);
    source.addEventListener('error', lost);
  };
  // refused, and not only broken off: perhaps the session has ended
  const lost = () => {
    isLost = true;
    if (source?.readyState !== EventSource.CLOSED) return;
    void queries.refetchQueries({ queryKey: ['showSession'] });
    later = window.setTimeout(listen, AGAIN_MS);
  };
  listen();
  return () => {
    window.clearTimeout(waiting);
    window.clearTimeout(later);
    source?.close();
  };
}
