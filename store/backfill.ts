import type { Backfill } from '../domain/beginning.ts';
import type { Day, Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** Backfilled 补录一条: an entry as it stands, and the one that it corrects. */
export interface Backfilled extends Backfill {
  readonly id: number;
  readonly obligation: string;
  readonly actor: string;
  readonly at: Day | null;
  readonly enteredAt: Date;
  readonly requestId: string;
  readonly corrects: number | null;
}

const COLUMNS = `id::int, obligation, duty, period, unit, result, to_char(reported, 'YYYY-MM-DD') as at,
  source, actor, at as "enteredAt", request_id as "requestId", corrects::int`;

/** Entries of one task, in the order in which they were made. */
export async function backfilledOf(
  db: Db,
  campaign: string,
  task: string,
): Promise<readonly Backfilled[]> {
  const { rows } = await db.query<Backfilled>(
    `select ${COLUMNS} from backfill where campaign = $1 and task = $2 order by id`,
    [campaign, task],
  );
  return rows;
}

/** The newest entry about each unit and period of these tasks, by task. */
export async function backfilledIn(
  db: Db,
  campaign: string,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, readonly Backfilled[]>> {
  const { rows } = await db.query<Backfilled & { task: string }>(
    `select distinct on (task, obligation, unit) task, ${COLUMNS} from backfill
      where campaign = $1 and task = any ($2) order by task, obligation, unit, id desc`,
    [campaign, tasks],
  );
  const byTask = new Map<string, Backfilled[]>();
  for (const { task, ...row } of rows) byTask.set(task, [...(byTask.get(task) ?? []), row]);
  return byTask;
}

/** An entry by the request that made it. */
export async function backfillOfRequest(
  db: Db,
  requestId: string,
): Promise<(Backfilled & { readonly campaign: string; readonly task: string }) | undefined> {
  const { rows } = await db.query<Backfilled & { campaign: string; task: string }>(
    `select campaign, task, ${COLUMNS} from backfill where request_id = $1`,
    [requestId],
  );
  return rows[0];
}

export interface NewBackfill extends Backfill {
  readonly campaign: string;
  readonly task: string;
  readonly obligation: string;
  readonly actor: string;
  readonly enteredAt: Instant;
  readonly requestId: string;
  readonly corrects: number | null;
}

/** Appends an entry; two that correct the same one at once cannot both stand. */
export async function insertBackfill(db: Db, entry: NewBackfill): Promise<void> {
  await db.query(
    `insert into backfill
       (campaign, task, obligation, duty, period, unit, result, reported, source, actor, at, request_id, corrects)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[entry.campaign, entry.task, entry.obligation, entry.duty, entry.period, entry.unit],
      ...[entry.result, entry.at, entry.source, entry.actor, entry.enteredAt, entry.requestId],
      entry.corrects,
    ],
  );
}

/** Until the transaction ends nobody else enters anything about this task. */
export async function lockBackfill(db: Db, process: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`backfill ${process}`]);
}
