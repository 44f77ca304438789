import { instantOf, type Instant } from '../domain/instant.ts';
import type { OpenRow, ProofExpected, ProofNotice, ProofTurn } from '../domain/proof.ts';
import { noticeId } from '../domain/proofChain.ts';
import { sha256 } from './ledger.ts';
import type { Db } from './pool.ts';

/** A notice with where it was decided. */
export interface FoundNotice extends ProofNotice {
  readonly process: string;
  readonly campaign: string;
}

/** A notice by the id that the inbox shows, or by its key; several where an id has two. */
export async function noticesNamed(db: Db, wanted: string): Promise<readonly FoundNotice[]> {
  const [, digits] = /^n([0-9a-f]{12})$/.exec(wanted) ?? [];
  const where = digits === undefined ? 'key = $1' : 'notice_id(key) = $1';
  const { rows } = await db.query<Omit<FoundNotice, 'id'>>(
    `select key, type, recipient, at_text as at, payload, seq, process, campaign
       from notice where ${where} order by key limit 2`,
    [digits ?? wanted],
  );
  return rows.map((row) => ({ id: noticeId(row.key, sha256), ...row }));
}

/** Every notice of a process in the order of its decisions. */
export async function noticesOf(db: Db, process: string): Promise<readonly ProofNotice[]> {
  const { rows } = await db.query<Omit<ProofNotice, 'id'>>(
    `select key, type, recipient, at_text as at, payload, seq
       from notice where process = $1 order by seq, n`,
    [process],
  );
  return rows.map((row) => ({ id: noticeId(row.key, sha256), ...row }));
}

/** The turns of a process up to one of them, without what was answered. */
export async function turnsUpTo(
  db: Db,
  process: string,
  last: number,
  zone: string,
): Promise<readonly ProofTurn[]> {
  const { rows } = await db.query<{
    seq: number;
    engine: number;
    made_at: Date;
    taken: (ProofTurn['taken'][number] & { answer?: unknown })[];
  }>('select seq, engine, made_at, taken from turn where process = $1 and seq <= $2 order by seq', [
    process,
    last,
  ]);
  return rows.map(({ seq, engine, made_at, taken }) => ({
    ...{ seq, engine, madeAt: instantOf(made_at.getTime(), zone) },
    taken: taken.map(({ upTo, message }) => (message ? { upTo, message } : { upTo })),
  }));
}

/** The ledger of a process up to a turn. */
export async function rowsUpTo(db: Db, process: string, last: number): Promise<readonly OpenRow[]> {
  const { rows } = await db.query<OpenRow>(
    `select seq, n, kind, type, key, at_text as at, payload, hash
       from ledger where process = $1 and seq <= $2 order by seq, n`,
    [process, last],
  );
  return rows;
}

/** The expected set of a task. */
export async function expectedOf(
  db: Db,
  campaign: string,
  task: string,
  zone: string,
): Promise<readonly ProofExpected[]> {
  const { rows } = await db.query<
    Omit<ProofExpected, 'due' | 'openedAt'> & { due: Date; opened_at: Date }
  >(
    `select obligation, duty, period, party, members, due, opened_at
       from expected where campaign = $1 and task = $2 order by due, obligation`,
    [campaign, task],
  );
  const written = (date: Date): Instant => instantOf(date.getTime(), zone);
  return rows.map(({ due, opened_at, ...row }) => ({
    ...row,
    due: written(due),
    openedAt: written(opened_at),
  }));
}

/** What came in for a process and was taken: the request, its digest and its words. */
export async function papersOf(
  db: Db,
  process: string,
): Promise<
  readonly {
    readonly request: string;
    readonly receivedAt: Instant;
    readonly digest: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly message: Readonly<Record<string, unknown>>;
  }[]
> {
  const { rows } = await db.query<Awaited<ReturnType<typeof papersOf>>[number]>(
    `select request_id as request, message ->> 'receivedAt' as "receivedAt", digest, body, message
       from intake where process = $1 and refused is null order by received_at, request_id`,
    [process],
  );
  return rows;
}

/** The turns of every task of a campaign from which what-if begins, a page of tasks at a time. */
export async function taskTurns(
  db: Db,
  campaign: string,
  page: { readonly after: string; readonly limit: number },
): Promise<
  readonly {
    readonly process: string;
    readonly input: unknown;
    readonly turns: readonly { readonly engine: number; readonly taken: ProofTurn['taken'] }[];
  }[]
> {
  const { rows } = await db.query<Awaited<ReturnType<typeof taskTurns>>[number]>(
    `select p.id as process, p.input,
            coalesce((select jsonb_agg(jsonb_build_object('engine', t.engine, 'taken', t.taken)
                                       order by t.seq)
                        from turn t where t.process = p.id), '[]'::jsonb) as turns
       from process p
      where p.campaign = $1 and p.kind = 'task' and p.id > $2 order by p.id limit $3`,
    [campaign, page.after, page.limit],
  );
  return rows;
}
