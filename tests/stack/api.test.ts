import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createCampaign, resumeStarts } from '../../client/handlers/campaigns.ts';
import type { Service } from '../../client/service.ts';
import { ensureSweep } from '../../client/sweep.ts';
import { SWEEP, TASK_QUEUE } from '../../domain/ids.ts';
import { auditEntries } from '../../store/audit.ts';
import type { Pool } from '../../store/pool.ts';
import { talksGoOn } from './talksGoOn.ts';
import { eventually, NOW, POST, request, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

/** Everything runs once: the tests below are one history, in their order. */
let world: ApiWorld;
let service: Service;
let pool: Pool;
let duban: ApiWorld['duban'], json: ApiWorld['json'], post: ApiWorld['post'];
let report: ApiWorld['report'], count: ApiWorld['count'];

beforeAll(async () => {
  world = await startApi();
  ({ duban, json, post, report, count, service } = world);
  ({ pool } = service);
  await eventually(() => waits('interview'));
});

afterAll(() => world.stop());

/** Whether something waits at a gate of this kind. */
async function waits(kind: 'bulletin' | 'interview'): Promise<boolean> {
  const { gates } = await json<{ gates: { kind: string }[] }>('campaign', 'show');
  return gates.some((gate) => gate.kind === kind);
}

describe('at the door', () => {
  test('health needs no token, everything else does', async () => {
    expect((await fetch(`${world.url}/health`)).status).toBe(200);
    const refused = await fetch(`${world.url}/tasks`, { headers: { authorization: 'Bearer x' } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ code: 'unauthorised', status: 401 });
  });

  test('what is not an operation is not found', async () => {
    expect(await post('/nothing', {})).toMatchObject({
      status: 404,
      body: { code: 'no-such-address' },
    });
  });

  test.each([
    ['{', 'message-malformed'],
    ['[]', 'message-malformed'],
    [{ text: 'a\u0000b', requestId: 'nul' }, 'message-malformed'],
    [{ text: '\ud800', requestId: 'half' }, 'message-malformed'],
    [{ requestId: 'no-text' }, 'message-malformed'],
    [{ text: 'x' }, 'message-malformed'],
    [{ text: '', requestId: 'empty' }, 'message-malformed'],
    [{ text: '长'.repeat(20_001), requestId: 'long' }, 'too-large'],
    [{ text: 'a'.repeat(10_000_000), requestId: 'huge' }, 'too-large'],
  ])('a body %# that cannot be meant is answered, not dropped', async (body, code) => {
    const answer = await post('/tasks/1/reports', body, 'unit:甲局');
    expect(answer.body['code']).toBe(code);
    expect(answer.status).toBe(code === 'too-large' ? 413 : 422);
  });

  test('an auditor may look and may not report; the attempt is on record', async () => {
    expect((await duban('tasks', '--as', 'auditor')).code).toBe(0);
    const { status, body } = await post(
      '/tasks/1/reports',
      { text: 'x', requestId: 'a' },
      'auditor',
    );
    expect([status, body['code']]).toEqual([403, 'not-allowed']);
    const [last] = await auditEntries(pool, { limit: 1 });
    expect(last).toMatchObject({ actor: 'auditor', act: 'submitReport', outcome: 'not-allowed' });
  });
});

describe('a report', () => {
  test('answers the earliest period that is still open, then the next', async () => {
    const first = await report('1', 'one');
    expect(first).toMatchObject({
      status: 200,
      body: { period: '2026-03', verdict: 'late', unit: '甲局', version: 1, repeated: false },
    });
    expect(await report('1', 'two')).toMatchObject({
      body: { period: '2026-04', verdict: 'on-time' },
    });
    const third = await report('1', 'three');
    expect(third).toMatchObject({ status: 422, body: { code: 'report-nothing-open' } });
    expect(third.body['detail']).toContain('下一期是2026年5月');
    const again = await report('1', 'four', { period: '2026-04' });
    expect(again).toMatchObject({ body: { verdict: 'on-time', version: 2 } });
  });

  test('the same request is the same receipt; with another content it is refused', async () => {
    const before = await count('intake');
    const [a, b] = await Promise.all([report('2', 'same'), report('2', 'same')]);
    const c = await report('2', 'same');
    expect([a.status, b.status, c.status]).toEqual([200, 200, 200]);
    expect(new Set([a, b, c].map(({ body }) => body['receivedAt'])).size).toBe(1);
    expect(c.body['repeated']).toBe(true);
    expect(await count('intake')).toBe(before + 1);
    const other = await report('2', 'same', { text: '另一份' });
    expect(other).toMatchObject({ status: 409, body: { code: 'request-reused' } });
  });

  test.each<[string, string, object, string, number]>([
    ['an unknown task', '99', {}, 'task-unknown', 404],
    ['a period that is not yet open', '1', { period: '2026-07' }, 'report-not-open', 422],
    ['a period that is closed', '1', { period: '2026-01' }, 'report-closed', 409],
    ['a period that does not exist', '1', { period: '2031-01' }, 'report-unknown-period', 422],
    ['a task of another unit', '3', {}, 'task-unknown', 404],
    ['a period of such a task', '3', { period: '2026-04' }, 'task-unknown', 404],
    ['another unit', '2', { unit: '丙镇' }, 'not-allowed', 403],
    ['an unknown unit', '2', { unit: '丁局' }, 'unit-unknown', 422],
    ['another campaign', '1', { campaign: 'c2020-001' }, 'campaign-unknown', 404],
  ])('for %s is refused and recorded', async (_, task, more, code, status) => {
    const id = `bad-${code}-${task}-${Object.keys(more).length}`;
    const answer = await report(task, id, more);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    const [last] = await auditEntries(pool, { limit: 1 });
    expect(last).toMatchObject({ act: 'submitReport', outcome: code });
    expect(await count('ledger', `payload ->> 'unit' = 'x' or key like '%${id}%'`)).toBe(0);
  });

  test('the office may enter one for a unit by its alias, and a dated deadline is answered by name', async () => {
    const { code, out } = await duban(
      'report',
      '2',
      '--unit',
      '甲管理局',
      '--text',
      '代录',
      '--period',
      '2026-04',
    );
    expect([code, out]).toEqual([0, expect.stringContaining('判定：按时')]);
    const nil = await json<{ period: string }>('report', '3', '--as', 'unit:丙镇', '--nil', '停工');
    expect(nil.period).toBe('2026-03');
    const done = ['--duty', 'deadlines', '--text', '已完成'];
    const named = await json<{ period: string }>('report', '3', '--as', 'unit:丙镇', ...done);
    expect(named.period).toBe('2026-09-30');
  });
});

describe('looking', () => {
  test('the four verdicts and what is pending sum to what is expected', async () => {
    interface View {
      counts: Record<string, number>;
      upcoming: { due: string; provisional: boolean }[];
      bulletins: object[];
    }
    const { counts, upcoming } = await json<View>('campaign', 'show');
    const { expected, onTime, late, missing, exempt, pending } = counts;
    expect(expected).toBeGreaterThan(0);
    expect((onTime ?? 0) + (late ?? 0) + (missing ?? 0) + (exempt ?? 0) + (pending ?? 0)).toBe(
      expected,
    );
    expect(upcoming).toHaveLength(10);
    expect(upcoming.map(({ due }) => Date.parse(due) > NOW)).not.toContain(false);
  });

  test('tasks by unit and verdict, a page at a time', async () => {
    interface Page {
      total: number;
      next: number | null;
      tasks: { key: string }[];
    }
    const own = await json<Page>('tasks', '--unit', '乙局');
    expect(own.tasks.map(({ key }) => key)).toEqual(['t0002']);
    const missing = await json<Page>('tasks', '--missing', '--limit', '2');
    expect([missing.total, missing.tasks.length]).toEqual([3, 2]);
    const rest = await json<Page>(
      'tasks',
      '--missing',
      '--limit',
      '2',
      '--after',
      String(missing.next),
    );
    expect([rest.tasks.map(({ key }) => key), rest.next]).toEqual([['t0003'], null]);
  });

  test('a task tells each step with its reason, and what comes if nobody acts', async () => {
    interface View {
      history: { at: string; text: string; reason: string | null; kind: string }[];
      next: { at: string; text: string }[];
      interviews: object[];
    }
    const { history, next, interviews } = await json<View>('task', '3');
    const facts = history.filter(({ kind }) => kind === 'fact');
    expect(facts.map(({ reason }) => (reason ?? '') !== '')).not.toContain(false);
    expect(history.map(({ text }) => text).join('\n')).toMatch(/交办.*催办.*督办函.*提请约谈/s);
    expect(interviews).toHaveLength(1);
    expect(next.length).toBeGreaterThan(0);
    expect(next.map(({ at }) => Date.parse(at) > NOW)).not.toContain(false);
    expect((await duban('task', 't0003', '--campaign', 'c2026-001')).out).toContain(
      '若无人处理，接下来',
    );
  });

  test('an inbox by unit, post and role; a stranger is named', async () => {
    interface View {
      total: number;
      recipient: string;
      notices: { text: string; recipient: string }[];
    }
    const unit = await json<View>('inbox', '甲管理局');
    expect(unit).toMatchObject({ recipient: '甲局' });
    const reporter = await json<View>('inbox', '甲局/联络员');
    expect(reporter.total).toBeLessThan(unit.total);
    expect((await json<View>('inbox', '区政府分管领导')).notices[0]?.text).toContain('待批');
    expect((await json<View>('inbox', 'office')).total).toBeGreaterThan(0);
    const stranger = await duban('inbox', '丁局', '--campaign', 'c2026-001');
    expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining('没有收件人“丁局”')]);
  });
});

