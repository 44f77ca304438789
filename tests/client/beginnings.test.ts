import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { previewWords } from '../../client/commands/bulk.ts';
import { campaignWords } from '../../client/commands/campaign.ts';
import { withHint } from '../../client/commands/hints.ts';
import { statusWords } from '../../client/ledgerStatus.ts';
import { runCli } from '../../client/commands/program.ts';
import { chosenTasks } from '../../client/handlers/bulkChoice.ts';
import {
  backfillLines,
  beforeWords,
  campaignBefore,
  inOneHistory,
  taskBefore,
} from '../../client/handlers/beginningViews.ts';
import { localInstant } from '../../client/localTime.ts';
import { CampaignDocuments, type OutputOf } from '../../client/operations.ts';
import { prepare } from '../../client/prepare.ts';
import { ledgerOf } from '../../documents/ledger.ts';
import { kindOf } from '../../importers/columns.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import type { Backfilled } from '../../store/backfill.ts';
import { contextOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8');
const PLAN = 'title: 整治行动\ntasks:\n  - { no: 1, content: 修订规划, lead: 甲局 }\n';
const { draft } = readPlanYaml('plan.yaml', PLAN, { today: '2026-01-01' });

function starting(over: Record<string, unknown>) {
  const documents = CampaignDocuments.parse({
    plan: draft,
    regime: readRegime(read('park.regime.yaml')).regime,
    calendar: JSON.parse(read('calendar-cn.json')) as unknown,
    horizon: { from: '2026-01-01', to: '2027-01-01' },
    ...over,
  });
  return prepare(documents, '2026-03-01T09:00:00+08:00');
}

describe('the start of a campaign', () => {
  const blocked = (firstNoticesAt: string) =>
    starting({ firstNoticesAt }).diagnostics.filter(({ severity }) => severity === 'blocking');

  test('first notices leave at a chosen instant, at least 30 minutes later and in the horizon', () => {
    expect(blocked('2026-03-01T09:29:59+08:00')[0]?.message).toContain('不足30分钟');
    expect(blocked('2026-03-01T09:30:00+08:00')).toEqual([]);
    expect(blocked('2026-12-31T23:00:00+08:00')).toEqual([]);
    expect(blocked('2027-01-01T00:00:00+08:00')[0]?.message).toContain('期限（至 2026-12-31）之后');
    expect(starting({}).bound.firstNoticesAt).toBe('2026-03-01T09:30:00+08:00');
  });

  test('a trial is bound as one, and nothing else is', () => {
    expect(starting({ trial: true }).bound.trial).toBe(true);
    expect(starting({ trial: false }).bound).not.toHaveProperty('trial');
    expect(starting({}).bound).not.toHaveProperty('trial');
  });

  test.each([
    ['2026-03-11 15:00', '2026-03-11T15:00:00+08:00'],
    ['2026-03-11T15:00', '2026-03-11T15:00:00+08:00'],
    ['2026-03-11T07:00:00Z', '2026-03-11T15:00:00+08:00'],
    ['2026-02-30 15:00', undefined],
    ['2026-03-11 24:00', undefined],
    ['明天', undefined],
  ])('a time is read as it is typed: %s', (text, instant) => {
    expect(localInstant(text, 'Asia/Shanghai')).toBe(instant);
  });
});

const context = contextOf({
  regime: regimeOf({ bulletins: [] }),
  startedAt: when('2026-03-10 09:00'),
  firstNoticesAt: when('2026-03-11 09:00'),
});
const task = taskOf({ deadlines: [{ kind: 'date', on: '2026-02-10', what: '报审' }] });
const entry = (id: number, over: Partial<Backfilled>): Backfilled => ({
  ...{ id, obligation: 'monthly/2026-01/u001', duty: 'monthly', period: '2026-01', unit: 'u001' },
  ...{ result: 'on-time', at: '2026-01-24', source: '纸质台账第3页', actor: 'office' },
  ...{ enteredAt: new Date(when('2026-03-12 10:00')), requestId: `r${id}`, corrects: null },
  ...over,
});
const ENTRIES = [
  entry(1, {}),
  entry(2, { result: 'late', at: '2026-01-28', corrects: 1, source: '传真' }),
];

describe('启动前 and 补录 as they are shown', () => {
  test('a task shows each period by name, with its entries and which of them was corrected', () => {
    const shown = taskBefore(context, task, UNITS, ENTRIES);
    expect(
      shown.map(({ period, duty, units, entries }) => [period, duty, units, entries.length]),
    ).toEqual([
      ['2026年1月', '月调度', ['甲局'], 2],
      ['2026年2月10日', '报审', ['甲局'], 0],
      ['2026年2月', '月调度', ['甲局'], 0],
    ]);
    expect(shown[0]?.entries.map(({ result, corrected }) => [result, corrected])).toEqual([
      ['on-time', true],
      ['late', false],
    ]);
  });

  test('a campaign shows the periods of its duties, and its deadlines by day', () => {
    const found = campaignBefore(context, [
      { owed: task, count: 1 },
      { owed: taskOf(), count: 1 },
    ]);
    expect(found.map(({ title, period, owing }) => `${period} ${title} ${owing}`)).toEqual([
      '2026年1月 月调度 2',
      '2026年2月10日 完成时限 1',
      '2026年2月 月调度 2',
    ]);
  });

  test('a cell of the ledger says both; a task that began with the campaign has none', () => {
    const [, newest] = ENTRIES;
    expect(beforeWords(context, task, newest ? [newest] : [])).toBe(
      '2026年1月“月调度” 启动前（补录：迟报，2026年1月28日）；2026年2月10日“报审” 启动前；2026年2月“月调度” 启动前',
    );
    expect(beforeWords(contextOf(), taskOf(), [])).toBeUndefined();
  });

  test('a history tells each entry when it was made, and what it corrects', () => {
    const lines = backfillLines(context, UNITS, ENTRIES);
    expect(lines.map(({ text }) => text)).toEqual([
      '补录（启动前）甲局 2026年1月“月调度”：按时，2026年1月24日',
      '补录（启动前）甲局 2026年1月“月调度”：迟报，2026年1月28日，更正此前补录的按时，2026年1月24日',
    ]);
    expect(lines[1]?.reason).toContain('依据：传真；只作历史记录');
    const line = (at: string) => ({ ...(lines[0] as (typeof lines)[number]), at: when(at) });
    const merged = inOneHistory([line('2026-03-10 09:00'), line('2026-03-12 11:00')], lines);
    expect(merged.map(({ at }) => at.slice(8, 13))).toEqual(['10T09', '12T10', '12T10', '12T11']);
  });

  test('the export has a column 启动前 only where a task has such periods, and reads it as status', () => {
    const line = {
      ...{ key: 't0001', no: '1', ordinal: 0, category: [], title: '修订规划', units: ['甲局'] },
      counts: { expected: 1, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 1 },
      ...{ due: null, ended: false, reportedAt: null, step: null },
    };
    const status = statusWords(
      { ...line, before: '2026年1月“月调度” 启动前' },
      'Asia/Shanghai',
      true,
    );
    expect(status).toMatchObject({ state: '试运行·待报', before: '2026年1月“月调度” 启动前' });
    const heads = (given: typeof status) =>
      ledgerOf(draft, undefined, () => given)
        .sheets[0]?.cells.filter(({ role }) => role === 'head')
        .map(({ text }) => text);
    expect(heads(status)?.at(-1)).toBe('启动前');
    expect(heads(statusWords(line, 'Asia/Shanghai'))?.at(-1)).toBe('当前步骤');
    expect(kindOf('启动前')).toBe('status');
  });
});

const VIEW: OutputOf<'showCampaign'> = {
  ...{ id: 'c2026-002', title: '整治行动', createdAt: when('2026-03-10 09:00'), tasks: 1 },
  ...{ horizon: { from: '2026-01-01', to: '2027-01-01' }, state: 'running', trial: true },
  ...{ regime: '小制度', zone: 'Asia/Shanghai', startedAt: when('2026-03-10 09:00') },
  ...{ firstNoticesAt: when('2026-03-11 09:00'), announcedThrough: '2026-12-31' },
  counts: { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 },
  ...{ upcoming: [], gates: [], bulletins: [], interviews: 0, wentLive: null },
  before: campaignBefore(context, [{ owed: task, count: 1 }]),
};

test('a campaign on trial is marked, and says what lies before its start', () => {
  const words = campaignWords(VIEW, 100);
  expect(words).toContain('整治行动（c2026-002）进行中（试运行）');
  expect(words).toContain(
    '启动前（不提醒、不判定、不计入应报）：月调度 2026年1月、2026年2月；完成时限 2026年2月10日',
  );
});

test('a refusal for its burden says how a reason is given', () => {
  expect(withHint('burden-unapproved', '超过上限。')).toMatch(/^超过上限。\n.+--burden-reason/u);
});

test('of a trial that went live each of the two names the other', () => {
  const wentLive = { trial: 'c2026-002', campaign: 'c2026-003' };
  expect(campaignWords({ ...VIEW, wentLive }, 100)).toContain('\n已转入正式：c2026-003\n');
  const live = campaignWords({ ...VIEW, id: 'c2026-003', wentLive }, 100);
  expect(live).toContain('\n由试运行 c2026-002 转入正式\n');
});

describe('an act for a chosen set', () => {
  const { tasks } = prepareTasks();

  test('chooses by category and by name; what is unclear is asked', () => {
    expect([...chosenTasks(tasks, { category: '防汛' })]).toEqual(['t0001', 't0003']);
    expect([...chosenTasks(tasks, { tasks: ['1', 't0002'] })]).toEqual(['t0001', 't0002']);
    expect([...chosenTasks(tasks, { tasks: ['all'], category: '供水' })]).toEqual(['t0002']);
    expect(() => chosenTasks(tasks, { tasks: ['9'] })).toThrow('没有任务 9');
    expect(() => chosenTasks(tasks, { tasks: ['3'] })).toThrow('t0003、t0004');
  });

  test('is previewed to the instant, with the command that confirms it', () => {
    const preview: OutputOf<'previewBulk'> = {
      ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', act: 'extend', obligations: 1 },
      ...{ at: when('2026-03-20 10:00'), digest: '0123456789abcdef' },
      units: [{ unit: 'u001', name: '甲局', touched: 1 }],
      left: [{ task: 't0002', no: '2', reason: '正在暂停，恢复后才有到期时点' }],
      tasks: [
        {
          ...{ task: 't0001', no: '1', title: '修订规划' },
          changes: [
            {
              ...{ obligation: 'monthly/2026-03/u001', occasion: '2026年3月“月调度”' },
              units: ['甲局'],
              due: { from: when('2026-03-25 17:00'), to: when('2026-04-01 17:00') },
              graceEnd: { from: when('2026-03-26 17:00'), to: when('2026-04-02 17:00') },
              verdict: { from: 'missing', to: 'pending' },
            },
          ],
        },
      ],
    };
    const words = previewWords(preview, { category: '防汛', days: '5' }, 140);
    expect(words).toMatch(/3月25日.*17:00 → 4月1日.*17:00.*未报 → 待报/);
    expect(words).toContain('不在其中：第2项 正在暂停');
    expect(words).toContain(
      'duban bulk extend --campaign c2026-001 --category 防汛 --days 5 --confirm 0123456789abcdef --reason 理由',
    );
  });
});

function prepareTasks() {
  const text = `title: 甲\ntasks:
  - { no: 1, content: 清淤, lead: 甲局, category: [防汛] }
  - { no: 2, content: 管网, lead: 甲局, category: [供水] }
  - { no: 3, content: 堤防, lead: 甲局, category: [防汛] }
  - { no: 4, content: 泵站, lead: 甲局, category: [排涝] }
`;
  const { draft: plan } = readPlanYaml('plan.yaml', text, { today: '2026-01-01' });
  const { plan: bound } = prepare(
    CampaignDocuments.parse({
      plan,
      regime: readRegime(read('park.regime.yaml')).regime,
      calendar: JSON.parse(read('calendar-cn.json')) as unknown,
      horizon: { from: '2026-01-01', to: '2027-01-01' },
    }),
    '2026-03-01T09:00:00+08:00',
  );
  // Two parts of a plan may each have a third task.
  const no = (own: string | null) => (own === '4' ? '3' : own);
  return {
    tasks: bound.tasks.map((own) => ({ key: own.key, plan: { ...own, no: no(own.no) } })),
  };
}

describe('what is typed wrong is told before anything is asked', () => {
  const duban = async (...argv: string[]) => {
    const err: string[] = [];
    const code = await runCli(argv, {
      ...{ out: () => undefined, err: (text: string) => err.push(text), width: 100 },
      ...{ env: {}, now: () => Date.parse(when('2026-03-20 10:00')) },
      progress: { write: () => undefined },
    });
    return [code, err.join('\n')] as const;
  };

  test.each([
    [['bulk', 'extend', '--tasks', '1'], '--days'],
    [['bulk', 'extend', '--tasks', '1', '--days', '两'], '应为工作日的个数'],
    [['bulk', 'exempt', '--due-between', '2026-03-25'], '应写作'],
    [['backfill', '1', '--period', '2026-01', '--source', '甲'], '--result'],
    [
      ['backfill', '1', '--period', '2026-01', '--source', '甲', '--result', 'nil', '--at', '昨天'],
      '不是日期',
    ],
    [['campaign', 'go-live', 'c2026-001', '--start', '明天'], '不是时刻'],
    [['campaign', 'withdraw', 'c2026-001'], '--reason'],
  ])('%j', async (argv, sentence) => {
    expect(await duban(...argv)).toEqual([2, expect.stringContaining(sentence)]);
  });
});
