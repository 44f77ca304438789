import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import { listTaskActs } from '../../client/handlers/offeredActs.ts';
import { Regime } from '../../domain/regime.ts';
import { auditEntries } from '../../store/audit.ts';
import { POST, request, startApi, type ApiWorld, type Run } from './apiWorld.ts';

jest.setTimeout(180_000);

/** The tests below are one history of one campaign, in their order. */
let world: ApiWorld;
let campaign = '';

beforeAll(async () => {
  world = await startApi();
  const asked = request('units');
  const regime = Regime.parse({
    ...asked.regime,
    sign: { limit: { workdays: 3 } },
    returns: { within: { workdays: 5 }, decide: { by: POST, limit: { workdays: 3 } } },
  });
  ({ campaign } = await createCampaign(world.service, { ...asked, regime }));
  for (const task of ['1', '2', '3']) await shows(/^(?![^]*正在交办)/, 'task', task);
});
afterAll(() => world.stop());

const duban = (...argv: string[]): Promise<Run> => world.duban(...argv, '--campaign', campaign);

/** Again and again until the register shows it. */
async function shows(pattern: RegExp, ...argv: string[]): Promise<string> {
  for (const until = Date.now() + 60_000; ;) {
    const { out } = await duban(...argv);
    if (pattern.test(out)) return out;
    if (Date.now() > until) throw new Error(`waited in vain for ${String(pattern)} in\n${out}`);
    await new Promise((later) => setTimeout(later, 200));
  }
}

interface Seen {
  readonly obligations: readonly { readonly units: readonly string[]; readonly verdict: string }[];
}
async function unitsOf(task: string): Promise<readonly string[]> {
  const { out } = await duban('task', task, '--json');
  const { obligations } = JSON.parse(out) as Seen;
  return [...new Set(obligations.flatMap(({ units }) => units))];
}

describe('签收', () => {
  test('a unit signs: the receipt is kept, and the answer says when', async () => {
    const done = await duban('act', 'sign', '1', '--as', 'unit:甲局', '--request-id', 'sign-1');
    expect(done.err).toBe('');
    expect(done.out).toMatch(/^已办理：签收任务，任务 1，2026-04-02 09:\d\d 已收下。/);
    expect(await world.count('intake', `request_id = 'sign-1'`)).toBe(1);
    const again = await duban('act', 'sign', '1', '--as', 'unit:甲局', '--request-id', 'sign-1');
    expect(again.out).toContain('没有重复');
    await shows(/甲局 签收/, 'task', '1');
  });

  test('not twice, and not by another; the attempt is on record', async () => {
    const twice = await duban('act', 'sign', '1', '--as', 'unit:甲局');
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('已经签收')]);
    const other = await duban('act', 'sign', '1', '--as', 'unit:丙镇');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('没有任务')]);
    const [last] = await auditEntries(world.service.pool, { limit: 1 });
    expect(last).toMatchObject({ actor: 'unit:丙镇', act: 'sign', outcome: 'task-unknown' });
  });
});

describe('退回任务', () => {
  test('returned and accepted: another unit owes it, under its own name everywhere', async () => {
    await duban('act', 'return-task', '3', '--as', 'unit:丙镇', '--reason', '不属本镇');
    await shows(/退回任务/, 'task', '3');
    const accepted = ['act', 'accept-return', '3', '--unit', '丙镇', '--to', '乙局'];
    const wrong = await duban(...accepted, '--reason', '职责在乙局', '--as', 'office');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('不能代为决定')]);
    const done = await duban(...accepted, '--reason', '职责在乙局', '--as', POST);
    expect(done.err).toBe('');
    expect(await unitsOf('3')).toEqual(['乙局']);
    expect((await duban('tasks', '--unit', '乙局')).out).toContain('治理河道');
    expect((await duban('inbox', '乙局')).out).toContain('接办任务');
  });
});

describe('移交给谁', () => {
  test('is chosen from the directory; a unit that is not in it is refused with the nearest name', async () => {
    const { topics } = await listTaskActs(world.service, { task: '1', campaign }, 'office');
    const transfer = topics.flatMap(({ acts }) => acts).find(({ act }) => act === 'transfer');
    const to = transfer?.asks.find(({ field }) => field === 'fields.to');
    expect(to?.kind).toBe('list');
    expect(to?.choices?.map(({ label }) => label)).toEqual(['甲局', '乙局', '丙镇']);
    const act = ['act', 'transfer', '1', '--from', '甲局', '--to', '丙县', '--reason', '调整'];
    const acted = await duban(...act);
    expect([acted.code, acted.err]).toEqual([1, expect.stringContaining('名录中没有单位“丙县”')]);
    const moved = await duban('unit', 'transfer', '--from', '甲局', '--to', '丙县');
    expect(moved.code).toBe(1);
    expect(moved.err).toContain('名录中没有接办单位“丙县”（是否想写“丙镇”？）');
    expect(await unitsOf('1')).toEqual(['甲局']);
  });
});

describe('机构调整', () => {
  test('a merger is previewed, confirmed by its digest, and moves what is open', async () => {
    const merge = ['unit', 'merge', '--from', '甲局', '丙镇', '--to', '丁局'];
    const preview = await duban(...merge);
    expect(preview.out).toContain('新设 丁局');
    const [, digest = ''] = /清单校验码：(\w+)/.exec(preview.out) ?? [];
    const stale = await duban(...merge, '--confirm', 'x', '--reason', '机构改革');
    expect(stale.code).toBe(1);
    const done = await duban(...merge, '--confirm', digest, '--reason', '机构改革');
    expect(done.err).toBe('');
    await shows(/移交|合并/, 'task', '1');
    expect(await unitsOf('1')).toEqual(['丁局']);
    expect(await unitsOf('2')).toEqual(['丁局', '乙局']);
    const own = await duban('report', '1', '--as', 'unit:丁局', '--text', '本月已完成');
    expect(own.err).toBe('');
    const former = await duban('report', '1', '--as', 'unit:甲局', '--text', '本月已完成');
    expect(former.code).toBe(1);
  });

  test('a new name is used from now on; it cannot be one that is taken', async () => {
    const taken = await duban('unit', 'rename', '--from', '乙局', '--to', '丁局');
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('已有单位')]);
    const rename = ['unit', 'rename', '--from', '乙局', '--to', '乙委'];
    const [, digest = ''] = /清单校验码：(\w+)/.exec((await duban(...rename)).out) ?? [];
    await duban(...rename, '--confirm', digest, '--reason', '机构改革');
    expect(await unitsOf('3')).toEqual(['乙委']);
    expect((await duban('tasks', '--unit', '乙局')).out).toContain('治理河道');
  });

  test('a split leaves no task without a unit', async () => {
    const split = ['unit', 'split', '--from', '丁局', '--give'];
    const some = await duban(...split, '戊局=1');
    expect([some.code, some.err]).toEqual([1, expect.stringContaining('没有写明由谁承接')]);
    const all = await duban(...split, '戊局=1', '己局=2');
    expect(all.out).toContain('新设 戊局');
    expect(all.out).toContain('新设 己局');
  });
});
