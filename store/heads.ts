import { canonicalJson } from '../domain/canonical.ts';
import type { Day, Instant } from '../domain/instant.ts';
import { headOf, leafOf } from '../domain/proofChain.ts';
import type { ProofHead } from '../domain/proof.ts';
import { sha256 } from './ledger.ts';
import { transaction, type Db, type Pool } from './pool.ts';

/** Who signs a head: the id of the key, and the signature of a text. */
export interface Signer {
  readonly id: string;
  readonly sign: (text: string) => string;
}

export interface NewHead {
  readonly day: Day;
  /** Turns made before this instant are covered: the end of the day. */
  readonly until: Instant;
  readonly madeAt: Instant;
}

const PAGE = 200;

/**
 * Makes the head 日签 of a day over every chain that has grown since the head before; a day that has one keeps it, and a
 * day on which nothing grew has none. The day of the head made, if one was.
 */
export async function makeHead(
  pool: Pool,
  { day, until, madeAt }: NewHead,
  signer: Signer,
): Promise<Day | undefined> {
  await digestProcesses(pool);
  return transaction(pool, async (db) => {
    await db.query(`select pg_advisory_xact_lock(hashtext('chain_head'))`);
    const { rows: newer } = await db.query('select 1 from chain_head where day >= $1', [day]);
    if (newer.length > 0) return undefined;
    const grown = await grownChains(db, until);
    if (grown.length === 0) return undefined;
    const { rows: last } = await db.query<{ head: string }>(
      'select head from chain_head order by day desc limit 1',
    );
    const before = last[0]?.head ?? '';
    const leaves = grown.map((place) => ({
      ...place,
      leaf: leafOf(place, place.hash, place.digest, sha256),
    }));
    const head = headOf(
      day,
      before,
      leaves.map(({ leaf }) => leaf),
      sha256,
    );
    await db.query(
      `insert into chain_head (day, before, head, key, signature, made_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [day, before, head, signer.id, signer.sign(head), madeAt],
    );
    await db.query(
      `insert into chain_leaf (day, process, seq, n, leaf)
       select $1, process, seq, n, leaf
         from jsonb_to_recordset($2) as r (process text, seq int, n int, leaf text)`,
      [day, JSON.stringify(leaves)],
    );
    return day;
  });
}

interface GrownChain {
  readonly process: string;
  readonly seq: number;
  readonly n: number;
  readonly hash: string;
  readonly digest: string;
}

/** The last row of each chain made before an instant, where no head has covered it yet. */
async function grownChains(db: Db, until: Instant): Promise<readonly GrownChain[]> {
  const { rows } = await db.query<GrownChain>(
    `select d.process, l.seq, l.n, l.hash, d.digest
       from process_digest d
       join lateral (
         select l.seq, l.n, l.hash from ledger l
           join turn t on t.process = l.process and t.seq = l.seq
          where l.process = d.process and t.made_at < $1
          order by l.seq desc, l.n desc limit 1) l on true
       left join lateral (
         select c.seq, c.n from chain_leaf c
          where c.process = d.process order by c.day desc limit 1) c on true
      where c.seq is null or (l.seq, l.n) > (c.seq, c.n)
      order by d.process`,
    [until],
  );
  return rows;
}

/** Digests what processes were started with, a page at a time; each once. */
async function digestProcesses(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ id: string; input: unknown }>(
      `select p.id, p.input from process p
        where not exists (select 1 from process_digest d where d.process = p.id)
        order by p.id limit $1`,
      [PAGE],
    );
    if (rows.length === 0) return;
    const digests = rows.map(({ id, input }) => ({ id, digest: sha256(canonicalJson(input)) }));
    await pool.query(
      `insert into process_digest (process, digest)
       select id, digest from jsonb_to_recordset($1) as r (id text, digest text)
       on conflict do nothing`,
      [JSON.stringify(digests)],
    );
  }
}

/** The earliest head that covers a turn of a process, with the leaves of its day; null while there is none. */
export async function headCovering(
  db: Db,
  process: string,
  seq: number,
): Promise<ProofHead | null> {
  const { rows } = await db.query<Omit<ProofHead, 'place' | 'leaves'> & { seq: number; n: number }>(
    `select to_char(h.day, 'YYYY-MM-DD') as day, h.before, h.head, h.key, h.signature, c.seq, c.n
       from chain_leaf c join chain_head h on h.day = c.day
      where c.process = $1 and c.seq >= $2 order by c.day limit 1`,
    [process, seq],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { rows: leaves } = await db.query<{ leaf: string }>(
    `select leaf from chain_leaf where day = $1 order by leaf collate "C"`,
    [found.day],
  );
  const { seq: at, n, ...head } = found;
  return { ...head, place: { seq: at, n }, leaves: leaves.map(({ leaf }) => leaf) };
}