describe('a decision', () => {
  test('is made by its approver, once, with a reason where one is due', async () => {
    const approve = ['decide', 'approve', '甲局', '--campaign', 'c2026-001'];
    const wrong = await duban(...approve);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('不能代为决定')]);
    const done = await duban(...approve, '--as', POST, '--request-id', 'yes');
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('已批准：约谈甲局')]);
    const again = await duban(...approve, '--as', POST, '--request-id', 'yes');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('没有重复')]);
    expect((await duban(...approve, '--as', POST)).err).toContain('当前已批准');
    await talksGoOn(world);
  });

  test('exempts a period, pauses, resumes and closes a task; a closed one takes nothing', async () => {
    const decide = (...argv: string[]) => duban('decide', ...argv, '--campaign', 'c2026-001');
    expect((await decide('exempt', '3', '--period', '2026-06', '--reason', '汛期')).code).toBe(0);
    expect((await decide('exempt', '3', '--period', '2026-06')).err).toContain('必须写明理由');
    expect((await decide('exempt', '3', '--period', '2026-02', '--reason', 'x')).err).toContain(
      '已判定',
    );
    expect((await decide('pause', '1', '--reason', '调整')).code).toBe(0);
    expect((await decide('pause', '1', '--reason', '调整')).err).toContain('不必重复暂停');
    expect((await decide('resume', '1')).code).toBe(0);
    expect((await decide('resume', '1')).err).toContain('无需恢复');
    expect((await decide('close', '1', '--reason', '已完成')).code).toBe(0);
    expect((await decide('close', '1', '--reason', '已完成')).err).toContain('结束');
    expect(await report('1', 'after-close', { period: '2026-04' })).toMatchObject({
      status: 409,
      body: { code: 'task-ended' },
    });
    expect(
      (await decide('approve', 'interview/c2026-001/u009/2026-03B', '--as', POST)).err,
    ).toContain('没有');
  });
});

