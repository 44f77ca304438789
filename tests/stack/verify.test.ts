import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf } from '../../client/operations.ts';
import { Regime } from '../../domain/regime.ts';
import { auditEntries } from '../../store/audit.ts';
import { eventually, POST, request, startApi, type ApiWorld, type Run } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-002';
const ABOUT = ['--campaign', CAMPAIGN];
const UNIT = ['--as', 'unit:甲局', ...ABOUT];
const LEADER = ['--as', POST, ...ABOUT];
const OFFICE = ABOUT;

/** Everything runs once: the tests below are one history, in their order. It is 2 April 2026, 09:00. */
let world: ApiWorld;
let duban: ApiWorld['duban'];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-verify-'));
  world = await startApi();
  ({ duban } = world);
  const asked = request('verified', { startedAt: '2026-01-01T00:00:00+08:00' });
  const regime = Regime.parse({
    ...(asked.regime as object),
    verify: {
      ...{ by: 'office', limit: { workdays: 2 }, then: { by: POST, limit: { workdays: 3 } } },
      ...{ resubmit: { limit: { workdays: 3 } }, grades: ['优秀', '合格'] },
    },
    claims: { confirm: POST, limit: { workdays: 5 } },
  });
  await createCampaign(world.service, { ...asked, regime });
  await eventually(async () => (await world.count('process', `campaign = '${CAMPAIGN}'`)) >= 4);
});

afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const refused = (run: Run, words: RegExp) => {
  expect(run.code).toBe(1);
  expect(run.err).toMatch(words);
};
const versions = async () => {
  const run = await duban('reports', '1', '--period', '2026-04', '--json', ...OFFICE);
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out) as OutputOf<'showReports'>;
};

test('a draft is kept, replaced, and reported; it is no fact', async () => {
  const april = ['--period', '2026-04', ...UNIT];
  refused(await duban('report', '1', '--from-draft', ...april), /没有存过草稿/);
  const before = await world.count('intake');
  expect(await duban('report', '1', '--draft', '--text', '初稿', ...april)).toMatchObject({
    code: 0,
  });
  const kept = await duban('report', '1', '--draft', '--text', '二稿', ...april);
  expect(kept.out).toMatch(/草稿已存（没有报送）：甲局，任务 t0001，2026年4月/);
  expect(await world.count('draft')).toBe(1);
  expect(await world.count('intake')).toBe(before);
  refused(
    await duban('report', '1', '--draft', '--text', 'x', '--unit', '乙局', ...april),
    /不能做/,
  );
  const photo = join(folder, '现场.jpg');
  writeFileSync(photo, 'photo');
  const sent = await duban(
    ...['report', '1', '--from-draft', '--evidence', photo, '--obstacle', '缺地', '--asks', '乙局'],
    ...april,
  );
  expect(sent).toMatchObject({ code: 0, err: '' });
  expect(sent.out).toMatch(/判定：按时/);
  expect([await world.count('draft'), await world.count('evidence')]).toEqual([0, 1]);
  const { versions: all, standing } = await versions();
  expect(all).toMatchObject([
    { version: 1, text: '二稿', unit: '甲局', obstacle: '缺地', evidence: [{ name: '现场.jpg' }] },
  ]);
  expect(standing).toMatchObject([
    { verdict: 'on-time', verification: 'clerk', verifier: '督查室' },
  ]);
  const read = (unit: string) => duban('reports', '1', '--campaign', CAMPAIGN, '--as', unit);
  expect((await read('unit:甲局')).out).toContain('二稿');
  refused(await read('unit:乙局'), /没有任务/);
});

test('it is withdrawn before due and reported again; both versions are seen', async () => {
  const withdrawn = await duban('act', 'withdraw-report', '1', '--period', '2026-04', ...UNIT);
  expect(withdrawn).toMatchObject({ code: 0, err: '' });
  await eventually(async () => (await versions()).standing[0]?.verdict === 'pending');
  refused(
    await duban('act', 'withdraw-report', '1', '--period', '2026-04', ...UNIT),
    /没有可撤回的报送/,
  );
  await duban('report', '1', '--text', '重写', '--period', '2026-04', ...UNIT);
  const { versions: all, standing } = await versions();
  expect(all.map(({ version, text }) => [version, text])).toEqual([
    [1, '二稿'],
    [2, '重写'],
  ]);
  expect(standing[0]).toMatchObject({ verdict: 'on-time', verification: 'clerk' });
  const { out } = await duban('reports', '1', ...OFFICE);
  expect(out).toMatch(/撤回报送/);
});

test('it is returned only when the new limit was seen and confirmed', async () => {
  const back = ['act', 'return-report', '1', '--reason', '数据有误'];
  refused(await duban(...back, ...LEADER, '--confirm', '2026-04-08'), /此事由督查室决定/);
  const shown = await duban(...back, ...OFFICE);
  refused(shown, /新的报送时限将是 2026年4月\d+日17:00（3个工作日）。还没有退回/);
  const [, day = ''] = /请确认新的时限（(\d{4}-\d{2}-\d{2})）/u.exec(shown.err) ?? [];
  const twice = [...back, ...OFFICE, '--confirm', day, '--request-id', 'returned'];
  expect(await duban(...twice)).toMatchObject({ code: 0, err: '' });
  expect((await duban(...twice)).out).toMatch(/此前已办理，没有重复/);
  expect((await versions()).standing[0]).toMatchObject({
    ...{ verdict: 'on-time', verification: 'returned' },
    limitAt: `${day}T17:00:00+08:00`,
  });
  refused(await duban('act', 'accept-report', '1', '--period', '2026-04', ...OFFICE), /已经退回/);
});

