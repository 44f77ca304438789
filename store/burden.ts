import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** Obligations of a campaign that fall due at one instant and that the same units owe. */
export interface Owing {
  readonly campaign: string;
  /** Ids of the units; a joint obligation stands with each. */
  readonly members: readonly string[];
  readonly due: Date;
  /** The tasks; one that owes twice stands twice. */
  readonly tasks: readonly string[];
}

/** What falls due in [from, to), as far as it has opened and nobody is exempt. */
export async function owingWithin(db: Db, from: string, to: string): Promise<readonly Owing[]> {
  const rows = await keptRows<Owing>(
    db,
    `select s.campaign, s.members, s.due, array_agg(s.task) as tasks
       from obligation_standing s
      where s.due >= $1 and s.due < $2 and s.verdict <> 'exempt' group by 1, 2, 3`,
    [from, to],
  );
  return rows;
}
