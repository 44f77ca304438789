import type { Db, Pool } from './pool.ts';
import { transaction } from './pool.ts';

/** Where the chain of the audit stands: its last link. */
export interface AuditHead {
  readonly n: number;
  readonly hash: string;
}

/** The first link that does not hold, and why. */
export interface AuditFlaw {
  readonly n: number | null;
  readonly id: number | null;
  readonly why: 'changed' | 'removed' | 'gap' | 'chain' | 'unlinked' | 'head';
}

export interface ChainChecked {
  readonly links: number;
  readonly from: AuditHead | null;
  readonly head: AuditHead | null;
  readonly flaw: AuditFlaw | null;
}

interface Link {
  readonly n: string;
  readonly audit: string;
  readonly prev: string;
  readonly hash: string;
  /** Null: the entry is not there. */
  readonly own: string | null;
}

const NONE = '0'.repeat(64);
const AT_A_TIME = 20_000;

export async function auditHead(db: Db): Promise<AuditHead | null> {
  const { rows } = await db.query<{ n: string; hash: string }>(
    'select n, hash from audit_link order by n desc limit 1',
  );
  return rows[0] === undefined ? null : { n: Number(rows[0].n), hash: rows[0].hash };
}

/**
 * Walks the chain: every hash is taken again over its entry and the hash before it. `noted` is a head that somebody wrote down
 * earlier: it must still be there, so that an end that was cut off shows.
 */
export async function checkChain(db: Db, noted?: AuditHead): Promise<ChainChecked> {
  const base = await purgedUpTo(db);
  let before: AuditHead = base ?? { n: 0, hash: NONE };
  let links = 0;
  let from: AuditHead | null = null;
  const done = (flaw: AuditFlaw | null): ChainChecked => {
    return { links, from, head: links === 0 ? base : before, flaw };
  };
  for (;;) {
    const page = await linksAfter(db, before.n);
    for (const link of page) {
      const flaw = flawOf(link, before);
      if (flaw) return done(flaw);
      before = { n: Number(link.n), hash: link.hash };
      from ??= before;
      links += 1;
      if (noted?.n === before.n && noted.hash !== before.hash) return done(flawAt(link, 'head'));
    }
    if (page.length < AT_A_TIME) break;
  }
  if (noted !== undefined && noted.n > before.n) {
    return done({ n: noted.n, id: null, why: 'head' });
  }
  const unlinked = await firstUnlinked(db);
  return done(unlinked === undefined ? null : { n: null, id: unlinked, why: 'unlinked' });
}

async function linksAfter(db: Db, n: number): Promise<readonly Link[]> {
  const { rows } = await db.query<Link>(
    `select l.n, l.audit, l.prev, l.hash,
            case when a.id is not null then audit_hash(l.prev, audit_text(a)) end as own
       from audit_link l left join audit a on a.id = l.audit
      where l.n > $1 order by l.n limit $2`,
    [n, AT_A_TIME],
  );
  return rows;
}

function flawOf(link: Link, before: AuditHead): AuditFlaw | undefined {
  if (Number(link.n) !== before.n + 1) return flawAt(link, 'gap');
  if (link.prev !== before.hash) return flawAt(link, 'chain');
  if (link.own === null) return flawAt(link, 'removed');
  return link.own === link.hash ? undefined : flawAt(link, 'changed');
}

function flawAt({ n, audit }: Link, why: AuditFlaw['why']): AuditFlaw {
  return { n: Number(n), id: Number(audit), why };
}

async function firstUnlinked(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select a.id from audit a where not exists (select 1 from audit_link l where l.audit = a.id)
      order by a.id limit 1`,
  );
  return rows[0] === undefined ? undefined : Number(rows[0].id);
}

/** The last link that a purge took away, as its own entry names it. */
async function purgedUpTo(db: Db): Promise<AuditHead | null> {
  const { rows } = await db.query<{ n: string; hash: string }>(
    `select detail ->> 'n' as n, detail ->> 'hash' as hash from audit
      where act = 'purgeAudit' and outcome = 'done' order by id desc limit 1`,
  );
  return rows[0] === undefined ? null : { n: Number(rows[0].n), hash: rows[0].hash };
}

/**
 * Takes away what is older than `before` from the beginning of the chain; the register refuses less than 180 days. Answers the
 * last link that went and how many; the caller records it in the same transaction, so that the chain still begins somewhere.
 */
export async function purgeAudit(
  pool: Pool,
  before: Date,
  record: (db: Db, gone: AuditHead, count: number) => Promise<void>,
): Promise<number> {
  return transaction(pool, async (db) => {
    await db.query(`select set_config('duban.audit_purge', 'on', true)`);
    const { rows } = await db.query<{ n: string; hash: string }>(
      `select n, hash from audit_link where n < coalesce(
         (select min(l.n) from audit_link l join audit a on a.id = l.audit where a.at >= $1),
         (select max(n) + 1 from audit_link))
        order by n desc limit 1`,
      [before],
    );
    const [last] = rows;
    if (last === undefined) return 0;
    await db.query('delete from audit a using audit_link l where l.audit = a.id and l.n <= $1', [
      last.n,
    ]);
    const gone = await db.query('delete from audit_link where n <= $1', [last.n]);
    const count = gone.rowCount ?? 0;
    await record(db, { n: Number(last.n), hash: last.hash }, count);
    return count;
  });
}
