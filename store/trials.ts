import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** The campaign that a trial went live as, with the request that did it. */
export async function liveOf(
  db: Db,
  trial: string,
): Promise<{ readonly campaign: string; readonly requestId: string } | undefined> {
  const { rows } = await db.query<{ campaign: string; requestId: string }>(
    `select l.campaign, c.request_id as "requestId"
       from went_live l join campaign c on c.id = l.campaign where l.trial = $1`,
    [trial],
  );
  return rows[0];
}

/** The trial and the live campaign, of either of them. */
export async function wentLive(
  db: Db,
  campaign: string,
): Promise<{ readonly trial: string; readonly campaign: string } | undefined> {
  const { rows } = await db.query<{ trial: string; campaign: string }>(
    'select trial, campaign from went_live where trial = $1 or campaign = $1',
    [campaign],
  );
  return rows[0];
}

/** Notes that a trial went live; it does so once. */
export async function insertWentLive(
  db: Db,
  {
    trial,
    campaign,
    actor,
    at,
  }: Readonly<Record<'trial' | 'campaign' | 'actor', string>> & {
    readonly at: Instant;
  },
): Promise<void> {
  await db.query('insert into went_live (trial, campaign, actor, at) values ($1, $2, $3, $4)', [
    trial,
    campaign,
    actor,
    at,
  ]);
}

/** The documents that a campaign binds, as they were kept. */
export async function documentsOf(
  db: Db,
  campaign: string,
): Promise<Readonly<Record<'plan' | 'regime' | 'calendar' | 'directory', unknown>>> {
  const { rows } = await db.query<Record<'plan' | 'regime' | 'calendar' | 'directory', unknown>>(
    `select p.body as plan, r.body as regime, k.body as calendar, d.body as directory
       from campaign c
       join document p on p.kind = 'plan' and p.hash = c.plan_hash
       join document r on r.kind = 'regime' and r.hash = c.regime_hash
       join document k on k.kind = 'calendar' and k.hash = c.calendar_hash
       join document d on d.kind = 'directory' and d.hash = c.directory_hash
      where c.id = $1`,
    [campaign],
  );
  const [found] = rows;
  if (found === undefined) throw new Error(`campaign ${campaign} was not found`);
  return found;
}
