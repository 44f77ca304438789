import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf } from '../../client/operations.ts';
import { Regime } from '../../domain/regime.ts';
import { auditEntries } from '../../store/audit.ts';
import { gatherRows } from '../../store/expected.ts';
import { eventually, POST, request, startApi, type ApiWorld, type Run } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-002';
const ABOUT = ['--campaign', CAMPAIGN];
const UNIT = ['--as', 'unit:甲局', ...ABOUT];
const APPROVER = ['--as', POST, ...ABOUT];

/** Everything runs once: the tests below are one history, in their order. It is 2 April 2026, 09:00. */
let world: ApiWorld;
let duban: ApiWorld['duban'];

beforeAll(async () => {
  world = await startApi();
  ({ duban } = world);
  const asked = request('exceptions', { startedAt: '2026-01-01T00:00:00+08:00' });
  const own = Regime.parse(asked.regime);
  const gate = { by: POST, limit: { workdays: 10 } };
  const regime = Regime.parse({
    ...own,
    ladder: own.ladder
      .filter(({ step }) => step !== 'interview')
      .map((step) => (step.step === 'letter' ? { ...step, gate } : step)),
    extension: { decide: { by: POST, limit: { workdays: 3 } }, first: { limit: { workdays: 2 } } },
  });
  await createCampaign(world.service, { ...asked, regime });
  await eventually(async () => {
    const proposed = `campaign = '${CAMPAIGN}' and type = 'step-proposed' and obligation like 'monthly/2026-03/%'`;
    return (await world.count('ledger', proposed)) >= 3;
  });
});

afterAll(() => world.stop());

const refused = (run: Run, words: RegExp) => {
  expect(run.code).toBe(1);
  expect(run.err).toMatch(words);
};
const shown = async (task: string) => {
  const run = await duban('task', task, '--json', ...ABOUT);
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out) as OutputOf<'showTask'>;
};
const extend = (until: string, ...more: readonly string[]) =>
  duban(
    ...['act', 'extend', '1', '--period', '2026-04', '--until', until],
    ...['--reason', '评审延后', '--progress', '完成八成', ...more],
  );

test('a unit asks before due; what cannot be is refused with a sentence', async () => {
  const other = ['--obligation', 'monthly/2026-04/u001', '--as', 'unit:乙局', ...ABOUT];
  refused(await extend('2026-05-15', ...other), /没有任务 1/);
  refused(await extend('2026-04-20', ...UNIT), /不晚于现在的到期时间 2026-04-24 17:00/);
  refused(await extend('2027-02-01', ...UNIT), /超出专项行动的期限/);
  refused(
    await extend('2026-05-16', ...UNIT),
    /是休息日，按制度提前，将于 2026年5月15日17:00 到期/,
  );
  const asked = await extend('2026-05-16', '--confirm', ...UNIT);
  expect(asked).toMatchObject({ code: 0, err: '' });
  expect(asked.out).toMatch(/申请延期，任务 1.*2026-04-02 09:\d\d 已收下/);
  refused(await extend('2026-05-15', ...UNIT), /已有一件延期申请/);
  expect(
    await world.count('intake', `refused is not null and actor = 'unit:u001'`),
  ).toBeGreaterThan(0);
});

test('the clerk passes it on, the named post decides, and nobody for it', async () => {
  const approve = (...who: readonly string[]) => duban('act', 'approve-extension', '1', ...who);
  refused(await approve(...APPROVER), /还在督查室初审/);
  refused(await approve(...ABOUT), /由区政府分管领导决定，督查室不能代为决定/);
  const passed = await duban('act', 'pass-extension', '1', '--opinion', '情况属实', ...ABOUT);
  expect(passed).toMatchObject({ code: 0, err: '' });
  expect(await approve(...APPROVER)).toMatchObject({ code: 0, err: '' });
  refused(await approve(...APPROVER), /没有等待决定的延期申请|目前没有一期合适/);
  const audit = await auditEntries(world.service.pool, { limit: 50 });
  const tried = audit
    .filter(({ act }) => act === 'approve-extension')
    .map(({ outcome }) => outcome);
  expect(tried.filter((outcome) => outcome !== 'done').length).toBeGreaterThanOrEqual(3);
  expect(tried.filter((outcome) => outcome === 'done')).toHaveLength(1);
});

test('the task shows its new due instant, and the bulletin counts it where that ends', async () => {
  const { obligations, history } = await shown('1');
  const april = obligations.find(({ obligation }) => obligation === 'monthly/2026-04/u001');
  expect(april?.due).toBe('2026-05-15T17:00:00+08:00');
  const said = history.map(({ text }) => text).join('\n');
  expect(said).toMatch(/甲局 申请延期：.*延至 2026-05-16/);
  expect(said).toMatch(/准予延期：.*改为 5月15日（周五）17:00 到期/);
  const listed = await duban('tasks', '--json', ...ABOUT);
  const { tasks } = JSON.parse(listed.out) as OutputOf<'listTasks'>;
  expect(tasks.map(({ due }) => due?.slice(0, 10))).toEqual([
    '2026-05-15',
    '2026-04-24',
    '2026-04-24',
  ]);
  const rows = await gatherRows(world.service.pool, CAMPAIGN);
  const moved = rows.filter((row) => row.moved !== undefined);
  expect(moved).toMatchObject([{ period: '2026-04', moved: [{ due: '2026-05-16' }] }]);
});

test('a letter leaves when the post has approved it, never by its proposer; the level shows it', async () => {
  const approve = (...who: readonly string[]) =>
    duban('act', 'approve-step', '1', '--period', '2026-03', ...who);
  expect((await shown('1')).level?.highest).not.toBe('督办函');
  refused(await approve(...ABOUT), /由区政府分管领导决定，督查室不能代为决定/);
  expect(await approve(...APPROVER)).toMatchObject({ code: 0, err: '' });
  refused(await approve(...APPROVER), /没有待批的升级步骤|已批准，不能批准/);
  const { history, level } = await shown('1');
  expect(history.some(({ reason }) => reason?.includes('经区政府分管领导批准'))).toBe(true);
  expect(level).toMatchObject({ highest: '督办函', present: '督办函' });
  const words = await duban('task', '1', ...ABOUT);
  expect(words.out).toMatch(/升级：最高到过督办函，现处督办函/);
});

test('a task that is terminated names what it makes void, and takes nothing more', async () => {
  refused(await duban('act', 'terminate', '2', '--reason', ' ', ...ABOUT), /终止必须写明理由/);
  refused(await duban('act', 'terminate', '2', '--reason', '取消', ...UNIT), /不能做/);
  const basis = ['--basis', '区政府第8次常务会议'];
  const done = await duban('act', 'terminate', '2', '--reason', '上级取消', ...basis, ...ABOUT);
  expect(done).toMatchObject({ code: 0, err: '' });
  const { history, state } = await shown('2');
  expect(state).toContain('已结束');
  const voided = history.find(({ text }) => text.includes('终止：'));
  expect(voided?.text).toMatch(/未到的\d+期、待办事项\d+件一并作废/);
  expect(voided?.reason).toContain('区政府第8次常务会议');
  refused(await duban('act', 'terminate', '2', '--reason', '再次', ...ABOUT), /已于 .* 结束/);
});
