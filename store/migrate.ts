import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Db } from './pool.ts';

const DIR = fileURLToPath(new URL('./migrations', import.meta.url));

/** Brings the register to the newest schema; two processes at once wait for one another. */
export async function migrate(url: string): Promise<void> {
  await runner({
    databaseUrl: url,
    dir: DIR,
    direction: 'up',
    migrationsTable: 'migration',
    count: Infinity,
    advisoryLockMode: 'wait',
    log: () => undefined,
  });
}

/** The migrations of this program that the register has not had yet. */
export async function pendingMigrations(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>('select name from migration');
  const done = new Set(rows.map(({ name }) => name));
  const own = readdirSync(DIR).filter((name) => name.endsWith('.sql'));
  return own.map((name) => name.replace(/\.sql$/, '')).filter((name) => !done.has(name));
}
