import type { Db } from './pool.ts';

/** How many objections of each unit of a campaign are open, by unit id. */
export async function openObjections(
  db: Db,
  campaign: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ unit: string; open: number }>(
    `select o.payload ->> 'unit' as unit, count(*)::int as open
       from ledger o
      where o.campaign = $1 and o.kind = 'fact' and o.type = 'objection'
        and not exists (
          select 1 from ledger d
           where d.process = o.process and d.type in ('objection-decided', 'objection-withdrawn')
             and d.payload ->> 'matter' = o.payload ->> 'matter')
      group by 1`,
    [campaign],
  );
  return new Map(rows.map(({ unit, open }) => [unit, open]));
}
