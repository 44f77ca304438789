import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { auditEntries } from '../../store/audit.ts';
import { request, startApi, type Answer, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

const SECRET = '某处工程的坐标与进度';
const MARKED = `机密★10年\n${SECRET}`;
/** Letters that would show that a part of the text was kept. */
const TRACE = '坐标与进度';

let world: ApiWorld;
beforeAll(async () => {
  world = await startApi();
});
afterAll(() => world.stop());

/** Every table of the register as text. */
async function kept(): Promise<string> {
  const { pool } = world.service;
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['audit', 'intake', 'turn']));
  const texts = [];
  for (const { name } of rows) {
    const found = await pool.query<{ text: string }>(`select t::text as text from "${name}" t`);
    texts.push(...found.rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

test('a marked report, decision or plan leaves its door, actor and mark in the audit, and nothing else anywhere', async () => {
  const { plan, ...documents } = request('marked');
  const [first, ...rest] = plan.tasks;
  const tasks = [{ ...first, content: MARKED }, ...rest];
  const report = { campaign: 'c2026-001', requestId: 'marked-report', text: MARKED };
  const pause = { campaign: 'c2026-001', subject: '2', act: 'pause', requestId: 'marked-pause' };
  const before = await world.count('intake');
  const answers = [
    await world.post('/tasks/1/reports', report, 'unit:甲局'),
    await world.post('/decisions', { ...pause, reason: MARKED }),
    await world.post('/campaigns', { ...documents, plan: { ...plan, tasks } }),
    await world.post('/campaigns/check', { ...documents, plan: { ...plan, title: MARKED } }),
  ];
  expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
    answers.map(() => [422, 'classified']),
  );
  expect(JSON.stringify(answers)).not.toContain(TRACE);
  const entries = await auditEntries(world.service.pool, { limit: 4 });
  expect(entries.map(({ actor, act, detail }) => [actor, act, detail])).toEqual([
    ['office', 'classified-refused', { door: 'checkCampaign', mark: '机密' }],
    ['office', 'classified-refused', { door: 'createCampaign', mark: '机密' }],
    ['office', 'classified-refused', { door: 'decide', mark: '机密' }],
    ['unit:甲局', 'classified-refused', { door: 'submitReport', mark: '机密' }],
  ]);
  expect(await world.count('intake')).toBe(before);
  expect(await kept()).not.toContain(TRACE);
});

/** A report that is sent again while its task is still being started. */
async function reported(requestId: string, more: object = {}): Promise<Answer> {
  for (const until = Date.now() + 90_000; ;) {
    const answer = await world.report('1', requestId, more);
    if (answer.body['code'] !== 'task-starting' || Date.now() > until) return answer;
    await new Promise((later) => setTimeout(later, 200));
  }
}

test('the request number of a refused report is still free', async () => {
  const again = await reported('marked-report');
  expect([again.status, again.body['repeated']]).toEqual([200, false]);
});

test('what only speaks of secrets is received', async () => {
  const text = '加强保密工作，保护商业秘密，未发生泄露国家秘密的情况';
  expect((await reported('open', { text })).status).toBe(200);
});
