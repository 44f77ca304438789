import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import { demandsWithin } from '../../client/handlers/demands.ts';
import type { OutputOf } from '../../client/operations.ts';
import type { Db } from '../../store/pool.ts';
import { eventually, request, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

let world: ApiWorld;
let other = '';

beforeAll(async () => {
  world = await startApi();
  const startedAt = '2026-01-01T00:00:00+08:00';
  ({ campaign: other } = await createCampaign(world.service, request('second', { startedAt })));
  await eventually(async () => (await judged(other)) >= 9 && (await judged('c2026-001')) >= 9);
});
afterAll(() => world.stop());

const judged = (campaign: string) =>
  world.count('ledger', `campaign = '${campaign}' and type = 'judged'`);
const reports = (campaign: string) =>
  world.count('ledger', `campaign = '${campaign}' and type = 'report'`);
const same = (...argv: string[]) => world.duban('same', ...argv);

test('what all campaigns ask reads the units of each once', async () => {
  const { pool } = world.service;
  const asked: string[] = [];
  const counting = {
    query: (text: string, values?: unknown[]) => {
      if (text.includes('from unit_now')) asked.push(String(values?.[0]));
      return pool.query(text, values);
    },
  } as unknown as Db;
  const demands = await demandsWithin(counting, { from: '2026-03-02', to: '2026-07-06' });
  expect(new Set(demands.map(({ campaign }) => campaign))).toEqual(new Set(['c2026-001', other]));
  expect(demands.map(({ unit }) => unit)).toContain('丙镇');
  expect(asked.toSorted()).toEqual(['c2026-001', other].toSorted());
});

describe('同一事项', () => {
  test('tasks that read alike and have a unit in common are found', async () => {
    const { out } = await same('suggest', 'c2026-001', '--json');
    const { suggestions } = JSON.parse(out) as OutputOf<'suggestSameMatters'>;
    const pairs = suggestions.map(({ one, other: twin }) => [one.title, twin.title]);
    expect(pairs).toHaveLength(3);
    for (const [title, twin] of pairs) expect(title).toBe(twin);
  });

  test('nothing is the same before somebody has confirmed it', async () => {
    const { status, body } = await world.report('1', 'alone', { period: '2026-04' });
    expect([status, body['also']]).toEqual([200, undefined]);
  });

  test('two tasks without a unit in common, or of one campaign, are not one matter', async () => {
    const apart = await same(
      'confirm',
      'c2026-001/t0001',
      `${other}/t0003`,
      '--reason',
      '都是整治',
    );
    expect([apart.code, apart.err]).toEqual([1, expect.stringContaining('没有单位同时承担')]);
    const own = await same('confirm', 'c2026-001/t0001', 'c2026-001/t0002', '--reason', '相近');
    expect([own.code, own.err]).toEqual([1, expect.stringContaining('同一个')]);
  });

  test('one report counts for both, and each judges it by its own due', async () => {
    const places = ['c2026-001/t0001', `${other}/t0001`] as const;
    const done = await same('confirm', ...places, '--reason', '同一件事', '--request-id', 'pair-1');
    expect(done).toMatchObject({ code: 0, err: '' });
    const again = await same(
      'confirm',
      ...places,
      '--reason',
      '同一件事',
      '--request-id',
      'pair-1',
    );
    expect(again.out).toContain('没有重复');
    const twice = await same('confirm', ...places, '--reason', '又来');
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('此前已确认')]);
    const before = await reports(other);
    const { status, body } = await world.report('1', 'both', { period: '2026-04' });
    expect(status).toBe(200);
    expect(body['also']).toEqual([
      expect.objectContaining({ campaign: other, task: 't0001', refused: null }),
    ]);
    await eventually(async () => (await reports(other)) === before + 1);
    const linked = `payload -> 'sharedWith' is not null`;
    expect(await world.count('ledger', `type = 'report' and ${linked}`)).toBe(2);
    expect(await world.count('intake', `message -> 'sharedWith' is not null`)).toBe(2);
    const task = await world.duban('task', '1', '--campaign', other);
    const read = task.out.replaceAll(/\s+/gu, '');
    expect(read).toContain('2026年4月“月调度报送”（同一事项，一并计入专项行动c2026-001任务t0001）');
  });

  test('sent twice it is received once', async () => {
    const before = await world.count('intake');
    const { status, body } = await world.report('1', 'both', { period: '2026-04' });
    expect([status, body['repeated']]).toEqual([200, true]);
    expect(await world.count('intake')).toBe(before);
  });

  test('the burden counts it once', async () => {
    const { out } = await world.duban('burden', '2026-04', '--json');
    const { units } = JSON.parse(out) as OutputOf<'showBurden'>;
    const own = units.find(({ unit }) => unit === '甲局');
    expect(own?.campaigns).toBe(2);
    expect(own?.duplicates).toBe(1);
    expect((await world.duban('burden', '2026-04')).out).toContain('同一事项少报 1 份');
  });

  test('taken back, the next report counts for its own task only', async () => {
    const ended = await same('end', 'pair-1', '--reason', '要求不同');
    expect(ended).toMatchObject({ code: 0, err: '' });
    const before = await reports(other);
    const { body } = await world.report('1', 'apart', { period: '2026-04', text: '更新' });
    expect(body['also']).toBeUndefined();
    expect(await reports(other)).toBe(before);
    expect((await same('list')).out).toContain('还没有确认过');
  });
});
