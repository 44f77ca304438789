import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf } from '../../client/operations.ts';
import { auditEntries } from '../../store/audit.ts';
import { giveNumber } from '../../store/items.ts';
import { transaction, type Pool } from '../../store/pool.ts';
import { eventually, request, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-001';
const APPROVER = 'post:督查室主任';
const PLAN2 = `title: 三项任务的方案
tasks:
  - { no: 1, content: 整治道路, lead: 丙镇 }
  - { no: 2, content: 治理河道, lead: 丙镇, deadlines: [{ date: 2026-10-31 }] }
  - { no: 3, content: 建设地下管网, lead: 乙局, deadlines: [{ date: 2026-08-31 }] }
`;

/** Everything runs once: the tests below are one history, in their order. */
let world: ApiWorld;
let pool: Pool;
let folder: string;
let duban: ApiWorld['duban'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-plan-'));
  world = await startApi();
  ({ duban } = world);
  ({ pool } = world.service);
  const judged = `campaign = '${CAMPAIGN}' and type = 'judged'`;
  await eventually(async () => (await world.count('ledger', judged)) >= 9);
});

afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function previewed(): Promise<OutputOf<'previewPlan'>> {
  const run = await duban('plan', 'preview', CAMPAIGN, '--file', file('v2.yaml', PLAN2), '--json');
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out) as OutputOf<'previewPlan'>;
}

const publish = (confirm: string, ...more: readonly string[]) =>
  duban(
    ...['plan', 'publish', CAMPAIGN, '--file', file('v2.yaml', PLAN2), '--confirm', confirm],
    ...['--reason', '年中调整', ...more],
  );
const facts = (type: string, where = 'true') =>
  world.count('ledger', `campaign = '${CAMPAIGN}' and type = '${type}' and ${where}`);

test('what a second version would do is listed, and nothing is written', async () => {
  const counts = async () =>
    Promise.all(['document', 'task', 'plan_version', 'audit', 'unit'].map((t) => world.count(t)));
  const before = await counts();
  const { counts: told, lines, open, units, version } = await previewed();
  expect(told).toEqual({ added: 1, changed: 2, removed: 1, words: 0, same: 0 });
  expect(lines.map(({ kind, task, says }) => `${kind} ${task} ${says.join('；')}`)).toEqual([
    expect.stringMatching(/^added t0004 完成时限 2026年8月31日.*“月调度.*”自2026年5月起报/),
    expect.stringMatching(/^changed t0002 甲局 移交 丙镇：.*；乙局 移交 丙镇：/),
    expect.stringMatching(
      /^changed t0003 完成时限 2026年9月30日取消.*；新增完成时限 2026年10月31日/,
    ),
    expect.stringMatching(/^removed t0001 终止；未判定的 \d+ 项/),
  ]);
  expect([open, version, units.map(({ name }) => name).sort()]).toEqual([
    [],
    2,
    ['丙镇', '乙局', '甲局'],
  ]);
  const { out } = await duban('plan', 'preview', CAMPAIGN, '--file', file('v2.yaml', PLAN2));
  expect(out).toContain('发布后不能撤回');
  expect(await counts()).toEqual(before);
});

test('what was not seen, by whom it may not be, without a reason: refused, and the attempt is recorded', async () => {
  const unseen = await publish('ffffffffffffffff');
  expect([unseen.code, unseen.err]).toEqual([1, expect.stringContaining('没有发布')]);
  const unit = await publish('x', '--as', 'unit:甲局');
  expect([unit.code, unit.err]).toEqual([1, expect.stringContaining('不能做“发布方案新版”')]);
  const [last] = await auditEntries(pool, { limit: 1 });
  expect(last).toMatchObject({ act: 'publishPlan', outcome: 'not-allowed' });
  const strange = file('v3.yaml', PLAN2.replace('lead: 乙局', 'lead: 丁局'));
  const run = await duban('plan', 'preview', CAMPAIGN, '--file', strange);
  expect(run.out).toContain('不能照此办理');
  expect(run.out).toContain('丁局');
  expect([await facts('plan-published'), await world.count('plan_version')]).toEqual([0, 0]);
});

