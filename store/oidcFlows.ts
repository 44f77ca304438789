import type { Db } from './pool.ts';

/** A sign-in by the 统一认证 that has begun: what its answer is compared with. */
export interface OidcFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The session that binds its own account; null: somebody signs in. */
  readonly session: string | null;
}

/** Those that nobody came back from are dropped. */
export async function insertFlow(
  db: Db,
  flow: OidcFlow & { readonly hash: string; readonly at: Date },
  dropBefore: Date,
): Promise<void> {
  await dropFlows(db, dropBefore);
  await db.query(
    `insert into oidc_flow (hash, state, nonce, verifier, session, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [flow.hash, flow.state, flow.nonce, flow.verifier, flow.session, flow.at],
  );
}

/** Drops those that began before an instant; how many there were. */
export async function dropFlows(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from oidc_flow where made_at < $1', [before]);
  return rowCount ?? 0;
}

/** Takes it away with its answer: none is used twice. */
export async function takeFlow(db: Db, hash: string, since: Date): Promise<OidcFlow | undefined> {
  const { rows } = await db.query<OidcFlow & { at: Date }>(
    'delete from oidc_flow where hash = $1 returning state, nonce, verifier, session, made_at as at',
    [hash],
  );
  const [flow] = rows;
  return flow !== undefined && flow.at >= since ? flow : undefined;
}
