import { OwedTask } from '../domain/context.ts';
import { taskKey } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { PlanTask } from '../domain/plan.ts';
import { enterUnits } from './directories.ts';
import type { Db } from './pool.ts';

/** What is typed of an item 督办事项. */
export interface ItemBody {
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly urgency: string;
  readonly leader: string;
  readonly on: string;
  readonly due: string | null;
}

export interface ItemRow {
  readonly campaign: string;
  readonly task: string;
  readonly requestId: string;
  readonly registeredAt: Date;
  readonly actor: string;
  readonly body: ItemBody;
  readonly plan: PlanTask;
  readonly owed: OwedTask;
  /** Given at the approval. */
  readonly number: { readonly prefix: string; readonly year: number; readonly n: number } | null;
}

/** Keys of one campaign are given out one after another; the lock lasts until the transaction ends. */
export async function nextOrdinal(db: Db, campaign: string): Promise<number> {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('task-key/' || $1, 0))`, [
    campaign,
  ]);
  return (await lastOrdinal(db, campaign)) + 1;
}

/**
 * The highest ordinal of a task key that the campaign has ever given out; 0 where there is none. What this request itself
 * kept before it was cut off does not count, so that the same request again gives the same keys.
 */
export async function lastOrdinal(db: Db, campaign: string, request?: string): Promise<number> {
  const { rows } = await db.query<{ last: number | null }>(
    `select max(substr(key, 2)::int) as last from (
       select key from task where campaign = $1
       union all select task from item where campaign = $1
       union all select body ->> 'lastKey' from plan_version
                   where campaign = $1 and request_id is distinct from $2
       union all select d.body ->> 'lastKey' from campaign c join document d
                   on d.kind = 'plan' and d.hash = c.plan_hash where c.id = $1) k (key)
      where key is not null`,
    [campaign, request ?? null],
  );
  return rows[0]?.last ?? 0;
}

/** Enters an item under the next key of its campaign, once for a request; inside a transaction. */
export async function insertItem(
  db: Db,
  item: Pick<ItemRow, 'campaign' | 'requestId' | 'actor' | 'body'> & {
    readonly registeredAt: Instant;
    /** Made under the lock, so that two at once never give one id to two new units. */
    readonly made: (key: string) => Promise<{ readonly plan: PlanTask; readonly owed: OwedTask }>;
  },
): Promise<void> {
  const { campaign, requestId, registeredAt, actor, body } = item;
  const key = taskKey(await nextOrdinal(db, campaign));
  if ((await itemOfRequest(db, requestId)) !== undefined) return;
  const { plan, owed } = await item.made(key);
  await enterUnits(db, campaign, owed.units);
  await db.query(
    `insert into item (campaign, task, request_id, registered_at, actor, body, plan, owed)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[campaign, key, requestId, registeredAt, actor],
      ...[body, plan, owed].map((value) => JSON.stringify(value)),
    ],
  );
}

const COLUMNS = `i.campaign, i.task, i.request_id as "requestId", i.registered_at as "registeredAt",
  i.actor, i.body, i.plan, i.owed, case when n.number is null then null else
    jsonb_build_object('prefix', n.prefix, 'year', n.year, 'n', n.number) end as number`;
const FROM = `item i left join item_number n on n.campaign = i.campaign and n.task = i.task`;

async function found(db: Db, where: string, values: unknown[]): Promise<readonly ItemRow[]> {
  const { rows } = await db.query<ItemRow>(
    `select ${COLUMNS} from ${FROM} where ${where} order by i.campaign, i.task`,
    values,
  );
  return rows.map((row) => ({
    ...row,
    plan: PlanTask.parse(row.plan),
    owed: OwedTask.parse(row.owed),
  }));
}

/** The items of a campaign in the order of their registration. */
export async function itemsOf(db: Db, campaign: string): Promise<readonly ItemRow[]> {
  return found(db, 'i.campaign = $1', [campaign]);
}

export async function findItem(
  db: Db,
  campaign: string,
  task: string,
): Promise<ItemRow | undefined> {
  const [row] = await found(db, 'i.campaign = $1 and i.task = $2', [campaign, task]);
  return row;
}

export async function itemOfRequest(db: Db, requestId: string): Promise<ItemRow | undefined> {
  const [row] = await found(db, 'i.request_id = $1', [requestId]);
  return row;
}

/** The item that bears a number; numbers run over all campaigns. */
export async function itemNumbered(
  db: Db,
  prefix: string,
  year: number,
  n: number,
): Promise<ItemRow | undefined> {
  const where = 'n.prefix = $1 and n.year = $2 and n.number = $3';
  const [row] = await found(db, where, [prefix, year, n]);
  return row;
}

/**
 * Gives an item its number, once: the next of its prefix and year, without a gap. Others that are approved at the same
 * time wait for the transaction; one that is rolled back has given nothing.
 */
export async function giveNumber(
  db: Db,
  item: {
    readonly campaign: string;
    readonly task: string;
    readonly prefix: string;
    readonly year: number;
    readonly at: Instant;
  },
): Promise<number> {
  const { campaign, task, prefix, year, at } = item;
  await db.query(`select pg_advisory_xact_lock(hashtextextended('item/' || $1 || '/' || $2, 0))`, [
    prefix,
    year,
  ]);
  const known = await db.query<{ number: number }>(
    'select number from item_number where campaign = $1 and task = $2',
    [campaign, task],
  );
  if (known.rows[0] !== undefined) return known.rows[0].number;
  const { rows } = await db.query<{ number: number }>(
    `insert into item_number (prefix, year, number, campaign, task, given_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5
       from item_number where prefix = $1 and year = $2 returning number`,
    [prefix, year, campaign, task, at],
  );
  return rows[0]?.number ?? 0;
}

/** How the days of items stand, the latest of each: by the key of its task. */
export async function itemStandings(
  db: Db,
  campaign: string,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, { readonly day: string; readonly verdict: string }>> {
  const { rows } = await db.query<{ task: string; period: string; verdict: string }>(
    `select distinct on (task) task, period, verdict from obligation_standing
      where campaign = $1 and duty = 'deadlines' and task = any ($2) order by task, due desc`,
    [campaign, tasks],
  );
  return new Map(
    rows.map(({ task, period, verdict }) => [task, { day: period.slice(0, 10), verdict }]),
  );
}
