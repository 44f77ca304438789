import type { Instant } from '../domain/instant.ts';
import type { Reading } from '../domain/plan.ts';
import type { Db } from './pool.ts';

export type PlanDeskState = 'open' | 'started' | 'discarded';

/** A plan desk 方案案卷 without the reading itself, which may be some megabytes. */
export interface PlanDeskRow {
  readonly id: string;
  readonly file: string;
  /** SHA-256 of the document. */
  readonly sha256: string;
  readonly tasks: number;
  /** What people have said about it. */
  readonly work: unknown;
  /** Doubts that are open, and those without which nothing starts. */
  readonly open: number;
  readonly required: number;
  readonly state: PlanDeskState;
  readonly campaign: string | null;
  readonly version: number;
  /** The request that wrote this version. */
  readonly lastRequest: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

const COLUMNS = `id, file, sha256, tasks, work, open, required, state, campaign, version,
  last_request as "lastRequest", created_at as "createdAt", created_by as "createdBy",
  updated_at as "updatedAt", updated_by as "updatedBy"`;

export interface NewPlanDesk {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly reading: Reading;
  readonly work: object;
  readonly open: number;
  readonly required: number;
  readonly requestId: string;
  readonly at: Instant;
  readonly by: string;
}

export async function insertPlanDesk(db: Db, desk: NewPlanDesk): Promise<void> {
  const { id, file, sha256, reading, work, open, required, requestId, at, by } = desk;
  await db.query(
    `insert into plan_desk (id, file, sha256, reading, tasks, work, open, required, request_id, last_request,
       created_at, created_by, updated_at, updated_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $10, $11)`,
    [
      ...[id, file, sha256, JSON.stringify(reading), reading.draft.tasks.length],
      ...[JSON.stringify(work), open, required, requestId, at, by],
    ],
  );
}

export async function findPlanDesk(db: Db, id: string): Promise<PlanDeskRow | undefined> {
  const { rows } = await db.query<PlanDeskRow>(`select ${COLUMNS} from plan_desk where id = $1`, [
    id,
  ]);
  return rows[0];
}

/** What the importer read. */
export async function readingOfDesk(db: Db, id: string): Promise<Reading | undefined> {
  const { rows } = await db.query<{ reading: Reading }>(
    'select reading from plan_desk where id = $1',
    [id],
  );
  return rows[0]?.reading;
}

export async function planDeskOfRequest(
  db: Db,
  requestId: string,
): Promise<PlanDeskRow | undefined> {
  const { rows } = await db.query<PlanDeskRow>(
    `select ${COLUMNS} from plan_desk where request_id = $1`,
    [requestId],
  );
  return rows[0];
}

/** The desk from which a campaign was started. */
export async function planDeskOfCampaign(
  db: Db,
  campaign: string,
): Promise<PlanDeskRow | undefined> {
  const { rows } = await db.query<PlanDeskRow>(
    `select ${COLUMNS} from plan_desk where campaign = $1`,
    [campaign],
  );
  return rows[0];
}

/** The desks, those last worked at first; `after` is the last id of the page before. */
export async function planDesks(
  db: Db,
  { after, limit, state }: { after?: string; limit: number; state?: PlanDeskState },
): Promise<readonly PlanDeskRow[]> {
  const { rows } = await db.query<PlanDeskRow>(
    `select ${COLUMNS} from plan_desk
      where ($1::text is null or state = $1)
        and ($2::text is null or (updated_at, id) < (select updated_at, id from plan_desk where id = $2))
      order by updated_at desc, id desc limit $3`,
    [state ?? null, after ?? null, limit],
  );
  return rows;
}

export interface PlanDeskWrite {
  readonly id: string;
  /** The version that the writer has seen. */
  readonly seen: number;
  readonly work: object;
  readonly open: number;
  readonly required: number;
  readonly requestId: string;
  readonly at: Instant;
  readonly by: string;
}

/** Writes the next version; false where another has written since. */
export async function updatePlanDesk(db: Db, write: PlanDeskWrite): Promise<boolean> {
  const { id, seen, work, open, required, requestId, at, by } = write;
  const { rowCount } = await db.query(
    `update plan_desk set work = $3, open = $4, required = $5, version = version + 1, last_request = $6,
       updated_at = $7, updated_by = $8
      where id = $1 and version = $2 and state = 'open'`,
    [id, seen, JSON.stringify(work), open, required, requestId, at, by],
  );
  return rowCount === 1;
}

export interface PlanDeskEnd {
  readonly id: string;
  readonly seen: number;
  readonly state: 'started' | 'discarded';
  readonly campaign?: string;
  /** What is added to the work at its end. */
  readonly work?: object;
  readonly requestId: string;
  readonly at: Instant;
  readonly by: string;
}

/** Ends the work at a desk; false where another has written since. */
export async function endPlanDesk(db: Db, end: PlanDeskEnd): Promise<boolean> {
  const { id, seen, state, campaign, work, requestId, at, by } = end;
  const { rowCount } = await db.query(
    `update plan_desk set state = $3, campaign = $4, version = version + 1, last_request = $5,
       updated_at = $6, updated_by = $7, work = work || $8::jsonb
      where id = $1 and version = $2 and state = 'open'`,
    [id, seen, state, campaign ?? null, requestId, at, by, JSON.stringify(work ?? {})],
  );
  return rowCount === 1;
}

/** Corrections 更正 of all desks, the oldest first: what was written instead of printed words. */
export async function correctionsOfDesks(db: Db, limit: number): Promise<readonly unknown[]> {
  const { rows } = await db.query<{ correction: unknown }>(
    `select c.value as correction from plan_desk d, jsonb_array_elements(d.work -> 'corrections') c
      order by c.value ->> 'at' desc limit $1`,
    [limit],
  );
  return rows.map(({ correction }) => correction).reverse();
}
