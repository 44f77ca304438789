/**
 * A register as large as the desks must bear, made up: a small campaign is rehearsed by the real machines, its turns are written
 * as life would have written them, and its tasks are copied by SQL under other keys until there are enough. Every row folds.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureOpened } from '../activities/open.ts';
import { assign, directoryOf } from '../domain/assign.ts';
import { Behaviour } from '../domain/behaviour.ts';
import { Calendar } from '../domain/calendar.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import { newestEngine } from '../domain/engines.ts';
import { readProcess, taskKey } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Regime } from '../domain/regime.ts';
import { rehearse } from '../domain/rehearse.ts';
import type { RehearsedTurn } from '../domain/rehearseWorld.ts';
import { readRegime } from '../importers/regime.ts';
import { confirmedPlan } from './deskPlan.ts';
import { insertCampaign } from '../store/campaigns.ts';
import { appendTurn } from '../store/ledger.ts';
import { transaction, type Pool } from '../store/pool.ts';
import { enterProcess } from '../store/processes.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
export const NOW: Instant = '2026-11-23T10:00:00+08:00';
const START: Instant = '2026-01-04T09:00:00+08:00';
const REHEARSED = 100;
const AT_ONCE = 8;

export interface Filled {
  readonly campaign: string;
  readonly tasks: number;
  readonly ledger: number;
  readonly notices: number;
}

/** Fills an empty register with `tasks` tasks, a multiple of 100. */
export async function fillRegister(
  pool: Pool,
  tasks: number,
  log: (line: string) => void,
): Promise<Filled> {
  const read = (name: string) => readFileSync(`${ROOT}plans/${name}`, 'utf8');
  const regime = busyRegime(read('park-full.regime.yaml'));
  const calendar = Calendar.parse(JSON.parse(read('calendar-cn.json')));
  const plan = confirmedPlan(REHEARSED);
  const directory = directoryOf(plan);
  const owed = assign(plan, directory, regime);
  const context = await transaction(pool, (db) =>
    insertCampaign(db, {
      title: plan.title,
      documents: { plan, regime, calendar, directory },
      createdAt: START,
      year: 2026,
      requestId: 'bench',
      context: (campaign) => ({
        ...{ campaign, regime, calendar, startedAt: START, firstNoticesAt: START },
        horizon: { from: '2026-01-01', to: '2027-01-01' },
      }),
      tasks: plan.tasks.map((task, i) => ({ plan: task, owed: owed.tasks[i] as OwedTask })),
      units: directory.units,
    }),
  );
  const input = { context, units: owed.units, leaders: owed.leaders };
  log(`rehearsing ${REHEARSED} tasks until ${NOW}`);
  await rehearsed(pool, context, input, owed.tasks);
  log('opening the expected sets');
  await ensureOpened(pool, context, NOW);
  log('copying');
  await copied(pool, context.campaign, tasks, log);
  await pool.query(RECEIPTS, [context.campaign]);
  await pool.query('vacuum (analyze)');
  const count = async (table: string) => {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return rows[0]?.n ?? 0;
  };
  return {
    campaign: context.campaign,
    tasks: await count('task'),
    ledger: await count('ledger'),
    notices: await count('notice'),
  };
}

/** The fullest of the sample regimes, with two duties more: some hundred rows of the ledger a task and year. */
function busyRegime(text: string): Regime {
  const { regime } = readRegime(text);
  const [monthly] = regime?.duties ?? [];
  if (regime === undefined || monthly === undefined) throw new Error('no regime');
  const more = (['quarter', 'two-months'] as const).map((every) => ({
    ...{ ...monthly, id: `bench-${every}`, title: every === 'quarter' ? '季度小结' : '双月小结' },
    every,
  }));
  return { ...regime, duties: [...regime.duties, ...more] };
}

async function rehearsed(
  pool: Pool,
  context: Context,
  input: Parameters<typeof rehearse>[0]['input'],
  tasks: readonly OwedTask[],
): Promise<void> {
  const turns: RehearsedTurn[] = [];
  const behaviour = Behaviour.parse({
    seed: 7,
    reports: { 'on-time': 60, early: 15, late: 12, silent: 13 },
    gates: ['approve', 'approve', 'lapse'],
  });
  rehearse({
    ...{ input, tasks, behaviour, until: NOW },
    onRow: () => undefined,
    onTurn: (turn) => turns.push(turn),
  });
  const byProcess = new Map<string, RehearsedTurn[]>();
  for (const turn of turns) {
    const own = byProcess.get(turn.process) ?? [];
    byProcess.set(turn.process, own);
    if (turn.decisions.length > 0 || turn.message !== undefined) own.push(turn);
  }
  const waiting = [...byProcess];
  const write = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [process, own] = next;
      await entered(pool, context, input, tasks, process);
      for (const [seq, turn] of own.entries()) await written(pool, seq, turn);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
}

