import type { Grant } from '../domain/access.ts';
import { grantOf } from './grants.ts';
import type { Db } from './pool.ts';
import { HOLDER, type SessionFound, type Strength } from './sessions.ts';

/** API token 接口令牌: lets a program act for an account, within its scopes; only its hash is kept. */
export interface ApiToken {
  readonly id: string;
  readonly account: string;
  readonly label: string;
  readonly scopes: readonly string[];
  /** Of the session that made it. */
  readonly strength: Strength;
  readonly madeAt: Date;
  readonly endsAt: Date;
  readonly usedAt: Date | null;
}

const COLUMNS = `t.id, t.account, t.label, t.scopes, t.strength, t.made_at as "madeAt", t.ends_at as "endsAt",
  t.used_at as "usedAt"`;

export async function insertToken(
  db: Db,
  token: Omit<ApiToken, 'usedAt'> & { readonly hash: string },
): Promise<void> {
  const { id, hash, account, label, scopes, strength, madeAt, endsAt } = token;
  await db.query(
    `insert into api_token (id, hash, account, label, scopes, strength, made_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, hash, account, label, scopes, strength, madeAt, endsAt],
  );
}

export interface TokenFound extends ApiToken {
  readonly holder: SessionFound['holder'];
  readonly grants: readonly Grant[];
}

type Found = Omit<TokenFound, 'grants'> & {
  readonly grants: readonly Parameters<typeof grantOf>[0][];
};

/** The token of a hash, where it holds. */
export async function findToken(db: Db, hash: string, at: Date): Promise<TokenFound | undefined> {
  const { rows } = await db.query<Found>(
    `select ${COLUMNS}, ${HOLDER} from api_token t join account a on a.id = t.account
      where t.hash = $1 and t.revoked_at is null and t.ends_at > $2 and a.state = 'active'`,
    [hash, at],
  );
  const [found] = rows;
  return found && { ...found, grants: found.grants.map(grantOf) };
}

/** Written once a minute at most. */
export async function usedToken(db: Db, id: string, at: Date): Promise<void> {
  await db.query(
    `update api_token set used_at = $2::timestamptz
      where id = $1 and (used_at is null or used_at < $2::timestamptz - interval '1 minute')`,
    [id, at],
  );
}

export interface TokenLine extends ApiToken {
  readonly login: string | null;
  readonly name: string;
}

/** Tokens that are not revoked, those that have run out included; of one account or of all. */
export async function tokensOf(db: Db, account?: string): Promise<readonly TokenLine[]> {
  const { rows } = await db.query<TokenLine>(
    `select ${COLUMNS}, a.login, a.name from api_token t join account a on a.id = t.account
      where t.revoked_at is null and ($1::text is null or t.account = $1)
      order by t.made_at desc, t.id limit 500`,
    [account ?? null],
  );
  return rows;
}

/** Revokes one token, or all of an account; how many have held until now. */
export async function revokeTokens(
  db: Db,
  which: { readonly id: string; readonly account?: string } | { readonly account: string },
  by: { readonly at: Date; readonly account: string | null },
): Promise<number> {
  const { rowCount } = await db.query(
    `update api_token set revoked_at = $3, revoked_by = $4
      where revoked_at is null and ($1::text is null or id = $1)
        and ($2::text is null or account = $2)`,
    ['id' in which ? which.id : null, which.account ?? null, by.at, by.account],
  );
  return rowCount ?? 0;
}

/** Revokes those of an account that were made by somebody who had come in by the 统一认证. */
export async function revokeOidcTokens(
  db: Db,
  account: string,
  by: { readonly at: Date; readonly by: string | null },
): Promise<void> {
  await db.query(
    `update api_token set revoked_at = $2, revoked_by = $3
      where account = $1 and revoked_at is null and strength like 'oidc%'`,
    [account, by.at, by.by],
  );
}

/** Drops those that were revoked or ran out before an instant; how many there were. */
export async function dropTokens(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(
    'delete from api_token where least(ends_at, revoked_at) < $1',
    [before],
  );
  return rowCount ?? 0;
}
