import type { Verdict } from '../domain/escalation.ts';
import type { Db } from './pool.ts';

/** An obligation of a campaign as it stands, in order of due instant. */
export interface StandingRow {
  readonly task: string;
  readonly duty: string;
  readonly period: string;
  readonly party: string;
  readonly verdict: Verdict | 'pending';
}

export async function standingsOf(db: Db, campaign: string): Promise<readonly StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select task, duty, period, party, verdict from obligation_standing
      where campaign = $1 order by due, obligation`,
    [campaign],
  );
  return rows;
}

/** How tasks ended: the newest such fact of each, and whether a person decided it. */
export async function endingsOf(
  db: Db,
  campaign: string,
): Promise<ReadonlyMap<string, { readonly type: string; readonly decided: boolean }>> {
  const { rows } = await db.query<{ task: string; type: string; decided: boolean }>(
    `select distinct on (process) split_part(process, '/', 3) as task, type,
            payload ->> 'reason' is distinct from '期满' as decided
       from ledger
      where campaign = $1 and process like 'task/%'
        and type in ('ended', 'closed', 'reopened', 'terminated')
      order by process, seq desc, n desc`,
    [campaign],
  );
  return new Map(rows.map(({ task, ...ending }) => [task, ending]));
}
