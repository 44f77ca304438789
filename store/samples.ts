import type { Db } from './pool.ts';

/** What a draw is made from: the reports of a campaign's period that were received. */
export interface SampleScope {
  readonly campaign: string;
  readonly period: string;
  readonly duty: string | null;
}

/** Obligations of a scope that have been reported, on time or late. */
export async function reportedOf(
  db: Db,
  { campaign, period, duty }: SampleScope,
): Promise<readonly { readonly task: string; readonly obligation: string }[]> {
  const { rows } = await db.query<{ task: string; obligation: string }>(
    `select task, obligation from obligation_standing
      where campaign = $1 and period = $2 and ($3::text is null or duty = $3)
        and verdict in ('on-time', 'late') order by task, obligation`,
    [campaign, period, duty],
  );
  return rows;
}

/** A draw as the audit keeps it. */
export interface SampleRow {
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The first record of a draw; the same draw made again is not recorded again. */
export async function sampleNamed(db: Db, draw: string): Promise<SampleRow | undefined> {
  const { rows } = await db.query<SampleRow>(
    `select actor, detail from audit
      where act = 'drawSample' and outcome = 'done' and detail ->> 'draw' = $1 order by id limit 1`,
    [draw],
  );
  return rows[0];
}

/** Every draw of a scope, the oldest first. */
export async function samplesOf(
  db: Db,
  { campaign, period, duty }: SampleScope,
): Promise<readonly SampleRow[]> {
  const { rows } = await db.query<SampleRow>(
    `select actor, detail from audit
      where act = 'drawSample' and outcome = 'done' and subject = 'campaign/' || $1::text
        and detail ->> 'period' = $2 and detail ->> 'duty' is not distinct from $3 order by id`,
    [campaign, period, duty],
  );
  return rows;
}

/** Every draw of a campaign, the newest first. */
export async function drawsOf(db: Db, campaign: string): Promise<readonly SampleRow[]> {
  const { rows } = await db.query<SampleRow>(
    `select actor, detail from audit
      where act = 'drawSample' and outcome = 'done' and subject = 'campaign/' || $1::text
      order by id desc limit 200`,
    [campaign],
  );
  return rows;
}

/** What was found of one report that was drawn, as the audit keeps it. */
export interface OutcomeRow {
  readonly draw: string;
  readonly key: string;
  readonly result: string;
  readonly note: string;
  readonly by: string;
  readonly checkedAt: string;
  readonly requestId: string;
}

/** Outcomes of a campaign's draws, the newest first: a later entry about the same report corrects an earlier one. */
export async function outcomesOf(
  db: Db,
  campaign: string,
  draw?: string,
): Promise<readonly OutcomeRow[]> {
  const { rows } = await db.query<{ detail: OutcomeRow }>(
    `select detail from audit
      where act = 'recordSample' and outcome = 'done' and subject = 'campaign/' || $1::text
        and ($2::text is null or detail ->> 'draw' = $2) order by id desc`,
    [campaign, draw ?? null],
  );
  return rows.map(({ detail }) => detail);
}

/** Until the transaction ends nobody else records anything of this draw. */
export async function lockDraw(db: Db, draw: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`sample ${draw}`]);
}

/** Periods of which reports have been received, and how many; what fell due last comes first. */
export async function receivedScopes(
  db: Db,
  campaign: string,
): Promise<
  readonly { readonly duty: string; readonly period: string; readonly received: number }[]
> {
  const { rows } = await db.query<{ duty: string; period: string; received: number }>(
    `select duty, period, count(*)::int as received from obligation_standing
      where campaign = $1 and verdict in ('on-time', 'late')
      group by duty, period order by max(due) desc, duty limit 200`,
    [campaign],
  );
  return rows;
}
