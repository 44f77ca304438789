import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { horizonOf, readDocuments } from '../../client/commands/documents.ts';
import type { Io } from '../../client/commands/io.ts';
import { refuseOpen } from '../../client/commands/reviewed.ts';
import { CampaignDocuments } from '../../client/operations.ts';
import { prepare } from '../../client/prepare.ts';
import { requiredOf } from '../../client/reviewRequired.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { periodsWithin } from '../../domain/cadence.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import type { Reading } from '../../domain/plan.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { progressOf, rankMet, type Target } from '../../domain/target.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readRegime } from '../../importers/regime.ts';
import { applyReview } from '../../importers/review.ts';
import { reading, TODAY, workbook, type Rows } from '../fixtures/import/build.ts';

const file = (name: string) =>
  readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8');
const STARTED = '2026-03-02T09:00:00+08:00';

const HEAD = ['序号', '任务内容', '完成时间', '牵头领导', '牵头单位', '配合单位'];
const UNITS = `units:
  - { name: 区应急管理局, aliases: [区应急局] }
  - { name: 区财政局 }
  - { name: 东岭镇政府 }
  - { name: 青溪街道办事处 }
groups:
  - name: 各镇、街道
    lists:
      - { from: 2026-01-01, members: [东岭镇政府] }
      - { from: 2026-06-01, members: [东岭镇政府, 青溪街道办事处] }
`;

/** A table with one row of content, time, leader, leads and helpers each. */
function plan(...rows: readonly (readonly string[])[]): Promise<Reading> {
  const body: Rows = rows.map((row, i) => [`${i + 1}`, ...row]);
  return reading(workbook([['东岭区整治任务分工表'], HEAD, ...body], ['A1:F1']));
}

function prepared(read: Reading, over: Record<string, unknown> = {}, startedAt = STARTED) {
  const documents = CampaignDocuments.parse({
    plan: read.draft,
    diagnostics: [...read.diagnostics],
    regime: readRegime(file('park.regime.yaml')).regime,
    directory: readDirectory(UNITS).directory,
    calendar: JSON.parse(file('calendar-cn.json')) as unknown,
    horizon: { from: '2026-03-01', to: '2027-01-01' },
    ...over,
  });
  return prepare(documents, startedAt);
}
type Prepared = ReturnType<typeof prepared>;

const blocking = ({ diagnostics }: Prepared) =>
  diagnostics.filter(({ severity }) => severity === 'blocking');
const parties = ({ assigned }: Prepared, task = 0) =>
  (assigned.tasks[task]?.parties['monthly'] ?? []).map(({ members }) => members.join('+'));

/** Every row of the campaign's ledger, if everybody keeps silent. */
function rehearsed({ assigned, bound }: Prepared): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  const context = { ...bound, campaign: 'c2026-001' };
  const { units, leaders, tasks } = assigned;
  const behaviour = Behaviour.parse({ reports: 'silent' });
  rehearse({
    input: { context, units, leaders },
    tasks,
    behaviour,
    onRow: (row) => rows.push(row),
  });
  return rows;
}

describe('who owes', () => {
  test('an alias is its unit; an unknown name is proposed and blocks the start, not the import', async () => {
    const read = await plan(
      ['整治甲河', '2026年12月', '', '区应急局', '/'],
      ['整治乙河', '2026年12月', '', '东岭镇人民政府', '/'],
      ['整治丙河', '2026年12月', '', '区档案馆', '/'],
    );
    expect(read.diagnostics.filter(({ severity }) => severity === 'blocking')).toEqual([]);
    const found = prepared(read);
    expect(parties(found)).toEqual(['u001']);
    expect(blocking(found).map(({ code, where }) => [code, where])).toEqual([
      ...[
        ['unit-unknown', 't0002'],
        ['unit-unknown', 't0003'],
      ],
    ]);
    expect(blocking(found)[0]?.message).toContain('是否指 东岭镇政府');
  });

  test('a group is the list of the day of the start; an open one reaches nobody and blocks', async () => {
    const read = await plan(
      ['清理村道', '2026年12月', '', '各镇、街道', '/'],
      ['清理庭院', '2026年12月', '', '按照属地管理原则确定的职能部门', '/'],
    );
    const found = prepared(read);
    expect(parties(found)).toEqual(['u003']);
    expect(parties(prepared(read, {}, '2026-06-01T09:00:00+08:00'))).toEqual(['u003', 'u004']);
    expect(parties(found, 1)).toEqual([]);
    const [open] = blocking(found);
    expect([open?.code, open?.where]).toEqual(['group-unresolved', 't0002']);
    expect(open?.message).toContain('按规则确定');
  });

  test('two leads in one cell owe one report together, or one each, as chosen', async () => {
    const read = await plan(['整治甲河', '持续推进', '', '区应急局\n区财政局', '/']);
    const [joint, several] = [prepared(read), prepared(read, { leadership: { 1: 'several' } })];
    expect([parties(joint), parties(several)]).toEqual([['u001+u002'], ['u001', 'u002']]);
    const missing = (found: Prepared) =>
      rehearsed(found).filter(({ decision }) => decision.payload['verdict'] === 'missing').length;
    expect(missing(joint)).toBe(10);
    expect(missing(several)).toBe(20);
  });
});