describe('starting a campaign', () => {
  test('a plan that is not ready lists every fault with its task, and nothing is written', async () => {
    const before = [await count('campaign'), await count('document'), await count('process')];
    const { plan, ...rest } = request('not-ready');
    const tasks = plan.tasks.map((task, i) => ({
      ...task,
      assignments: i === 0 ? [] : [{ unit: '天外局', role: 'lead' as const }],
      deadlines: [{ kind: 'date' as const, on: '2025-12-31' }],
    }));
    const { status, body } = await post('/campaigns', {
      ...rest,
      plan: { ...plan, title: null, tasks },
    });
    expect([status, body['code']]).toEqual([422, 'plan-not-ready']);
    const { diagnostics } = body as unknown as { diagnostics: { code: string; where: string }[] };
    expect(diagnostics.map(({ code, where }) => `${code} ${where}`).sort()).toEqual([
      'deadline-past t0001',
      'deadline-past t0002',
      'deadline-past t0003',
      'task-without-unit t0001',
      'title-missing title',
      'unit-unknown t0002',
      'unit-unknown t0003',
    ]);
    expect([await count('campaign'), await count('document'), await count('process')]).toEqual(
      before,
    );
  });

  test('a step that nobody receives, and days the wrong way round', async () => {
    const { regime, ...rest } = request('nobody');
    const ladder = regime.ladder.map((step) => ({ ...step, to: [] }));
    const faulty = await post('/campaigns', { ...rest, regime: { ...regime, ladder } });
    expect(faulty).toMatchObject({ status: 422, body: { code: 'document-faulty' } });
    expect(faulty.body['detail']).toContain('这一步没有任何接收人');
    const horizon = { from: '2026-12-01', to: '2026-06-01' };
    const wrong = await post('/campaigns', { ...rest, regime, horizon });
    expect(wrong.body['detail']).toContain('起止日期颠倒');
  });

  test('only the office starts one', async () => {
    expect(await post('/campaigns', request('unit'), 'unit:甲局')).toMatchObject({ status: 403 });
  });

  test('with Temporal away it is committed, and the same request or the next start of the API starts it', async () => {
    const lost = Connection.lazy({ address: '127.0.0.1:1' });
    const { namespace } = world.temporal;
    const away: Service = { ...service, client: new Client({ connection: lost, namespace }) };
    await expect(createCampaign(away, request('away'))).rejects.toMatchObject({
      fault: { code: 'campaign-waiting' },
    });
    await lost.close();
    expect(await count('campaign', `request_id = 'away'`)).toBe(1);
    await resumeStarts(service);
    await eventually(
      async () => (await count('process', `campaign = 'c2026-002' and kind = 'task'`)) === 3,
    );
    expect(await createCampaign(service, request('away'))).toEqual({ campaign: 'c2026-002' });
    const { horizon } = { horizon: { from: '2026-01-01', to: '2026-07-01' } };
    await expect(createCampaign(service, request('away', { horizon }))).rejects.toMatchObject({
      fault: { code: 'request-reused' },
    });
    expect(await count('campaign')).toBe(2);
    const unclear = await duban('tasks');
    expect([unclear.code, unclear.err]).toEqual([1, expect.stringContaining('有 2 个专项行动')]);
  });

  test('pausing and closing it reaches its tasks', async () => {
    expect((await duban('campaign', 'pause', 'c2026-002', '--reason', '防汛')).code).toBe(0);
    expect((await duban('campaign', 'list')).out).toContain('已暂停');
    expect((await duban('campaign', 'resume', 'c2026-002')).code).toBe(0);
    expect((await duban('campaign', 'close', 'c2026-002', '--reason', '误启动')).code).toBe(0);
    await eventually(
      async () => (await count('ledger', `campaign = 'c2026-002' and type = 'ended'`)) === 4,
    );
    expect((await duban('campaign', 'close', 'c2026-002', '--reason', '再次')).err).toContain(
      '结束',
    );
    const late = await duban(
      'report',
      '1',
      '--as',
      'unit:甲局',
      '--campaign',
      'c2026-002',
      '--text',
      'x',
    );
    expect(late.err).toContain('不再接收报送');
  });
});

