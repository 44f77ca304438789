import type { Client } from '@temporalio/client';
import type { Pool } from '../store/pool.ts';
import type { Caller } from './caller.ts';

/** What the handlers work with. */
export interface Service {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueue: string;
  /** Milliseconds added to the register's clock in a skipped run; 0 in life. */
  readonly clockOffset: number;
  /** Who has come, while a request of his is being answered. */
  readonly caller?: Caller;
}
