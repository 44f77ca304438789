/**
 * Load on one machine: `npx tsx bench/load.ts`. How long 1,000 tasks take from the start of a campaign to the last
 * task's first ledger row; then, with 2,000 open tasks and a worker cache of 500, ten reports a second for a minute:
 * seconds from the receipt to its verdict, and the worker's memory.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startCampaignProcess } from '../client/campaignStart.ts';
import { MESSAGE_RECEIVED, taskKey, taskProcess } from '../domain/ids.ts';
import { instantOf } from '../domain/instant.ts';
import type { ReportSubmitted } from '../domain/taskMessages.ts';
import { insertReceipt } from '../store/intake.ts';
import { monthAgo, nearby } from '../tests/stack/nearby.ts';
import {
  enterCampaign,
  eventually,
  ROOT,
  startWorld,
  type Campaign,
} from '../tests/stack/world.ts';

const TASKS = 1000;
const RATE = 10;
const SECONDS = 60;
const ZONE = 'Asia/Shanghai';

const world = await startWorld({ skipping: false, durable: true });
const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DATABASE_URL: world.postgres.url,
    TEMPORAL_ADDRESS: world.temporal.address,
    DUBAN_WORKER_CACHE: '500',
  },
});
await new Promise((ready) => worker.stdout.once('data', ready));

let highest = 0;
const memory = setInterval(() => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'))?.[1];
  highest = Math.max(highest, Number(kilobytes ?? 0) / 1024);
}, 500);

function terms(count: number) {
  const few = nearby(9);
  const startedAt = instantOf(Date.now(), ZONE);
  const horizon = { ...few.horizon, from: startedAt.slice(0, 10) };
  const tasks = Array.from({ length: count }, (_, i) => {
    const task = few.plan.tasks[i % 9];
    if (task === undefined) throw new Error('no task');
    return { ...task, key: taskKey(i + 1), no: String(i + 1) };
  });
  return { ...few, plan: { ...few.plan, tasks }, horizon, startedAt };
}

async function started(): Promise<{ campaign: Campaign; seconds: number }> {
  const began = Date.now();
  const campaign = await enterCampaign(world.pool, terms(TASKS));
  await startCampaignProcess(world.client, world.pool, campaign.input);
  await eventually(
    'the first row of every task',
    async () => {
      const { rows } = await world.pool.query<{ count: number }>(
        `select count(*)::int as count from ledger where campaign = $1 and type = 'assigned'`,
        [campaign.context.campaign],
      );
      return rows[0]?.count === TASKS;
    },
    600_000,
  );
  return { campaign, seconds: (Date.now() - began) / 1000 };
}

async function report({ context, tasks }: Campaign, n: number): Promise<string> {
  const task = tasks[(n * 7) % tasks.length];
  if (task === undefined) throw new Error('no task');
  const unit = task.parties['monthly']?.[0]?.members[0] ?? '';
  const requestId = `bench-${n}`;
  const process = taskProcess(context.campaign, task.key);
  const message: ReportSubmitted = {
    kind: 'report',
    id: requestId,
    receivedAt: instantOf(Date.now(), ZONE),
    by: `unit:${unit}`,
    unit,
    duty: 'monthly',
    period: monthAgo(0),
    digest: 'bench',
  };
  const { campaign } = context;
  const { receivedAt, by: actor, digest } = message;
  const receipt = { requestId, receivedAt, campaign, process, actor, digest, body: {}, message };
  await insertReceipt(world.pool, receipt);
  await world.client.workflow.getHandle(process).signal(MESSAGE_RECEIVED, message);
  return requestId;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

const one = await started();
console.log(`${TASKS} tasks, start to last first row: ${one.seconds.toFixed(1)} s`);
const two = await started();
console.log(`${TASKS} more: ${two.seconds.toFixed(1)} s; memory so far ${highest.toFixed(0)} MB`);
highest = 0;

const sent = new Map<string, number>();
const waited: number[] = [];
const poll = setInterval(() => {
  void world.pool
    .query<{ request_id: string }>(
      'select request_id from intake where verdict is not null and request_id = any($1)',
      [[...sent.keys()]],
    )
    .then(({ rows }) => {
      for (const { request_id } of rows) {
        const began = sent.get(request_id);
        if (began !== undefined) waited.push(Date.now() - began);
        sent.delete(request_id);
      }
    });
}, 20);
for (let n = 0; n < RATE * SECONDS; n++) {
  const began = Date.now();
  sent.set(`bench-${n}`, began);
  void report(n % 2 ? one.campaign : two.campaign, n);
  await new Promise((done) => setTimeout(done, 1000 / RATE - (Date.now() - began)));
}
await eventually('every verdict', async () => (await Promise.resolve(sent.size)) === 0, 60_000);
clearInterval(poll);
clearInterval(memory);
waited.sort((a, b) => a - b);
console.log(
  `${waited.length} reports at ${RATE}/s: verdict after ${at(waited, 0.5)} ms (median), ` +
    `${at(waited, 0.95)} ms (95 %), ${at(waited, 1)} ms (longest)`,
);
console.log(
  `worker's memory under that load, 2,000 open tasks, cache 500: ${highest.toFixed(0)} MB at most`,
);
worker.kill('SIGTERM');
await new Promise((done) => worker.once('exit', done));
await world.stop();