test('published: the new task joins, the changed ones are told, the removed one ends', async () => {
  const { digest } = await previewed();
  const run = await publish(digest, '--request-id', 'version-2');
  expect([run.code, run.err]).toEqual([0, '']);
  await eventually(async () => {
    const t0001 = await facts('ended', `process = 'task/${CAMPAIGN}/t0001'`);
    const t0004 = await facts('assigned', `process = 'task/${CAMPAIGN}/t0004'`);
    return t0001 + t0004 + (await facts('plan-amended')) === 4;
  });
  const again = await publish(digest, '--request-id', 'version-2');
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('没有重复')]);
  const other = await duban(
    ...['plan', 'publish', CAMPAIGN, '--file', file('v3.yaml', PLAN2.replace('乙局', '甲局'))],
    ...['--confirm', 'whatever', '--reason', '年中调整', '--request-id', 'version-2'],
  );
  expect([other.code, other.err]).toEqual([1, expect.stringContaining('已用于另一份内容')]);
  const shown = await duban('task', 't0002', '--campaign', CAMPAIGN, '--json');
  expect(JSON.parse(shown.out)).toMatchObject({ no: '1', assignments: [{ unit: '丙镇' }] });
  const told = `campaign = '${CAMPAIGN}' and type = 'plan-published'`;
  expect(await world.count('notice', told)).toBe(4);
  const { out } = await duban('inbox', '丙镇/联络员', '--campaign', CAMPAIGN);
  expect(out).toContain('【方案新版】第2版自即日施行：本单位变更任务 2 项');
});

test('the expected set has what the new task owes from the next period on, and the new day', async () => {
  const owes = async (task: string) => {
    const { rows } = await pool.query<{ period: string; verdict: string }>(
      `select period, verdict from obligation_standing
        where campaign = $1 and task = $2 and duty = 'deadlines' or
              (campaign = $1 and task = $2 and task = 't0004') order by period`,
      [CAMPAIGN, task],
    );
    return rows.map(({ period, verdict }) => `${period} ${verdict}`);
  };
  await eventually(async () => (await owes('t0004')).length > 0);
  expect(await owes('t0004')).toEqual(['2026-08-31 pending']);
  await eventually(async () => (await owes('t0003')).length === 2);
  expect(await owes('t0003')).toEqual(['2026-09-30 exempt', '2026-10-31 pending']);
});

test('items: a year of them is opened, one is registered, approved by its post, and numbered', async () => {
  const park = fileURLToPath(new URL('../../plans/park.regime.yaml', import.meta.url));
  const items = `items: { approve: { by: '${APPROVER}', limit: { workdays: 3 } } }\n`;
  const regime = file('items.yaml', `${readFileSync(park, 'utf8')}\n${items}`);
  const units = file('units.yaml', 'units:\n  - { name: 甲局 }\n  - { name: 乙局 }\n');
  const open = await duban('item', 'open', '--regime', regime, '--units', units, '--json');
  expect([open.code, open.err]).toEqual([0, '']);
  const { campaign } = JSON.parse(open.out) as { campaign: string };
  const words = [
    '--source',
    '领导批示',
    '--leader',
    '区长',
    '--lead',
    '甲局',
    '--on',
    '2026-04-01',
  ];
  const register = (text: string, id: string) =>
    duban('item', 'register', ...words, '--text', text, '--request-id', id, '--json');
  await eventually(async () => (await register('尽快整治城东积水点。', 'item-1')).code === 0);
  const second = await register('清理占道堆物。', 'item-2');
  expect(JSON.parse(second.out)).toMatchObject({ item: 't0002', phase: 'waiting', number: null });
  expect((await register('清理占道堆物。', 'item-2')).out).toContain('"repeated": true');
  expect((await register('另一件事', 'item-2')).out).toContain('已用于另一份内容');
  const own = await duban('item', 'approve', 't0001', '--campaign', campaign);
  expect([own.code, own.err]).toEqual([1, expect.stringContaining('登记人不能自己批准')]);
  const approve = (item: string) => duban('item', 'approve', item, '--as', APPROVER, '--json');
  const done = await Promise.all([approve('t0001'), approve('t0002')]);
  expect(done.map(({ code }) => code)).toEqual([0, 0]);
  const numbers = done.map(({ out }) => (JSON.parse(out) as { number: string }).number);
  expect([...numbers].sort()).toEqual(['督批〔2026〕1号', '督批〔2026〕2号']);
  const shown = await duban('item', 'show', numbers[1] ?? '');
  expect(shown.out).toContain('清理占道堆物');
  expect(shown.out).toContain('由督查室主任批准');
  const inbox = await duban('inbox', '甲局/联络员', '--campaign', campaign);
  expect(inbox.out).toContain('【事项交办】督批〔2026〕1号');
  expect((await duban('item', 'list', '--phase', 'approved', '--json')).out).toContain(
    '督批〔2026〕2号',
  );
  const twice = [register('修补路面。', 'item-3'), register('修补路面。', 'item-3')];
  const once = (await Promise.all(twice)).map(
    ({ out }) => (JSON.parse(out) as { item: string }).item,
  );
  expect(once).toEqual(['t0003', 't0003']);
  const others = await duban(
    ...['item', 'register', ...words, '--cooperating', '乙局', '--text', '修补路面。'],
    ...['--request-id', 'item-3'],
  );
  expect(others.err).toContain('已用于另一份内容');
  const secret = await duban('item', 'register', ...words, '--text', '机密★一年 整治方案');
  expect([secret.code, secret.err]).toEqual([1, expect.stringContaining('密级标志')]);
});

