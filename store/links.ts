import { instantOf, type Instant } from '../domain/instant.ts';
import { transaction, type Db, type Pool } from './pool.ts';

/** Link 免登录链接: what a unit may report by it, without an account. Its token is not kept, only the token's hash. */
export interface Link {
  readonly id: string;
  readonly hash: string;
  readonly campaign: string;
  readonly unit: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly requestId: string;
  readonly obligations: readonly LinkedObligation[];
  readonly revoked: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

export interface LinkedObligation {
  readonly task: string;
  readonly obligation: string;
}

const LINK = `select l.id, l.hash, l.campaign, l.unit, l.made_at as "madeAt", l.made_by as "madeBy",
    l.request_id as "requestId",
    (select coalesce(jsonb_agg(jsonb_build_object('task', o.task, 'obligation', o.obligation) order by o.n), '[]')
       from link_obligation o where o.link = l.id) as obligations,
    r.at as "revokedAt", r.actor as "revokedBy", r.reason
  from link l left join link_revoked r on r.link = l.id`;

type Row = Omit<Link, 'revoked'> & {
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly reason: string | null;
};

export async function insertLink(
  db: Db,
  link: Omit<Link, 'madeAt' | 'revoked'> & { readonly madeAt: Instant },
): Promise<void> {
  await db.query(
    `insert into link (id, hash, campaign, unit, made_at, made_by, request_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [link.id, link.hash, link.campaign, link.unit, link.madeAt, link.madeBy, link.requestId],
  );
  await db.query(
    `insert into link_obligation (link, n, task, obligation)
     select $1, n, task, obligation from jsonb_to_recordset($2) as r (n int, task text, obligation text)`,
    [link.id, JSON.stringify(link.obligations.map((one, n) => ({ n, ...one })))],
  );
}

export async function findLink(db: Db, id: string): Promise<Link | undefined> {
  const { rows } = await db.query<Row>(`${LINK} where l.id = $1`, [id]);
  return rows[0] && linkOf(rows[0]);
}

export async function linkOfRequest(db: Db, requestId: string): Promise<Link | undefined> {
  const { rows } = await db.query<Row>(`${LINK} where l.request_id = $1`, [requestId]);
  return rows[0] && linkOf(rows[0]);
}

/** The newest first, a page at a time; `after` is the id of the last link of the page before. */
export async function linksOf(
  db: Db,
  campaign: string,
  page: {
    readonly unit?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly Link[]> {
  const { rows } = await db.query<Row>(
    `${LINK} where l.campaign = $1 and ($2::text is null or l.unit = $2)
        and ($3::text is null or (l.made_at, l.id) < (select b.made_at, b.id from link b where b.id = $3))
      order by l.made_at desc, l.id desc limit $4`,
    [campaign, page.unit ?? null, page.after ?? null, page.limit],
  );
  return rows.map(linkOf);
}

/** Whether it was this that ended it: a link is revoked once. */
export async function insertRevocation(
  db: Db,
  revoked: {
    readonly link: string;
    readonly at: Instant;
    readonly actor: string;
    readonly reason: string;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'insert into link_revoked (link, at, actor, reason) values ($1, $2, $3, $4) on conflict do nothing',
    [revoked.link, revoked.at, revoked.actor, revoked.reason],
  );
  return rowCount === 1;
}

/** A link has ended when it was revoked, when its campaign ended, or when all that it opens was reported or exempted and fell due. */
const ENDED = `select l.id from link l
  where l.made_at < $1
    and (exists (select from link_revoked r where r.link = l.id and r.at < $1)
         or exists (select from ledger e where e.process = 'campaign/' || l.campaign
                       and e.kind = 'fact' and e.type = 'ended' and e.at < $1)
         or not exists (select from link_obligation o
                          join standing s on s.campaign = l.campaign and s.task = o.task
                                         and s.obligation = o.obligation
                         where o.link = l.id and (s.verdict in ('pending', 'missing') or s.due >= $1)))`;

/** Drops links that ended before an instant; how many there were. */
export async function dropLinks(pool: Pool, before: Date): Promise<number> {
  return transaction(pool, async (db) => {
    await db.query(`select set_config('duban.link_purge', 'on', true)`);
    const { rows } = await db.query<{ id: string }>(`${ENDED} limit 10000`, [before]);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await db.query('delete from link_obligation where link = any($1)', [ids]);
    await db.query('delete from link_revoked where link = any($1)', [ids]);
    await db.query('delete from link where id = any($1)', [ids]);
    return ids.length;
  });
}

/**
 * The obligations of a unit that may still be reported or corrected: what nobody has judged for good, and what fell due
 * after `since`. Whether each is open is for its process to say.
 */
export async function candidatesOf(
  db: Db,
  campaign: string,
  unit: string,
  since: Instant,
): Promise<readonly LinkedObligation[]> {
  const { rows } = await db.query<LinkedObligation>(
    `select s.task, s.obligation from obligation_standing s
       join task t on t.campaign = s.campaign and t.key = s.task
      where s.campaign = $1 and $2 = any (s.members)
        and (s.verdict in ('pending', 'missing') or s.due > $3)
      order by s.due, t.ordinal, s.obligation`,
    [campaign, unit, since],
  );
  return rows;
}

/** What the notices of these ids speak of, as far as they went to the unit's own inboxes. */
export async function obligationsNoticed(
  db: Db,
  campaign: string,
  unit: string,
): Promise<readonly (LinkedObligation & { readonly key: string })[]> {
  const { rows } = await db.query<LinkedObligation & { key: string }>(
    `select n.key, split_part(n.process, '/', 3) as task, o.obligation
       from notice n
       cross join lateral (
         select n.payload ->> 'obligation' as obligation
         union select jsonb_array_elements_text(n.payload -> 'with')
          where jsonb_typeof(n.payload -> 'with') = 'array') o
      where n.campaign = $1 and n.recipient like $2 and n.process like 'task/%'
        and o.obligation is not null`,
    [campaign, `${unit}/%`],
  );
  return rows;
}

export function instantIn(date: Date, zone: string): Instant {
  return instantOf(date.getTime(), zone);
}

function linkOf({ revokedAt, revokedBy, reason, ...row }: Row): Link {
  const revoked =
    revokedAt === null ? null : { at: revokedAt, by: revokedBy ?? '', reason: reason ?? '' };
  return { ...row, revoked };
}
