import type { Db } from './pool.ts';

/** Obligations that fall due in [from, to), by task, unit and Monday; a joint one stands with each member. */
export async function weeklyDemands(
  db: Db,
  from: string,
  to: string,
  zone: string,
): Promise<
  readonly {
    readonly unit: string;
    readonly campaign: string;
    readonly task: string;
    readonly week: string;
    readonly count: number;
  }[]
> {
  const { rows } = await db.query<{
    unit: string;
    campaign: string;
    task: string;
    week: string;
    count: number;
  }>(
    `select coalesce(u.body ->> 'name', m) as unit, s.campaign, s.task,
            to_char(date_trunc('week', s.due at time zone $3), 'YYYY-MM-DD') as week,
            count(*)::int as count
       from obligation_standing s cross join lateral unnest(s.members) as m
       left join unit_now u on u.campaign = s.campaign and u.id = m
      where s.due >= $1 and s.due < $2 and s.verdict <> 'exempt'
      group by 1, 2, 3, 4`,
    [from, to, zone],
  );
  return rows;
}
