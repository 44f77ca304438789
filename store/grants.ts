import type { Grant, Role } from '../domain/access.ts';
import type { Db } from './pool.ts';

/** A grant 授权 as kept; it holds while it is not revoked. */
export interface GrantRow {
  readonly id: number;
  readonly account: string;
  readonly grant: Grant;
  readonly grantedAt: Date;
  readonly grantedBy: string | null;
}

interface Row {
  readonly id: string;
  readonly account: string;
  readonly role: Role;
  readonly unit: string | null;
  readonly post: string | null;
  readonly campaign: string | null;
  readonly grantedAt: Date;
  readonly grantedBy: string | null;
}

const COLUMNS = `id, account, role, unit, post, campaign,
  granted_at as "grantedAt", granted_by as "grantedBy"`;

/** The side on which a role lies: 三员 are sides of their own, all others are of the office. */
export function sideOf(role: Role): 'office' | 'system' | 'security' | 'audit' {
  return role === 'system' || role === 'security' || role === 'audit' ? role : 'office';
}

/**
 * Grants a role; its id, or undefined where the account has the same already. The constraint of the table fails with 23503
 * where the role lies on another side than what the account has.
 */
export async function insertGrant(
  db: Db,
  account: string,
  grant: Grant,
  by: { readonly at: Date; readonly account: string | null },
): Promise<number | undefined> {
  const side = sideOf(grant.role);
  await db.query(
    `update account set side = $2 where id = $1 and side is distinct from $2
        and not exists (select from account_grant where account = $1 and revoked_at is null)`,
    [account, side],
  );
  const { role, unit = null, post = null, campaign = null } = grant;
  const { rows } = await db.query<{ id: string }>(
    `insert into account_grant (account, role, unit, post, campaign, granted_at, granted_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [account, role, unit, post, campaign, by.at, by.account],
  );
  return rows[0] && Number(rows[0].id);
}

/** Ends grants; how many have held until now. */
export async function endGrants(
  db: Db,
  ids: readonly number[],
  by: { readonly at: Date; readonly account: string | null },
): Promise<number> {
  const { rowCount } = await db.query(
    `update account_grant set revoked_at = $2, revoked_by = $3
      where id = any($1) and revoked_at is null`,
    [ids, by.at, by.account],
  );
  return rowCount ?? 0;
}

/** What holds, of some accounts or of all, or of one role, by its number; `after` is that of the last of the page before. */
export async function grantsHeld(
  db: Db,
  of: { readonly accounts?: readonly string[]; readonly role?: Role | undefined } = {},
  page: { readonly after?: number | undefined; readonly limit?: number | undefined } = {},
): Promise<readonly GrantRow[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from account_grant
      where revoked_at is null and ($1::text[] is null or account = any($1))
        and ($2::text is null or role = $2) and id > $3 order by id limit $4`,
    [of.accounts ?? null, of.role ?? null, page.after ?? 0, page.limit ?? null],
  );
  return rows.map(rowOf);
}

export async function findGrant(db: Db, id: number): Promise<GrantRow | undefined> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from account_grant where id = $1 and revoked_at is null`,
    [id],
  );
  return rows[0] && rowOf(rows[0]);
}

/** A unit as directories name it. */
export interface UnitName {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The units of these campaigns. */
export async function unitsKnownIn(
  db: Db,
  campaigns: readonly string[],
): Promise<readonly UnitName[]> {
  const { rows } = await db.query<UnitName>(
    `select distinct name, coalesce(body -> 'aliases', '[]') as aliases from unit
      where campaign = any($1) order by name`,
    [campaigns],
  );
  return rows;
}

/** The units for which a contact is kept. */
export async function contactUnits(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ unit: string }>(
    `select distinct unit from account where state = 'active' and unit is not null order by unit`,
  );
  return rows.map(({ unit }) => unit);
}

/** Roles that were granted at any time. */
export async function rolesEverGranted(db: Db): Promise<ReadonlySet<Role>> {
  const { rows } = await db.query<{ role: Role }>('select distinct role from account_grant');
  return new Set(rows.map(({ role }) => role));
}

/** A grant from its columns; null columns are absent. */
export function grantOf(row: Pick<Row, 'role' | 'unit' | 'post' | 'campaign'>): Grant {
  const { role, unit, post, campaign } = row;
  return {
    role,
    ...(unit === null ? {} : { unit }),
    ...(post === null ? {} : { post }),
    ...(campaign === null ? {} : { campaign }),
  };
}

function rowOf(row: Row): GrantRow {
  const { account, grantedAt, grantedBy } = row;
  return { id: Number(row.id), account, grant: grantOf(row), grantedAt, grantedBy };
}
