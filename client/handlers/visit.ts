import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fault } from '../../domain/faults.ts';

/** Visit 来访: what holds while a caller's request is answered. */
export interface Visit {
  /** Why what he asks is not for him in this campaign; undefined where it is. */
  readonly refuses: (campaign: string) => Fault | undefined;
  /** Whether his desk is limited to some campaigns at all. */
  readonly isLimited: boolean;
}

const current = new AsyncLocalStorage<Visit>();

export function duringVisit<T>(visit: Visit, work: () => Promise<T>): Promise<T> {
  return current.run(visit, work);
}

/** The visit that is being answered; undefined where the product works by itself. */
export function visitNow(): Visit | undefined {
  return current.getStore();
}
