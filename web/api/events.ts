import type { QueryClient } from '@tanstack/react-query';
import { door } from './door.ts';
import { shareStream, type Place, type Told } from './stream.ts';
import { isWriting } from './writing.ts';

const QUIET_MS = 800;

/** Reads anew what is on the page when the register has changed; the answer stops listening. */
export function listenForChanges(queries: QueryClient): () => void {
  const { actor } = door();
  const query = actor === undefined ? '' : `?actor=${encodeURIComponent(actor)}`;
  let waiting: number | undefined;
  const read = (since: number) => {
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      if (isWriting(since)) read(since);
      else void queries.invalidateQueries();
    }, QUIET_MS);
  };
  const tell = (told: Told) => {
    // perhaps the session has ended
    if (told === 'refused') void queries.refetchQueries({ queryKey: ['showSession'] });
    else read(Date.now());
  };
  const leave = shareStream(`/api/events${query}`, tell, browser());
  return () => {
    window.clearTimeout(waiting);
    leave();
  };
}

function browser(): Place {
  // not given to a page that came by plain http
  const locks = navigator.locks as LockManager | undefined;
  return {
    ...(locks === undefined ? {} : { locks }),
    sourceOf: (address) => new EventSource(address),
    channelOf: (name, hear) => {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data);
      return channel;
    },
    isLookedAt: () => !document.hidden,
  };
}
