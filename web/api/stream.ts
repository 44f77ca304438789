/** What a stream of events tells: something has changed, it is there again, it was refused. */
export type Told = 'changed' | 'open' | 'refused';

type Tell = (told: Told) => void;

/** A stream as the browser reads it. */
export interface Source {
  /** 2: closed, and not only broken off. */
  readonly readyState: number;
  addEventListener(type: string, hear: () => void): void;
  close(): void;
}

/** What speaks to all other tabs of the browser. */
export interface Channel {
  postMessage(told: Told): void;
  close(): void;
}

/** What of the browser a stream needs. */
export interface Place {
  /** Absent: a page that came by plain http has none. */
  readonly locks?: {
    request(
      name: string,
      options: { readonly signal: AbortSignal },
      held: () => Promise<void>,
    ): Promise<unknown>;
  };
  readonly sourceOf: (address: string) => Source;
  /** Hears what other tabs say on the channel of this name. */
  readonly channelOf: (name: string, hear: Tell) => Channel;
  /** Whether somebody has the page before him. */
  readonly isLookedAt: () => boolean;
}

const CLOSED = 2;
const AGAIN_MS = 30_000;
const AGAIN_MOST_MS = 5 * 60_000;
/** How often a page without a stream asks anew by itself, while it is looked at. */
const BY_ITSELF_MS = 60_000;

/**
 * One stream of events for all tabs of this browser at one desk: the tab that holds the lock reads it and tells the others; when it is
 * closed, the next one reads. Where the browser has no locks (a page that came by plain http) each tab has its own. The answer stops.
 */
export function shareStream(address: string, tell: Tell, place: Place): () => void {
  const { locks } = place;
  if (locks === undefined) return readStream(address, tell, place);
  const name = `duban ${address}`;
  const channel = place.channelOf(name, tell);
  const left = new AbortController();
  const read = () =>
    new Promise<void>((done) => {
      const both = (told: Told) => {
        channel.postMessage(told);
        tell(told);
      };
      const stop = readStream(address, both, place);
      left.signal.addEventListener('abort', () => {
        stop();
        done();
      });
    });
  // left before its turn has come
  void locks.request(name, { signal: left.signal }, read).catch(() => undefined);
  return () => {
    left.abort();
    channel.close();
  };
}

/** Reads a stream; where it is refused, it asks again ever later, and meanwhile says now and then that something may have changed. */
function readStream(address: string, tell: Tell, place: Place): () => void {
  let source: Source | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let wait = AGAIN_MS;
  let isLost = false;
  const looked = setInterval(() => {
    if (source === undefined && place.isLookedAt()) tell('changed');
  }, BY_ITSELF_MS);
  const listen = () => {
    const own = place.sourceOf(address);
    source = own;
    own.addEventListener('changed', () => tell('changed'));
    own.addEventListener('open', () => {
      wait = AGAIN_MS;
      // the server was gone: what could not be read meanwhile is read now
      if (isLost) tell('open');
      isLost = false;
    });
    own.addEventListener('error', () => {
      isLost = true;
      if (own.readyState !== CLOSED) return;
      // refused, and not only broken off: the session has ended, or there are too many
      source = undefined;
      tell('refused');
      later = setTimeout(listen, wait);
      wait = Math.min(wait * 2, AGAIN_MOST_MS);
    });
  };
  listen();
  return () => {
    clearInterval(looked);
    clearTimeout(later);
    source?.close();
  };
}
