import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import Long from 'long';
import { openLog, readJson, replaceFile } from '../../store/file.ts';
import { freePort, portLike } from '../../store/port.ts';
import type { Identity, Running } from '../../store/process.ts';
import { asIdentity, endProcess, guard, identify, living, saidOf } from '../../store/process.ts';
import type { Found } from './find.ts';
import { compare } from './find.ts';

export interface TemporalOptions {
  /** The command, from `findTemporal`. */
  readonly program: Found;
  /** The SQLite file that keeps every process; without it everything is in memory and gone with the server. */
  readonly file?: string;
  /** A fixed loopback port; without it a free one, the same at each start on the same file where it is free. */
  readonly port?: number;
  /** The loopback port of Temporal's own pages; without it they are not served. */
  readonly uiPort?: number;
  /** Virtual clocks for runs that skip time; only in memory. */
  readonly skipping?: boolean;
  readonly namespace?: string;
  readonly log?: (line: string) => void;
}

/** The Temporal server of one machine, on the loopback only. */
export interface TemporalServer extends Running {
  readonly address: string;
  readonly namespace: string;
  readonly port: number;
}

/** How long Temporal keeps a closed process, in calendar days; the register keeps everything. */
export const RETENTION_DAYS = 90;
const READY_LIMIT_MS = 90_000;

/** The first makes skipping possible; without the second each skip costs a second; without the third clocks go
 *  wrong across continue-as-new on server 1.32.0. */
const SKIPPING = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.workflowIdReuseMinimalInterval="0s"',
];

/** Starts Temporal, ending what a killed start has left on its file; rejects with one Chinese sentence. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { file, namespace = 'default', log = () => undefined } = options;
  const kept = file === undefined ? undefined : await keptOf(file, options.program, log);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await portLike(kept?.port, 3_000));
    await demandFree(options.port);
    await demandFree(options.uiPort);
    const outcome = await launch({ ...options, namespace, port, log });
    if ('pid' in outcome) return outcome;
    const { reason, journal } = outcome;
    const portTaken = /address already in use|can't set frontend port/i.test(reason);
    if (attempt >= 3 || !portTaken || options.port !== undefined) {
      throw new Error(`Temporal 没有启动（日志 ${journal}）：${advice(reason, file)}`);
    }
  }
}

async function demandFree(port: number | undefined): Promise<void> {
  if (port !== undefined && (await portLike(port, 3_000)) !== port) {
    throw new Error(
      `端口 ${port} 已被别的程序占用，Temporal 没有启动。请换一个端口，或结束占用它的程序后重新启动。`,
    );
  }
}

interface Kept {
  readonly port: number | undefined;
  readonly version: string | undefined;
}

/** What the last start noted beside the file, after its leftover server has been ended. */
async function keptOf(file: string, program: Found, log: (line: string) => void): Promise<Kept> {
  mkdirSync(dirname(file), { recursive: true });
  const noted = (readJson(noteOf(file)) ?? {}) as Record<string, unknown>;
  const server = asIdentity(noted['server']);
  const owner = asIdentity(noted['owner']);
  if (server !== undefined && living(server)) {
    if (owner !== undefined && living(owner)) {
      throw new Error(
        `Temporal 的文件 ${file} 正由进程 ${owner.pid} 使用。请先停止那一个，或换一个文件启动。`,
      );
    }
    log(`结束上次遗留的 Temporal 进程 ${server.pid}`);
    await endProcess(server, 'SIGTERM', 15_000);
  }
  const port = typeof noted['port'] === 'number' ? noted['port'] : undefined;
  const version = typeof noted['version'] === 'string' ? noted['version'] : undefined;
  if (version !== undefined && version !== program.version) {
    log(`Temporal 程序由 ${version} 换成 ${program.version}；若不能启动，请换回原版本`);
  }
  return { port, version };
}

function noteOf(file: string): string {
  return `${file}.server.json`;
}

interface Launch extends TemporalOptions {
  readonly namespace: string;
  readonly port: number;
  readonly log: (line: string) => void;
}

