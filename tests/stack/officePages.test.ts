import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listPersons } from '../../client/handlers/unitPersons.ts';
import { showBranch } from '../../client/handlers/branch.ts';
import { listSamples, showSample } from '../../client/handlers/sampleOutcomes.ts';
import { showTaskPage } from '../../client/handlers/taskPage.ts';
import { showToday } from '../../client/handlers/deskToday.ts';
import { auditEntries } from '../../store/audit.ts';
import { workbook } from '../fixtures/import/build.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

const campaign = 'c2026-001';
let api: ApiWorld;

beforeAll(async () => {
  api = await startApi();
  await eventually(async () => (await api.count('ledger', `type = 'judged'`)) >= 9);
});
afterAll(() => api.stop());

describe('代录', () => {
  const arrival = { at: '2026-04-02 08:30', how: 'paper', evidence: '收文登记第12号' };

  test('the ledger and the audit say who entered it, for whom, how it came and why', async () => {
    const page = await showTaskPage(api.service, { campaign, task: 't0001' }, 'office');
    const open = page.obligations.find(({ period }) => period.includes('2026年4月'));
    expect(open?.enterable).toBe(true);
    expect(page.obligations.some(({ enterable }) => !enterable)).toBe(true);
    const body = { campaign, unit: '甲局', duty: 'monthly', period: '2026-04', text: '已办结' };
    const sent = { ...body, claimed: arrival, requestId: 'office-1' };
    expect((await api.post('/tasks/t0001/reports', sent, 'office')).status).toBe(200);
    const [entry] = (await auditEntries(api.service.pool, { limit: 20 })).filter(
      ({ act, outcome }) => act === 'submitReport' && outcome === 'done',
    );
    expect(entry).toMatchObject({
      actor: 'office',
      detail: { unit: 'u001', sentBy: '督查室代录', claimed: { how: 'paper' } },
    });
    await eventually(async () => (await api.count('ledger', `type = 'arrival-claimed'`)) === 1);
    const { history } = await showTaskPage(api.service, { campaign, task: 't0001' }, 'office');
    const told = history.find(({ type }) => type === 'arrival-claimed');
    expect(told?.text).toContain('收文登记第12号');
    expect(told?.text).toContain('甲局');
  });

  test('a unit cannot say so of its own report', async () => {
    const body = { campaign, duty: 'monthly', period: '2026-04', text: '已办结' };
    const sent = { ...body, claimed: arrival, requestId: 'office-2' };
    const answer = await api.post('/tasks/t0002/reports', sent, 'unit:甲局');
    expect([answer.status, answer.body['detail']]).toEqual([403, expect.stringMatching(/督查室/)]);
  });
});

describe('抽查', () => {
  let draw = '';
  const outcome = (more: object) => api.post(`/samples/${draw}/outcomes`, more, 'office');

  test('is drawn from what was received, and says why', async () => {
    const { scopes, draws } = await listSamples(api.service, { campaign });
    expect(scopes).toEqual([
      { duty: 'monthly', period: '2026-04', words: expect.any(String), received: 1 },
    ]);
    expect(draws).toEqual([]);
    const wish = { duty: 'monthly', period: '2026-04', count: 3, seed: '315' };
    const made = await api.post(`/campaigns/${campaign}/samples`, wish, 'office');
    draw = String(made.body['draw']);
    const view = await showSample(api.service, { draw }, 'office');
    expect(view.holds).toBe(true);
    expect(view.nextLot).toBeNull();
    expect(view.drawn).toMatchObject([{ place: 1, lot: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
  });

  test('an outcome is recorded once a request, and corrected by another', async () => {
    const { drawn } = await showSample(api.service, { draw }, 'office');
    const key = drawn[0]?.key ?? '';
    const first = { key, result: 'false', note: '现场没有开工', requestId: 'out-1' };
    expect((await outcome(first)).body).toMatchObject({ repeated: false });
    expect((await outcome(first)).body).toMatchObject({ repeated: true });
    expect((await outcome({ ...first, result: 'true' })).status).toBe(409);
    await outcome({ key, result: 'partly', note: '已补开工手续', requestId: 'out-2' });
    const view = await showSample(api.service, { draw }, 'office');
    expect(view.found).toBe('已核查 1 份：部分属实 1 份。');
    expect(view.drawn[0]?.outcomes.map(({ resultWords }) => resultWords)).toEqual([
      '部分属实',
      '不属实',
    ]);
    const { draws } = await listSamples(api.service, { campaign });
    expect(draws).toMatchObject([{ draw, of: 1, drawn: 1, checked: 1, wrong: 1 }]);
  });

  test('what was not drawn, or says nothing of what was found, is refused', async () => {
    const { drawn } = await showSample(api.service, { draw }, 'office');
    const key = drawn[0]?.key ?? '';
    const other = await outcome({ key: 't0009/x', result: 'true', requestId: 'out-3' });
    expect([other.status, other.body['detail']]).toEqual([422, expect.stringMatching(/没有抽中/)]);
    const bare = await outcome({ key, result: 'false', requestId: 'out-4' });
    expect(bare.status).toBe(422);
    expect((await api.count('audit', `act = 'recordSample' and outcome = 'done'`)) === 2).toBe(
      true,
    );
  });
});

test('a task tells its milestones below it, to a unit only what is its own', async () => {
  const view = await showBranch(api.service, { campaign, task: 't0003' }, 'unit:丙镇');
  expect(view.children).toMatchObject([{ level: 'milestone', stateWords: '推进中' }]);
  expect(view.parents).toEqual([]);
  const foreign = showBranch(api.service, { campaign, task: 't0001' }, 'unit:丙镇');
  await expect(foreign).rejects.toThrow('没有任务');
});

test('persons of a unit are shown with masked phones, by every name that it bears', async () => {
  const { pool } = api.service;
  await pool.query(
    `insert into account (login, name, unit, created_at) values (null, '联络员', '甲管理局', now())`,
  );
  const { units } = await listPersons(api.service, { campaign });
  expect(units.map(({ name, persons }) => [name, persons.length])).toEqual([
    ['甲局', 1],
    ['乙局', 0],
    ['丙镇', 0],
  ]);
  expect(units[0]?.persons).toMatchObject([
    { phone: null, words: expect.stringMatching(/联系人/) },
  ]);
  expect(units[1]?.posts.map(({ words }) => words)).toEqual([
    '还没有人登录承担',
    '还没有人登录承担',
  ]);
});

test('a plan that is being imported waits on 今日 with the names that stand for no unit', async () => {
  const rows = [
    ['青溪区任务分工表'],
    ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'],
    ['1', '修订园区规划', '区甲局', '相关部门单位', '2026年6月底前'],
    ['2', '整治主干道路', '区乙局', '相关部门单位', '2026年9月底前'],
  ];
  const bytes = workbook(rows).toString('base64');
  const opened = await api.post('/plan-desks', { name: '分工.xlsx', bytes, requestId: 'plan-1' });
  expect(opened.status).toBe(200);
  const { gates, waiting } = await showToday(api.service, { limit: 50 }, 'office');
  const gate = gates.find(({ kind }) => kind === 'unnamed');
  expect(gate).toMatchObject({
    title: '“相关部门单位”2处',
    target: { kind: 'plan', id: opened.body['desk'] },
  });
  expect(waiting).toContainEqual({ kind: 'unnamed', words: '单位待定', count: 1 });
  const one = await showToday(api.service, { limit: 50, campaign }, 'office');
  expect(one.gates.some(({ target }) => target.kind === 'plan')).toBe(false);
});
