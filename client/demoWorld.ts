import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { startPostgres } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { openPool, type Pool } from '../store/pool.ts';
import { findTemporal } from './servers/find.ts';
import { startTemporal } from './servers/temporalServer.ts';
import { homeOf, PROJECT } from './startup/home.ts';
import { startChild } from './supervise.ts';

/** Servers and a worker of a demonstration's own, in a temporary folder that goes with them. */
export interface DemoWorld {
  readonly pool: Pool;
  readonly client: Client;
}

export interface DemoStage {
  readonly say: (line: string) => void;
  /** Hands over what must be stopped, last first. */
  readonly part: (stop: () => Promise<void> | void) => void;
  /** Told of a server or worker that is gone, whether it was stopped or not. */
  readonly died: (what: string) => void;
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Starts PostgreSQL, Temporal with virtual clocks, and one worker. */
export async function openDemoWorld({ say, part, died }: DemoStage): Promise<DemoWorld> {
  const { cache } = homeOf();
  const folder = mkdtempSync(join(tmpdir(), 'duban-demo-'));
  part(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
  part(() => postgres.stop());
  void postgres.exited.then(() => died('数据库'));
  await migrate(postgres.url);
  say('数据库已就绪');
  const program = await findTemporal({ cache, env: process.env, log: () => undefined });
  const temporal = await startTemporal({ program, skipping: true });
  part(() => temporal.stop());
  void temporal.exited.then(() => died('流程服务'));
  say(`流程服务已就绪（Temporal ${program.version}，时间可跳过）`);
  let last = '';
  const worker = await startChild({
    name: '工作进程',
    command: process.execPath,
    args: ['--import', TSX, join(PROJECT, 'worker', 'main.ts')],
    env: environment(postgres.url, temporal.address, temporal.namespace, folder, cache),
    cwd: PROJECT,
    log: (line) => (last = line),
    readyWhen: /^工作进程已就绪/,
    readyLimitMs: 120_000,
  }).catch((error: Error) => {
    throw new Error(`${error.message}最后一行：${last.slice(0, 300)}`, { cause: error });
  });
  part(() => worker.stop());
  void worker.exited.then(() => died('工作进程'));
  say('工作进程已就绪');
  const pool = openPool(postgres.url);
  part(() => pool.end());
  const connection = await Connection.connect({ address: temporal.address });
  part(() => connection.close());
  return { pool, client: new Client({ connection, namespace: temporal.namespace }) };
}

/** Nothing of Temporal's that was meant for another server. */
function environment(
  database: string,
  address: string,
  namespace: string,
  folder: string,
  cache: string,
): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([key]) => !key.startsWith('TEMPORAL_'));
  return {
    ...Object.fromEntries(others),
    DATABASE_URL: database,
    DUBAN_CACHE: cache,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_CONFIG_FILE: join(folder, 'no-temporal.toml'),
  };
}