async function written(
  pool: Pool,
  seq: number,
  { process, upTo, message, decisions }: RehearsedTurn,
): Promise<void> {
  const taken = [{ upTo, ...(message ? { message, answer: { value: {} } } : {}) }];
  const engine = newestEngine(readProcess(process)?.kind ?? 'task');
  await appendTurn(pool, { process, seq, engine, madeAt: upTo, taken, decisions });
}

async function entered(
  pool: Pool,
  context: Context,
  input: unknown,
  tasks: readonly OwedTask[],
  process: string,
): Promise<void> {
  const found = readProcess(process);
  if (found === undefined) return;
  const own =
    found.kind === 'campaign'
      ? input
      : found.kind === 'task'
        ? { context, task: tasks.find(({ key }) => key === found.task) }
        : {
            context,
            unit: tasks.flatMap(({ units }) => units).find(({ id }) => id === found.unit),
            ...{ window: found.window, startedAt: `${found.window}T18:00:00+08:00` },
          };
  await enterProcess(pool, {
    ...{ id: process, kind: found.kind, input: own, clockOffset: 0 },
    ...{ campaign: context.campaign, startedAt: START },
  });
}

/**
 * Copies the tasks under keys that follow, doubling them until there are enough: their words, turns, facts, notices and
 * expected sets. The triggers are off meanwhile, and what they keep is made from the ledger at the end.
 */
async function copied(
  pool: Pool,
  campaign: string,
  tasks: number,
  log: (line: string) => void,
): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query(`set session_replication_role = replica`);
    for (let known = REHEARSED; known < tasks; known = Math.min(2 * known, tasks)) {
      const last = taskKey(Math.min(known, tasks - known));
      for (const sql of COPIES) await db.query(sql, [campaign, known, last]);
      log(`${Math.min(2 * known, tasks)} tasks`);
    }
    await db.query(`set session_replication_role = origin`);
    await db.query('analyze');
    log('making what is kept of the ledger');
    await db.query('select make_standing()');
  } finally {
    db.release();
  }
}

/** `t0007` of a text under another key. */
const moved = (text: string) => `replace(${text}, b.old, b.new)`;
const BASE = `(select key as old, 't' || lpad((ordinal + 1 + $2)::text, greatest(4, length((ordinal + 1 + $2)::text)), '0') as new, ordinal
                 from task where campaign = $1 and key <= $3) b`;
const OWN = (alias: string) => `${alias}.process = 'task/' || $1::text || '/' || b.old`;

const COPIES: readonly string[] = [
  `insert into task (campaign, key, ordinal, body, owed)
   select $1, b.new, b.ordinal + $2, t.body || jsonb_build_object('key', b.new, 'no', (b.ordinal + 1 + $2)::text),
          t.owed || jsonb_build_object('key', b.new)
     from ${BASE} join task t on t.campaign = $1 and t.key = b.old`,
  `insert into process (id, campaign, kind, input, clock_offset, started_at)
   select 'task/' || $1::text || '/' || b.new, $1, 'task', jsonb_set(p.input, '{task,key}', to_jsonb(b.new)), 0, p.started_at
     from ${BASE} join process p on p.id = 'task/' || $1::text || '/' || b.old`,
  `insert into turn (process, seq, engine, made_at, taken, digest)
   select 'task/' || $1::text || '/' || b.new, x.seq, x.engine, x.made_at, ${moved('x.taken::text')}::jsonb, x.digest
     from ${BASE} join turn x on ${OWN('x')}`,
  `insert into expected (campaign, task, obligation, duty, period, party, members, due, opened_at)
   select $1, b.new, x.obligation, x.duty, x.period, x.party, x.members, x.due, x.opened_at
     from ${BASE} join expected x on x.campaign = $1 and x.task = b.old`,
  `insert into ledger (process, seq, n, campaign, kind, type, key, at, at_text, obligation, payload, hash)
   select 'task/' || $1::text || '/' || b.new, x.seq, x.n, $1, x.kind, x.type, ${moved('x.key')}, x.at, x.at_text,
          x.obligation, ${moved('x.payload::text')}::jsonb, x.hash
     from ${BASE} join ledger x on ${OWN('x')}`,
  `insert into notice (key, process, seq, n, campaign, type, recipient, at, at_text, payload)
   select ${moved('x.key')}, 'task/' || $1::text || '/' || b.new, x.seq, x.n, $1, x.type, x.recipient, x.at, x.at_text,
          ${moved('x.payload::text')}::jsonb
     from ${BASE} join notice x on ${OWN('x')}
   on conflict do nothing`,
];

/** The receipts of the reports, as they came in. */
const RECEIPTS = `
  insert into intake (request_id, received_at, campaign, process, actor, digest, body, message, verdict)
  select x.process || '#' || (m ->> 'id'), (m ->> 'receivedAt')::timestamptz, $1, x.process, m ->> 'by', '',
         jsonb_build_object('text', '本期工作按计划推进，已完成阶段任务。'), m, '{}'
    from turn x, jsonb_array_elements(x.taken) as s, jsonb_extract_path(s, 'message') as m
   where m ->> 'kind' = 'report' on conflict do nothing`;
