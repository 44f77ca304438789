/**
 * Records histories of each workflow on a real server: `npx tsx tests/histories/record.ts`. They are kept for good:
 * a build that cannot replay them would break processes that live. Add files; never record an old one anew.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheFolder, findTemporal } from '../../client/servers/find.ts';
import {
  campaignProcess,
  MESSAGE_RECEIVED,
  taskProcess,
} from '../../domain/ids.ts';
import { instantOf } from '../../domain/instant.ts';
import { Regime } from '../../domain/regime.ts';
import { decide } from '../../workflows/messages.ts';
import { monthAgo, nearby, PATIENT } from '../stack/nearby.ts';
import { eventually, ROOT, startCampaign, startWorld } from '../stack/world.ts';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const world = await startWorld({ skipping: false });
await world.startWorker();

const now = () => instantOf(Date.now(), 'Asia/Shanghai');
let ids = 0;
const base = (by: string) => ({ id: `recorded-${++ids}`, receivedAt: now(), by });
const handle = (id: string) => world.client.workflow.getHandle(id);
const ledger = async (id: string, type: string) => {
  const { rowCount } = await world.pool.query(
    'select 1 from ledger where process = $1 and type = $2',
    [id, type],
  );
  return rowCount ?? 0;
};
const program = await findTemporal({ cache: cacheFolder(ROOT), env: process.env, log: () => 0 });
function keep(name: string, id: string): void {
  const where = ['--address', world.temporal.address, '--workflow-id', id, '--output', 'json'];
  const history = execFileSync(program.path, ['workflow', 'show', ...where], { maxBuffer: 1e9 });
  const plain = history.toString().replaceAll(/"identity": "[^"]*"/g, '"identity": "worker"');
  writeFileSync(`${FOLDER}${name}.json`, plain);
  console.log(name, history.length);
}

const strict = Regime.parse({
  ...PATIENT,
  id: 'strict',
  ladder: [
    ...PATIENT.ladder,
    {
      id: 'interview',
      step: 'interview',
      at: { after: 'grace', offset: { workdays: 0 } },
      when: [{ consecutive: 'missing', atLeast: 2 }],
      to: ['office'],
    },
  ],
  bulletins: [
    {
      id: 'monthly-bulletin',
      title: '月通报',
      every: 'month',
      cutOff: { next: { day: 10 } },
      criticise: { missing: 1, to: ['head'] },
      sign: { by: 'office', limit: { workdays: 3 } },
      to: ['reporter'],
    },
  ],
  interview: { gate: { by: 'post:分管领导', limit: { workdays: 300 } }, to: ['head'] },
});

const { context, tasks } = await startCampaign(world, {
  ...nearby(4),
  regime: strict,
  skipped: false,
});
const campaign = campaignProcess(context.campaign);
const first = tasks[0]?.parties['monthly']?.[0]?.members[0] ?? '';
await eventually('a drafted bulletin', async () => (await ledger(campaign, 'bulletin-drafted')) > 0, 200_000);
const rows = await eventually('two proposals for each unit', async () => {
  const found = await world.pool.query<{ process: string }>(
    `select process from ledger where type = 'proposed' order by process`,
  );
  return found.rows.length === 8 && found.rows;
});
const approved = rows[0]?.process ?? '';
await handle(approved).executeUpdate(decide, {
  args: [{ kind: 'approve', ...base('post:分管领导') } as never],
});
keep('interview-approved', approved);
const rejected = rows[1]?.process ?? '';
await handle(rejected).executeUpdate(decide, {
  args: [{ kind: 'reject', reason: '事由不足', ...base('post:分管领导') } as never],
});
keep('interview-rejected', rejected);

const reported = taskProcess(context.campaign, 't0001');
for (const months of [1, 2, 2]) {
  const report = { kind: 'report', unit: first, duty: 'monthly', period: monthAgo(months), digest: 'recorded' };
  await handle(reported).signal(MESSAGE_RECEIVED, { ...report, ...base(`unit:${first}`) });
}
await handle(reported).signal(MESSAGE_RECEIVED, { kind: 'nonsense' } as never);
await handle(campaign).executeUpdate(decide, {
  args: [{ kind: 'pause', reason: '示例', ...base('office') } as never],
});
await eventually('paused', async () => (await ledger(reported, 'suspended')) > 0);
await handle(campaign).executeUpdate(decide, { args: [{ kind: 'resume', ...base('office') } as never] });
await eventually('resumed', async () => (await ledger(reported, 'resumed')) > 0);
const drafted = await world.pool.query<{ bulletin: string; period: string }>(
  `select payload ->> 'bulletin' as bulletin, payload ->> 'period' as period
     from ledger where type = 'bulletin-drafted' and process = $1 order by at limit 1`,
  [campaign],
);
await handle(campaign).executeUpdate(decide, {
  args: [{ kind: 'return', reason: '数据再核', ...drafted.rows[0], ...base('office') } as never],
});
await eventually('second draft', async () => {
  const { rowCount } = await world.pool.query(
    `select 1 from ledger where process = $1 and key like 'bulletin-drafted:%:2'`,
    [campaign],
  );
  return (rowCount ?? 0) > 0;
});
await handle(campaign).executeUpdate(decide, {
  args: [{ kind: 'sign', ...drafted.rows[0], ...base('office') } as never],
});
await handle(campaign).executeUpdate(decide, {
  args: [{ kind: 'close', reason: '示例结束', ...base('office') } as never],
});
await eventually('tasks ended', async () => (await ledger(reported, 'ended')) > 0);
keep('task-reported-and-closed', reported);
keep('task-silent-and-closed', taskProcess(context.campaign, 't0002'));
keep('campaign-whole', campaign);
await world.stop();
