import type { Db } from './pool.ts';

/** How many notices of each type and to how many recipients lie between two instants (epoch ms), most first. */
export async function noticeCounts(
  db: Db,
  after: number,
  upTo: number,
): Promise<readonly { readonly type: string; readonly count: number; readonly to: number }[]> {
  const { rows } = await db.query<{ type: string; count: number; to: number }>(
    `select type, count(*)::int as count, count(distinct recipient)::int as to from notice
      where at > to_timestamp($1 / 1000.0) and at <= to_timestamp($2 / 1000.0)
      group by type order by count desc, type`,
    [after, upTo],
  );
  return rows;
}
