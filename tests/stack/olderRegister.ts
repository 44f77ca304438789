import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { cacheFolder } from '../../client/servers/find.ts';
import { readRun } from '../../client/runFile.ts';
import { homeOf, tokenOf } from '../../client/startup/home.ts';
import { ROOT } from './world.ts';

/** What triggers keep: an older register has it as its own rules make it. */
const KEPT = ['standing', 'tally', 'task_now', 'matter_now'];

/** A register beside another, which holds the same facts and has had the migrations up to one of them only. */
export async function olderRegister(url: string, last: string): Promise<string> {
  const older = new URL(url);
  older.pathname = '/older';
  await asked(url, (db) => db.query('create database older'));
  const dir = join(ROOT, 'store', 'migrations');
  const count = readdirSync(dir).filter((file) => file <= `${last}.sql`).length;
  const named = { databaseUrl: older.href, dir, migrationsTable: 'migration' };
  await runner({ ...named, direction: 'up', count, log: () => undefined });
  await asked(url, (from) => asked(older.href, (to) => copied(from, to)));
  return older.href;
}

async function copied(from: Client, to: Client): Promise<void> {
  await to.query('set session_replication_role = replica');
  const { rows } = await to.query<{ name: string; columns: string }>(
    `select table_name as name, string_agg(quote_ident(column_name), ', ') as columns
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
        and table_name <> all ($1)
      group by table_name`,
    [[...KEPT, 'migration']],
  );
  for (const { name, columns } of rows) {
    const found = await from.query<{ all: string }>(
      `select coalesce(json_agg(t), '[]')::text as all from ${name} as t`,
    );
    // some rows are there already: the migrations have brought them
    await to.query(`delete from ${name}`);
    await to.query(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${name}, $1)`,
      [found.rows[0]?.all],
    );
  }
  await to.query(
    `select setval(pg_get_serial_sequence(table_name, column_name), 1000000)
       from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`,
  );
  await to.query('set session_replication_role = origin');
  await to.query('select make_standing()');
}

/** Asks a register on a connection of its own. */
export async function asked<T>(url: string, work: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Starts the product over a register as a person would, does something while it runs, and stops it. */
export async function duringStart<T>(
  database: string,
  folder: string,
  work: (read: (path: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const foreign = /^(TEMPORAL_|DUBAN_|DATABASE_URL|NODE_OPTIONS|npm_)/;
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key))),
    ...{ DUBAN_HOME: folder, DUBAN_CACHE: cacheFolder(ROOT), DATABASE_URL: database },
  };
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'start.mjs')], { env, cwd: ROOT });
  const exited = new Promise<number | null>((done) => child.once('close', done));
  const lines: string[] = [];
  const isUp = new Promise<boolean>((heard) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('督办已启动')) heard(true);
      });
    }
    void exited.then(() => heard(false));
  });
  if (!(await isUp)) throw new Error(`没有启动：\n${lines.join('\n')}`);
  try {
    return await work(async (path) => {
      const authorization = `Bearer ${tokenOf(homeOf({ DUBAN_HOME: folder }))}`;
      const base = readRun(folder).addresses['api'] ?? '';
      const response = await fetch(`${base}${path}`, { headers: { authorization } });
      return response.json();
    });
  } finally {
    child.kill('SIGINT');
    await exited;
  }
}
