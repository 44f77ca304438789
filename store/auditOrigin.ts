import { AsyncLocalStorage } from 'node:async_hooks';

/** Origin 来处: whose account, from which address, by which request; every audit entry names it. */
export interface AuditOrigin {
  /** The account's id, or where there is none what stands for it: 本机令牌, 持链接人. */
  readonly account: string | null;
  readonly address: string | null;
  readonly request: string | null;
}

const NOWHERE: AuditOrigin = { account: null, address: null, request: null };
const current = new AsyncLocalStorage<AuditOrigin>();

/** Does the work with every audit entry in it naming this origin: no writer of an entry can forget it. */
export function withOrigin<T>(origin: AuditOrigin, work: () => Promise<T>): Promise<T> {
  return current.run(origin, work);
}

/** The origin of what is being done; of what the product does by itself: none. */
export function originNow(): AuditOrigin {
  return current.getStore() ?? NOWHERE;
}
