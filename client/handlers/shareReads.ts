import { anew } from './visit.ts';

/** A read that runs, and the one that begins when it has ended. */
interface Flight {
  readonly now: Promise<unknown>;
  next?: Promise<unknown>;
}

const flights = new WeakMap<object, Map<string, Flight>>();

/**
 * One read for all who ask the same at once. Whoever comes while a read runs is answered by the next one, never by the one
 * that began before he came: what he has written before he asks is in the answer. Nothing is kept.
 */
export async function sharedRead<T>(
  owner: object,
  key: string,
  read: () => Promise<T>,
): Promise<T> {
  const byKey = flights.get(owner) ?? new Map<string, Flight>();
  flights.set(owner, byKey);
  const running = byKey.get(key);
  if (running === undefined) return begin(byKey, key, read);
  running.next ??= running.now.then(
    () => begin(byKey, key, read),
    () => begin(byKey, key, read),
  );
  return running.next as Promise<T>;
}

function begin<T>(byKey: Map<string, Flight>, key: string, read: () => Promise<T>): Promise<T> {
  const flight: Flight = { now: anew(read) };
  byKey.set(key, flight);
  const over = () => {
    if (byKey.get(key) === flight) byKey.delete(key);
  };
  flight.now.then(over, over);
  return flight.now as Promise<T>;
}
