import type { Verdict } from '../domain/escalation.ts';
import type { GatherRow } from '../domain/gather.ts';
import type { Day, Instant } from '../domain/instant.ts';
import { keptRows } from './kept.ts';
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
    /** The hash of the regime that gives it, where it came into force in flight. */
    readonly regime?: string;
  },
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into expected (campaign, task, obligation, duty, period, party, members, due, opened_at)
     select t.campaign, t.key, $2 || '/' || $3 || '/' || (p ->> 'id'), $2, $3, p ->> 'id',
            array(select jsonb_array_elements_text(p -> 'members')), $4, $5
       from task t
       left join regime_owed o on o.campaign = t.campaign and o.task = t.key and o.hash = $6
      cross join lateral
            jsonb_array_elements(coalesce(o.parties -> $2, t.owed -> 'parties' -> $2)) as p
      where t.campaign = $1 and (t.since is null or t.since < $5)
        and not exists (
          select 1 from ledger l
           where l.process = 'task/' || t.campaign || '/' || t.key and l.type = 'ended' and l.at <= $5)
        and coalesce((
          select l.type from ledger l
           where l.process = 'task/' || t.campaign || '/' || t.key
             and l.type in ('closed', 'reopened') and l.at <= $5
           order by l.seq desc, l.n desc limit 1), '') <> 'closed'
     on conflict do nothing`,
    [
      ...[period.campaign, period.duty, period.period, period.due, period.openedAt],
      period.regime ?? null,
    ],
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
  const rows = await keptRows<{ duty: string; period: string }>(
    db,
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
    moved: { at: Instant; due: Day }[] | null;
  }>(
    `with moved as (
       select process, obligation,
              jsonb_agg(jsonb_build_object('at', at_text, 'due', payload ->> 'day') order by seq, n) as moved
         from ledger where campaign = $1 and type = 'due-moved' group by process, obligation),
     transferred as (
       select distinct process from ledger where campaign = $1 and type = 'transferred')
     select e.duty, e.period, j.judged, m.moved,
            case when t.process is null then e.members else (
              select s.members from obligation_standing s
               where s.campaign = e.campaign and s.task = e.task and s.obligation = e.obligation)
            end as members
       from expected e
       left join transferred t on t.process = 'task/' || e.campaign || '/' || e.task
       left join moved m
         on m.process = 'task/' || e.campaign || '/' || e.task and m.obligation = e.obligation
       left join lateral (
         select jsonb_agg(jsonb_build_object('at', l.at_text, 'verdict', l.payload ->> 'verdict')
                          order by l.seq, l.n) as judged
           from ledger l
          where l.process = 'task/' || e.campaign || '/' || e.task
            and l.obligation = e.obligation and l.type = 'judged') j on true
      where e.campaign = $1`,
    [campaign],
  );
  return rows.map(({ judged, moved, ...row }) => ({
    ...row,
    judged: judged ?? [],
    ...(moved === null ? {} : { moved }),
  }));
}
