import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { SWEEP, TASK_QUEUE } from '../../domain/ids.ts';
import { dayOf } from '../../domain/instant.ts';
import { isAway, openPool } from '../../store/pool.ts';
import { FaultError } from '../faultError.ts';
import { ZONE } from '../handlers/actor.ts';
import { resumeStarts } from '../handlers/campaigns.ts';
import { firstSetup, type FirstSetup } from '../identity/setup.ts';
import { isTemporalAway } from '../handlers/temporal.ts';
import { loadSample } from '../sample.ts';
import type { TemporalTarget } from '../servers/connect.ts';
import type { Service } from '../service.ts';
import { ensureSweep } from '../sweep.ts';
import { readNextDue, type Due } from './dueSoon.ts';

const DUE_SHOWN = 10;
const PATIENCE_MS = 30_000;
/** The API gives a signal three seconds; what was sent into a dying Temporal has failed by then. */
const AFTER_RETURN_MS = [500, 4_000];

/** What a start has done with the register. */
export interface Settled {
  /** The id of the sample campaign, where it was started now. */
  readonly sample: string | undefined;
  readonly dues: readonly Due[];
  /** The first set-up links, while nobody has used them. */
  readonly setups: readonly FirstSetup[];
}

/** The sweep, campaigns whose start was cut short, and the sample where there is no campaign yet. */
export function settleIn(database: string, temporal: TemporalTarget): Promise<Settled> {
  return patiently(() =>
    connected(temporal, async (client) => {
      const pool = openPool(database, 2);
      try {
        const service: Service = { pool, client, taskQueue: TASK_QUEUE, clockOffset: 0 };
        await ensureSweep(client, TASK_QUEUE);
        await resumeStarts(service);
        const sample = await loadSample(service, dayOf(new Date().toISOString(), ZONE));
        await triggerSweep(client);
        const dues = await readNextDue(pool, Date.now(), DUE_SHOWN);
        return { sample, dues, setups: await firstSetup(pool) };
      } finally {
        await pool.end();
      }
    }),
  );
}

/** Temporal is back: signals that were lost meanwhile are repeated now instead of within a minute. */
export async function sweepAfterReturn(temporal: TemporalTarget): Promise<void> {
  for (const ms of AFTER_RETURN_MS) {
    await sleep(ms, undefined, { ref: false });
    await connected(temporal, triggerSweep).catch(() => undefined);
  }
}

function triggerSweep(client: Client): Promise<void> {
  return client.schedule.getHandle(SWEEP.schedule).trigger();
}

async function connected<T>(
  { connectionOptions, namespace }: TemporalTarget,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const options = { ...connectionOptions, connectTimeout: '5s' } as ConnectionOptions;
  const connection = await Connection.connect(options);
  try {
    return await work(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}

/** Servers that have just come up, or are just coming back, may refuse for a moment. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const away = error instanceof FaultError && error.fault.code.endsWith('-away');
      const passing = away || isAway(error) || isTemporalAway(error);
      if (!passing || Date.now() > deadline) throw error;
      await sleep(1_000);
    }
  }
}
