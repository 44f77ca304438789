import type { Db } from './pool.ts';

export type SetupPurpose = 'system' | 'security' | 'audit' | 'activation';

/** Set-up link 启用链接: its bearer may set a password once; only the hash of its token is kept. */
export interface SetupLink {
  readonly id: string;
  readonly purpose: SetupPurpose;
  readonly account: string | null;
  readonly endsAt: Date;
}

export async function insertLink(
  db: Db,
  link: SetupLink & {
    readonly hash: string;
    readonly madeAt: Date;
    readonly madeBy: string | null;
  },
): Promise<void> {
  const { id, hash, purpose, account, madeAt, madeBy, endsAt } = link;
  await db.query(
    `insert into setup_link (id, hash, purpose, account, made_at, made_by, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, hash, purpose, account, madeAt, madeBy, endsAt],
  );
}

/** A link that can still be used; `hold` keeps others from using it until the transaction ends. */
export async function findLink(
  db: Db,
  hash: string,
  at: Date,
  hold = false,
): Promise<SetupLink | undefined> {
  const { rows } = await db.query<SetupLink>(
    `select id, purpose, account, ends_at as "endsAt" from setup_link
      where hash = $1 and used_at is null and revoked_at is null and ends_at > $2
      ${hold ? 'for update' : ''}`,
    [hash, at],
  );
  return rows[0];
}

export async function useLink(db: Db, id: string, at: Date): Promise<void> {
  await db.query('update setup_link set used_at = $2 where id = $1', [id, at]);
}

/** Revokes what is unused of a purpose, or of an account. */
export async function revokeLinks(
  db: Db,
  which: { readonly purpose: SetupPurpose } | { readonly account: string },
  at: Date,
): Promise<number> {
  const [column, value] =
    'purpose' in which ? ['purpose', which.purpose] : ['account', which.account];
  const { rowCount } = await db.query(
    `update setup_link set revoked_at = $2
      where ${column} = $1 and used_at is null and revoked_at is null`,
    [value, at],
  );
  return rowCount ?? 0;
}

/** Drops those that were used, revoked or over before an instant; how many there were. */
export async function dropSetupLinks(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(
    'delete from setup_link where least(used_at, revoked_at, ends_at) < $1',
    [before],
  );
  return rowCount ?? 0;
}
