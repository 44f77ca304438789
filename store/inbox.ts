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

/** Notices of an inbox, or of every inbox that begins with `u003/`; the newest first. */
export async function noticesTo(
  db: Db,
  campaign: string,
  recipient: string,
  page: { readonly skip: number; readonly limit: number },
): Promise<{ readonly total: number; readonly notices: readonly NoticeRow[] }> {
  const whose = recipient.endsWith('/') ? `starts_with(recipient, $2)` : `recipient = $2`;
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from notice where campaign = $1 and ${whose}`,
    [campaign, recipient],
  );
  const { rows } = await db.query<NoticeRow>(
    `select key, process, type, recipient, at_text as at, payload from notice
      where campaign = $1 and ${whose} order by at desc, key limit $3 offset $4`,
    [campaign, recipient, page.limit, page.skip],
  );
  return { total: counted.rows[0]?.total ?? 0, notices: rows };
}

/** Inboxes that have ever received anything in the campaign. */
export async function inboxes(db: Db, campaign: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ recipient: string }>(
    'select distinct recipient from notice where campaign = $1 order by recipient',
    [campaign],
  );
  return rows.map(({ recipient }) => recipient);
}
