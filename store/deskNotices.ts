import type { NoticeRow } from './inbox.ts';
import type { Db } from './pool.ts';

export interface NoticeFilter {
  readonly campaigns: readonly string[];
  readonly type?: string | undefined;
  /** An inbox, or `u003/` for every inbox of a unit. */
  readonly recipient?: string | undefined;
  readonly task?: string | undefined;
  readonly after?: readonly [at: string, key: string] | undefined;
  readonly limit: number;
}

function where(filter: NoticeFilter): { readonly sql: string; readonly values: unknown[] } {
  const values: unknown[] = [filter.campaigns];
  const put = (value: unknown) => `$${values.push(value)}`;
  const { type, recipient, task } = filter;
  const parts = ['n.campaign = c.id'];
  if (type !== undefined) parts.push(`n.type = ${put(type)}`);
  if (recipient?.endsWith('/')) {
    parts.push(`split_part(n.recipient, '/', 1) = ${put(recipient.slice(0, -1))}`);
  } else if (recipient !== undefined) parts.push(`n.recipient = ${put(recipient)}`);
  if (task !== undefined) parts.push(`n.process like 'task/%/' || ${put(task)}`);
  return { sql: parts.join(' and '), values };
}

/** The newest notices, a page at a time. */
export async function newestNotices(
  db: Db,
  filter: NoticeFilter,
): Promise<readonly (NoticeRow & { readonly campaign: string; readonly place: string })[]> {
  const { sql, values } = where(filter);
  const after =
    filter.after === undefined
      ? ''
      : ` and (n.at, n.key) < ($${values.push(filter.after[0])}::timestamptz, $${values.push(filter.after[1])})`;
  const { rows } = await db.query<NoticeRow & { campaign: string; place: string }>(
    `select n.campaign, n.key, n.process, n.type, n.recipient, n.at_text as at, n.payload, n.at::text as place
       from unnest($1::text[]) as c (id)
      cross join lateral (
        select * from notice n where ${sql}${after} order by n.at desc, n.key desc limit $${values.push(filter.limit)}) n
      order by n.at desc, n.key desc limit $${values.length}`,
    values,
  );
  return rows;
}

/** Counted no further than a page can show; the words say `more than`. */
export const MOST_COUNTED = 2000;

export async function countNotices(db: Db, filter: NoticeFilter): Promise<number> {
  const { sql, values } = where(filter);
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from (
       select 1 from unnest($1::text[]) as c (id) join notice n on ${sql} limit ${MOST_COUNTED}) as found`,
    values,
  );
  return rows[0]?.total ?? 0;
}

/** The types that notices of some campaigns have: by steps over an index, not over the notices. */
export async function noticeTypes(db: Db, campaign: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ type: string }>(
    `with recursive t (type) as (
       (select type from notice where campaign = $1 order by type limit 1)
       union all
       select (select n.type from notice n where n.campaign = $1 and n.type > t.type order by n.type limit 1)
         from t where t.type is not null)
     select type from t where type is not null`,
    [campaign],
  );
  return rows.map(({ type }) => type);
}
