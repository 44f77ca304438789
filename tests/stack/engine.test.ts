import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MESSAGE_RECEIVED, taskProcess } from '../../domain/ids.ts';
import { instantOf } from '../../domain/instant.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { monthAgo, nearby } from './nearby.ts';
import { eventually, startCampaign, startWorld, type Campaign, type World } from './world.ts';

const TWO_ENGINES = fileURLToPath(new URL('./twoEngines.ts', import.meta.url));
let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: false });
}, 120_000);
afterAll(() => world.stop(), 60_000);

async function report(campaign: Campaign, months: number, again = ''): Promise<void> {
  await Promise.all(
    campaign.tasks.map(({ key, parties }) => {
      const unit = parties['monthly']?.[0]?.members[0] ?? '';
      const message: ReportSubmitted = {
        kind: 'report',
        id: `${key}-${months}${again}`,
        receivedAt: instantOf(Date.now(), 'Asia/Shanghai'),
        by: `unit:${unit}`,
        unit,
        duty: 'monthly',
        period: monthAgo(months),
        digest: 'test',
      };
      const process = taskProcess(campaign.context.campaign, key);
      return world.client.workflow.getHandle(process).signal(MESSAGE_RECEIVED, message);
    }),
  );
}

async function reported(campaign: Campaign): Promise<number> {
  const { rows } = await world.pool.query<{ count: number }>(
    `select count(*)::int as count from ledger where campaign = $1 and type = 'report'`,
    [campaign.context.campaign],
  );
  return rows[0]?.count ?? 0;
}

test('twenty sleeping tasks change their engine at their next turn; nothing is lost or doubled', async () => {
  const old = await world.startWorker();
  const campaign = await startCampaign(world, { ...nearby(20), skipped: false });
  const id = campaign.context.campaign;
  await eventually('all tasks have judged their past months', async () => {
    const { rows } = await world.pool.query<{ count: number }>(
      `select count(*)::int as count from ledger where campaign = $1 and type = 'judged' and payload ->> 'period' = $2`,
      [id, monthAgo(1)],
    );
    return rows[0]?.count === 20;
  });
  await old.stop();
  const both = await world.startWorker({ workflowsPath: TWO_ENGINES });
  await world.pool.query(`update engine set newest = 2 where kind = 'task'`);

  await Promise.all([report(campaign, 1), report(campaign, 2), report(campaign, 2)]);
  await eventually('two reports of each', async () => (await reported(campaign)) === 40);
  await report(campaign, 3);
  await eventually('three reports of each', async () => (await reported(campaign)) === 60);
  await eventually('every task runs anew', async () => {
    const runs = await Promise.all(
      campaign.tasks.map(({ key }) =>
        world.client.workflow.getHandle(taskProcess(id, key)).describe(),
      ),
    );
    return runs.every(({ runId, raw }) => raw.workflowExecutionInfo?.firstRunId !== runId);
  });
  await both.stop();

  // A worker that does not know engine 2 leaves the tasks to one that does.
  const ignorant = await world.startWorker();
  await report(campaign, 4);
  await new Promise((done) => setTimeout(done, 4000));
  expect(await reported(campaign)).toBe(60);
  await ignorant.stop();
  const again = await world.startWorker({ workflowsPath: TWO_ENGINES });
  await eventually('four reports of each', async () => (await reported(campaign)) === 80);
  await again.stop();

  const { rows } = await world.pool.query<{
    engines: number[];
    gapless: boolean;
    ordered: boolean;
  }>(
    `select array_agg(distinct engine order by engine) as engines,
            count(*) = max(seq) + 1 as gapless,
            array_agg(engine order by seq) = array_agg(engine order by engine, seq) as ordered
       from turn where process like 'task/' || $1 || '/%' group by process`,
    [id],
  );
  expect(rows).toHaveLength(20);
  for (const row of rows) expect(row).toEqual({ engines: [1, 2], gapless: true, ordered: true });
  const doubled = await world.pool.query(
    `select 1 from ledger where campaign = $1 and type in ('report', 'judged') group by process, key having count(*) > 1`,
    [id],
  );
  expect(doubled.rowCount).toBe(0);
}, 240_000);
