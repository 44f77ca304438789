import type { Fault } from '../domain/faults.ts';
import type { Instant } from '../domain/instant.ts';
import type { MessageBase } from '../domain/machine.ts';
import { momentOf } from './kept.ts';
import type { Db } from './pool.ts';

/** Receipt 收件: what a unit sent, as received; acknowledged means that this row is committed. */
export interface Receipt {
  readonly requestId: string;
  readonly receivedAt: Instant;
  readonly process: string;
  readonly digest: string;
  readonly message: MessageBase;
  readonly verdict: Readonly<Record<string, unknown>> | null;
  readonly refused: Fault | null;
}

interface Row {
  request_id: string;
  received: Instant;
  process: string;
  digest: string;
  message: MessageBase;
  verdict: Record<string, unknown> | null;
  refused: Fault | null;
}

/** The instant at which the register receives: its own clock, plus the offset of a skipped run, in milliseconds. */
export async function receiptClock(db: Db, clockOffset: number): Promise<number> {
  return (await momentOf(db)).ms + clockOffset;
}

/** Commits a receipt; a request number already used answers with what it was used for, which is not new then. */
export async function insertReceipt(
  db: Db,
  receipt: {
    readonly requestId: string;
    readonly receivedAt: Instant;
    readonly campaign: string;
    readonly process: string;
    readonly actor: string;
    readonly digest: string;
    readonly body: unknown;
    readonly message: MessageBase;
    readonly refused?: Fault;
  },
): Promise<Receipt & { readonly isNew: boolean }> {
  const { rowCount } = await db.query(
    `insert into intake (request_id, received_at, campaign, process, actor, digest, body, message, refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      receipt.requestId,
      receipt.receivedAt,
      receipt.campaign,
      receipt.process,
      receipt.actor,
      receipt.digest,
      JSON.stringify(receipt.body),
      JSON.stringify(receipt.message),
      receipt.refused ? JSON.stringify(receipt.refused) : null,
    ],
  );
  const found = await findReceipt(db, receipt.requestId);
  if (found === undefined) throw new Error(`receipt ${receipt.requestId} was not kept`);
  return { ...found, isNew: rowCount === 1 };
}

export async function findReceipt(db: Db, requestId: string): Promise<Receipt | undefined> {
  const { rows } = await db.query<Row>(
    `select request_id, message ->> 'receivedAt' as received, process, digest, message, verdict, refused
       from intake where request_id = $1`,
    [requestId],
  );
  return rows[0] && receiptOf(rows[0]);
}

/** Receipts that no process has answered yet, older than `seconds` by the register's clock: their signal may be lost. */
export async function unanswered(
  db: Db,
  seconds: number,
  limit: number,
): Promise<readonly Receipt[]> {
  const { rows } = await db.query<Row>(
    `select request_id, message ->> 'receivedAt' as received, process, digest, message, verdict, refused
       from intake
      where verdict is null and refused is null
        and coalesce(signalled_at, '-infinity') < clock_timestamp() - make_interval(secs => $1)
      order by received_at limit $2`,
    [seconds, limit],
  );
  return rows.map(receiptOf);
}

export async function markSignalled(db: Db, requestId: string): Promise<void> {
  await db.query('update intake set signalled_at = clock_timestamp() where request_id = $1', [
    requestId,
  ]);
}

/** A receipt whose process has ended is answered with its fault. */
export async function refuseReceipt(db: Db, requestId: string, fault: Fault): Promise<void> {
  await db.query(
    'update intake set refused = $2 where request_id = $1 and verdict is null and refused is null',
    [requestId, JSON.stringify(fault)],
  );
}

function receiptOf(row: Row): Receipt {
  return {
    requestId: row.request_id,
    receivedAt: row.received,
    process: row.process,
    digest: row.digest,
    message: row.message,
    verdict: row.verdict,
    refused: row.refused,
  };
}
