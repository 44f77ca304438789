import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listCampaignActs } from '../../client/handlers/campaignActs.ts';
import { listCampaigns } from '../../client/handlers/campaignLines.ts';
import { showCampaign } from '../../client/handlers/campaignViews.ts';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf, TakenOf } from '../../client/operations.ts';
import { auditEntries } from '../../store/audit.ts';
import { insertBulk } from '../../store/bulk.ts';
import { transaction } from '../../store/pool.ts';
import { eventually, request, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(240_000);

/** Everything runs once: the tests below are one history, in their order. It is 2 April, 09:00. */
let world: ApiWorld;
let duban: ApiWorld['duban'];
let count: ApiWorld['count'];

beforeAll(async () => {
  world = await startApi();
  ({ duban, count } = world);
});

afterAll(async () => {
  await world.stop();
});

async function asked<T>(...argv: readonly string[]): Promise<T> {
  const run = await duban(...argv, '--json');
  expect([run.code, run.err, run.code === 0 ? '' : run.out]).toEqual([0, '', '']);
  return JSON.parse(run.out) as T;
}

const refused = async (...argv: readonly string[]) => {
  const run = await duban(...argv);
  return `${run.code} ${run.err.split('\n')[0] ?? ''}`;
};
const unwrapped = (text: string) => text.replace(/\s+/g, '');
const ended = (campaign: string) => `campaign = '${campaign}' and type = 'ended'`;
const lastAudit = async () => (await auditEntries(world.service.pool, { limit: 1 }))[0];

describe('a start that was a mistake', () => {
  test('stands with what lies before it, and nothing has been sent', async () => {
    const firstNoticesAt = '2026-04-02T12:00:00+08:00';
    await createCampaign(world.service, request('mistake', { firstNoticesAt }));
    await eventually(async () => (await count('process', `campaign = 'c2026-002'`)) === 4);
    const { out } = await duban('campaign', 'show', 'c2026-002');
    expect(unwrapped(out)).toContain(
      '启动前（不提醒、不判定、不计入应报）：月调度报送2026年1月、2026年2月、2026年3月',
    );
    const view = await asked<OutputOf<'showTask'>>('task', '3', '--campaign', 'c2026-002');
    expect(view.before.map(({ period, due }) => [period, due.slice(0, 10)])).toEqual([
      ['2026年1月', '2026-01-23'],
      ['2026年2月', '2026-02-25'],
      ['2026年3月', '2026-03-25'],
    ]);
    const early = ['bulk', 'suspend', '--tasks', 'all', '--campaign', 'c2026-002'] as const;
    expect(await refused(...early)).toContain('1 首批通知要到 2026年4月2日12:00 才发出');
  });

  test('is withdrawn before the first notices: its tasks end, and the record stays', async () => {
    const first = ['campaign', 'withdraw', 'c2026-002', '--reason'] as const;
    expect(await refused(...first, '误启动', '--as', 'unit:甲局')).toContain('不能做“撤回启动”');
    expect(await refused(...first, ' ')).toContain('撤回启动必须写明理由');
    expect((await duban(...first, '误启动', '--request-id', 'w1')).out).toContain('编号不再使用');
    await eventually(async () => (await count('ledger', ended('c2026-002'))) === 4);
    expect(await count('notice', `campaign = 'c2026-002'`)).toBe(0);
    expect(await count('ledger', `campaign = 'c2026-002' and type = 'start-withdrawn'`)).toBe(1);
    expect((await duban(...first, '误启动', '--request-id', 'w1')).out).toContain('没有重复');
    expect(await refused(...first, '再撤')).toContain('结束，不再接收决定');
    expect(await lastAudit()).toMatchObject({ act: 'withdrawStart', outcome: 'already-ended' });
  });

  test('afterwards only closing is left', async () => {
    const late = await refused('campaign', 'withdraw', 'c2026-001', '--reason', '误启动');
    expect(late).toContain('请写明理由结束该专项行动');
    expect(await count('ledger', ended('c2026-001'))).toBe(0);
  });
});

describe('a trial', () => {
  test('runs as in earnest, and every notice goes to the office', async () => {
    const startedAt = '2026-01-01T00:00:00+08:00';
    const { campaign } = await createCampaign(
      world.service,
      request('trial', { startedAt, trial: true }),
    );
    expect(campaign).toBe('c2026-003');
    const judged = `campaign = 'c2026-003' and type = 'judged'`;
    await eventually(async () => (await count('ledger', judged)) >= 9);
    const own = `campaign = 'c2026-003'`;
    await eventually(async () => (await count('notice', `${own} and type = 'letter'`)) > 0);
    expect(await count('notice', `${own} and recipient <> 'office'`)).toBe(0);
    expect(await count('notice', `${own} and not payload ? 'for'`)).toBe(0);
    const { notices } = await asked<OutputOf<'readInbox'>>(
      ...['inbox', 'office', '--campaign', 'c2026-003'],
    );
    expect(notices.filter(({ text }) => !text.startsWith('【试运行】'))).toEqual([]);
  });

  test('is marked, and is not the current campaign while one in earnest is open', async () => {
    expect((await duban('campaign', 'list')).out).toMatch(/c2026-003[^\n]+（试运行）/);
    expect((await duban('task', '3', '--campaign', 'c2026-003')).out).toContain('（试运行）');
    expect((await asked<{ campaign: string }>('tasks')).campaign).toBe('c2026-001');
  });

  test('goes live once, as a campaign of its own from the same documents', async () => {
    const live = ['campaign', 'go-live', 'c2026-003'] as const;
    expect(await refused('campaign', 'go-live', 'c2026-001')).toContain('不是试运行');
    const tooSoon = [...live, '--first-notices', '2026-04-02 09:10'] as const;
    expect(await refused(...tooSoon)).toContain('没有转入正式');
    expect(await refused(...live, '--start', '2026-04-01 09:00')).toContain('没有转入正式');
    const above = await refused(...live);
    expect(above).toContain('份的上限，请考虑合报或放宽周期。专项行动没有启动。');
    expect(await count('ledger', ended('c2026-003'))).toBe(0);
    expect(await count('campaign')).toBe(3);
    const asks = async () => {
      const { acts } = await listCampaignActs(world.service, { campaign: 'c2026-003' }, 'office');
      return acts.find(({ operation }) => operation === 'goLive')?.asks;
    };
    expect(await asks()).toEqual([
      expect.objectContaining({ field: 'burdenReason', required: true }),
    ]);
    const done = await asked<OutputOf<'goLive'>>(
      ...live,
      ...['--first-notices', '2026-04-02 15:00', '--burden-reason', '上级要求年内办结'],
      ...['--request-id', 'live'],
    );
    const { rows: entries } = await world.service.pool.query<{ reason: string }>(
      `select detail -> 'approval' ->> 'reason' as reason from audit
        where act = 'goLive' and outcome = 'done'`,
    );
    expect(entries).toEqual([{ reason: '上级要求年内办结' }]);
    const { wentLive } = await showCampaign(world.service, { campaign: 'c2026-004' }, 'office');
    expect(wentLive).toEqual({ trial: 'c2026-003', campaign: 'c2026-004' });
    const unit = await showCampaign(world.service, { campaign: 'c2026-004' }, 'unit:甲局');
    expect(unit.wentLive).toBeNull();
    expect(done).toMatchObject({ trial: 'c2026-003', campaign: 'c2026-004', repeated: false });
    expect(done.firstNoticesAt).toBe('2026-04-02T15:00:00+08:00');
    expect(
      await count('ledger', `${ended('c2026-003')} and payload ->> 'reason' like '转入正式%'`),
    ).toBeGreaterThan(0);
    await eventually(async () => (await count('process', `campaign = 'c2026-004'`)) === 4);
    const same = `select count(distinct owed::text)::int as n, count(*)::int as rows from task
                   where campaign in ('c2026-003', 'c2026-004')`;
    const { rows } = await world.service.pool.query<{ n: number; rows: number }>(same);
    expect(rows[0]).toEqual({ n: 3, rows: 6 });
    expect(await count('campaign', `id = 'c2026-004' and context ? 'trial'`)).toBe(0);
    expect(await count('ledger', `campaign = 'c2026-004' and type = 'judged'`)).toBe(0);
  });

  test('the same request again is the same; another is refused', async () => {
    const again = await asked<OutputOf<'goLive'>>(
      ...['campaign', 'go-live', 'c2026-003', '--first-notices', '2026-04-02 15:00'],
      ...['--burden-reason', '上级要求年内办结', '--request-id', 'live'],
    );
    expect(again).toMatchObject({ campaign: 'c2026-004', repeated: true });
    const other = await refused('campaign', 'go-live', 'c2026-003');
    expect(other).toContain('已转入正式（c2026-004）');
    expect(await count('campaign')).toBe(4);
  });

  test('campaigns are listed a page at a time, those that run before those that have ended', async () => {
    const list = async (input: TakenOf<'listCampaigns'>) => {
      const { campaigns, next, ended } = await listCampaigns(world.service, input, 'office');
      return [campaigns.map(({ id }) => id.slice(-1)).join(''), next, ended];
    };
    expect(await list({})).toEqual(['4132', null, 2]);
    expect(await list({ state: 'open', limit: 1 })).toEqual(['4', 'c2026-004', 2]);
    const after = { state: 'open', limit: 1, after: 'c2026-004' } as const;
    expect(await list(after)).toEqual(['1', null, 2]);
    expect(await list({ state: 'ended', limit: 1 })).toEqual(['3', 'c2026-003', 2]);
    expect(await list({ state: 'open', also: 'c2026-002' })).toEqual(['412', null, 2]);
    expect(await list({ ...after, also: 'c2026-002' })).toEqual(['1', null, 2]);
    const { out } = await duban('campaign', 'list');
    expect(out.match(/c2026-00\d/gu)).toEqual([4, 1, 3, 2].map((n) => `c2026-00${n}`));
  });
});

describe('what was reported before the start', () => {
  const LIVE = ['--campaign', 'c2026-004'] as const;
  const entry = (...more: readonly string[]) =>
    [
      'backfill',
      '3',
      ...LIVE,
      '--period',
      '2026-02',
      '--source',
      '纸质台账第3页',
      ...more,
    ] as const;
  const ON_TIME = ['--result', 'on-time', '--at', '2026-02-24'] as const;

  test('is entered as history, corrected beside it, and counts for nothing', async () => {
    const own = `process like '%/c2026-004%'`;
    await eventually(async () => (await count('expected', `campaign = 'c2026-004'`)) === 4);
    await eventually(async () => (await count('turn', own)) >= 4);
    const before = await asked<OutputOf<'showCampaign'>>('campaign', 'show', 'c2026-004');
    const turns = await count('turn', own);
    const first = await asked<OutputOf<'backfill'>>(...entry(...ON_TIME, '--request-id', 'b1'));
    expect(first).toMatchObject({ unit: '丙镇', corrects: null, repeated: false });
    const late = ['--result', 'late', '--at', '2026-02-27'] as const;
    expect(await asked(...entry(...late))).toMatchObject({ corrects: 'on-time' });
    expect(await asked(...entry(...ON_TIME, '--request-id', 'b1'))).toMatchObject({
      repeated: true,
    });
    const after = await asked<OutputOf<'showCampaign'>>('campaign', 'show', 'c2026-004');
    expect([after.counts, await count('turn', own)]).toEqual([before.counts, turns]);
    expect(await count('backfill')).toBe(2);
  });

  test('stands in the task, marked, and in the list that is exported', async () => {
    const { out } = await duban('task', '3', ...LIVE);
    expect(out).toContain('补录（启动前）丙镇');
    expect(unwrapped(out)).toContain('更正此前补录的按时');
    const { tasks } = await asked<OutputOf<'listTasks'>>('tasks', ...LIVE);
    expect(tasks.at(-1)?.before).toMatch(/2026年2月.+ 启动前（补录：迟报，2026年2月27日）/);
  });

  test('is refused where it does not belong, and the attempt is in the audit', async () => {
    expect(await refused(...entry(...ON_TIME, '--as', 'unit:丙镇'))).toContain('不能做“补录');
    expect(await refused(...entry('--result', 'missing', '--at', '2026-02-24'))).toContain(
      '与“未报”不符',
    );
    expect(await refused(...entry('--result', 'late', '--at', '2026-02-27'))).toContain(
      '已补录过同样的内容',
    );
    const april = ['backfill', '3', ...LIVE, '--period', '2026-04', '--source', '甲', ...ON_TIME];
    expect(await refused(...april)).toContain('不在启动前');
    expect(await lastAudit()).toMatchObject({ act: 'backfill', outcome: 'backfill-not-before' });
    await expect(world.service.pool.query('update backfill set source = source')).rejects.toThrow(
      'append-only',
    );
  });
});

describe('an act for a chosen set', () => {
  const SET = ['--campaign', 'c2026-001', '--due-between', '2026-04-20..2026-04-30'] as const;
  const digestOf = async (...argv: readonly string[]) =>
    (await asked<OutputOf<'previewBulk'>>('bulk', ...argv)).digest;
  const order = async (...argv: readonly string[]) =>
    asked<OutputOf<'orderBulk'>>('bulk', ...argv, '--reason', '防汛Ⅱ级响应');
  const facts = (type: string, number: string) =>
    count('ledger', `type = '${type}' and payload ->> 'number' = '${number}'`);

  test('is previewed to the instant; a list that was not seen is refused, and no number given', async () => {
    const preview = await asked<OutputOf<'previewBulk'>>('bulk', 'extend', ...SET, '--days', '3');
    const due = preview.tasks.map(({ changes }) =>
      changes.map((own) => `${own.due.from?.slice(0, 10)} ${own.due.to?.slice(0, 10)}`),
    );
    expect(due.flat()).toContain('2026-04-24 2026-04-29');
    expect(preview.tasks).toHaveLength(3);
    const unseen = ['bulk', 'extend', ...SET, '--days', '3', '--reason', '疫情', '--confirm', 'x'];
    expect(await refused(...unseen)).toContain('什么都没有改动');
    expect(await refused('bulk', 'exempt', '--campaign', 'c2026-001')).toContain(
      '没有写明对哪些任务',
    );
    expect(await count('bulk_act')).toBe(0);
    expect(await lastAudit()).toMatchObject({ act: 'orderBulk', outcome: 'bulk-unseen' });
  });

  test('is applied under a number that each task cites, and its units are told', async () => {
    const extend = ['extend', ...SET, '--unit', '丙镇', '--days', '3'] as const;
    const confirm = ['--confirm', await digestOf(...extend), '--request-id', 'k1'] as const;
    const done = await order(...extend, ...confirm);
    expect(done).toMatchObject({ number: '缓办〔2026〕1号', tasks: 1, repeated: false });
    await eventually(async () => (await facts('bulk-done', '缓办〔2026〕1号')) === 1);
    expect(await count('notice', `type = 'bulk' and recipient like '%/reporter'`)).toBe(1);
    const view = await asked<OutputOf<'showTask'>>('task', '3', '--campaign', 'c2026-001');
    const april = view.obligations.find(({ period }) => period === '2026年4月');
    expect(april?.due).toBe('2026-04-29T17:00:00+08:00');
    expect(view.history.map(({ text }) => text).join()).toContain('缓办〔2026〕1号');
    expect(await order(...extend, ...confirm)).toMatchObject({
      ...{ number: '缓办〔2026〕1号', repeated: true },
    });
    expect(await count('audit', `detail ->> 'number' = '缓办〔2026〕1号'`)).toBe(1);
  });

  test('suspends one task and resumes it, others going on; numbers have no gap', async () => {
    const one = ['--campaign', 'c2026-001', '--tasks', '1'] as const;
    await order('suspend', ...one, '--confirm', await digestOf('suspend', ...one));
    await eventually(async () => (await facts('suspended', '缓办〔2026〕2号')) === 1);
    expect(await refused('bulk', 'suspend', ...one)).toContain('没有可以暂停的任务');
    await order('resume', ...one, '--confirm', await digestOf('resume', ...one));
    await eventually(async () => (await facts('resumed', '缓办〔2026〕3号')) === 1);
    expect(await count('ledger', `campaign = 'c2026-001' and type = 'suspended'`)).toBe(1);
  });

  test('two at once get two numbers', async () => {
    const set = (task: string) => ['exempt', ...SET, '--tasks', task] as const;
    const digests = [await digestOf(...set('1')), await digestOf(...set('2'))] as const;
    const made = await Promise.all([
      order(...set('1'), '--confirm', digests[0]),
      order(...set('2'), '--confirm', digests[1]),
    ]);
    expect(made.map(({ number }) => number).sort()).toEqual(['缓办〔2026〕4号', '缓办〔2026〕5号']);
    const exempt = `type = 'judged' and payload ->> 'verdict' = 'exempt' and payload ? 'number'`;
    await eventually(async () => (await count('ledger', exempt)) >= 2);
    const { acts } = await asked<OutputOf<'listBulk'>>('bulk', 'list', 'c2026-001');
    expect(acts.map(({ number, void: voided }) => [number, voided])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [`缓办〔2026〕${n}号`, null]),
    );
  });

  test('what the campaign refuses after it was numbered is 作废, and its number is not given again', async () => {
    await duban('campaign', 'close', 'c2026-004', '--reason', '方案调整');
    const exempt = { kind: 'bulk', act: 'exempt', tasks: ['t0001'], touched: {}, reason: '疫情' };
    const receivedAt = '2026-04-02T09:30:00+08:00';
    // As a request stands that was cut off between its number and its campaign.
    await transaction(world.service.pool, (db) =>
      insertBulk(db, {
        ...{ series: '', year: 2026, campaign: 'c2026-004', act: 'exempt', digest: 'd' },
        ...{ actor: 'office', at: receivedAt, requestId: 'cut' },
        numbered: (n) => `缓办〔2026〕${n}号`,
        message: (number) => ({ ...exempt, number, id: 'cut', by: 'office', receivedAt }),
      }),
    );
    const again = ['bulk', 'exempt', '--campaign', 'c2026-004', '--tasks', '1', '--confirm', 'd'];
    const cut = [...again, '--reason', '疫情', '--request-id', 'cut'] as const;
    expect(await refused(...cut)).toContain('结束，不再接收决定');
    expect(await refused(...cut)).toContain('缓办〔2026〕6号已作废');
    expect((await duban('bulk', 'list', 'c2026-004')).out).toContain('作废');
    expect(await refused(...again, '--reason', '另一个', '--request-id', 'cut')).toContain(
      '已用于',
    );
    const one = ['--campaign', 'c2026-001', '--tasks', '2'] as const;
    const done = await order('suspend', ...one, '--confirm', await digestOf('suspend', ...one));
    expect(done.number).toBe('缓办〔2026〕7号');
  });
});
