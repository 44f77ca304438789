import type { Contract } from './contract.ts';
import { appendTurn } from '../store/ledger.ts';
import type { Pool } from '../store/pool.ts';

/** `record` 记账: the only way in which a process writes. With the register away it is retried, and the process waits. */
export function recordActivity(pool: Pool): Contract['record'] {
  return (turn) => appendTurn(pool, turn);
}
