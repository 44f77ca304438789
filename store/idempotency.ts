import type { Db } from './pool.ts';

/** A request as its key is claimed. */
export interface Claim {
  readonly owner: string;
  readonly key: string;
  readonly operation: string;
  readonly actor: string;
  readonly digest: string;
  /** When it is claimed, by the clock of whoever claims it. */
  readonly at: Date;
}

/** `own`: the work is ours; else what stands under the key. */
export type Claimed =
  | { readonly state: 'own' }
  | { readonly state: 'other' | 'running' }
  | { readonly state: 'done'; readonly answer: unknown };

/**
 * Claims a key in one statement; of two at once one gets it. A claim that is older than `staleMs` and was never finished is
 * taken over: its process has died.
 */
export async function claimRequest(
  db: Db,
  claim: Claim,
  staleMs: number,
  tries = 3,
): Promise<Claimed> {
  const { owner, key, operation, actor, digest, at } = claim;
  const { rows } = await db.query(
    `insert into request (owner, key, operation, actor, digest, claimed_at)
     values ($1, $2, $3, $4, $5, $7)
     on conflict (owner, key) do update set claimed_at = excluded.claimed_at
       where request.done_at is null and request.operation = excluded.operation
         and request.actor = excluded.actor and request.digest = excluded.digest
         and request.claimed_at < excluded.claimed_at - $6 * interval '1 millisecond'
     returning key`,
    [owner, key, operation, actor, digest, staleMs, at],
  );
  if (rows.length > 0) return { state: 'own' };
  const found = await standing(db, claim);
  if (found !== undefined) return found;
  return tries > 1 ? claimRequest(db, claim, staleMs, tries - 1) : { state: 'running' };
}

/** What stands under a key; undefined where its work has failed meanwhile. */
async function standing(db: Db, claim: Claim): Promise<Claimed | undefined> {
  const { rows } = await db.query<Claim & { done_at: Date | null; answer: unknown }>(
    'select operation, actor, digest, done_at, answer from request where owner = $1 and key = $2',
    [claim.owner, claim.key],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const same = (['operation', 'actor', 'digest'] as const).every(
    (name) => row[name] === claim[name],
  );
  if (!same) return { state: 'other' };
  return row.done_at === null ? { state: 'running' } : { state: 'done', answer: row.answer };
}

/** Keeps the answer of a request that was done. */
export async function finishRequest(
  db: Db,
  { owner, key }: Pick<Claim, 'owner' | 'key'>,
  answer: unknown,
  at: Date,
): Promise<void> {
  await db.query('update request set done_at = $4, answer = $3 where owner = $1 and key = $2', [
    owner,
    key,
    JSON.stringify(answer ?? null),
    at,
  ]);
}

/** Lets go of the key of a request that was refused and changed nothing. */
export async function dropRequest(
  db: Db,
  { owner, key }: Pick<Claim, 'owner' | 'key'>,
): Promise<void> {
  await db.query('delete from request where owner = $1 and key = $2 and done_at is null', [
    owner,
    key,
  ]);
}

/** Whether another request of some operations is being done, which was begun since an instant. */
export async function isAnotherRunning(
  db: Db,
  {
    key,
    operations,
    since,
  }: { readonly key: string; readonly operations: readonly string[]; readonly since: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from request
      where claimed_at >= $1 and done_at is null and key <> $2 and operation = any ($3) limit 1`,
    [since, key, operations],
  );
  return rowCount === 1;
}

/** Forgets what nobody repeats any more. */
export async function forgetRequests(db: Db, before: Date): Promise<void> {
  await db.query('delete from request where claimed_at < $1', [before]);
}
