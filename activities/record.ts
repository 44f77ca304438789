import type { Contract } from './contract.ts';
import { appendTurn } from '../store/ledger.ts';
import type { Means } from './perform.ts';
import { tell } from './tell.ts';

/**
 * `record` 记账: the only way in which a process writes. With the register away it is retried, and the process waits. What
 * the turn only tells another process is told once it is written; told again after a failure it is the same message.
 */
export function recordActivity({
  pool,
  client,
}: Pick<Means, 'pool' | 'client'>): Contract['record'] {
  return async (turn) => {
    const recorded = await appendTurn(pool, turn);
    for (const decision of turn.decisions) {
      if (decision.kind === 'effect' && decision.withRecord === true) await tell(client, decision);
    }
    return recorded;
  };
}
