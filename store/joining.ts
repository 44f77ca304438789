import { OwedTask } from '../domain/context.ts';
import type { Instant } from '../domain/instant.ts';
import { PlanTask } from '../domain/plan.ts';
import type { Unit } from '../domain/unit.ts';
import { enterUnits } from './directories.ts';
import { nextOrdinal } from './items.ts';
import type { Db } from './pool.ts';

/** A task that joins a campaign in flight. */
export interface JoiningTask {
  readonly plan: PlanTask;
  readonly owed: OwedTask;
}

/** Enters tasks after those of the campaign, once; inside a transaction. */
export async function joinTasks(
  db: Db,
  campaign: string,
  since: Instant,
  tasks: readonly JoiningTask[],
): Promise<void> {
  await nextOrdinal(db, campaign);
  const rows = tasks.map(({ plan, owed }, n) => ({ key: plan.key, n, body: plan, owed }));
  await db.query(
    `insert into task (campaign, key, ordinal, body, owed, since, since_text)
     select $1, r.key, o.last + 1 + r.n, r.body, r.owed, $3, $4
       from jsonb_to_recordset($2) as r (key text, n int, body jsonb, owed jsonb),
            (select coalesce(max(ordinal), -1) as last from task where campaign = $1) o
     on conflict do nothing`,
    [campaign, JSON.stringify(rows), since, since],
  );
}

/** The tasks of these keys that a published version of the plan brings; the newest words of each. */
export async function publishedTasks(
  db: Db,
  campaign: string,
  keys: readonly string[],
): Promise<readonly JoiningTask[]> {
  const { rows } = await db.query<{ plan: unknown; owed: unknown }>(
    `select distinct on (a.value -> 'plan' ->> 'key') a.value -> 'plan' as plan, a.value -> 'owed' as owed
       from plan_version v, jsonb_array_elements(v.body -> 'added') a
      where v.campaign = $1 and a.value -> 'plan' ->> 'key' = any ($2)
      order by a.value -> 'plan' ->> 'key', v.version desc, v.published_at desc`,
    [campaign, keys],
  );
  return rows.map(({ plan, owed }) => ({ plan: PlanTask.parse(plan), owed: OwedTask.parse(owed) }));
}

/** Takes over the printed words of a published version of the plan, for the tasks that run; every version is kept. */
export async function adoptWords(db: Db, campaign: string, hash: string): Promise<void> {
  await db.query(
    `update task t set body = w.value
       from (select body from plan_version where campaign = $1 and hash = $2
              order by published_at desc limit 1) v,
            jsonb_array_elements(v.body -> 'words') w
      where t.campaign = $1 and t.key = w.value ->> 'key'`,
    [campaign, hash],
  );
}

/** A version of a plan as it was published: what its new tasks owe, and the words of those that changed. */
export interface PublishedPlan {
  readonly lastKey: string;
  readonly added: readonly JoiningTask[];
  readonly words: readonly PlanTask[];
}

/**
 * Keeps a version that is about to be published, with its document and the units that it brings; the campaign has the
 * last word. `units`: an id has been given to another unit meanwhile. `reused`: the request has kept something else.
 */
export async function insertVersion(
  db: Db,
  version: {
    readonly campaign: string;
    readonly requestId: string;
    readonly version: number;
    readonly hash: string;
    readonly publishedAt: Instant;
    readonly actor: string;
    readonly plan: unknown;
    readonly body: PublishedPlan;
    readonly units: readonly Unit[];
  },
): Promise<'kept' | 'units' | 'reused'> {
  const { campaign, requestId, hash, publishedAt, actor, plan, body } = version;
  await nextOrdinal(db, campaign);
  if (!(await enterUnits(db, campaign, version.units))) return 'units';
  await db.query(
    `insert into document (kind, hash, body) values ('plan', $1, $2) on conflict do nothing`,
    [hash, JSON.stringify(plan)],
  );
  await db.query(
    `insert into plan_version (campaign, request_id, version, hash, published_at, actor, body)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [campaign, requestId, version.version, hash, publishedAt, actor, JSON.stringify(body)],
  );
  const { rowCount } = await db.query(
    'select 1 from plan_version where request_id = $1 and campaign = $2 and hash = $3 and body = $4',
    [requestId, campaign, hash, JSON.stringify(body)],
  );
  return rowCount === 1 ? 'kept' : 'reused';
}

/** A document of the plan by its hash, as it was kept; absent: the one of the campaign's start. */
export async function planDocument(
  db: Db,
  campaign: string,
  hash: string | undefined,
): Promise<unknown> {
  const { rows } = await db.query<{ body: unknown }>(
    `select d.body from document d join campaign c on c.id = $1
      where d.kind = 'plan' and d.hash = coalesce($2, c.plan_hash)`,
    [campaign, hash ?? null],
  );
  return rows[0]?.body;
}