test('numbers that are given at the same instant have no gap and no double', async () => {
  const keys = Array.from({ length: 24 }, (_, n) => `t${String(n + 101).padStart(4, '0')}`);
  for (const key of keys) {
    await pool.query(
      `insert into item (campaign, task, request_id, registered_at, actor, body, plan, owed)
       values ($1, $2, $3, now(), 'office', '{}', '{}', '{}')`,
      [CAMPAIGN, key, `race-${key}`],
    );
  }
  const give = (task: string, fails: boolean) =>
    transaction(pool, async (db) => {
      const number = { campaign: CAMPAIGN, task, prefix: '督赛', year: 2026 };
      const n = await giveNumber(db, { ...number, at: '2026-04-02T09:00:00+08:00' });
      if (fails) throw new Error('rolled back');
      return n;
    });
  const attempts = keys.map((key, n) => give(key, n % 4 === 0));
  const given = (await Promise.allSettled(attempts)).flatMap((one) =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  expect([...given].sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, n) => n + 1));
  const late = await Promise.all(keys.map((key) => give(key, false)));
  expect([...late].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
});

test('a trial that took another version goes live by that version', async () => {
  const { campaign: trial } = await createCampaign(
    world.service,
    request('trial', { trial: true }),
  );
  await eventually(async () => (await world.count('process', `campaign = '${trial}'`)) === 4);
  await eventually(async () => {
    const assigned = `campaign = '${trial}' and type = 'assigned'`;
    return (await world.count('ledger', assigned)) === 3;
  });
  const version = [trial, '--file', file('v2.yaml', PLAN2)] as const;
  const seen = await duban('plan', 'preview', ...version, '--json');
  const { digest } = JSON.parse(seen.out) as OutputOf<'previewPlan'>;
  const run = await duban('plan', 'publish', ...version, '--confirm', digest, '--reason', '调整');
  expect([run.code, run.err]).toEqual([0, '']);
  const reason = ['--burden-reason', '新旧方案并行一段时间'] as const;
  const { out, err } = await duban('campaign', 'go-live', trial, ...reason, '--json');
  expect(err).toBe('');
  const { campaign } = JSON.parse(out) as OutputOf<'goLive'>;
  const { rows } = await pool.query<{ content: string; units: string[] }>(
    `select body ->> 'content' as content,
            array(select u ->> 'name' from jsonb_array_elements(owed -> 'units') u) as units
       from task where campaign = $1 order by ordinal`,
    [campaign],
  );
  expect(rows).toEqual([
    { content: '整治道路', units: ['丙镇'] },
    { content: '治理河道', units: ['丙镇'] },
    { content: '建设地下管网', units: ['乙局'] },
  ]);
});
