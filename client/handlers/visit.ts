import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fault } from '../../domain/faults.ts';
import { duringRead, type Moment } from '../../store/kept.ts';
import { isPool, type Db } from '../../store/pool.ts';

/** Visit 来访: what holds while a caller's request is answered. */
export interface Visit {
  /** Why what he asks is not for him in this campaign; undefined where it is. */
  readonly refuses: (campaign: string) => Fault | undefined;
  /** Whether his desk is limited to some campaigns at all. */
  readonly isLimited: boolean;
  /** What a read has asked the register already; absent where anything may be written. */
  readonly asked?: Map<string, Promise<unknown>>;
}

const current = new AsyncLocalStorage<Visit>();

/** What a read asks speaks of one moment: of `moment`, where that is known already. */
export function duringVisit<T>(visit: Visit, work: () => Promise<T>, moment?: Moment): Promise<T> {
  return current.run(visit, visit.asked === undefined ? work : () => duringRead(work, moment));
}

/** The visit that is being answered; undefined where the product works by itself. */
export function visitNow(): Visit | undefined {
  return current.getStore();
}

/** Asks once while a read is answered, which speaks of one moment; whoever writes, and whoever is in a transaction, asks anew. */
export function once<T>(db: Db, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = isPool(db) ? visitNow()?.asked : undefined;
  const known = asked?.get(key);
  if (known !== undefined) return known as Promise<T>;
  const answer = ask();
  asked?.set(key, answer);
  return answer;
}

/** Works without what was asked before: for an answer that others get, too. */
export function anew<T>(work: () => Promise<T>): Promise<T> {
  const visit = visitNow();
  if (visit?.asked === undefined) return work();
  const { refuses, isLimited } = visit;
  return duringVisit({ refuses, isLimited, asked: new Map() }, work);
}
