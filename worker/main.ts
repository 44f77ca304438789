import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';
import type { LogEntry, TelemetryOptions } from '@temporalio/worker';
import { join } from 'node:path';
import { leaveWithParent } from '../store/parent.ts';
import { openPool } from '../store/pool.ts';
import { PROJECT, bundlePath } from './bundle.ts';
import { createWorker } from './worker.ts';

/** The line by which a supervisor sees that this worker takes tasks. */
export const READY = '工作进程已就绪';

let stopping = false;
let leave: () => void = () => process.exit(0);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
leaveWithParent(() => leave());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave());

try {
  await work();
  process.exit(0);
} catch (error) {
  write('ERROR', (error as Error).message, { stack: (error as Error).stack });
  process.exit(1);
}

/** Works until it is told to leave: what it has begun is finished, within the worker's time of grace. */
async function work(): Promise<void> {
  const { DATABASE_URL: database = '', DUBAN_CACHE: cache = join(PROJECT, '.duban', 'cache') } =
    process.env;
  const { connectionOptions, namespace } = loadClientConnectConfig();
  if (database === '' || connectionOptions.address === undefined) {
    throw new Error(
      '没有写明数据库或 Temporal 的地址，工作进程没有启动。请设置 DATABASE_URL 和 TEMPORAL_ADDRESS，或改用 npm start。',
    );
  }
  const logger = new DefaultLogger('WARN', tell);
  Runtime.install({
    logger,
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      ...metricsAt(process.env['DUBAN_WORKER_METRICS'] ?? ''),
    },
  });
  const pool = openPool(database);
  const worker = await createWorker({
    pool,
    connection: connectionOptions,
    namespace: namespace ?? 'default',
    cache: wholeNumber('DUBAN_WORKER_CACHE', 1000),
    bundle: await bundlePath(cache, logger),
  });
  leave = () => {
    if (!stopping) worker.shutdown();
    stopping = true;
  };
  const running = worker.run();
  console.log(`${READY}（进程 ${process.pid}）`);
  await running;
  await pool.end();
}

/** Where the worker's own figures can be read by Prometheus: a port of the loopback; empty: nowhere. */
function metricsAt(port: string): Pick<TelemetryOptions, 'metrics'> {
  if (port === '') return {};
  if (!/^\d{2,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(
      `DUBAN_WORKER_METRICS=${port} 不是端口号，工作进程没有启动。请改成 1 到 65535 之间的数。`,
    );
  }
  return { metrics: { prometheus: { bindAddress: `127.0.0.1:${port}` } } };
}

/** A positive whole number of the environment; anything else is refused in one sentence. */
function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name] ?? '';
  if (text === '') return otherwise;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Error(`${name}=${text} 不是正整数，工作进程没有启动。请改正后重新启动。`);
}

function tell({ level, message, timestampNanos, meta }: LogEntry): void {
  write(level, message, meta, Number(timestampNanos / 1_000_000n));
}

/** One line of JSON for each entry: the log file is read by programs too. */
function write(level: string, message: string, meta: object = {}, ms = Date.now()): void {
  const error = (meta as { error?: unknown }).error;
  const told = error instanceof Error ? { ...meta, error: error.stack ?? error.message } : meta;
  const entry = { at: new Date(ms).toISOString(), level, message, ...told };
  process.stdout.write(`${JSON.stringify(entry, asText)}\n`);
}

/** 64-bit numbers and errors have no form of their own in JSON. */
function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
