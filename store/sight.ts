import { inboxesOfPost, type Sight } from '../domain/sight.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/**
 * The tasks of a unit: those that name it (lead, co-lead, responsible, cooperating), that a regime in flight or a transfer 移交
 * gave it, or of which an obstacle 需协调事项 was assigned to it.
 */
const OF_UNIT = `
  with names as (
    select name from unit where campaign = $1 and id = $2
    union select body ->> 'name' from unit_now where campaign = $1 and id = $2
    union select jsonb_array_elements_text(body -> 'aliases') from unit_now
           where campaign = $1 and id = $2)
  select t.task from task_now t where t.campaign = $1 and t.units @> array[$2::text]
  union
  select t.task from task_now t
   where t.campaign = $1 and t.named && array(select name from names)
  union
  select split_part(process, '/', 3) from ledger
   where campaign = $1 and type = 'obstacle-assigned' and payload ->> 'owner' = 'unit:' || $2::text`;

/** The tasks of a post: those whose leaders 分管领导 name it, of which it was told anything, or that are grounds of such an interview. */
const OF_POST = `
  with told as (
    select distinct process from notice where campaign = $1 and recipient = any ($3::text[]))
  select t.task from task_now t where t.campaign = $1 and t.leaders @> array[$2::text]
  union
  select split_part(process, '/', 3) from told where process like 'task/%'
  union
  select l.payload ->> 'task' from told join ledger l on l.process = told.process
   where told.process like 'interview/%' and l.type = 'ground'`;

/** The keys of the tasks that somebody reads; undefined: all. With `task` only that one is looked for. */
export async function tasksSeenBy(
  db: Db,
  campaign: string,
  sight: Sight,
  task?: string,
): Promise<ReadonlySet<string> | undefined> {
  if (sight.kind === 'all') return undefined;
  if (sight.kind === 'nothing') return new Set();
  const [sql, values] =
    sight.kind === 'unit'
      ? [OF_UNIT, [campaign, sight.unit]]
      : [OF_POST, [campaign, sight.post, inboxesOfPost(sight.post)]];
  const asked = task === undefined ? values : [...values, task];
  const where = task === undefined ? '' : ` where key = $${values.length + 1}`;
  const rows = await keptRows<{ key: string }>(
    db,
    `select key from (${sql}) as seen (key)${where}`,
    asked,
  );
  return new Set(rows.map(({ key }) => key));
}

/** The interviews about which an inbox of the actor was told anything. */
export async function interviewsTold(
  db: Db,
  campaign: string,
  sight: Sight,
): Promise<ReadonlySet<string>> {
  if (sight.kind === 'all' || sight.kind === 'nothing') return new Set();
  const [where, value] =
    sight.kind === 'unit'
      ? ['starts_with(recipient, $2)', `${sight.unit}/`]
      : ['recipient = any ($2::text[])', inboxesOfPost(sight.post)];
  const rows = await keptRows<{ process: string }>(
    db,
    `select distinct process from notice
      where campaign = $1 and ${where} and process like 'interview/%'`,
    [campaign, value],
  );
  return new Set(rows.map(({ process }) => process));
}

/** The campaigns in which a unit of this name, or a post, has anything. */
export async function campaignsSeenBy(
  db: Db,
  who: { readonly unit: string } | { readonly post: string },
): Promise<ReadonlySet<string>> {
  const { rows } =
    'unit' in who
      ? await db.query<{ campaign: string }>(
          `select distinct campaign from unit_now
            where id = $1 or body ->> 'name' = $1 or body -> 'aliases' ? $1`,
          [who.unit],
        )
      : await db.query<{ campaign: string }>(
          `select c.id as campaign from campaign c
            where exists (select from task_now t where t.campaign = c.id and t.leaders @> array[$1::text])
               or exists (select from notice n where n.campaign = c.id and n.recipient = any ($2::text[]))`,
          [who.post, inboxesOfPost(who.post)],
        );
  return new Set(rows.map(({ campaign }) => campaign));
}
