import type { Db } from './pool.ts';

/** A place in the order in which turns were committed. */
export interface Place {
  /** The transaction that wrote the turn, as PostgreSQL numbers them. */
  readonly written: string;
  readonly process: string;
  readonly seq: number;
}

/** A turn, and to which inboxes it sent notices. */
export interface TurnEvent extends Place {
  readonly recipients: readonly string[];
}

/** The place before everything that is yet to be committed. */
export async function placeNow(db: Db): Promise<Place> {
  const { rows } = await db.query<{ written: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as written',
  );
  return { written: rows[0]?.written ?? '0', process: '', seq: -1 };
}

/**
 * Turns after a place and before another that `placeNow` has answered, in order. All transactions before that one have ended, so
 * that whoever reads on from there never misses a turn that was begun earlier and committed later.
 */
export async function turnsBetween(
  db: Db,
  { written, process, seq }: Place,
  before: Pick<Place, 'written'>,
  limit: number,
): Promise<readonly TurnEvent[]> {
  const { rows } = await db.query<TurnEvent>(
    `select t.written::text as written, t.process, t.seq,
            array(select distinct n.recipient from notice n
                   where n.process = t.process and n.seq = t.seq) as recipients
       from turn t
      where (t.written, t.process, t.seq) > ($1::text::xid8, $2, $3) and t.written < $4::text::xid8
      order by t.written, t.process, t.seq limit $5`,
    [written, process, seq, before.written, limit],
  );
  return rows;
}

/** Which of two places is later: 1, 0 or -1. */
export function laterPlace(a: Place, b: Place): number {
  const [x, y] = [BigInt(a.written), BigInt(b.written)];
  if (x !== y) return x < y ? -1 : 1;
  if (a.process !== b.process) return a.process < b.process ? -1 : 1;
  return Math.sign(a.seq - b.seq);
}
