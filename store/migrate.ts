import { runner } from 'node-pg-migrate';
import { fileURLToPath } from 'node:url';

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
