import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { runCli } from '../../client/commands/program.ts';
import { createCampaign, type NewCampaignInput } from '../../client/handlers/campaigns.ts';
import { serve } from '../../client/http.ts';
import { CampaignDocuments } from '../../client/operations.ts';
import { cacheFolder, findTemporal } from '../../client/servers/find.ts';
import { startTemporal, type TemporalServer } from '../../client/servers/temporalServer.ts';
import type { Service } from '../../client/service.ts';
import { TASK_QUEUE } from '../../domain/ids.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import { startPostgres } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool, type Pool } from '../../store/pool.ts';
import { createWorker } from '../../worker/worker.ts';
import { bundled } from './bundled.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The register's clock at the beginning of the tests. */
export const NOW = Date.parse('2026-04-02T09:00:00+08:00');
export const POST = 'post:区政府分管领导';
const TOKEN = 'token-of-the-test';

const PLAN = `title: 三项任务的方案
tasks:
  - { no: 1, content: 修订规划, lead: 甲局 }
  - { no: 2, content: 整治道路, lead: [甲局, 乙局] }
  - { no: 3, content: 治理河道, lead: 丙镇, deadlines: [{ date: 2026-09-30 }] }
`;
const UNITS = `units:
  - { name: 甲局, aliases: [甲管理局] }
  - { name: 乙局 }
  - { name: 丙镇 }
`;

/** A campaign of three tasks and three units, as the API is asked for it. */
export function request(requestId: string, more: Partial<NewCampaignInput> = {}): NewCampaignInput {
  const read = (name: string) => readFileSync(join(ROOT, 'plans', name), 'utf8');
  const { draft } = readPlanYaml('plan.yaml', PLAN, { today: '2026-01-01' });
  const documents = CampaignDocuments.parse({
    plan: draft,
    regime: readRegime(read('park.regime.yaml')).regime,
    directory: readDirectory(UNITS).directory,
    calendar: JSON.parse(read('calendar-cn.json')) as unknown,
    horizon: { from: '2026-01-01', to: '2027-01-01' },
  });
  return { ...documents, requestId, actor: 'office', ...more };
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The API on a real register and a real server, and the command line that calls it. */
export interface ApiWorld {
  readonly service: Service;
  readonly url: string;
  readonly temporal: TemporalServer;
  readonly duban: (...argv: string[]) => Promise<Run>;
  /** The command's answer for programs, about the first campaign. */
  readonly json: <T>(...argv: string[]) => Promise<T>;
  readonly post: (path: string, body: unknown, actor?: string) => Promise<Answer>;
  /** 甲局 reports on a task of the first campaign. */
  readonly report: (task: string, requestId: string, more?: object) => Promise<Answer>;
  readonly count: (table: string, where?: string) => Promise<number>;
  /** Stops the register; the answer starts it again. */
  readonly stopRegister: () => Promise<() => Promise<void>>;
  /** What the API has logged as an error. */
  readonly errors: readonly string[];
  readonly stopTemporal: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts everything, and a campaign that began on 1 January and has heard nothing for a quarter. */
export async function startApi(): Promise<ApiWorld> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'duban-api-'));
  chmodSync(folder, 0o755);
  const register = { folder: join(folder, 'pg'), durable: false };
  let postgres = await startPostgres(register);
  await migrate(postgres.url);
  const pool = openPool(postgres.url);
  const program = await findTemporal({ cache: cacheFolder(ROOT), env: process.env, log: () => 0 });
  const temporal = await startTemporal({ program, skipping: false });
  const { address, namespace } = temporal;
  const bundle = await bundled();
  const worker = await createWorker({ pool, connection: { address }, namespace, bundle });
  const working = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const clockOffset = NOW - Date.now();
  const service = { pool, client, taskQueue: TASK_QUEUE, clockOffset, linkKey: 'key-of-the-test' };
  const errors: string[] = [];
  const log = (line: string) => void (line.includes('"level":"error"') && errors.push(line));
  const api = await serve(service, { port: 0, token: TOKEN, log });
  const calls = callsTo(api.url, folder);
  await createCampaign(service, request('quarter', { startedAt: '2026-01-01T00:00:00+08:00' }));
  const stopTemporal = async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await working;
    await temporal.stop();
  };
  return {
    service,
    url: api.url,
    temporal,
    ...calls,
    count: (table, where = 'true') => countRows(pool, table, where),
    stopRegister: async () => {
      await postgres.stop();
      return async () => {
        postgres = await startPostgres(register);
      };
    },
    errors,
    stopTemporal,
    stop: async () => {
      await api.close();
      await stopTemporal();
      await connection.close();
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Calls = Pick<ApiWorld, 'duban' | 'json' | 'post' | 'report'>;

function callsTo(url: string, folder: string): Calls {
  const duban = async (...argv: string[]): Promise<Run> => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(argv, {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      width: 100,
      env: { DUBAN_HOME: folder, DUBAN_API: url, DUBAN_TOKEN: TOKEN },
      now: () => NOW,
      progress: { write: () => undefined },
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const post = async (path: string, body: unknown, actor = 'office'): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'x-duban-actor': encodeURIComponent(actor),
    };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: text });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    duban,
    post,
    json: async <T>(...argv: string[]) => {
      const { out } = await duban(...argv, '--campaign', 'c2026-001', '--json');
      return JSON.parse(out) as T;
    },
    report: (task, requestId, more = {}) => {
      const body = { campaign: 'c2026-001', text: '本月已完成', requestId, ...more };
      return post(`/tasks/${task}/reports`, body, 'unit:甲局');
    },
  };
}

async function countRows(pool: Pool, table: string, where: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return rows[0]?.n ?? -1;
}

/** Looks until it is so; what does not come about in a minute and a half never will. */
export async function eventually(done: () => Promise<boolean>): Promise<void> {
  for (const last = Date.now() + 90_000; Date.now() < last;) {
    if (await done()) return;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error('it did not come about');
}
