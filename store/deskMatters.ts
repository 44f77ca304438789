import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** A matter by its newest fact, with the task that it is about. */
export interface MatterRow {
  readonly process: string;
  readonly matter: string;
  readonly campaign: string;
  readonly type: string;
  readonly openedAt: string;
  readonly at: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly task: string;
  readonly no: string | null;
  readonly title: string;
}

/** After which facts somebody is waited for: in which phase, and whether the fact itself must name him. */
export interface WantedMatter {
  readonly type: string;
  readonly phase: string | null;
  readonly named: boolean;
}

/** As `deskNamed` of `domain/matterWaiting.ts` has it. */
const NAMED = `case
    when m.type like 'sign%' or m.type = 'unsigned' then 'unit:' || (m.payload ->> 'unit')
    when m.type = 'report-returned' then 'unit:' || split_part(m.payload ->> 'party', '+', 1)
    when m.type = 'closure-returned' then m.payload ->> 'applicant'
    when m.type like 'objection%' then m.payload ->> 'decider'
    else coalesce(m.payload ->> 'desk', m.payload ->> 'verifier', m.payload ->> 'approver', m.payload ->> 'owner') end`;

const WAITS = `matter_now m
  join task_now t on t.campaign = m.campaign and t.task = split_part(m.process, '/', 3) and not t.ended
 where m.campaign = $1 and m.type = any ($4::text[])
   and exists (select 1 from jsonb_to_recordset($2) as w (type text, phase text, named boolean)
                where w.type = m.type and (w.phase is null or w.phase = m.payload ->> 'phase')
                  and (not w.named or ${NAMED} = $3))`;

/** What waits for an actor in a campaign, the nearest limit first, and how many there are by type. */
export async function mattersFor(
  db: Db,
  campaign: string,
  wanted: readonly WantedMatter[],
  actor: string,
  limit: number,
): Promise<{
  readonly rows: readonly MatterRow[];
  readonly counts: ReadonlyMap<string, number>;
}> {
  if (wanted.length === 0) return { rows: [], counts: new Map() };
  const types = [...new Set(wanted.map(({ type }) => type))];
  const values = [campaign, JSON.stringify(wanted), actor, types];
  const counted = await keptRows<{ type: string; count: number }>(
    db,
    `select m.type, count(*)::int as count from ${WAITS} group by m.type`,
    values,
  );
  const counts = new Map(counted.map(({ type, count }) => [type, count]));
  if (counts.size === 0) return { rows: [], counts };
  const rows = await keptRows<MatterRow>(
    db,
    `select m.process, m.matter, m.campaign, m.type, m.opened_at as "openedAt", m.at, m.payload,
            t.task, t.no, t.title
       from ${WAITS} order by (m.payload ->> 'limitAt')::timestamptz nulls last, m.process, m.matter limit $5`,
    [...values, limit],
  );
  return { rows, counts };
}

/** Reports that were returned to their units and have to be sent again, by obligation: `task/…#monthly/…`. */
export async function returnedReports(
  db: Db,
  processes: readonly string[],
): Promise<ReadonlyMap<string, { readonly reason: string; readonly limitAt: string | null }>> {
  if (processes.length === 0) return new Map();
  const { rows } = await db.query<{ key: string; reason: string | null; limitAt: string | null }>(
    `select m.process || '#' || (m.payload ->> 'obligation') as key, m.payload ->> 'reason' as reason,
            m.payload ->> 'limitAt' as "limitAt"
       from matter_now m where m.process = any ($1) and m.type = 'report-returned'`,
    [processes],
  );
  return new Map(rows.map(({ key, reason, limitAt }) => [key, { reason: reason ?? '', limitAt }]));
}

/** Notices about a process that were sent last: the evidence of a gate. */
export async function noticesOf(
  db: Db,
  processes: readonly string[],
  limit: number,
): Promise<
  readonly {
    readonly key: string;
    readonly process: string;
    readonly type: string;
    readonly recipient: string;
    readonly at: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }[]
> {
  const { rows } = await db.query<Awaited<ReturnType<typeof noticesOf>>[number]>(
    `select n.key, n.process, n.type, n.recipient, n.at_text as at, n.payload
       from unnest($1::text[]) as p (id)
      cross join lateral (select * from notice n where n.process = p.id order by n.seq desc, n.n desc limit $2) n`,
    [processes, limit],
  );
  return rows;
}

/** Tasks by key, as far as sentences need them. */
export async function taskNames(
  db: Db,
  campaign: string,
  keys: readonly string[],
): Promise<
  readonly {
    readonly key: string;
    readonly no: string | null;
    readonly title: string;
    readonly content: string;
  }[]
> {
  if (keys.length === 0) return [];
  const rows = await keptRows<{
    key: string;
    no: string | null;
    title: string;
    content: string;
  }>(
    db,
    `select task as key, no, title, title as content from task_now where campaign = $1 and task = any ($2)`,
    [campaign, keys],
  );
  return rows;
}
