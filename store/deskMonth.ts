import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** Obligations that fall due at one instant, by duty. */
export interface MonthDue {
  readonly at: Date;
  readonly duty: string;
  readonly period: string;
  readonly count: number;
  readonly unreported: number;
}

const MINE = `($4::text is null or $4 = any (s.members))`;

/** What falls due in [from, to) of what has been opened; of one unit where it is named. */
export async function monthDues(
  db: Db,
  campaign: string,
  from: string,
  to: string,
  unit?: string,
): Promise<readonly MonthDue[]> {
  const rows = await keptRows<MonthDue>(
    db,
    `select s.due as at, s.duty, case when s.duty = 'deadlines' then left(s.period, 10) else s.period end as period,
            sum(s.n)::int as count,
            coalesce(sum(s.n) filter (where s.verdict in ('pending', 'missing')), 0)::int as unreported
       from tally s
      where s.campaign = $1 and s.due >= $2 and s.due < $3 and ${MINE}
      group by 1, 2, 3 having sum(s.n) > 0 order by 1, 2, 3`,
    [campaign, from, to, unit ?? null],
  );
  return rows;
}

/** Steps of the ladder that were taken in [from, to), by local day of the zone; of one unit where it is named. */
export async function monthSteps(
  db: Db,
  campaign: string,
  from: string,
  to: string,
  unit?: string,
): Promise<readonly { readonly at: string; readonly step: string; readonly count: number }[]> {
  const rows = await keptRows<{ at: string; step: string; count: number }>(
    db,
    `select min(l.at_text) as at, l.payload ->> 'step' as step, count(*)::int as count
       from ledger l
      where l.campaign = $1 and l.type = 'step' and l.at >= $2 and l.at < $3
        and ($4::text is null or $4 = any (string_to_array(l.payload ->> 'party', '+')))
      group by l.at, 2 order by 1, 2`,
    [campaign, from, to, unit ?? null],
  );
  return rows;
}

/** Tasks that owe alike are counted together. */
const OWING = `
  select d.key as duty, sum(d.value::int * g.count)::int as count
    from (select owes, count(*) from task_now
           where campaign = $1 and not closed and not ended group by owes) g
   cross join lateral jsonb_each_text(g.owes -> 'parties') as d group by 1`;

const OWING_OF_UNIT = `
  select d.duty, count(*)::int as count
    from task_now n
    join task t on t.campaign = n.campaign and t.key = n.task
   cross join lateral jsonb_each(t.owed -> 'parties') as d (duty, parties)
   cross join lateral jsonb_array_elements(d.parties) as p
   where n.campaign = $1 and n.units @> array[$2::text] and not n.closed and not n.ended
     and p -> 'members' ? $2 group by 1`;

/** How many parties owe each duty, over the tasks that are not over; of one unit where it is named. */
export async function owingByDuty(
  db: Db,
  campaign: string,
  unit?: string,
): Promise<ReadonlyMap<string, number>> {
  const sql = unit === undefined ? OWING : OWING_OF_UNIT;
  const values = unit === undefined ? [campaign] : [campaign, unit];
  const rows = await keptRows<{ duty: string; count: number }>(db, sql, values);
  return new Map(rows.map(({ duty, count }) => [duty, count]));
}
