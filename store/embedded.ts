import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openLog, readJson, readText, replaceFile } from './file.ts';
import { portLike } from './port.ts';
import { PROGRAM_ENV, advice, ensureCluster, password } from './postgresCluster.ts';
import type { Home } from './postgresHome.ts';
import { settle } from './postgresHome.ts';
import type { Identity, Running } from './process.ts';
import { asIdentity, endProcess, guard, identify, living, saidOf } from './process.ts';

export interface PostgresOptions {
  /** Where the data, the password, the port and the log are kept. */
  readonly folder: string;
  /** A fixed loopback port; without it a free one, the same at each start where it is free. */
  readonly port?: number;
  readonly log?: (line: string) => void;
  /** False only for tests: no fsync, and nothing is kept outside `folder` after `stop`. */
  readonly durable?: boolean;
}

/** The embedded PostgreSQL server, on the loopback only; `url` names the database `duban`. */
export interface Postgres extends Running {
  readonly url: string;
  readonly port: number;
}

/** How long crash recovery may take while the server lives and says that it is starting. */
const READY_LIMIT_MS = 10 * 60_000;
/** How long shared memory and locks of a killed server may linger. */
const LINGER_MS = 15_000;

/** Starts PostgreSQL on the folder, ending what a killed start has left; rejects with one Chinese sentence. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  try {
    return await start(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === 'EACCES' ? 'Permission denied' : message;
    throw new Error(`数据库没有启动（${message}）：${advice(reason)}`, { cause: error });
  }
}

async function start(options: PostgresOptions): Promise<Postgres> {
  const { folder, log = () => undefined, durable = true } = options;
  const home = settle(folder, log);
  await endLeftovers(home, log);
  const secret = password(home);
  await ensureCluster(home, secret, durable);
  const deadline = Date.now() + LINGER_MS;
  for (;;) {
    const port = await choosePort(home, options.port);
    const attempt = await launch(home, { port, secret, durable, log });
    if ('pid' in attempt) {
      replaceFile(join(home.base, 'port'), `${port}`);
      return attempt;
    }
    const { reason } = attempt;
    const passing = /shared memory block|lock file .* already exists|is starting up/.test(reason);
    const portTaken = /could not bind|could not create any TCP/.test(reason);
    if (portTaken && options.port !== undefined) throw new Error(portInUse(options.port));
    if ((!passing && !portTaken) || Date.now() > deadline) {
      throw new Error(
        `数据库没有启动（日志 ${join(home.base, 'postgres.log')}）：${advice(reason)}`,
      );
    }
    await sleep(250);
  }
}

async function choosePort(home: Home, wanted: number | undefined): Promise<number> {
  if (wanted === undefined) {
    const kept = Number(readText(join(home.base, 'port')));
    return portLike(kept > 0 ? kept : undefined, 3_000);
  }
  if ((await portLike(wanted, 3_000)) !== wanted) throw new Error(portInUse(wanted));
  return wanted;
}

function portInUse(port: number): string {
  return `端口 ${port} 已被别的程序占用，数据库没有启动。请换一个端口，或结束占用它的程序后重新启动。`;
}

interface Launch {
  readonly port: number;
  readonly secret: string;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

/** One attempt: the running server, or the reason that its log gives. */
async function launch(home: Home, options: Launch): Promise<Postgres | { reason: string }> {
  const { port, secret, durable } = options;
  const journal = openLog(join(home.base, 'postgres.log'));
  const child = spawn(join(home.programs, 'bin', 'postgres'), settings(home, port, durable), {
    ...home.user,
    cwd: '/',
    env: PROGRAM_ENV,
    detached: true,
    stdio: ['ignore', journal.fd, journal.fd],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(saidOf(code, signal)));
  });
  const server = child.pid === undefined ? undefined : identify(child.pid);
  if (server === undefined) {
    const how = await exited;
    const said = journal.sinceOpened();
    journal.close();
    return { reason: said === '' ? how : said };
  }
  replaceFile(
    join(home.base, 'server.json'),
    JSON.stringify({ server, owner: identify(process.pid) }),
  );
  const watch = guard(server);
  const cleanUp = exited.then(() => {
    watch.release();
    journal.close();
  });
  const url = (database: string) => `postgres://duban:${secret}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    await endProcess(server, 'SIGINT', 30_000);
    await cleanUp;
    if (home.kept && !durable) rmSync(home.base, { recursive: true, force: true });
  };
  try {
    await ready(url('postgres'), server, options.log);
  } catch (error) {
    await endProcess(server, 'SIGINT', 10_000);
    const said = journal.sinceOpened();
    await cleanUp;
    return { reason: said === '' ? String(error) : said };
  }
  return { url: url('duban'), pid: server.pid, port, exited, stop };
}

function settings(home: Home, port: number, durable: boolean): string[] {
  const set = {
    listen_addresses: '127.0.0.1',
    port: `${port}`,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    max_connections: '100',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    home.data,
    ...Object.entries(set).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

/** Waits until the server answers to our own password, and makes the database `duban` once. */
async function ready(url: string, server: Identity, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  let told = began;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'duban'");
      if (rowCount === 0) await client.query('create database duban');
      return;
    } catch (error) {
      if (!living(server) || Date.now() - began > READY_LIMIT_MS || refusesUs(error)) throw error;
      if (Date.now() - told > 5_000) {
        told = Date.now();
        log(`数据库正在恢复，已等 ${Math.round((told - began) / 1000)} 秒`);
      }
      await sleep(40);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** SQLSTATE class 28: the server does not know our password, so waiting would not help. */
function refusesUs(error: unknown): boolean {
  return (error as { code?: string }).code?.startsWith('28') === true;
}

/**
 * Ends servers left on our data by a start that was killed; a server whose starter lives is not ours to end.
 * Linux has shown us every process, so a pid file that remains is stale, even where its pid lives again.
 */
async function endLeftovers(home: Home, log: (line: string) => void): Promise<void> {
  const noted = readJson(join(home.base, 'server.json')) as
    { server?: unknown; owner?: unknown } | undefined;
  const owner = asIdentity(noted?.owner);
  const server = asIdentity(noted?.server);
  const left = serversOn(home, server);
  if (left.length > 0 && server !== undefined && living(server) && owner && living(owner)) {
    throw new Error(
      `数据库文件夹 ${home.base} 正由进程 ${owner.pid} 使用。请先停止那一个，或换一个文件夹启动。`,
    );
  }
  if (left[0] !== undefined) log(`结束上次遗留的数据库进程 ${left[0].pid}`);
  for (const identity of left) await endProcess(identity, 'SIGINT', 20_000);
  if (process.platform === 'linux') rmSync(join(home.data, 'postmaster.pid'), { force: true });
}

/** Processes of PostgreSQL that work in our data folder, the postmaster first. */
function serversOn(home: Home, noted: Identity | undefined): Identity[] {
  const first = Number(readText(join(home.data, 'postmaster.pid'))?.split('\n')[0]);
  if (process.platform !== 'linux') return noted !== undefined && living(noted) ? [noted] : [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => worksIn(pid, home.data))
    .sort((a, b) => Number(b === first) - Number(a === first))
    .map(identify)
    .filter((identity) => identity !== undefined);
}

function worksIn(pid: number, data: string): boolean {
  try {
    if (basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')) !== 'postgres') {
      return false;
    }
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return (
      readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) ||
      command[command.indexOf('-D') + 1] === data
    );
  } catch {
    return false;
  }
}
