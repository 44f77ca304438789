import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** A notice as the register keeps it. */
export interface NoticeRow {
  readonly key: string;
  readonly process: string;
  readonly type: string;
  readonly recipient: string;
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A place in an inbox: the instant of a notice in UTC, to the microsecond, and its key. */
export interface InboxPlace {
  readonly at: string;
  readonly key: string;
}

/** Notices of an inbox, or of every inbox that begins with `u003/`; the newest first. */
export async function noticesTo(
  db: Db,
  campaign: string,
  recipient: string,
  page: { readonly skip: number; readonly limit: number; readonly after?: InboxPlace | undefined },
): Promise<{
  readonly total: number;
  readonly notices: readonly NoticeRow[];
  /** Where the next page begins; undefined on the last. */
  readonly next: InboxPlace | undefined;
}> {
  const isUnit = recipient.endsWith('/');
  const whose = isUnit ? `split_part(recipient, '/', 1) = $2` : `recipient = $2`;
  const name = isUnit ? recipient.slice(0, -1) : recipient;
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from notice where campaign = $1 and ${whose}`,
    [campaign, name],
  );
  const { rows } = await db.query<NoticeRow & { readonly place: string }>(
    `select key, process, type, recipient, at_text as at, payload,
            (at at time zone 'UTC')::text as place from notice
      where campaign = $1 and ${whose}
        and ($5::timestamp is null or at < $5::timestamp at time zone 'UTC'
          or (at = $5::timestamp at time zone 'UTC' and key > $6))
      order by at desc, key limit $3 offset $4`,
    [campaign, name, page.limit + 1, page.skip, page.after?.at, page.after?.key],
  );
  const notices = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? notices.at(-1) : undefined;
  return {
    total: counted.rows[0]?.total ?? 0,
    notices,
    next: last && { at: last.place, key: last.key },
  };
}

/** Inboxes that have ever received anything in the campaign. */
export async function inboxes(db: Db, campaign: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ recipient: string }>(
    `with recursive r (recipient) as (
       (select recipient from notice where campaign = $1 order by recipient limit 1)
       union all
       select (select n.recipient from notice n where n.campaign = $1 and n.recipient > r.recipient
                order by n.recipient limit 1)
         from r where r.recipient is not null)
     select recipient from r where recipient is not null`,
    [campaign],
  );
  return rows.map(({ recipient }) => recipient);
}
