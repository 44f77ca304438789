import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listBranches } from '../../client/handlers/branches.ts';
import { listCampaignActs } from '../../client/handlers/campaignActs.ts';
import { listTaskActs } from '../../client/handlers/offeredActs.ts';
import { explain } from '../../client/handlers/proof.ts';
import { showTaskPage } from '../../client/handlers/taskPage.ts';
import { showTree } from '../../client/handlers/tree.ts';
import { readTask, taskTold } from '../../client/handlers/tasks.ts';
import { dropView, keepView, listViews } from '../../client/handlers/views.ts';
import { duringRead, keptRows } from '../../store/kept.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

const campaign = 'c2026-001';
let api: ApiWorld;

beforeAll(async () => {
  api = await startApi();
  await eventually(async () => (await api.count('notice')) > 20);
});
afterAll(() => api.stop());

async function offered(actor: string, task = 't0001') {
  const { topics } = await listTaskActs(api.service, { campaign, task }, actor);
  return topics.flatMap(({ acts }) => acts);
}

describe('可以办理的事项', () => {
  test('what is offered is taken, and is offered no longer once it is done', async () => {
    const exempt = (await offered('office')).find(({ act }) => act === 'exempt');
    const period = exempt?.asks.find(({ field }) => field === 'obligation')?.choices?.[0]?.value;
    expect(period).toMatch(/^monthly\/2026-/);
    const body = { ...exempt?.input, act: 'exempt', obligation: period, reason: '上级已调整' };
    const answer = await api.post('/decisions', { ...body, requestId: 'web-exempt' });
    expect(answer.status).toBe(200);
    const again = (await offered('office')).find(({ act }) => act === 'exempt');
    const left = again?.asks.flatMap(({ choices = [] }) => choices.map(({ value }) => value));
    expect(left).not.toContain(period);
  });

  test('an observer is offered nothing, and a unit nothing of a task that is not its own', async () => {
    expect(await offered('auditor')).toEqual([]);
    await expect(offered('unit:丙镇')).rejects.toThrow('没有任务');
  });

  test('each question has words, and none of a command line', async () => {
    const acts = await offered('office');
    expect(acts.length).toBeGreaterThan(2);
    const labels = acts.flatMap(({ label, asks }) => [label, ...asks.map((ask) => ask.label)]);
    for (const label of labels) expect(label).toMatch(/^[^<>-]*\p{Script=Han}[^<>]*$/u);
    expect(labels.join()).not.toContain('--');
  });

  test('a campaign that runs may be paused, and then resumed', async () => {
    const acts = async () =>
      (await listCampaignActs(api.service, { campaign }, 'office')).acts.map(({ act }) => act);
    expect(await acts()).toEqual(['pause', 'close']);
    const pause = { subject: campaign, act: 'pause', reason: '清理整顿', requestId: 'web-pause' };
    expect((await api.post('/decisions', pause)).status).toBe(200);
    expect(await acts()).toEqual(['resume', 'close']);
    const resume = { subject: campaign, act: 'resume', requestId: 'web-resume' };
    expect((await api.post('/decisions', resume)).status).toBe(200);
    const told = `campaign = '${campaign}' and type = 'resumed' and process like 'task/%'`;
    await eventually(async () => (await api.count('ledger', told)) === 3);
  });
});

describe('what reads keep', () => {
  test('lasts until another transaction is committed, however long that one was open', async () => {
    const { pool } = api.service;
    const counted = async () => {
      const text = `select count(*)::int as n from saved_view where owner = 'kept'`;
      const [row] = await duringRead(() => keptRows<{ n: number }>(pool, text));
      return row?.n;
    };
    expect(await counted()).toBe(0);
    const writer = await pool.connect();
    try {
      await writer.query('begin');
      await writer.query(
        `insert into saved_view (owner, page, name, search, request_id, saved_at)
         values ('kept', 'ledger', '常用', '{}', 'kept', '2026-01-01')`,
      );
      expect(await counted()).toBe(0);
      await pool.query('select pg_current_xact_id()');
      expect(await counted()).toBe(0);
      await writer.query('commit');
      expect(await counted()).toBe(1);
    } finally {
      writer.release();
    }
  });
});

describe('任务一条线看完', () => {
  test('every notice of the line opens why it was sent', async () => {
    const page = await showTaskPage(api.service, { campaign, task: 't0001' }, 'office');
    const notices = page.history.filter(({ kind }) => kind === 'notice');
    expect(notices.length).toBeGreaterThan(3);
    expect(notices.filter(({ notice }) => notice === null)).toEqual([]);
    const { title } = await explain(api.service, { notice: notices[0]?.notice ?? '' }, 'office');
    expect(title).toBe(notices[0]?.text);
  });

  test('the last lines of a history are told by themselves, and how many there are', async () => {
    const whole = await showTaskPage(api.service, { campaign, task: 't0001' }, 'office');
    expect(whole.lines).toBe(whole.history.length);
    const read = await readTask(api.service, { campaign, task: 't0001' }, 'office');
    const { history } = await taskTold(api.service, read, 'office', 2);
    expect(history).toMatchObject(whole.history.slice(-2).map(({ at, text }) => ({ at, text })));
  });

  test('what is owed has its instant in words, its mark, and what follows', async () => {
    const page = await showTaskPage(api.service, { campaign, task: 't0003' }, 'unit:丙镇');
    expect(page.state).not.toMatch(/\dT\d/);
    const missing = page.obligations.find(({ verdict }) => verdict === 'missing');
    expect(missing?.due.words).toMatch(/^逾期/);
    expect(['late', 'raised']).toContain(missing?.mark.level);
    expect(page.obligations.find(({ verdict }) => verdict === 'pending')?.ifNothing).toMatch(
      /^若到/,
    );
  });
});

describe('上下级', () => {
  test('a level counts the same states as the whole tree, those that lag among them', async () => {
    const { nodes } = await showTree(api.service, { campaign }, 'office');
    const whole = nodes.filter(({ level }) => level === 'task').map(({ state }) => state);
    expect(whole).toContain('lagging');
    const level = await listBranches(api.service, { campaign, limit: 50 }, 'office');
    const told = level.counts.flatMap(({ state, tasks }) => Array<string>(tasks).fill(state));
    expect(told.toSorted()).toEqual(whole.toSorted());
    const plan = nodes.find((node) => node.level === 'plan');
    expect(level.state).toBe(plan?.state);
  });
});

describe('常用视图', () => {
  const view = { page: 'ledger', name: '逾期的', search: { level: 'late' }, shared: true };

  test('is kept once, seen by its desk, replaced by its name, and removed by whoever keeps it', async () => {
    const { service } = api;
    const first = await keepView(service, { ...view, requestId: 'view-1' }, 'office');
    const again = await keepView(service, { ...view, requestId: 'view-1' }, 'office');
    expect([first.repeated, again.repeated, again.id]).toEqual([false, true, first.id]);
    const other = { ...view, search: { level: 'raised' }, requestId: 'view-2' };
    expect((await keepView(service, other, 'office')).id).toBe(first.id);
    const { views } = await listViews(service, { page: 'ledger' }, 'office');
    expect(views).toMatchObject([{ name: '逾期的', search: { level: 'raised' }, own: true }]);
    expect((await listViews(service, { page: 'ledger' }, 'principal')).views).toEqual([]);
    const gone = { view: first.id, requestId: 'view-3' };
    expect(await dropView(service, gone, 'principal')).toEqual({ removed: false });
    expect(await dropView(service, gone, 'office')).toEqual({ removed: true });
  });
});
