import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** One fact about an obstacle 需协调事项. */
export interface ObstacleRow {
  readonly process: string;
  readonly type: string;
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Every fact about the obstacles of a campaign, in the order of each task. */
export async function obstacleFacts(db: Db, campaign: string): Promise<readonly ObstacleRow[]> {
  const { rows } = await db.query<ObstacleRow>(
    `select process, type, at_text as at, payload from ledger
      where campaign = $1 and kind = 'fact' and type like 'obstacle%'
      order by process, seq, n`,
    [campaign],
  );
  return rows;
}
