import { z } from 'zod';
import { canonicalJson } from '../domain/canonical.ts';
import { Context, OwedTask } from '../domain/context.ts';
import { campaignId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { PlanTask } from '../domain/plan.ts';
import { Unit } from '../domain/unit.ts';
import { sha256 } from './ledger.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';
import { rememberedByText } from './rememberedText.ts';

/** What a campaign binds: one version each of plan, regime, calendar and directory. */
export interface NewCampaign {
  readonly title: string;
  readonly documents: Readonly<Record<'plan' | 'regime' | 'calendar' | 'directory', unknown>>;
  readonly createdAt: Instant;
  readonly year: number;
  readonly requestId: string;
  readonly context: (id: string) => Context;
  readonly tasks: readonly { readonly plan: PlanTask; readonly owed: OwedTask }[];
  readonly units: readonly Unit[];
}

/** Writes a campaign with its documents, units and tasks; its id is the next of the year. */
export async function insertCampaign(db: Db, campaign: NewCampaign): Promise<Context> {
  await db.query('select pg_advisory_xact_lock($1)', [campaign.year]);
  const hashes: Record<string, string> = {};
  for (const [kind, body] of Object.entries(campaign.documents)) {
    const hash = sha256(canonicalJson(body));
    hashes[kind] = hash;
    await db.query(
      'insert into document (kind, hash, body) values ($1, $2, $3) on conflict do nothing',
      [kind, hash, JSON.stringify(body)],
    );
  }
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from campaign where id like $1',
    [`c${campaign.year}-%`],
  );
  const context = campaign.context(campaignId(campaign.year, (rows[0]?.count ?? 0) + 1));
  const id = context.campaign;
  await db.query(
    `insert into campaign (id, title, plan_hash, regime_hash, calendar_hash, directory_hash, created_at, context, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      campaign.title,
      hashes['plan'],
      hashes['regime'],
      hashes['calendar'],
      hashes['directory'],
      campaign.createdAt,
      JSON.stringify(context),
      campaign.requestId,
    ],
  );
  await db.query(
    `insert into unit (campaign, id, name, body)
     select $1, r.body ->> 'id', r.body ->> 'name', r.body from jsonb_to_recordset($2) as r (body jsonb)`,
    [id, JSON.stringify(campaign.units.map((body) => ({ body })))],
  );
  const tasks = campaign.tasks.map(({ plan, owed }, ordinal) => ({
    key: plan.key,
    ordinal,
    body: plan,
    owed,
  }));
  await db.query(
    `insert into task (campaign, key, ordinal, body, owed)
     select $1, key, ordinal, body, owed
       from jsonb_to_recordset($2) as r (key text, ordinal int, body jsonb, owed jsonb)`,
    [id, JSON.stringify(tasks)],
  );
  return context;
}

export interface CampaignRow {
  readonly id: string;
  readonly title: string;
  readonly createdAt: Date;
  readonly context: Context;
}

export async function findCampaign(db: Db, id: string): Promise<CampaignRow | undefined> {
  const rows = await keptRows<{
    id: string;
    title: string;
    created_at: Date;
    context: string;
  }>(db, 'select id, title, created_at, context::text as context from campaign where id = $1', [
    id,
  ]);
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at,
    context: contextOf(row.context),
  };
}

/**
 * What is worked out of a context is remembered with the object (its slots, its lines), so that all who read a campaign had
 * better have the same one.
 */
const contextOf = rememberedByText((value) => Context.parse(value));

export async function campaignOfRequest(db: Db, requestId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>('select id from campaign where request_id = $1', [
    requestId,
  ]);
  return rows[0]?.id;
}

export async function listCampaigns(db: Db): Promise<readonly { id: string; title: string }[]> {
  const { rows } = await db.query<{ id: string; title: string }>(
    'select id, title from campaign order by id',
  );
  return rows;
}

/** The units of a campaign as they are now, under their present names. */
export async function unitsOf(db: Db, campaign: string): Promise<readonly Unit[]> {
  const rows = await keptRows<{ text: string | null }>(
    db,
    `select '[' || string_agg(body::text, ',' order by id) || ']' as text from unit_now where campaign = $1`,
    [campaign],
  );
  return unitsIn(rows[0]?.text ?? '[]');
}

const unitsIn = rememberedByText((value) => z.array(Unit).parse(value));

export interface TaskRow {
  readonly key: string;
  readonly plan: PlanTask;
  readonly owed: OwedTask;
  /** When it was added in flight; absent: from the start. */
  readonly since?: Instant;
}

/** Tasks in the order of the plan, a page at a time. */
export async function tasksOf(
  db: Db,
  campaign: string,
  page: { readonly after?: number; readonly limit?: number } = {},
): Promise<readonly (TaskRow & { readonly ordinal: number })[]> {
  const { rows } = await db.query<TaskColumns & { ordinal: number }>(
    'select key, ordinal, body, owed, since_text from task where campaign = $1 and ordinal > $2 order by ordinal limit $3',
    [campaign, page.after ?? -1, page.limit ?? 100_000],
  );
  return rows.map(({ ordinal, ...row }) => ({ ...taskRow(row), ordinal }));
}

/** A row of the table of tasks as it is read. */
export interface TaskColumns {
  readonly key: string;
  readonly body: unknown;
  readonly owed: unknown;
  readonly since_text: Instant | null;
}

export function taskRow({ key, body, owed, since_text }: TaskColumns): TaskRow {
  const since = since_text === null ? {} : { since: since_text };
  return { key, plan: PlanTask.parse(body), owed: OwedTask.parse(owed), ...since };
}

/** What some tasks owe and since when, by key. */
export async function owedOf(
  db: Db,
  campaign: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Pick<TaskRow, 'owed' | 'since'>>> {
  const { rows } = await db.query<TaskColumns>(
    'select key, body, owed, since_text from task where campaign = $1 and key = any ($2)',
    [campaign, keys],
  );
  return new Map(rows.map((row) => [row.key, taskRow(row)]));
}

/** Tasks that owe alike: one of them, and how many they are. */
export interface OwingGroup {
  readonly owed: OwedTask;
  /** Added in flight. */
  readonly joined: boolean;
  readonly count: number;
}

/** The tasks of a campaign by what they owe; with `seen` only those. */
export async function owingGroups(
  db: Db,
  campaign: string,
  seen?: ReadonlySet<string>,
): Promise<readonly OwingGroup[]> {
  const rows = await keptRows<{ owed: unknown; joined: boolean; count: number }>(
    db,
    `select t.owed, g.joined, g.count
       from (select min(task) as task, since is not null as joined, count(*)::int as count from task_now
              where campaign = $1 and ($2::text[] is null or task = any ($2)) group by owes, since is not null) g
       join task t on t.campaign = $1 and t.key = g.task`,
    [campaign, seen === undefined ? null : [...seen]],
  );
  return rows.map((row) => ({ ...row, owed: OwedTask.parse(row.owed) }));
}
