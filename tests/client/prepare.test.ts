import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CampaignDocuments } from '../../client/operations.ts';
import { prepare } from '../../client/prepare.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8');

const PLAN = `title: 整治行动
tasks:
  - { no: 1, content: 修订规划, lead: [区应急局, 区财政局] }
  - { no: 2, content: 整治道路, lead: 专班成员单位 }
  - { no: 3, content: 治理河道, lead: [区财政局, 精细化工园], openEnded: true }
`;
const UNITS = `units:
  - { name: 区应急管理局, aliases: [区应急局] }
  - { name: 区财政局 }
  - { name: 精细化工园, renamed: [{ from: 2026-06-01, name: 精细化工高新区 }] }
groups:
  - name: 专班成员单位
    lists:
      - { from: 2026-01-01, members: [区财政局] }
      - { from: 2026-06-01, members: [区财政局, 精细化工园] }
`;

function prepared(over: Record<string, unknown> = {}, startedAt = '2026-03-01T09:00:00+08:00') {
  const { draft, diagnostics } = readPlanYaml('plan.yaml', PLAN, { today: '2026-01-01' });
  const documents = CampaignDocuments.parse({
    plan: draft,
    regime: readRegime(read('park.regime.yaml')).regime,
    directory: readDirectory(UNITS).directory,
    calendar: JSON.parse(read('calendar-cn.json')) as unknown,
    horizon: { from: '2026-01-01', to: '2027-01-01' },
    diagnostics: [...diagnostics],
    ...over,
  });
  return prepare(documents, startedAt);
}

const blocking = ({ diagnostics }: ReturnType<typeof prepare>) =>
  diagnostics.filter(({ severity }) => severity === 'blocking');
const parties = ({ assigned }: ReturnType<typeof prepare>) =>
  assigned.tasks.map((task) => Object.values(task.parties)[0]?.map(({ id }) => id));

describe('the directory of a campaign', () => {
  test.each([
    ['2026-05-31T23:59:00+08:00', '2026-05-31', '精细化工园', ['区财政局'], '2026-01-01'],
    [
      '2026-06-01T00:00:00+08:00',
      '2026-06-01',
      '精细化工高新区',
      ['区财政局', '精细化工高新区'],
      '2026-06-01',
    ],
  ])('is that of the day of the start: %s', (at, asOf, name, members, from) => {
    const { directory } = prepared({}, at);
    expect(directory.asOf).toBe(asOf);
    expect(directory.units[2]?.name).toBe(name);
    expect(directory.groups[0]).toEqual({ name: '专班成员单位', members, from });
  });

  test('is made of the printed names where there is none', () => {
    const { directory } = prepared({ directory: undefined });
    expect(directory.units.map(({ name }) => name)).toEqual([
      ...['区应急局', '区财政局', '精细化工园'],
    ]);
  });

  test('is refused where it cannot be meant, whoever sends it', () => {
    const unit = { id: 'u001', name: '甲局' };
    const directory = { units: [unit, { ...unit, id: 'u002' }] };
    expect(() => prepared({ directory })).toThrow('units.1.name：名称“甲局”已经用过');
  });
});

describe('lists that end in 等', () => {
  test('block until somebody confirms them', () => {
    expect(blocking(prepared()).map(({ code, where }) => [code, where])).toEqual([
      ['list-open', 't0003'],
    ]);
    const confirmed = prepared({ confirm: ['list-open'] });
    expect(blocking(confirmed)).toEqual([]);
    expect(confirmed.diagnostics.map(({ code }) => code)).toContain('list-open');
  });

  test('what is not for confirming blocks all the same', () => {
    const directory = readDirectory('units: [{ name: 区财政局 }]').directory;
    const found = prepared({
      directory,
      confirm: ['list-open', 'unit-unknown', 'group-unresolved'],
    });
    expect(new Set(blocking(found).map(({ code }) => code))).toEqual(
      new Set(['unit-unknown', 'group-unresolved']),
    );
  });
});

test('what the importer asked of groups is settled by a directory that lists them', () => {
  const diagnostics = [
    { code: 'group-unresolved', severity: 'warning', message: '“专班成员单位”尚未落实' },
  ];
  const codes = (found: ReturnType<typeof prepare>) => found.diagnostics.map(({ code }) => code);
  expect(codes(prepared({ diagnostics }))).not.toContain('group-unresolved');
  const directory = readDirectory(UNITS.replace(/groups:[\s\S]*/, '')).directory;
  expect(codes(prepared({ diagnostics, directory }))).toContain('group-unresolved');
});

describe('leadership', () => {
  const confirm = ['list-open'];

  test.each([
    [undefined, ['u001+u002', 'u002+u003']],
    ['several', ['u001', 'u002', 'u002', 'u003']],
    [{ t0003: 'several' }, ['u001+u002', 'u002', 'u003']],
    [{ '3': 'several' }, ['u001+u002', 'u002', 'u003']],
    [{ '*': 'several', '1': 'joint' }, ['u001+u002', 'u002', 'u003']],
  ])('%j', (leadership, expected) => {
    const [first = [], , third = []] = parties(prepared({ confirm, leadership }));
    expect([...first, ...third]).toEqual(expected);
  });

  test.each([
    [{ t0009: 'several' }, '没有任务“t0009”'],
    [{ '9': 'several' }, '没有任务“9”'],
  ])('of a task that is not there is refused: %j', (leadership, words) => {
    const [first] = blocking(prepared({ confirm, leadership }));
    expect(first).toMatchObject({ code: 'leadership-task' });
    expect(first?.message).toContain(words);
  });
});
