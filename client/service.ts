import type { Client } from '@temporalio/client';
import type { Pool } from '../store/pool.ts';
import type { Caller } from './caller.ts';
import type { DemoClock } from './demoClock.ts';
import type { CookieChange } from './identity/cookies.ts';
import type { Identity } from './identity/settings.ts';

/** What the handlers work with. */
export interface Service {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueue: string;
  /** Milliseconds added to the register's clock in a skipped run; 0 in life. */
  readonly clockOffset: number;
  /** Who has come, while a request of his is being answered. */
  readonly caller?: Caller;
  /**
   * Set by the door for each request: a handler that begins or ends a session calls it at most once, and the door answers
   * with `Set-Cookie: ${cookieHeader(change, identity)}` (client/identity/cookies.ts).
   */
  readonly cookies?: (change: CookieChange) => void;
  /** Keys, profile and addresses of sign-in; absent: those of the environment and of `.duban` (`identityOf`). */
  readonly identity?: Identity;
  /** What links are signed with; absent: the key file of the home. */
  readonly linkKey?: string;
  /** The sandbox of a demonstration; absent in life. */
  readonly demo?: Sandbox;
}

/** Sandbox 演示环境: its clock, from where it was moved last, and who hears of a move that failed. */
export interface Sandbox {
  readonly clock: DemoClock;
  from?: number;
  readonly failed: (error: unknown) => void;
}
