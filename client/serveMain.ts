import { Client, Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVIDENCE_KEPT_DAYS } from '../domain/evidenceFile.ts';
import { TASK_QUEUE } from '../domain/ids.ts';
import { instantOf } from '../domain/instant.ts';
import { purgeEvidence } from '../store/evidenceFiles.ts';
import { openPool, type Pool } from '../store/pool.ts';
import { ZONE } from './handlers/actor.ts';
import { resumeStarts } from './handlers/campaigns.ts';
import { forgetRequests } from '../store/idempotency.ts';
import { receiptClock } from '../store/intake.ts';
import { serve } from './http.ts';
import { purgeDoor } from './identity/purge.ts';
import { settingsOf } from './server/settings.ts';
import { temporalTarget } from './servers/connect.ts';
import type { Service } from './service.ts';
import { homeOf, tokenOf } from './startup/home.ts';
import { leaveWithParent } from '../store/parent.ts';

/** The API 接口 as a process of its own: `serveMain.ts <port>`, told where the servers are by its environment. */

const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Evidence files that go at one time. */
const MOST_FILES = 1000;

let leave: () => void = () => process.exit(0);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
leaveWithParent(() => leave());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave());
/** A line of the log is a JSON object. */
const write = (line: string) => void process.stdout.write(`${line}\n`);
const log = (message: string, level = 'warn', more: object = {}) =>
  write(JSON.stringify({ level, at: new Date().toISOString(), message, ...more }));

try {
  await main(Number(process.argv[2]));
} catch (error) {
  log((error as Error).stack ?? String(error));
  process.exit(1);
}

async function main(port: number): Promise<void> {
  const { DATABASE_URL: database = '' } = process.env;
  const target = temporalTarget();
  if (database === '' || target === undefined) {
    throw new Error(
      '没有写明数据库或 Temporal 的地址，接口没有启动。请设置 DATABASE_URL 和 TEMPORAL_ADDRESS，或改用 npm start。',
    );
  }
  const pool = openPool(database);
  // lazy: what units send is received while Temporal is away
  const connection = Connection.lazy(target.connectionOptions);
  const client = new Client({ connection, namespace: target.namespace });
  const service: Service = { pool, client, taskQueue: TASK_QUEUE, clockOffset: 0 };
  const token = tokenOf(homeOf());
  const server = await serve(service, { ...settingsOf(process.env), port, token, log: write });
  const stop = () => server.close().then(() => pool.end());
  leave = () => {
    leave = () => undefined;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  console.log(`接口已就绪：${server.url}`);
  await resume(service);
  await forget(pool);
  await purge(service);
  await purgeFiles(service);
}

/** What nobody repeats any more is forgotten, at the start and once a day. */
async function forget(pool: Pool): Promise<void> {
  await forgetRequests(pool, new Date(Date.now() - KEPT_DAYS * DAY_MS)).catch((error: Error) =>
    log(error.message),
  );
  setTimeout(() => void forget(pool), DAY_MS).unref();
}

/** What the door no longer needs goes at the start and four times a day; the log says how much. */
async function purge(service: Service): Promise<void> {
  try {
    const { pool, clockOffset } = service;
    const now = await receiptClock(pool, 0);
    const purged = await purgeDoor(pool, { now, registerNow: now + clockOffset });
    if (Object.values(purged).some((count) => count > 0)) {
      log('已清理早已结束的登录、接口令牌、链接和登录记录', 'info', purged);
    }
  } catch (error) {
    log(`未能清理早已结束的登录、接口令牌和链接：${(error as Error).message}`);
  }
  setTimeout(() => void purge(service), DAY_MS / 4).unref();
}

/** So do evidence files that neither a report nor a draft has named in their time. */
async function purgeFiles(service: Service): Promise<void> {
  try {
    const { pool, clockOffset } = service;
    const now = await receiptClock(pool, clockOffset);
    const before = instantOf(now - EVIDENCE_KEPT_DAYS * DAY_MS, ZONE);
    const count = await purgeEvidence(pool, before, MOST_FILES);
    if (count > 0) log('已清理没有随报送提交的佐证文件', 'info', { count });
  } catch (error) {
    log(`未能清理没有随报送提交的佐证文件：${(error as Error).message}`);
  }
  setTimeout(() => void purgeFiles(service), DAY_MS / 4).unref();
}

/** Starts the campaigns whose start was cut short, once the servers answer. */
async function resume(service: Service): Promise<void> {
  for (let waitMs = 1_000; ; waitMs = Math.min(60_000, waitMs * 2)) {
    try {
      await resumeStarts(service);
      return;
    } catch (error) {
      log(`尚未能继续启动专项行动：${(error as Error).message}`);
      await sleep(waitMs);
    }
  }
}
