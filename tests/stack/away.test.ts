import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MESSAGE_RECEIVED, taskProcess } from '../../domain/ids.ts';
import { instantOf } from '../../domain/instant.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { startPostgres } from '../../store/embedded.ts';
import { monthAgo, nearby } from './nearby.ts';
import { eventually, startCampaign, startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: false, durable: true });
}, 120_000);
afterAll(() => world.stop(), 60_000);

test('with the register away processes wait; when it is back every report has its verdict, once', async () => {
  await world.startWorker();
  const { context, tasks } = await startCampaign(world, { ...nearby(5), skipped: false });
  const count = async (type: string): Promise<number> => {
    const { rows } = await world.pool.query<{ count: number }>(
      `select count(*)::int as count from ledger
        where campaign = $1 and type = $2 and payload ->> 'period' = $3`,
      [context.campaign, type, monthAgo(1)],
    );
    return rows[0]?.count ?? 0;
  };
  await eventually('past months judged', async () => (await count('judged')) === 5);

  process.kill(world.postgres.pid, 'SIGKILL');
  await world.postgres.exited;
  await Promise.all(
    tasks.map(({ key, parties }) => {
      const unit = parties['monthly']?.[0]?.members[0] ?? '';
      const message: ReportSubmitted = {
        kind: 'report',
        id: `away-${key}`,
        receivedAt: instantOf(Date.now(), 'Asia/Shanghai'),
        by: `unit:${unit}`,
        unit,
        duty: 'monthly',
        period: monthAgo(1),
        digest: 'test',
      };
      const handle = world.client.workflow.getHandle(taskProcess(context.campaign, key));
      return handle.signal(MESSAGE_RECEIVED, message);
    }),
  );
  await new Promise((done) => setTimeout(done, 8000));
  const waiting = await world.client.workflow
    .getHandle(taskProcess(context.campaign, 't0001'))
    .describe();
  expect(waiting.status.name).toBe('RUNNING');

  const back = await startPostgres({
    folder: join(world.folder, 'pg'),
    port: world.postgres.port,
  });
  try {
    await eventually('every report taken', async () => {
      return (await count('report').catch(() => 0)) === 5;
    });
    expect(await count('judged')).toBe(10);
    const { rows } = await world.pool.query<{ gapless: boolean }>(
      `select bool_and(gapless) as gapless from (
         select count(*) = max(seq) + 1 as gapless from turn group by process) t`,
    );
    expect(rows[0]?.gapless).toBe(true);
  } finally {
    await world.pool.query('select 1').catch(() => undefined);
    await back.stop();
  }
}, 240_000);