test('the sweep is scheduled once', async () => {
  await ensureSweep(service.client, TASK_QUEUE);
  await ensureSweep(service.client, TASK_QUEUE);
  const { spec, policies } = await service.client.schedule.getHandle(SWEEP.schedule).describe();
  expect(spec.intervals).toMatchObject([{ every: 60_000 }]);
  expect(policies.overlap).toBe('SKIP');
});

test('signs the bulletin that waits', async () => {
  await eventually(() => waits('bulletin'));
  const sign = await duban('decide', 'sign', '--campaign', 'c2026-001', '--as', POST);
  expect([sign.code, sign.out]).toEqual([0, expect.stringContaining('编为第 1 号')]);
  const twice = await duban('decide', 'sign', '--campaign', 'c2026-001', '--as', POST);
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('当前已签发')]);
});

describe('with a server away', () => {
  test('no report is half taken while the register is away, and the same request works once after', async () => {
    const before = await count('intake');
    const start = await world.stopRegister();
    const lost = await report('2', 'while-away', { period: '2026-04', text: '停机时报' });
    expect(lost).toMatchObject({ status: 503, body: { code: 'register-away' } });
    const looking = await duban('tasks', '--campaign', 'c2026-001');
    expect([looking.code, looking.err]).toEqual([1, expect.stringContaining('查不到结果')]);
    await start();
    const answers = [
      await report('2', 'while-away', { period: '2026-04', text: '停机时报' }),
      await report('2', 'while-away', { period: '2026-04', text: '停机时报' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await count('intake')).toBe(before + 1);
  });

  test('a report is received while Temporal is away, and a decision is not taken', async () => {
    await world.stopTemporal();
    const taken = await report('2', 'no-temporal', { period: '2026-04', text: '流程停机时报' });
    expect(taken).toMatchObject({ status: 200, body: { verdict: null, repeated: false } });
    const decided = await duban('decide', 'pause', '2', '--campaign', 'c2026-001', '--reason', 'x');
    expect(decided.code).toBe(1);
    expect(decided.err).toContain('流程服务暂时无法访问，本次决定没有生效');
  });
});
