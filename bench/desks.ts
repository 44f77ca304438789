/**
 * Page views of the desks: `npx tsx bench/desks.ts [tasks] [users] [rounds]`. Fills a register with made-up but foldable rows
 * (10,000 tasks, a million rows of the ledger), serves the real HTTP API on it, and lets 20 users open each page at once, again
 * and again without a pause; prints the 50th and 95th percentile of the time that all requests of one view take.
 * With DATABASE_URL of a register that was filled before, nothing is filled.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { serve } from '../client/http.ts';
import type { Service } from '../client/service.ts';
import { epoch } from '../domain/instant.ts';
import { startPostgres } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { openPool } from '../store/pool.ts';
import { fillRegister, NOW } from './deskRegister.ts';

const [tasks = 10_000, users = 20, rounds = 5] = process.argv.slice(2).map(Number);
const BUDGET_MS = 200;
const TOKEN = 'token-of-the-bench';
const POST = 'post:区政府分管领导';

interface View {
  readonly name: string;
  /** Of the n-th user: who he is, and what the page asks for. */
  readonly requests: (n: number) => readonly (readonly [actor: string, path: string])[];
}

const CAMPAIGN = 'campaign=c2026-001';
const unit = (n: number) => `unit:示例单位${String((n % 80) + 1).padStart(2, '0')}`;
const key = (n: number) => `t${String(((n * 37) % tasks) + 1).padStart(4, '0')}`;
const text = (value: string) => encodeURIComponent(value);

/** The pages by desk, each with all that it asks the server for. */
const VIEWS: readonly View[] = [
  { name: '督查室 今日', requests: () => [['office', '/desk/today?limit=50']] },
  { name: '督查室 台账 首页', requests: () => [['office', `/desk/tasks?${CAMPAIGN}`]] },
  {
    name: '督查室 台账 筛选（各人不同）',
    requests: (n) => [
      ['office', `/desk/tasks?${CAMPAIGN}&unit=${text(unit(n).slice(5))}&sort=due`],
    ],
  },
  {
    name: '督查室 台账 查字（各人不同）',
    requests: (n) => [['office', `/desk/tasks?${CAMPAIGN}&text=${text(`第${n + 1}片区`)}`]],
  },
  {
    name: '督查室 台账 按级别',
    requests: () => [['office', `/desk/tasks?${CAMPAIGN}&level=raised&sort=level&order=desc`]],
  },
  { name: '任务 一条线看完', requests: (n) => [['office', `/tasks/${key(n)}?${CAMPAIGN}`]] },
  { name: '督查室 约谈看板', requests: () => [['office', '/desk/interviews']] },
  { name: '督查室 通报', requests: () => [['office', '/desk/bulletins']] },
  { name: '督查室 月历', requests: () => [['office', `/desk/calendar?${CAMPAIGN}`]] },
  { name: '督查室 单位', requests: () => [['office', `/desk/units?${CAMPAIGN}`]] },
  { name: '督查室 通知', requests: () => [['office', '/desk/notices']] },
  { name: '专项行动', requests: () => [['office', `/campaigns/c2026-001`]] },
  { name: '任务列表', requests: () => [['office', `/tasks?${CAMPAIGN}`]] },
  { name: '单位 我的待办', requests: (n) => [[unit(n), '/desk/duties']] },
  { name: '单位 台账', requests: (n) => [[unit(n), `/desk/tasks?${CAMPAIGN}`]] },
  {
    name: '单位 收件箱',
    requests: (n) => [[unit(n), `/inbox?${CAMPAIGN}&recipient=${text(unit(n).slice(5))}`]],
  },
  { name: '领导 三十秒', requests: () => [[POST, '/desk/gates']] },
  { name: '领导 一览', requests: () => [['principal', `/desk/glance?${CAMPAIGN}`]] },
];

async function get(url: string, actor: string, path: string): Promise<number> {
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    'x-duban-actor': encodeURIComponent(actor),
  };
  const began = performance.now();
  const response = await fetch(`${url}${path}`, { headers });
  const body = await response.text();
  const took = performance.now() - began;
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${body.slice(0, 300)}`);
  return took;
}

/** All users at once, each opening the page again as soon as it has come. */
async function opened(url: string, { requests }: View): Promise<readonly number[]> {
  const times: number[] = [];
  const user = async (n: number) => {
    for (let round = 0; round < rounds; round++) {
      const all = await Promise.all(
        requests(n + round * users).map(([actor, path]) => get(url, actor, path)),
      );
      times.push(all.reduce((sum, ms) => sum + ms, 0));
    }
  };
  await Promise.all(Array.from({ length: users }, (_, n) => user(n)));
  return times.sort((a, b) => a - b);
}

function share(sorted: readonly number[], of: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0;
}

const TICK_MS = 10;

/** Processor time of the server's backends so far, in milliseconds; 0 where this system does not tell. */
async function databaseMs(): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database()`,
  );
  const own = new Set(rows.map(({ pid }) => String(pid)));
  try {
    return readdirSync('/proc')
      .filter((name) => own.has(name))
      .reduce((sum, name) => {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
      }, 0);
  } catch {
    return 0;
  }
}

function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
const folder = mkdtempSync(join(tmpdir(), 'duban-desks-'));
const given = process.env['DATABASE_URL'];
const postgres = given === undefined ? await startPostgres({ folder: join(folder, 'pg') }) : null;
const databaseUrl = given ?? postgres?.url ?? '';
if (given === undefined) await migrate(databaseUrl);
const pool = openPool(databaseUrl, 20);
if (given === undefined) log(JSON.stringify(await fillRegister(pool, tasks, log)));
const service: Service = {
  pool,
  client: undefined as unknown as Client,
  taskQueue: 'bench',
  clockOffset: epoch(NOW) - Date.now(),
};
const api = await serve(service, { port: 0, token: TOKEN, log: () => undefined });
const only = process.env['VIEW'];
let worst = 0;
log(
  `${users} users, ${rounds} times each, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
for (const view of VIEWS.filter(({ name }) => only === undefined || name.includes(only))) {
  const [one] = view.requests(0);
  if (one) await get(api.url, ...one);
  const alone = one ? await get(api.url, ...one) : 0;
  const [own, database] = [ownMs(), await databaseMs()];
  const times = await opened(api.url, view);
  const each = (ms: number) => (ms / times.length).toFixed(1);
  const cost = `${each(ownMs() - own)} ms here (client included) and ${each((await databaseMs()) - database)} ms in PostgreSQL`;
  const p95 = share(times, 0.95);
  worst = Math.max(worst, p95);
  log(
    `${view.name}: alone ${alone.toFixed(0)} ms; p50 ${share(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms` +
      ` (${((p95 / BUDGET_MS) * 100).toFixed(0)} % of ${BUDGET_MS} ms); processor ${cost} a view`,
  );
}
log(`worst p95 ${worst.toFixed(0)} ms, load ${loadavg()[0]?.toFixed(1)}`);
await api.close();
await pool.end();
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