describe('what waits for a person', () => {
  test('no start while a required doubt is open; an answer or a directory closes it', async () => {
    const read = await plan(
      ['整治甲河', '抓紧办理', '', '区财政局', '相关部门单位'],
      ['整治乙河', '2026年12月', '', '各镇、街道', '/'],
      ['整治丙河', '2026年12月', '', '/', '/'],
    );
    const reviewed = applyReview(read, [], { today: TODAY });
    const open = requiredOf(reviewed.open);
    expect(open.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
      'deadline-unknown deadlines.0',
      'group-unresolved assignments.0',
      'task-without-unit assignments',
    ]);
    for (const { sentence, printed } of open) expect(sentence).toContain(printed);
    expect(() => refuseOpen('分工表.xlsx', open, '没有启动')).toThrow('还有 3 处必须先核对');
    const given = readDirectory(UNITS).directory;
    const directory = given && resolve(given, '2026-03-02');
    expect(requiredOf(reviewed.open, { directory }).map(({ kind }) => kind)).not.toContain(
      'group-unresolved',
    );
    expect(() => refuseOpen('分工表.xlsx', [], '没有启动')).not.toThrow();
  });

  test.each([
    ['2026-03-02', 0],
    ['2025-12-31', 1],
  ])('a dated list counts where it holds on the day: %s', async (day, open) => {
    const folder = mkdtempSync(join(tmpdir(), 'duban-start-'));
    const [table, units] = [join(folder, '分工表.xlsx'), join(folder, '名录.yaml')];
    const rows = [
      ['东岭区整治任务分工表'],
      HEAD,
      ['1', '清理', '2026年12月', '', '各镇、街道', '/'],
    ];
    writeFileSync(table, workbook(rows, ['A1:F1']));
    writeFileSync(units, UNITS);
    const regime = fileURLToPath(new URL('../../plans/park.regime.yaml', import.meta.url));
    const io = { now: () => Date.parse(`${day}T10:00:00+08:00`), env: {} } as unknown as Io;
    const { review } = await readDocuments(io, table, { units, regime });
    rmSync(folder, { recursive: true });
    expect(review.required).toHaveLength(open);
  });

  test('a time that is past is asked, and never fires', async () => {
    const read = await plan(['整治甲河', '2026年2月', '', '区财政局', '/']);
    const found = prepared(read);
    expect(blocking(found).map(({ code }) => code)).toEqual(['deadline-past']);
    const confirmed = prepared(read, { confirm: ['deadline-past'] });
    expect(blocking(confirmed)).toEqual([]);
    const fired = rehearsed(confirmed).filter(
      ({ process, decision }) => process.startsWith('task/') && decision.key.includes('deadlines'),
    );
    expect(fired).toEqual([]);
  });

  test('the start is chosen: without a choice it is today, never a day of the document', () => {
    const io = { now: () => Date.parse('2026-04-13T10:00:00+08:00') } as unknown as Io;
    expect(horizonOf(io, {}).from).toBe('2026-04-13');
    expect(horizonOf(io, { from: '2026-05-01', to: '2026-12-31' })).toEqual({
      ...{ from: '2026-05-01', to: '2027-01-01' },
    });
  });
});

describe('when it is due', () => {
  test('three milestones are three due instants, each with a ladder of its own', async () => {
    const read = await plan([
      ...['建设甲基地', '2026年4月入规、2026年7月开工、2026年10月投产', '', '区财政局', '/'],
    ]);
    const found = prepared(read);
    const task = found.assigned.tasks[0];
    if (!task) throw new Error('no task');
    const due = obligationsOf({ ...found.bound, campaign: 'c2026-001' }, task).filter(
      ({ slot }) => slot.duty === 'deadlines',
    );
    expect(due.map(({ slot }) => [slot.what, slot.instants.due])).toEqual([
      ['入规', '2026-04-30T17:00:00+08:00'],
      ['开工', '2026-07-31T17:00:00+08:00'],
      ['投产', '2026-10-30T17:00:00+08:00'],
    ]);
    const rows = rehearsed(found);
    const ladders = due.map(({ key }) =>
      rows
        .filter(({ decision }) => decision.key.includes(key) && decision.kind === 'notice')
        .map(({ decision }) => decision.type),
    );
    expect(ladders[0]).toEqual(expect.arrayContaining(['remind', 'urge', 'letter']));
    expect(new Set(ladders.map((steps) => [...new Set(steps)].join()))).toHaveProperty('size', 1);
  });

  test('立即启动 has no end and 持续推进 is never overdue: both owe the report of each period', async () => {
    const read = await plan(
      ['整治甲河', '立即启动，\n持续推进', '', '区财政局', '/'],
      ['整治乙河', '立即启动', '', '区财政局', '/'],
    );
    const found = prepared(read);
    const context = { ...found.bound, campaign: 'c2026-001' };
    const months = periodsWithin({ every: 'month' }, '2026-03-01', '2027-01-01');
    for (const task of found.assigned.tasks) {
      const owed = obligationsOf(context, task).map(({ slot }) => `${slot.duty} ${slot.period}`);
      expect(owed).toEqual(months.map(({ key }) => `monthly ${key}`));
    }
  });
});

