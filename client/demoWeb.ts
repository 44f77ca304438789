import { randomBytes } from 'node:crypto';
import { at, epoch } from '../domain/instant.ts';
import { TASK_QUEUE } from '../domain/ids.ts';
import { readDocuments } from './commands/documents.ts';
import type { Io } from './commands/io.ts';
import { demoClock } from './demoClock.ts';
import type { DemoWorld } from './demoWorld.ts';
import type { DemoOptions } from './demoYear.ts';
import { createCampaign } from './handlers/campaigns.ts';
import { serve, type Served } from './http.ts';
import { CampaignDocuments } from './operations.ts';
import type { Sandbox, Service } from './service.ts';

/** The visitor comes to the office at nine on the first day. */
const BEGINS = '09:00';

/**
 * Opens the pages on a sandbox 演示: the same product over servers with skipped time, whose clock stands at the first morning of
 * the plan and is moved by the visitor. Nobody signs in and nothing leaves the machine.
 */
export async function openDemoWeb(
  { pool, client }: DemoWorld,
  io: Io,
  options: DemoOptions & { readonly port: number },
): Promise<Served> {
  const documents = CampaignDocuments.parse(await readDocuments(io, options.plan, options));
  const { horizon, calendar } = documents;
  const startedAt = at(horizon.from, BEGINS, calendar.zone);
  const clock = demoClock({ pool, client }, epoch(startedAt));
  const demo: Sandbox = {
    clock,
    failed: (error) => io.err(`时钟没有拨到：${(error as Error).message}`),
  };
  const service: Service = {
    ...{ pool, client, taskQueue: TASK_QUEUE, demo },
    get clockOffset() {
      return clock.offset();
    },
  };
  await createCampaign(service, {
    ...documents,
    confirm: ['deadline-past'],
    startedAt,
    requestId: 'demo',
    actor: 'office',
  });
  const token = randomBytes(24).toString('hex');
  return serve(service, { port: options.port, token, log: (line) => io.err(line) });
}
