/**
 * Records the history of an interview of engine 2 to its closure: `npx tsx tests/histories/recordTalks.ts`, on a working
 * day. It is kept for good, like the others: add files; never record an old one anew.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, findTemporal } from '../../client/servers/find.ts';
import { instantOf } from '../../domain/instant.ts';
import { Regime } from '../../domain/regime.ts';
import { decide } from '../../workflows/messages.ts';
import { nearby, PATIENT } from '../stack/nearby.ts';
import { eventually, ROOT, startCampaign, startWorld } from '../stack/world.ts';

const FILE = fileURLToPath(new URL('./interview-engine2-closed.json', import.meta.url));
if (existsSync(FILE)) throw new Error('recorded already, and kept for good');
const MEETING_IN_MS = 4_000;
const APPROVER = 'post:分管领导';

const regime = Regime.parse({
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
  interview: { gate: { by: APPROVER, limit: { workdays: 300 } }, to: ['head', 'office'] },
});

const world = await startWorld({ skipping: false });
await world.startWorker();
const zone = 'Asia/Shanghai';
let ids = 0;
await startCampaign(world, { ...nearby(1), regime, skipped: false });
const process = await eventually('a proposal', async () => {
  const { rows } = await world.pool.query<{ process: string }>(
    `select process from ledger where type = 'proposed' order by process limit 1`,
  );
  return rows[0]?.process;
});
const handle = world.client.workflow.getHandle(process);
const say = (by: string, kind: string, rest: Record<string, unknown> = {}) => {
  const receivedAt = instantOf(Date.now(), zone);
  const message = { kind, id: `recorded-${++ids}`, receivedAt, by, ...rest };
  return handle.executeUpdate(decide, { args: [message] });
};
const unit = `unit:${process.split('/')[2] ?? ''}`;
await say(APPROVER, 'hear');
await say(unit, 'statement', { text: '示例说明' });
await say(APPROVER, 'approve', { note: '示例' });
const at = instantOf(Date.now() + MEETING_IN_MS, zone);
await say('office', 'schedule', { meeting: { at, place: '示例会议室' } });
await sleep(MEETING_IN_MS + 500);
await say('office', 'held', { attendance: 'principal' });
const record = { problems: '示例', explanation: '示例', demands: '示例', commitment: '示例' };
await say('office', 'minutes', { record });
await say(unit, 'rectified', { text: '示例整改' });
await say('office', 'verify', { result: 'passed' });
const program = await findTemporal({ cache: cacheFolder(ROOT), env: globalThis.process.env, log: () => 0 });
const where = ['--address', world.temporal.address, '--workflow-id', process, '--output', 'json'];
const history = execFileSync(program.path, ['workflow', 'show', ...where], { maxBuffer: 1e9 });
writeFileSync(FILE, history.toString().replaceAll(/"identity": "[^"]*"/g, '"identity": "worker"'));
console.log(FILE, history.length);
await world.stop();
