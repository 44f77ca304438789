import type { Db } from './pool.ts';

/** Account 账号 as kept: the phone and the second factor are sealed. */
export interface AccountRow {
  readonly id: string;
  readonly login: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly phone: string | null;
  readonly subject: string | null;
  readonly state: 'active' | 'locked' | 'left';
  readonly password: string | null;
  readonly passwordAt: Date | null;
  readonly factor: string | null;
  readonly createdAt: Date;
  readonly leftAt: Date | null;
}

const COLUMNS = `id, login, name, unit, phone, subject, state, password, password_at as "passwordAt",
  factor, created_at as "createdAt", left_at as "leftAt"`;

/** An account of which no password is known yet; its id. */
export async function insertAccount(
  db: Db,
  account: Pick<AccountRow, 'login' | 'name' | 'unit' | 'subject'> & { readonly at: Date },
): Promise<string> {
  const { login, name, unit, subject, at } = account;
  const { rows } = await db.query<{ id: string }>(
    `insert into account (login, name, unit, subject, created_at)
     values ($1, $2, $3, $4, $5) returning id`,
    [login, name, unit, subject, at],
  );
  return rows[0]?.id ?? '';
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`select ${COLUMNS} from account where id = $1`, [id]);
  return rows[0];
}

/** Waits until nobody else is changing the account. */
export async function holdAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(
    `select ${COLUMNS} from account where id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** Whether there is an account at all, in whatever state. */
export async function anyAccount(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    'select exists (select from account) as found',
  );
  return rows[0]?.found === true;
}

export async function accountByLogin(db: Db, login: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`select ${COLUMNS} from account where login = $1`, [
    login,
  ]);
  return rows[0];
}

export async function accountBySubject(db: Db, subject: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`select ${COLUMNS} from account where subject = $1`, [
    subject,
  ]);
  return rows[0];
}

export interface AccountPage {
  readonly state?: AccountRow['state'] | undefined;
  readonly unit?: string | undefined;
  /** Part of a login, a name or a unit. */
  readonly words?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Accounts by their ids, after the one that is named. */
export async function accountsOf(db: Db, page: AccountPage): Promise<readonly AccountRow[]> {
  const { rows } = await db.query<AccountRow>(
    `select ${COLUMNS} from account
      where ($1::text is null or state = $1) and ($2::text is null or unit = $2)
        and ($3::text is null or strpos(lower(concat_ws(' ', login, name, unit)), lower($3)) > 0)
        and (length(id), id) > (length($4), $4)
      order by length(id), id limit $5`,
    [page.state ?? null, page.unit ?? null, page.words ?? null, page.after ?? '', page.limit],
  );
  return rows;
}

/** What may be corrected of an account; what is undefined stays. */
export type AccountChange = Partial<
  Pick<AccountRow, 'name' | 'unit' | 'phone' | 'subject' | 'login' | 'state'>
>;

const CHANGEABLE = ['name', 'unit', 'phone', 'subject', 'login', 'state'] as const;

export async function updateAccount(db: Db, id: string, change: AccountChange): Promise<void> {
  const named = CHANGEABLE.filter((column) => change[column] !== undefined);
  if (named.length === 0) return;
  const set = named.map((column, i) => `${column} = $${i + 2}`).join(', ');
  await db.query(`update account set ${set} where id = $1`, [
    id,
    ...named.map((column) => change[column]),
  ]);
}

/** Leaver 离任: the record stays under a name that names nobody. */
export async function closeAccount(db: Db, id: string, name: string, at: Date): Promise<void> {
  await db.query(
    `update account set state = 'left', name = $2, left_at = $3, login = null, phone = null,
            subject = null, password = null, factor = null, factor_at = null where id = $1`,
    [id, name, at],
  );
  await db.query('delete from account_password where account = $1', [id]);
  await db.query('delete from subject_asked where account = $1', [id]);
}

/** Sets a password (an argon2id hash) and remembers it among the last `kept`. */
export async function setPassword(
  db: Db,
  id: string,
  { hash, at, kept }: { readonly hash: string; readonly at: Date; readonly kept: number },
): Promise<void> {
  await db.query('update account set password = $2, password_at = $3 where id = $1', [
    id,
    hash,
    at,
  ]);
  await db.query('insert into account_password (account, password, set_at) values ($1, $2, $3)', [
    id,
    hash,
    at,
  ]);
  await db.query(
    `delete from account_password where account = $1 and ctid not in (
       select ctid from account_password where account = $1 order by set_at desc limit $2)`,
    [id, kept],
  );
}

export async function lastPasswords(db: Db, id: string, count: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ password: string }>(
    'select password from account_password where account = $1 order by set_at desc limit $2',
    [id, count],
  );
  return rows.map(({ password }) => password);
}

/** A new second factor, sealed; null: none any more. */
export async function setFactor(
  db: Db,
  id: string,
  factor: string | null,
  used: { readonly at: Date; readonly step: number | null },
): Promise<void> {
  await db.query('update account set factor = $2, factor_at = $3, factor_step = $4 where id = $1', [
    id,
    factor,
    factor === null ? null : used.at,
    used.step,
  ]);
}

/** Whether this step of the second factor was not used before; now it is. */
export async function takeStep(db: Db, id: string, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update account set factor_step = $2 where id = $1 and coalesce(factor_step, -1) < $2',
    [id, step],
  );
  return rowCount === 1;
}

export interface AccountName extends Pick<AccountRow, 'id' | 'login' | 'name'> {
  /** Whether somebody can sign in with it at present. */
  readonly canEnter: boolean;
}

/** Accounts by their ids, in no order. */
export async function accountsNamed(
  db: Db,
  ids: readonly string[],
): Promise<readonly AccountName[]> {
  const { rows } = await db.query<AccountName>(
    `select id, login, name,
            state = 'active' and (password is not null or subject is not null) as "canEnter"
       from account where id = any($1)`,
    [[...new Set(ids)]],
  );
  return rows;
}
