import type { Db } from './pool.ts';

/**
 * Processes of tasks whose line of time is not that of the rules alone: suspended at some time, or altered by an act that
 * gives days of its own. Their instants are told by folding them.
 */
export async function movedProcesses(
  db: Db,
  processes: readonly string[],
): Promise<readonly string[]> {
  if (processes.length === 0) return [];
  const { rows } = await db.query<{ process: string }>(
    `select distinct process from ledger
      where process = any ($1) and type in ('suspended', 'resumed', 'due-moved')`,
    [processes],
  );
  return rows.map(({ process }) => process);
}
