import { Client, Connection } from '@temporalio/client';
import {
  NativeConnection,
  Runtime,
  Worker,
  type NativeConnectionOptions,
} from '@temporalio/worker';
import { activities } from '../activities/index.ts';
import type { Contract } from '../activities/contract.ts';
import { TASK_QUEUE } from '../domain/ids.ts';
import type { Pool } from '../store/pool.ts';
import { bundleWorkflows, WORKFLOWS_PATH } from './bundle.ts';

export interface WorkerOptions {
  readonly pool: Pool;
  readonly connection: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue?: string;
  /** Workflows kept in memory; an evicted one costs a replay of some hundred events. */
  readonly cache?: number;
  readonly workflowsPath?: string;
  /** The file of a bundle made before, from `bundlePath`; without it the workflows are bundled now. */
  readonly bundle?: string;
  /** For fault injection in tests and benches: wraps the activities. */
  readonly wrap?: (own: Contract) => Contract;
}

/** Composition root one: connects, builds the activities, and answers with a worker that has yet to run. */
export async function createWorker(options: WorkerOptions): Promise<Worker> {
  const taskQueue = options.taskQueue ?? TASK_QUEUE;
  const connection = await NativeConnection.connect(options.connection);
  const client = new Client({
    connection: await Connection.connect(options.connection),
    namespace: options.namespace,
  });
  const own = activities({ pool: options.pool, client, taskQueue });
  const logger = Runtime.instance().logger;
  const workflowBundle =
    options.bundle === undefined
      ? { code: await bundleWorkflows(options.workflowsPath ?? WORKFLOWS_PATH, logger) }
      : { codePath: options.bundle };
  return Worker.create({
    connection,
    namespace: options.namespace,
    taskQueue,
    workflowBundle,
    activities: { ...(options.wrap ? options.wrap(own) : own) },
    maxCachedWorkflows: options.cache ?? 1000,
    stickyQueueScheduleToStartTimeout: '3s',
    shutdownGraceTime: '5s',
    shutdownForceTime: '10s',
  });
}
