import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type Worker } from '@temporalio/worker';
import { startCampaignProcess } from '../../client/campaignStart.ts';
import { cacheFolder, findTemporal } from '../../client/servers/find.ts';
import { startTemporal, type TemporalServer } from '../../client/servers/temporalServer.ts';
import { assign, directoryOf } from '../../domain/assign.ts';
import type { CampaignInput } from '../../domain/campaign.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Directory } from '../../domain/unit.ts';
import { insertCampaign } from '../../store/campaigns.ts';
import { startPostgres, type Postgres } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool, transaction, type Pool } from '../../store/pool.ts';
import { createWorker, type WorkerOptions } from '../../worker/worker.ts';
import { bundled } from './bundled.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A real register, a real server and a client, in a folder of their own. */
export interface World {
  readonly folder: string;
  readonly postgres: Postgres;
  readonly pool: Pool;
  readonly temporal: TemporalServer;
  readonly connection: Connection;
  readonly client: Client;
  startWorker(options?: Partial<WorkerOptions>): Promise<RunningWorker>;
  stop(): Promise<void>;
}

export interface RunningWorker {
  readonly worker: Worker;
  stop(): Promise<void>;
}

let installed = false;

export async function startWorld(options: {
  skipping: boolean;
  /** For tests that kill PostgreSQL: what was committed must then be on disk. */
  durable?: boolean;
}): Promise<World> {
  if (!installed) {
    const logging = { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) };
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });
  }
  installed = true;
  const folder = mkdtempSync(join(tmpdir(), 'duban-world-'));
  const postgres = await startPostgres({
    folder: join(folder, 'pg'),
    durable: options.durable ?? false,
  });
  await migrate(postgres.url);
  const pool = openPool(postgres.url);
  const program = await findTemporal({ cache: cacheFolder(ROOT), env: process.env, log: () => 0 });
  const temporal = await startTemporal({ program, skipping: options.skipping });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  const running = new Set<RunningWorker>();
  return {
    folder,
    postgres,
    pool,
    temporal,
    connection,
    client,
    async startWorker(more = {}) {
      const worker = await createWorker({
        pool,
        connection: { address: temporal.address },
        namespace: temporal.namespace,
        ...(more.workflowsPath === undefined ? { bundle: await bundled() } : {}),
        ...more,
      });
      const done = worker.run();
      const own: RunningWorker = {
        worker,
        async stop() {
          running.delete(own);
          if (worker.getState() === 'RUNNING') worker.shutdown();
          await done;
        },
      };
      running.add(own);
      return own;
    },
    async stop() {
      for (const worker of [...running]) await worker.stop();
      await connection.close();
      await pool.end();
      await temporal.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Campaign {
  readonly context: Context;
  readonly input: CampaignInput;
  readonly tasks: readonly OwedTask[];
  readonly directory: Directory;
}

export interface Terms {
  readonly plan: Plan;
  readonly regime: Regime;
  readonly calendar: Calendar;
  /** Absent: each printed name is a unit of its own. */
  readonly directory?: Directory;
  readonly horizon: Context['horizon'];
  readonly startedAt: Instant;
  readonly firstNoticesAt?: Instant;
}

let requests = 0;

/** Enters a campaign into the register as the API does, without starting it. */
export async function enterCampaign(pool: Pool, terms: Terms): Promise<Campaign> {
  const { plan, regime, calendar, horizon, startedAt } = terms;
  const directory = terms.directory ?? directoryOf(plan);
  const { tasks, units, leaders, diagnostics } = assign(plan, directory, regime);
  if (diagnostics.length > 0) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  const firstNoticesAt = terms.firstNoticesAt ?? startedAt;
  const context = await transaction(pool, (db) =>
    insertCampaign(db, {
      title: plan.title,
      documents: { plan, regime, calendar, directory },
      createdAt: startedAt,
      year: Number(horizon.from.slice(0, 4)),
      requestId: `request-${++requests}`,
      context: (campaign) => ({ campaign, regime, calendar, horizon, startedAt, firstNoticesAt }),
      tasks: plan.tasks.map((task, i) => ({ plan: task, owed: tasks[i] as OwedTask })),
      units: directory.units,
    }),
  );
  return { context, input: { context, units, leaders }, tasks, directory };
}

/** Enters and starts a campaign; in a skipped run its clock begins at `startedAt`. */
export async function startCampaign(
  world: World,
  terms: Terms & { skipped: boolean },
): Promise<Campaign> {
  const campaign = await enterCampaign(world.pool, terms);
  const offset = terms.skipped ? epoch(terms.startedAt) - Date.now() : 0;
  await startCampaignProcess(world.client, world.pool, campaign.input, offset);
  return campaign;
}

/** Polls until `found` answers something; gives up with what was waited for. */
export async function eventually<T>(
  what: string,
  found: () => Promise<T | undefined | false>,
  limitMs = 60_000,
): Promise<T> {
  const until = Date.now() + limitMs;
  for (;;) {
    const value = await found();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > until) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
