import type { Verdict } from '../domain/escalation.ts';
import type { GatherRow } from '../domain/gather.ts';
import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** Freezes the expected set of one period of a duty with one statement over the parties of the tasks that are open. */
export async function openPeriod(
  db: Db,
  period: {
    readonly campaign: string;
    readonly duty: string;
    readonly period: string;
    readonly due: Instant;
    readonly openedAt: Instant;
  },
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into expected (campaign, task, obligation, duty, period, party, members, due, opened_at)
     select t.campaign, t.key, $2 || '/' || $3 || '/' || (p ->> 'id'), $2, $3, p ->> 'id',
            array(select jsonb_array_elements_text(p -> 'members')), $4, $5
       from task t cross join lateral jsonb_array_elements(t.owed -> 'parties' -> $2) as p
      where t.campaign = $1
        and not exists (
          select 1 from ledger l
           where l.process = 'task/' || t.campaign || '/' || t.key and l.type = 'ended' and l.at <= $5)
     on conflict do nothing`,
    [period.campaign, period.duty, period.period, period.due, period.openedAt],
  );
  return rowCount ?? 0;
}

export interface ExpectedRow {
  readonly task: string;
  readonly obligation: string;
  readonly duty: string;
  readonly period: string;
  readonly party: string;
  readonly members: readonly string[];
  readonly due: Instant;
}

/** Expected obligations that differ from task to task: milestones and dated deadlines. */
export async function openObligations(
  db: Db,
  campaign: string,
  rows: readonly ExpectedRow[],
  openedAt: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into expected (campaign, task, obligation, duty, period, party, members, due, opened_at)
     select $1, task, obligation, duty, period, party, members, due, $3
       from jsonb_to_recordset($2) as r
            (task text, obligation text, duty text, period text, party text, members text[], due timestamptz)
     on conflict do nothing`,
    [campaign, JSON.stringify(rows), openedAt],
  );
  return rowCount ?? 0;
}

/** The periods that have been opened, as `duty/period`; `deadlines` where any dated deadline has. */
export async function openedPeriods(db: Db, campaign: string): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ duty: string; period: string }>(
    'select distinct duty, period from expected where campaign = $1',
    [campaign],
  );
  return new Set(rows.flatMap(({ duty, period }) => [duty, `${duty}/${period}`]));
}

/** The rows from which a bulletin is gathered. */
export async function gatherRows(db: Db, campaign: string): Promise<readonly GatherRow[]> {
  const { rows } = await db.query<{
    duty: string;
    period: string;
    members: string[];
    judged: { at: Instant; verdict: Verdict }[] | null;
  }>(
    `select e.duty, e.period, e.members, j.judged
       from expected e
       left join lateral (
         select jsonb_agg(jsonb_build_object('at', l.at_text, 'verdict', l.payload ->> 'verdict')
                          order by l.seq, l.n) as judged
           from ledger l
          where l.process = 'task/' || e.campaign || '/' || e.task
            and l.obligation = e.obligation and l.type = 'judged') j on true
      where e.campaign = $1`,
    [campaign],
  );
  return rows.map(({ judged, ...row }) => ({ ...row, judged: judged ?? [] }));
}
