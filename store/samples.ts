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