test('sent again, checked by both, it can no longer be corrected or withdrawn', async () => {
  const april = ['--period', '2026-04', ...UNIT];
  const again = await duban('report', '1', '--text', '改正', ...april);
  expect(again.out).toMatch(/2026年4月.*第 3 版/s);
  expect(await duban('act', 'accept-report', '1', ...OFFICE)).toMatchObject({ code: 0 });
  refused(
    await duban('act', 'accept-report', '1', '--grade', '优秀', ...LEADER),
    /评定等次必须写明理由/,
  );
  const grade = ['--grade', '优秀', '--reason', '提前完成'];
  expect(await duban('act', 'accept-report', '1', ...grade, ...LEADER)).toMatchObject({ code: 0 });
  const { standing } = await versions();
  expect(standing[0]).toMatchObject({ verdict: 'on-time', verification: 'accepted' });
  expect(standing[0]?.events.map(({ text }) => text).join()).toMatch(/核实通过.*等次：优秀/);
  refused(await duban('report', '1', '--text', 'x', '--period', '2026-04', ...UNIT), /不能再更正/);
  refused(await duban('act', 'withdraw-report', '1', '--period', '2026-04', ...UNIT), /不能再撤回/);
});

test('代录: judged by the clock until a second person confirms when it came', async () => {
  const late = [
    ...['report', '3', '--unit', '丙镇', '--period', '2026-03', '--text', '纸质报来'],
    ...[
      '--arrived-at',
      '2026-03-24 10:00',
      '--arrived-by',
      '纸质',
      '--arrival-evidence',
      '收文31号',
    ],
  ];
  refused(await duban(...late, '--as', 'unit:丙镇', ...ABOUT), /只有督查室代录时才能写明/);
  const entered = await duban(...late, ...OFFICE);
  expect(entered.out).toMatch(/判定：迟报/);
  const standing = async () => {
    const { out } = await duban('reports', '3', '--period', '2026-03', '--json', ...OFFICE);
    return JSON.parse(out) as OutputOf<'showReports'>;
  };
  expect((await standing()).versions[0]).toMatchObject({
    ...{ by: 'office', claimedAt: '2026-03-24T10:00:00+08:00' },
  });
  refused(await duban('act', 'confirm-arrival', '3', ...OFFICE), /不能做“确认代录的到达时间”/);
  expect(await duban('act', 'confirm-arrival', '3', ...LEADER)).toMatchObject({ code: 0 });
  const { standing: now } = await standing();
  expect(now[0]?.verdict).toBe('on-time');
  expect(now[0]?.events.map(({ text }) => text).join()).toMatch(/由迟报更正为按时/);
  refused(await duban('act', 'confirm-arrival', '3', ...LEADER), /没有待确认的代录/);
});

test('an obstacle is on the agenda until its owner has resolved it', async () => {
  const agenda = async (...more: string[]) => {
    const run = await duban('obstacles', ...more, '--json', ...OFFICE);
    return (JSON.parse(run.out) as OutputOf<'listObstacles'>).obstacles;
  };
  expect(await agenda()).toMatchObject([
    { task: 't0001', obstacle: 1, unit: '甲局', text: '缺地', asks: '乙局', phase: 'open' },
  ]);
  const one = ['1', '--obstacle', '1'];
  const assign = ['act', 'assign-obstacle', ...one, '--owner', '乙局', '--until'];
  refused(await duban(...assign, '2026-04-05', ...OFFICE), /2026-04-05 是休息日/);
  expect(await duban(...assign, '2026-04-15', ...OFFICE)).toMatchObject({ code: 0, err: '' });
  expect(await agenda()).toMatchObject([{ phase: 'assigned', owner: '乙局' }]);
  const resolve = ['act', 'resolve-obstacle', ...one, '--text', '已落实', ...ABOUT, '--as'];
  refused(await duban(...resolve, 'unit:丙镇'), /没有任务/);
  refused(await duban(...resolve, 'unit:甲局'), /不能代办/);
  expect(await duban(...resolve, 'unit:乙局')).toMatchObject({ code: 0, err: '' });
  await eventually(async () => (await agenda()).length === 0);
  expect(await agenda('--all')).toMatchObject([{ phase: 'resolved', result: '已落实' }]);
  expect((await duban('obstacles', '--all', ...OFFICE)).out).toMatch(/已办结/);
});

test('each refusal is on record', async () => {
  const entries = await auditEntries(world.service.pool, { limit: 100 });
  const outcomes = new Set(entries.map(({ outcome }) => outcome));
  for (const code of [
    ...['return-unconfirmed', 'wrong-approver', 'verify-returned'],
    ...['reason-missing', 'report-accepted', 'claim-not-office', 'act-day', 'obstacle-not-own'],
  ]) {
    expect([code, outcomes.has(code)]).toEqual([code, true]);
  }
});
