import { transaction, type Db, type Pool } from './pool.ts';

/** Instants, in milliseconds, of attempts to sign in that failed. */
export interface Failures {
  readonly login: readonly number[];
  readonly address: readonly number[];
}

/**
 * Enters an attempt before it is looked at, unless `refused` says that it must not be made; its number. Attempts with the
 * same login wait for one another, so that a hundred at once are no more than a hundred in turn.
 */
export async function beginAttempt<R>(
  pool: Pool,
  attempt: { readonly login: string; readonly address: string | null; readonly at: Date },
  since: Date,
  refused: (failures: Failures) => R | undefined,
): Promise<{ readonly id: number } | { readonly refused: R }> {
  const { login, address, at } = attempt;
  return transaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [login]);
    const why = refused(await failuresOf(db, { login, address }, since));
    if (why !== undefined) return { refused: why };
    const { rows } = await db.query<{ id: string }>(
      'insert into sign_in_failure (login, address, at) values ($1, $2, $3) returning id',
      [login, address, at],
    );
    return { id: Number(rows[0]?.id) };
  });
}

async function failuresOf(
  db: Db,
  { login, address }: { readonly login: string; readonly address: string | null },
  since: Date,
): Promise<Failures> {
  const { rows } = await db.query<{ own: boolean; here: boolean; at: Date }>(
    `select login = $1 as own, coalesce(address = $2, false) as here, at from sign_in_failure
      where (login = $1 or address = $2) and at >= $3 order by at, id`,
    [login, address, since],
  );
  const times = (which: 'own' | 'here') =>
    rows.filter((row) => row[which]).map(({ at }) => at.getTime());
  return { login: times('own'), address: times('here') };
}

/** The attempt did not fail. */
export async function forgetAttempt(db: Db, id: number): Promise<void> {
  await db.query('delete from sign_in_failure where id = $1', [id]);
}

/** The person has shown that it is he: earlier failures with his login count no more. */
export async function forgetFailures(db: Db, login: string): Promise<void> {
  await db.query('delete from sign_in_failure where login = $1', [login]);
}

/** Drops failures that no rule counts any more; how many there were. */
export async function dropFailures(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from sign_in_failure where at < $1', [before]);
  return rowCount ?? 0;
}
