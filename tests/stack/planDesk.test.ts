import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readPlan } from '../../importers/read.ts';
import { auditEntries } from '../../store/audit.ts';
import { workbook, zipBytes } from '../fixtures/import/build.ts';
import { startApi, type Answer, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

const ROWS = [
  ['青溪区园区建设任务分工表'],
  ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'],
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局', '2026年6月底前'],
  ['2', '整治主干道路', '各镇、街道', '相关部门单位', '抓紧办理'],
  ['3', '盘活低效用地，建立底数清册', '区甲局、区丙局', '/', '2026年9月底前'],
];

interface Doubt {
  readonly id: string;
  readonly kind: string;
  readonly required: boolean;
  readonly printed: string;
  readonly source: { readonly words: string };
}

let world: ApiWorld;
let requests = 0;
let desk = '';
beforeAll(async () => {
  world = await startApi();
});
afterAll(() => world.stop());

function upload(name: string, bytes: Buffer): Promise<Answer> {
  return write('/plan-desks', { name, bytes: bytes.toString('base64') });
}

function write(path: string, body: object): Promise<Answer> {
  requests += 1;
  return world.post(path, { requestId: `desk-${requests}`, ...body });
}

async function read<T>(path: string): Promise<T> {
  const headers = { authorization: 'Bearer token-of-the-test' };
  const response = await fetch(`${world.url}${path}`, { headers });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

async function version(): Promise<number> {
  return (await read<{ version: number }>(`/plan-desks/${desk}`)).version;
}

describe('from a dropped file to a started campaign', () => {
  test('the file is read; sending it again opens the same desk', async () => {
    const bytes = workbook(ROWS, ['A1:E1']);
    const body = { name: '任务分工表.xlsx', bytes: bytes.toString('base64'), requestId: 'upload' };
    const first = await world.post('/plan-desks', body);
    expect(first).toMatchObject({ status: 200, body: { tasks: 3, state: 'open', version: 1 } });
    desk = String(first.body['desk']);
    const again = await world.post('/plan-desks', body);
    expect(again.body['desk']).toBe(desk);
    const { desks } = await read<{ desks: { desk: string }[] }>('/plan-desks');
    expect(desks.map((one) => one.desk)).toEqual([desk]);
  });

  test('a start is refused with the list of what must be said first', async () => {
    const refused = await write(`/plan-desks/${desk}/start`, { version: 1 });
    expect(refused).toMatchObject({ status: 422, body: { code: 'desk-not-ready' } });
    expect(refused.body['detail']).toContain('抓紧办理');
    const { must } = await read<{ must: { step: string }[] }>(`/plan-desks/${desk}/check`);
    expect(must.length).toBeGreaterThan(1);
  });

  test('doubts stand beside their source, and are answered', async () => {
    const { doubts } = await read<{ doubts: Doubt[] }>(`/plan-desks/${desk}/doubts`);
    expect(doubts[0]?.required).toBe(true);
    const unknown = doubts.find(({ kind }) => kind === 'deadline-unknown');
    expect(unknown?.source.words).toBe('抓紧办理');
    const nonsense = { doubt: unknown?.id, what: 'corrected', value: '尽快' };
    const refused = await write(`/plan-desks/${desk}/answers`, { version: 1, answers: [nonsense] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'answer-invalid' } });
    const answers = [{ ...nonsense, value: '2026年8月底前' }];
    const said = await write(`/plan-desks/${desk}/answers`, { version: 1, answers });
    expect(said.body['nowRead']).toEqual([
      { doubt: unknown?.id, words: expect.stringContaining('现读作　2026-08-31') },
    ]);
  });

  test('of two administrators one wins, the other hears who and when', async () => {
    const now = await version();
    const path = `/plan-desks/${desk}/documents`;
    const both = await Promise.all([
      write(path, { version: now, title: '甲的标题' }),
      write(path, { version: now, title: '乙的标题' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ code: 'desk-changed' });
    expect(lost?.body['detail']).toMatch(/由督查室改动.*您填写的内容还在/);
  });

  test('a regime with faults is kept as it was typed, and told at its line', async () => {
    const path = `/plan-desks/${desk}/regime`;
    const yaml = 'id: x\ntitle: 甲\nduties: []\nladder: []\n';
    const kept = await write(path, { version: await version(), yaml });
    expect(kept.body['faults']).toEqual([expect.objectContaining({ line: 3 })]);
    const view = await read<{ regime: { yaml: string } }>(`/plan-desks/${desk}`);
    expect(view.regime.yaml).toBe(yaml);
    const picked = await write(path, { version: await version(), pick: 'park' });
    expect(picked).toMatchObject({ status: 200, body: { faults: [] } });
  });

  test('a member whom no directory knows is a new unit only after it is confirmed', async () => {
    const [path, before] = [`/plan-desks/${desk}/documents`, await version()];
    const groups = { '各镇、街道': ['区甲局', '某某不存在局'] };
    const asked = await write(path, { version: before, groups, newUnits: [] });
    expect(asked).toMatchObject({ status: 422, body: { code: 'units-new' } });
    expect(asked.body['detail']).toMatch(/没有“某某不存在局”，确认后将作为新单位/);
    expect(await version()).toBe(before);
    const said = { version: before, groups, newUnits: ['某某不存在局'] };
    expect((await write(path, said)).body['words']).toMatch('“某某不存在局”作为新单位');
    const view = await read<{ directory: { newUnits: string[] } }>(`/plan-desks/${desk}`);
    expect(view.directory.newUnits).toEqual(['某某不存在局']);
    const again = await write(path, { version: await version(), groups, newUnits: [] });
    expect(again.status).toBe(200);
  });

  test('groups are filled, and the year is rehearsed beside the API', async () => {
    const groups = { '各镇、街道': ['东塘街道', '南浦镇'], 相关部门单位: ['区乙局'] };
    await write(`/plan-desks/${desk}/documents`, { version: await version(), groups });
    const begun = await world.post(`/plan-desks/${desk}/rehearsals`, { way: 'silent' });
    const id = String(begun.body['rehearsal']);
    interface Shown {
      readonly state: string;
      readonly year: { expected: number; days: { day: string; due: number }[] } | null;
    }
    let shown: Shown = { state: 'running', year: null };
    for (const last = Date.now() + 60_000; shown.state === 'running' && Date.now() < last;) {
      await new Promise((later) => setTimeout(later, 200));
      shown = await read<Shown>(`/plan-desks/${desk}/rehearsals/${id}`);
    }
    expect(shown.state).toBe('done');
    const due = shown.year?.days.find((day) => day.due > 0)?.day ?? '';
    const list = await read<{ items: { kind: string }[] }>(
      `/plan-desks/${desk}/rehearsals/${id}/days/${due}`,
    );
    expect(list.items.map(({ kind }) => kind)).toContain('due');
  });

  test('按去年情况 is made of what the register has judged of the units, else it says why not', async () => {
    const first = await read<{ known: number; why: string | null }>(`/plan-desks/${desk}/record`);
    expect(first).toMatchObject({ known: 0, why: expect.stringContaining('没有这份方案') });
    const { rows } = await world.service.pool.query<{ verdict: string; n: number; last: Date }>(
      `select verdict, sum(cardinality(members))::int as n, max(judged_at) as last
         from obligation_standing where verdict in ('on-time', 'late', 'missing') group by 1`,
    );
    const counted = Object.fromEntries(rows.map(({ verdict, n }) => [verdict.charAt(0), n]));
    expect(rows.length).toBeGreaterThan(0);
    const latest = new Date(Math.max(...rows.map(({ last }) => last.getTime())) + 86_400_000 * 2);
    const before = latest.toISOString().slice(0, 10);
    const { records } = await read<{ records: { name: string; lines: string[] }[] }>(
      `/unit-records?before=${before}`,
    );
    const letters = records.flatMap(({ lines }) => [...lines.join('')]);
    for (const letter of ['o', 'l', 'm']) {
      expect(letters.filter((one) => one === letter)).toHaveLength(counted[letter] ?? 0);
    }
    expect(records.map(({ name }) => name)).toContain('丙镇');
    const early = await read<{ records: unknown[] }>('/unit-records?before=2001-01-01');
    expect(early.records).toEqual([]);
  });

  test('it starts once, whoever asks; the campaign runs and its ledger is exported', async () => {
    const { must } = await read<{ must: { code: string; confirmable: boolean }[] }>(
      `/plan-desks/${desk}/check`,
    );
    expect(must.filter(({ confirmable }) => !confirmable)).toEqual([]);
    const confirm = must.map(({ code }) => code);
    const reason = must.some(({ code }) => code === 'burden') ? { burdenReason: '专班要求' } : {};
    const body = { version: await version(), confirm, ...reason };
    const both = await Promise.all([
      write(`/plan-desks/${desk}/start`, body),
      write(`/plan-desks/${desk}/start`, body),
    ]);
    const started = both.filter(({ status }) => status === 200);
    expect(started.length).toBeGreaterThan(0);
    const campaign = String(started[0]?.body['campaign']);
    expect(new Set(started.map((one) => one.body['campaign'])).size).toBe(1);
    expect(await world.count('campaign')).toBe(2);
    const view = await read<{ state: string; campaign: string }>(`/plan-desks/${desk}`);
    expect(view).toMatchObject({ state: 'started', campaign });
    const shown = await read<{ tasks: number }>(`/campaigns/${campaign}`);
    expect(shown.tasks).toBe(3);
    const file = await read<{ name: string; bytes: string }>(`/campaigns/${campaign}/ledger`);
    const bytes = Buffer.from(file.bytes, 'base64');
    const { draft } = await readPlan({ name: file.name, bytes }, { today: '2026-04-02' });
    expect(draft.tasks.map(({ no }) => no)).toEqual(['1', '2', '3']);
    const late = await write(`/plan-desks/${desk}/documents`, { version: 1, title: '丙' });
    expect(late).toMatchObject({ status: 409, body: { code: 'desk-ended' } });
  });

  test('who did what is in the audit', async () => {
    const entries = await auditEntries(world.service.pool, { limit: 100 });
    const acts = entries.filter(({ subject }) => subject === `plan-desk/${desk}`);
    expect(new Set(acts.map(({ act }) => act))).toEqual(
      new Set(['openPlanDesk', 'answerDoubts', 'setDeskDocuments', 'setDeskRegime', 'startDesk']),
    );
    expect(acts.map(({ outcome }) => outcome)).toContain('desk-changed');
  });
});

describe('a plan for a unit that other campaigns ask already', () => {
  const ONE = [
    ['序号', '工作任务', '牵头单位', '完成时限'],
    ['1', '修订园区规划，划定用地边界', '甲局', '2026年6月底前'],
    ['2', '盘活低效用地，建立底数清册', '乙局、丙镇', '2026年9月底前'],
  ];
  interface Check {
    readonly must: { code: string; confirmable: boolean; reasoned: boolean }[];
    readonly burden: { over: number; words: string };
  }
  const check = () => read<Check>(`/plan-desks/${desk}/check`);
  const say = (path: string, body: object) => write(`/plan-desks/${desk}/${path}`, body);

  test('its weeks are counted together, and the share of the plan is told', async () => {
    const opened = await upload('再一份.xlsx', workbook(ONE, []));
    expect(opened.status).toBe(200);
    desk = String(opened.body['desk']);
    await say('documents', { version: 1, title: '再一份方案' });
    await say('regime', { version: await version(), pick: 'park' });
    const { burden, must } = await check();
    expect(burden.words).toMatch(/甲局.*本方案 1 份，在办的 \d+ 份/);
    expect(burden.over).toBeGreaterThan(0);
    expect(must).toContainEqual(expect.objectContaining({ code: 'burden', reasoned: true }));
    const year = await rehearsed();
    expect(year.burden.units.find(({ name }) => name === '甲局')).toMatchObject({
      ...{ campaigns: expect.any(Number), share: expect.any(Number) },
    });
    const own = year.burden.units.find(({ name }) => name === '甲局');
    // Two tasks of the campaign that runs ask every month, of which the register has the first ones only.
    expect(own?.running).toBeGreaterThanOrEqual(2 * 9);
    expect(own?.total).toBe((own?.added ?? 0) + (own?.running ?? 0));
    expect(year.lighter.map(({ label }) => label)).toContain('放宽周期');
  });

  test('one act makes the regime ask for less, and is audited; what is impossible is refused', async () => {
    const before = await rehearsed();
    const offer = before.lighter.find(({ label }) => label === '放宽周期');
    const done = await say('regime', { version: await version(), lighter: offer?.act });
    expect(done).toMatchObject({ status: 200, body: { faults: [] } });
    expect(done.body['words']).toContain('改为每两个月一次');
    const after = await rehearsed();
    expect(after.burden.added).toBe(offer?.after.total);
    expect(after.burden.added).toBeLessThan(before.burden.added);
    const version2 = await version();
    const none = await say('regime', { version: version2, lighter: { longer: 'weekly' } });
    expect(none).toMatchObject({ status: 422, body: { code: 'lighter-impossible' } });
    expect(await version()).toBe(version2);
    await say('regime', { version: version2, pick: 'park' });
  });

  test('several leads report each by themselves where that is chosen for their task', async () => {
    interface Several {
      readonly severalLeads: { task: string; title: string }[];
      readonly leadership: unknown;
    }
    const view = await read<Several>(`/plan-desks/${desk}`);
    expect(view.severalLeads.map(({ task }) => task)).toEqual(['t0002']);
    const jointly = await rehearsed();
    const leadership = { t0002: 'several' };
    const kept = await say('documents', { version: await version(), leadership });
    expect(kept.status).toBe(200);
    expect((await read<Several>(`/plan-desks/${desk}`)).leadership).toEqual(leadership);
    // Each unit is asked for as many reports as before, but each is judged by itself.
    const apart = await rehearsed();
    expect(apart.burden.added).toBe(jointly.burden.added);
    expect(apart.expected).toBeGreaterThan(jointly.expected);
  });

  test('own days come back as a table, and a directory with its rows', async () => {
    const view = await read<{
      calendar: { table: { from: string; to: string; what: string }[] };
      directory: { table: { name: string }[] };
    }>(`/plan-desks/${desk}`);
    expect(view.directory.table.map(({ name }) => name)).toEqual(['甲局', '乙局', '丙镇']);
    expect(view.calendar.table).toContainEqual(expect.objectContaining({ what: 'rest' }));
    expect(view.calendar.table.every(({ from, to }) => from <= to)).toBe(true);
  });

  test('above the limit it starts only with a reason, which is kept', async () => {
    const { must } = await check();
    const confirm = must.map(({ code }) => code);
    const refused = await say('start', { version: await version(), confirm });
    expect(refused).toMatchObject({ status: 422, body: { code: 'burden-unapproved' } });
    expect(refused.body['detail']).toMatch(/上限.*专项行动没有启动.*写明仍要启动的理由/s);
    const blank = await say('start', { version: await version(), confirm, burdenReason: '  ' });
    expect(blank.status).toBe(422);
    const before = await world.count('campaign');
    const burdenReason = '市里统一部署，时限不能推后';
    const started = await say('start', { version: await version(), confirm, burdenReason });
    expect(started.status).toBe(200);
    expect(await world.count('campaign')).toBe(before + 1);
    const approval = expect.objectContaining({ reason: burdenReason, by: '督查室' });
    const view = await read<{ approval: unknown }>(`/plan-desks/${desk}`);
    expect(view.approval).toEqual(approval);
    const entries = await auditEntries(world.service.pool, { limit: 50 });
    const campaign = String(started.body['campaign']);
    const start = entries.find((one) => one.act === 'createCampaign' && one.subject === campaign);
    expect(start?.detail).toMatchObject({ approval });
    const act = entries.find(({ subject }) => subject === `plan-desk/${desk}`);
    expect(act).toMatchObject({ act: 'startDesk', outcome: 'done', detail: { approval } });
  });
});

interface Rehearsed {
  readonly expected: number;
  readonly burden: {
    readonly added: number;
    readonly units: { name: string; total: number; added: number; running: number }[];
  };
  readonly lighter: { label: string; act: object; after: { total: number } }[];
}

async function rehearsed(): Promise<Rehearsed> {
  const begun = await world.post(`/plan-desks/${desk}/rehearsals`, { way: 'silent' });
  const path = `/plan-desks/${desk}/rehearsals/${String(begun.body['rehearsal'])}`;
  for (const last = Date.now() + 60_000; Date.now() < last;) {
    const { year } = await read<{ year: Rehearsed | null }>(path);
    if (year !== null) return year;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error('the rehearsal did not end');
}

describe('bad files', () => {
  test.each([
    ['标密级的.txt', Buffer.from('机密★5年\n关于某事的方案\n一、甲局完成某事。'), 'classified'],
    ['名字标密级（秘密）.docx', Buffer.from('x'), 'classified'],
    ['空.xlsx', Buffer.alloc(1), 'plan-unreadable'],
    ['图.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'plan-unreadable'],
    ['炸弹.xlsx', bomb(), 'plan-unreadable'],
  ])('%s is refused with a sentence, and nothing is kept', async (name, bytes, code) => {
    const before = await world.count('plan_desk');
    const refused = await upload(name, bytes);
    expect(refused.body).toMatchObject({ code, detail: expect.stringMatching(/[。：]/) });
    expect(refused.status).toBeLessThan(500);
    expect(await world.count('plan_desk')).toBe(before);
  });

  test('what is no base64 is refused, and the API goes on', async () => {
    const refused = await write('/plan-desks', { name: '甲.xlsx', bytes: '不是文件' });
    expect(refused.status).toBe(422);
    expect((await upload('甲.xlsx', workbook(ROWS, ['A1:E1']))).status).toBe(200);
  });
});

/** Two hundred and twenty megabytes in a few kilobytes. */
function bomb(): Buffer {
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(220_000_000, 0x20) };
  return zipBytes([{ name: 'xl/workbook.xml', content: '<workbook/>' }, sheet]);
}