async function launch(
  options: Launch,
): Promise<TemporalServer | { reason: string; journal: string }> {
  const { file, namespace, port, program } = options;
  const scratch = file === undefined ? mkdtempSync(join(tmpdir(), 'duban-temporal-')) : undefined;
  const path = scratch === undefined ? `${file ?? ''}.log` : join(scratch, 'temporal.log');
  const journal = openLog(path);
  const child = spawn(program.path, await flags(options), {
    cwd: '/',
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
    return { reason: said === '' ? how : said, journal: path };
  }
  if (file !== undefined) note(file, { server, port, version: program.version });
  const watch = guard(server, 'TERM');
  const cleanUp = exited.then(() => {
    watch.release();
    journal.close();
  });
  const stop = async () => {
    await endProcess(server, 'SIGTERM', 20_000);
    await cleanUp;
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  };
  const address = `127.0.0.1:${port}`;
  try {
    await ready(address, namespace, server);
  } catch (error) {
    await endProcess(server, 'SIGTERM', 5_000);
    const said = journal.sinceOpened();
    await cleanUp;
    return { reason: `${said}\n${(error as Error).message}`, journal: path };
  }
  return { address, namespace, port, pid: server.pid, exited, stop };
}

function note(file: string, kept: { server: Identity; port: number; version: string }): void {
  const owner = identify(process.pid);
  replaceFile(noteOf(file), JSON.stringify({ ...kept, owner }), 0o600);
}

async function flags(options: Launch): Promise<string[]> {
  const { file, namespace, port, program, uiPort, skipping } = options;
  const list = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`];
  list.push('--http-port', `${await freePort()}`, '--metrics-port', `${await freePort()}`);
  list.push('--namespace', namespace, '--log-level', 'warn', '--disable-config-file');
  if (uiPort === undefined) list.push('--headless');
  else list.push('--ui-port', `${uiPort}`, '--ui-ip', '127.0.0.1');
  if (uiPort !== undefined && compare(program.version, '1.9.0') >= 0) {
    list.push('--ui-disable-news-fetch');
  }
  if (file !== undefined) {
    list.push('--db-filename', file);
    list.push('--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL');
  }
  if (skipping === true) list.push(...SKIPPING.flatMap((pair) => ['--dynamic-config-value', pair]));
  return list;
}

/** Waits until the namespace answers with the retention that we ask for. */
async function ready(address: string, namespace: string, server: Identity): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '3s' });
      try {
        if (await retains(connection, namespace)) return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (!living(server) || Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`namespace ${namespace} is not ready`);
    await sleep(100);
  }
}

/** Whether the namespace keeps closed processes long enough; where it does not, it is told to. */
async function retains(connection: Connection, namespace: string): Promise<boolean> {
  const service = connection.workflowService;
  const { config } = await service.describeNamespace({ namespace });
  const wanted = RETENTION_DAYS * 86_400;
  if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) === wanted) return true;
  const ttl = { seconds: Long.fromNumber(wanted) };
  await service.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: ttl } });
  return false;
}

/** What to do about a reason given by the server. */
function advice(reason: string, file: string | undefined): string {
  if (/address already in use/i.test(reason)) return '端口已被占用。请换一个端口后重新启动。';
  if (/database or disk is full|no space left/i.test(reason)) {
    return '磁盘已满。请腾出空间后重新启动。';
  }
  if (/malformed|not a database|no such (table|column)|schema version/i.test(reason)) {
    return `文件 ${file ?? ''} 已损坏或属于别的版本。请从备份恢复，或把它移走后重新启动（台账不受影响）。`;
  }
  if (/permission denied|unable to open database|readonly database/i.test(reason)) {
    return `没有权限读写 ${file ?? '临时文件夹'}。请改正其属主或权限后重新启动。`;
  }
  const lines = reason.trim().split('\n');
  const last = lines.findLast((line) => /error|unknown flag/i.test(line)) ?? lines.at(-1) ?? '';
  return `${last.slice(0, 300)}。请据此处理后重新启动。`;
}
