import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { shareStream, type Place, type Told } from '../../../web/api/stream.ts';

/** A browser's stream of events, told by the test what happens to it. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  readonly address: string;

  constructor(address: string) {
    super();
    this.address = address;
    Source.all.push(this);
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }

  happens(type: string): void {
    this.dispatchEvent(new Event(type));
  }

  refuse(): void {
    this.readyState = Source.CLOSED;
    this.happens('error');
  }
}

/** Locks of one browser: one holder at a time, the others in their order. */
function locksOf(): NonNullable<Place['locks']> {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request: (_name, { signal }, held) => {
      const turn = tail.then(() => (signal.aborted ? Promise.reject(new Error('left')) : held()));
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}

class Channel {
  static all: Channel[] = [];
  readonly name: string;
  readonly hear: (told: Told) => void;

  constructor(name: string, hear: (told: Told) => void) {
    this.name = name;
    this.hear = hear;
    Channel.all.push(this);
  }

  postMessage(data: Told): void {
    for (const one of Channel.all) {
      if (one !== this && one.name === this.name) one.hear(data);
    }
  }

  close(): void {
    Channel.all = Channel.all.filter((one) => one !== this);
  }
}

const settled = async () => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};
const open = () => Source.all.filter(({ readyState }) => readyState !== Source.CLOSED);

let locks: Place['locks'];
let isLookedAt: boolean;

function tab(address = '/api/events?actor=office'): { heard: Told[]; leave: () => void } {
  const heard: Told[] = [];
  const place: Place = {
    ...(locks === undefined ? {} : { locks }),
    sourceOf: (at) => new Source(at),
    channelOf: (name, hear) => new Channel(name, hear),
    isLookedAt: () => isLookedAt,
  };
  return { heard, leave: shareStream(address, (told) => heard.push(told), place) };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  Source.all = [];
  Channel.all = [];
  locks = undefined;
  isLookedAt = true;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the tabs of one browser', () => {
  beforeEach(() => {
    locks = locksOf();
  });

  test('read one stream at a desk, and all hear what it tells', async () => {
    const tabs = Array.from({ length: 20 }, () => tab());
    await settled();
    expect(Source.all).toHaveLength(1);
    Source.all[0]?.happens('changed');
    expect(tabs.map(({ heard }) => heard)).toEqual(tabs.map(() => ['changed']));
    const other = tab('/api/events?actor=principal');
    Source.all[0]?.happens('changed');
    expect(other.heard).toEqual([]);
  });

  test('go on when the one that reads is closed', async () => {
    const [first, second, third] = [tab(), tab(), tab()];
    await settled();
    first.leave();
    await settled();
    expect([Source.all.length, open().length]).toEqual([2, 1]);
    Source.all[1]?.happens('changed');
    expect([first.heard, second.heard, third.heard]).toEqual([[], ['changed'], ['changed']]);
    third.leave();
    second.leave();
    await settled();
    expect(open()).toEqual([]);
  });

  test('hear of a refusal, too: their session may be over', async () => {
    const [first, second] = [tab(), tab()];
    await settled();
    Source.all[0]?.refuse();
    expect([first.heard, second.heard]).toEqual([['refused'], ['refused']]);
  });
});

describe('a stream that is refused', () => {
  test('is asked for again ever later, and the page is read anew meanwhile while it is looked at', () => {
    const { heard, leave } = tab();
    Source.all[0]?.refuse();
    jest.advanceTimersByTime(29_000);
    expect(Source.all).toHaveLength(1);
    jest.advanceTimersByTime(2_000);
    expect(Source.all).toHaveLength(2);
    Source.all[1]?.refuse();
    jest.advanceTimersByTime(40_000);
    expect(Source.all).toHaveLength(2);
    expect(heard).toEqual(['refused', 'refused', 'changed']);
    isLookedAt = false;
    jest.advanceTimersByTime(30_000);
    expect(Source.all).toHaveLength(3);
    Source.all[2]?.happens('open');
    expect(heard).toEqual(['refused', 'refused', 'changed', 'open']);
    leave();
    jest.advanceTimersByTime(600_000);
    expect(open()).toEqual([]);
  });

  test('that only broke off comes again by itself, and then the page is read anew', () => {
    const { heard } = tab();
    Source.all[0]?.happens('open');
    expect(heard).toEqual([]);
    Source.all[0]?.happens('error');
    expect(heard).toEqual([]);
    Source.all[0]?.happens('open');
    expect(heard).toEqual(['open']);
    expect(Source.all).toHaveLength(1);
  });
});
