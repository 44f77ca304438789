import {
  laterPlace,
  placeNow,
  turnsBetween,
  type Place,
  type TurnEvent,
} from '../../store/events.ts';
import type { Pool } from '../../store/pool.ts';

const EVERY_MS = 1_000;
const PAGE = 500;
/** Whoever is further behind reads everything anew. */
const MOST_BEHIND = 5_000;

/** Who listens to what changed. */
export interface Listener {
  /** Where he has read on from; undefined: from now. */
  readonly from: Place | undefined;
  /** Takes turns in their order; what is too far back is not told. */
  readonly hear: (turns: readonly TurnEvent[]) => Promise<void>;
  /** Told instead of turns that are too many, or of a place that this register does not know: the place from which on he hears. */
  readonly lost: (place: Place) => void;
}

/** The hub 变动: reads the register's turns once a second for everybody who listens, and not at all while nobody does. */
export interface Hub {
  /** The answer stops listening. */
  listen(listener: Listener): Promise<{ readonly from: Place; readonly leave: () => void }>;
  stop(): void;
}

interface Ear {
  readonly listener: Listener;
  at: Place;
}

export function hubOf(pool: Pool, failed: (error: unknown) => void, everyMs = EVERY_MS): Hub {
  const ears = new Set<Ear>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const look = async () => {
    try {
      await tell(pool, [...ears], failed);
    } catch (error) {
      failed(error);
    }
    timer = ears.size > 0 && !isStopped ? setTimeout(() => void look(), everyMs) : undefined;
  };
  return {
    async listen(listener) {
      const now = await placeNow(pool);
      const isKnown = listener.from !== undefined && laterPlace(listener.from, now) <= 0;
      const ear: Ear = { listener, at: isKnown && listener.from ? listener.from : now };
      if (listener.from !== undefined && !isKnown) listener.lost(now);
      ears.add(ear);
      if (timer === undefined && !isStopped) timer = setTimeout(() => void look(), everyMs);
      return { from: ear.at, leave: () => void ears.delete(ear) };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      ears.clear();
    },
  };
}

/**
 * Every ear hears what is after its own place; from then on all stand together and are read for together. Where some cannot be read
 * for, all others are.
 */
async function tell(
  pool: Pool,
  ears: readonly Ear[],
  failed: (error: unknown) => void,
): Promise<void> {
  if (ears.length === 0) return;
  const now = await placeNow(pool);
  for (const group of groupsOf(ears)) await tellGroup(pool, group, now).catch(failed);
}

async function tellGroup(pool: Pool, group: readonly Ear[], now: Place): Promise<void> {
  const turns = await turnsUntil(pool, group[0]?.at ?? now, now);
  await Promise.all(
    group.map(async (ear) => {
      if (turns === undefined) ear.listener.lost(now);
      else if (turns.length > 0) await ear.listener.hear(turns);
      ear.at = now;
    }),
  );
}

/** The turns between two places; undefined where they are too many to be told. */
async function turnsUntil(
  pool: Pool,
  from: Place,
  to: Place,
): Promise<readonly TurnEvent[] | undefined> {
  const all: TurnEvent[] = [];
  for (let at = from; all.length < MOST_BEHIND;) {
    const page = await turnsBetween(pool, at, to, PAGE);
    all.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return all;
    at = last;
  }
  return undefined;
}

function groupsOf(ears: readonly Ear[]): readonly (readonly Ear[])[] {
  const groups = new Map<string, Ear[]>();
  for (const ear of ears) {
    const key = `${ear.at.written} ${ear.at.process} ${ear.at.seq}`;
    groups.set(key, [...(groups.get(key) ?? []), ear]);
  }
  return [...groups.values()];
}
