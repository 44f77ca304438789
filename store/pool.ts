import pg from 'pg';

export type Pool = pg.Pool;
/** A pool or one of its clients in a transaction. */
export type Db = Pick<pg.Pool, 'query'>;

/** Whether each statement stands for itself; a client in a transaction sees what it has written. */
export function isPool(db: Db): db is Pool {
  return 'totalCount' in db;
}

/** Opens a pool; a lost idle connection is not an event worth dying for: the next query says what is wrong. */
export function openPool(url: string, size = 10): Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, connectionTimeoutMillis: 5000 });
  pool.on('error', () => undefined);
  return pool;
}

/** Everything or nothing. */
export async function transaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** Whether a statement failed since another has written the same key: two requests at once, of which one was first. */
export function isTakenKey(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}

/** Whether a transaction was broken off since another stood in its way: a deadlock, or the same rows at once. Again it may go well. */
export function isContended(error: unknown): boolean {
  return ['40001', '40P01', '55P03'].includes((error as { code?: string }).code ?? '');
}

/** Whether an error means that the register cannot be reached at present (as against a fault in a statement). */
export function isAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0[123]|08\w{3}|53300|53100)$/.test(
      code,
    ) || /terminat|timeout|Connection ended|starting up|shutting down/i.test(message)
  );
}