describe('leaders are posts', () => {
  const POSTS = `posts:
  - name: 常务副区长
    aliases: [区委常委、常务副区长]
    holders: [{ from: 2025-01-01, name: 甲乙 }, { from: 2026-05-01, name: 丙丁戊 }]
  - name: 区政府办主任
    holders: [{ from: 2025-01-01, name: 己庚 }, { from: 2026-05-01, name: null }]
`;
  const directory = readDirectory(UNITS + POSTS).directory;

  test('a post, its alias and whoever holds it are one recipient; others stay as printed', async () => {
    const read = await plan(
      ['整治甲河', '持续推进', '甲  乙', '区财政局', '/'],
      ['整治乙河', '持续推进', '区委常委、常务副区长', '区财政局', '/'],
      ['整治丙河', '持续推进', '丙丁戊\n辛壬', '区财政局', '/'],
    );
    const found = prepared(read, { directory });
    expect(found.assigned.tasks.map(({ leaders }) => leaders)).toEqual([
      ...[['常务副区长'], ['常务副区长'], ['常务副区长', '辛壬']],
    ]);
    expect(found.assigned.leaders).toEqual(['常务副区长', '辛壬']);
    expect(prepared(read).assigned.leaders).toEqual([
      ...['甲乙', '区委常委、常务副区长', '丙丁戊', '辛壬'],
    ]);
  });

  test('who has left by the day of the start is said, and the post receives', async () => {
    const read = await plan(['整治甲河', '持续推进', '甲  乙\n己  庚', '区财政局', '/']);
    const told = (day: string) =>
      prepared(read, { directory }, `${day}T09:00:00+08:00`)
        .diagnostics.filter(({ code }) => code === 'leader-changed')
        .map(({ severity, message }) => [severity, message]);
    expect(told('2026-04-30')).toEqual([]);
    expect(told('2026-05-01')).toEqual([
      [
        ...[
          'info',
          '第 1 项（t0001）：牵头领导“甲乙”的职务“常务副区长”自 2026-05-01 起由“丙丁戊”担任，按职务送达',
        ],
      ],
      [
        'info',
        '第 1 项（t0001）：牵头领导“己庚”的职务“区政府办主任”自 2026-05-01 起空缺，按职务送达',
      ],
    ]);
  });

  test.each([
    ['posts:\n  - { name: 主任 }\n  - { name: 副主任, aliases: [主任] }', '职务“主任”已经用过'],
    [
      'posts:\n  - { name: 主任, holders: [{ from: 2026-05-01, name: 甲 }, { from: 2026-05-01, name: 乙 }] }',
      '不晚于前一任（2026-05-01）',
    ],
    ['posts:\n  - { name: 主任, holders: [{ from: 2026-02-30, name: 甲 }] }', '2026-02-30'],
  ])('%j is a fault', (posts, words) => {
    const { faults } = readDirectory(`units: [{ name: 区甲局 }]\n${posts}\n`);
    expect(faults.map(({ message }) => message).join()).toContain(words);
  });
});

describe('what is counted', () => {
  const targetOf = async (words: string): Promise<Target> => {
    const read = await plan([words, '2026年12月', '', '区财政局', '/']);
    const [target] = read.draft.tasks[0]?.statedTargets ?? [];
    if (!target) throw new Error(`no target in ${words}`);
    return target;
  };
  const window = { from: '2026-01-01', to: '2026-12-31' };

  test('a cumulative value is held against the share of days', async () => {
    const target = await targetOf('新签约亿元项目20个以上');
    const reported = [{ at: '2026-06-25T10:00:00+08:00', value: 9 }];
    const on = (day: string) => progressOf(target, reported, { window, on: day });
    expect(on('2026-05-31')).toEqual({ value: 9, share: 0.45, behind: false });
    expect(on('2026-06-30')).toEqual({ value: 9, share: 0.45, behind: true });
  });

  test('a rank is compared the right way round, with how many are ranked where it is a share', async () => {
    const third = await targetOf('综合排名进入全市前三');
    expect([rankMet(third, { rank: 2 }), rankMet(third, { rank: 4 })]).toEqual([true, false]);
    const tenth = await targetOf('综合考评进入全省前10%');
    expect(rankMet(tenth, { rank: 12, population: 122 })).toBe(true);
    expect(rankMet(tenth, { rank: 13, population: 122 })).toBe(false);
    expect(rankMet(tenth, { rank: 1 })).toBeUndefined();
  });
});
