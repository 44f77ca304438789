import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** A bulk act as it was numbered: the message that its campaign gets, and the list that was confirmed. */
export interface BulkRow {
  readonly number: string;
  readonly campaign: string;
  readonly act: 'suspend' | 'resume' | 'extend' | 'exempt';
  readonly digest: string;
  readonly message: Readonly<Record<string, unknown>> & { readonly reason: string };
  readonly actor: string;
  readonly at: Date;
  readonly requestId: string;
  /** 作废: why the campaign refused it. */
  readonly void: string | null;
}

const COLUMNS = `b.number, b.campaign, b.act, b.digest, b.message, b.actor, b.at,
  b.request_id as "requestId", v.reason as void`;

export async function bulkOfRequest(db: Db, requestId: string): Promise<BulkRow | undefined> {
  const { rows } = await db.query<BulkRow>(
    `select ${COLUMNS} from bulk_act b left join bulk_void v using (request_id)
      where b.request_id = $1`,
    [requestId],
  );
  return rows[0];
}

/** Bulk acts of a campaign, in the order of their numbers. */
export async function bulkOfCampaign(db: Db, campaign: string): Promise<readonly BulkRow[]> {
  const { rows } = await db.query<BulkRow>(
    `select ${COLUMNS} from bulk_act b left join bulk_void v using (request_id)
      where b.campaign = $1 order by b.year, b.ordinal`,
    [campaign],
  );
  return rows;
}

export interface NewBulk {
  /** Empty for the office; a trial has its own, which counts for nothing. */
  readonly series: string;
  readonly year: number;
  readonly campaign: string;
  readonly act: BulkRow['act'];
  readonly digest: string;
  readonly actor: string;
  readonly at: Instant;
  readonly requestId: string;
  readonly message: (number: string) => Readonly<Record<string, unknown>>;
  readonly numbered: (ordinal: number) => string;
}

/**
 * Gives the next number of the year and keeps the act under it, inside the caller's transaction. Until that ends nobody
 * else gets a number of the series, so that none is given twice and none left out.
 */
export async function insertBulk(db: Db, act: NewBulk): Promise<string> {
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`bulk ${act.series} ${act.year}`]);
  const { rows } = await db.query<{ next: number }>(
    'select coalesce(max(ordinal), 0) + 1 as next from bulk_act where series = $1 and year = $2',
    [act.series, act.year],
  );
  const ordinal = rows[0]?.next ?? 1;
  const number = act.numbered(ordinal);
  await db.query(
    `insert into bulk_act
       (series, year, ordinal, number, campaign, act, digest, message, actor, at, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[act.series, act.year, ordinal, number, act.campaign, act.act, act.digest],
      ...[JSON.stringify(act.message(number)), act.actor, act.at, act.requestId],
    ],
  );
  return number;
}

/** 作废: the campaign refused the act; its number stays with it. */
export async function insertVoid(
  db: Db,
  requestId: string,
  reason: string,
  at: Instant,
): Promise<void> {
  await db.query(
    'insert into bulk_void (request_id, reason, at) values ($1, $2, $3) on conflict do nothing',
    [requestId, reason, at],
  );
}
