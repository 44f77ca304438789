/**
 * Page views of the desks: `npx tsx bench/desks.ts [tasks] [users] [rounds]`. Fills a register with made-up but foldable rows
 * (10,000 tasks, a million rows of the ledger), serves the real HTTP API on it, and lets 20 users who have signed in open each
 * page: first all of them again and again without a pause, then each every three seconds (PAUSE_MS). Prints the 50th and 95th
 * percentile of the time that all requests of one view take together. Meanwhile something is written every second, as by units
 * that report, so that what is kept until something is written lasts no longer than in life. With DATABASE_URL of a register that was filled before,
 * nothing is filled; VIEW names the views that are tried.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { log, openDesks } from './deskServer.ts';
import type { Opening } from './deskUsers.ts';
import { VIEWS, type View } from './deskViews.ts';

const [tasks = 10_000, users = 20, rounds = 10] = process.argv.slice(2).map(Number);
const BUDGET_MS = 200;
const PAUSE_MS = Number(process.env['PAUSE_MS'] ?? 3000);

const { url, pool, cookieOf, stop } = await openDesks(tasks);
const people = fork(fileURLToPath(new URL('deskUsers.ts', import.meta.url)));

const WRITES_MS = 1000;

/** A transaction that is committed and changes nothing: for whoever keeps answers it is a write like any other. */
const writing = setInterval(() => {
  pool.query('select pg_current_xact_id()').catch(() => undefined);
}, WRITES_MS);

/** What every page asks for besides its own; who has signed in is asked once a minute only. */
const FRAME = ['/campaigns?state=open&limit=100'];

async function openingsOf({ requests }: View): Promise<readonly (readonly Opening[])[]> {
  const opening = async (user: number, round: number): Promise<Opening> => {
    const all = requests(user + round * users);
    const actor = all[0]?.[0] ?? 'office';
    const paths = [...FRAME, ...all.map(([, path]) => path)];
    return { cookie: await cookieOf(actor, user), actor, paths };
  };
  return Promise.all(
    Array.from({ length: users }, async (_, user) => {
      const own: Opening[] = [];
      for (let round = 0; round < rounds; round++) own.push(await opening(user, round));
      return own;
    }),
  );
}

function timesOf(
  child: ChildProcess,
  openings: readonly (readonly Opening[])[],
  pauseMs: number,
): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    child.once('message', ({ times, error }: { times?: number[]; error?: string }) =>
      times === undefined ? reject(new Error(error)) : resolve(times.sort((a, b) => a - b)),
    );
    child.send({ url, users: openings, pauseMs });
  });
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

const only = process.env['VIEW'];
const worst = { crowd: 0, steady: 0 };
log(
  `${users} users, ${rounds} times each, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
for (const view of VIEWS.filter(({ name }) => only === undefined || name.includes(only))) {
  const openings = await openingsOf(view);
  const one = openings.slice(0, 1).map((own) => own.slice(0, 3));
  const alone = share(await timesOf(people, one, 0), 0);
  const [own, database] = [ownMs(), await databaseMs()];
  const crowd = await timesOf(people, openings, 0);
  const each = (ms: number) => (ms / crowd.length).toFixed(1);
  const cost = `${each(ownMs() - own)} ms here and ${each((await databaseMs()) - database)} ms in PostgreSQL`;
  const steady = await timesOf(people, openings, PAUSE_MS);
  const [p95, calm] = [share(crowd, 0.95), share(steady, 0.95)];
  worst.crowd = Math.max(worst.crowd, p95);
  worst.steady = Math.max(worst.steady, calm);
  log(
    `${view.name}: alone ${alone.toFixed(0)} ms; without a pause p50 ${share(crowd, 0.5).toFixed(0)} p95 ${p95.toFixed(0)} ms;` +
      ` with pauses p50 ${share(steady, 0.5).toFixed(0)} p95 ${calm.toFixed(0)} ms (${((calm / BUDGET_MS) * 100).toFixed(0)} %` +
      ` of ${BUDGET_MS} ms); processor ${cost} a view`,
  );
}
log(
  `worst p95 without a pause ${worst.crowd.toFixed(0)} ms, with pauses ${worst.steady.toFixed(0)} ms; load ${loadavg()[0]?.toFixed(1)}`,
);
clearInterval(writing);
people.disconnect();
await stop();
