import { describe, expect, test } from '@jest/globals';
import { assign, openLists } from '../../domain/assign.ts';
import type { Plan, PlanTask } from '../../domain/plan.ts';
import { Directory } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { MONTHLY, regimeOf } from '../harness/cast.ts';

const ROLES = { 牵头: 'lead', 责任: 'responsible', 配合: 'cooperating' } as const;

function planOf(printed: string, over: Partial<PlanTask> = {}): Plan {
  const assignments = printed.split(' ').map((item) => {
    const [role = '', unit = ''] = item.split(':');
    return { role: ROLES[role as keyof typeof ROLES], unit };
  });
  const task: PlanTask = {
    ...{ key: 't0001', no: '1', category: [], title: null, content: '内容', leaders: [] },
    ...{ assignments, openEnded: false, deadlines: [], ...over },
  };
  const none = { issuer: null, documentNumber: null, issuedOn: null };
  return { title: '方案', ...none, version: 1, tasks: [task] };
}

const DIRECTORY = Directory.parse({
  units: [
    { id: 'u001', name: '区应急管理局', aliases: ['区应急局'], level: 'district' },
    { id: 'u002', name: '区消防救援大队' },
    {
      ...{ id: 'u003', name: '精细化工园', parent: 'u001' },
      renamed: [{ from: '2022-06-01', name: '精细化工高新区' }],
    },
    { id: 'u004', name: '东塘街道' },
    { id: 'u005', name: '南浦镇' },
  ],
  groups: [
    { name: '各镇、街道', members: ['东塘街道', '南浦镇'] },
    {
      name: '专班成员单位',
      lists: [
        { from: '2026-01-01', members: ['区应急局', '各镇、街道'] },
        { from: '2026-07-01', members: ['南浦镇'] },
      ],
    },
    { name: '涉企职能部门', kind: 'rule' },
  ],
});
const by = (...roles: readonly string[]) => regimeOf({ duties: [{ ...MONTHLY, by: roles }] });

function assigned(printed: string, on = '2026-03-01', roles = ['lead']) {
  const { tasks, diagnostics } = assign(planOf(printed), resolve(DIRECTORY, on), by(...roles));
  return {
    parties: tasks[0]?.parties['monthly']?.map(({ id }) => id),
    told: diagnostics.map(({ code, message }) => `${code} ${message}`),
    severities: diagnostics.map(({ severity }) => severity),
    units: tasks[0]?.units,
  };
}

describe('names', () => {
  test('an alias is the unit, and two names of one unit owe once', () => {
    const { parties, told } = assigned('牵头:区应急局 牵头:区应急管理局');
    expect(parties).toEqual(['u001']);
    expect(told).toEqual([]);
  });

  test('a likely unit is proposed, never merged, and blocks', () => {
    const { parties, told, severities } = assigned('牵头:青溪消防救援大队');
    expect(parties).toEqual([]);
    expect(told).toEqual([
      'unit-unknown 第 1 项（t0001）：单位“青溪消防救援大队”不在单位名录中，是否指 区消防救援大队（多出“青溪”）？请在名录中加为别名或改正方案',
    ]);
    expect(severities).toEqual(['blocking']);
  });

  test('a former name is the unit, and says since when it has another', () => {
    const { parties, told, severities } = assigned('牵头:精细化工园');
    expect(parties).toEqual(['u003']);
    expect(told).toEqual([
      'unit-renamed 第 1 项（t0001）：“精细化工园”自 2022-06-01 起更名为“精细化工高新区”，按现名交办',
    ]);
    expect(severities).toEqual(['info']);
    expect(assigned('牵头:精细化工园', '2022-05-31').told).toEqual([]);
  });

  test('processes carry who receives, and not the history of names', () => {
    expect(assigned('牵头:精细化工园').units).toEqual([
      {
        ...{ id: 'u003', name: '精细化工高新区', aliases: ['精细化工园'] },
        ...{ reporter: '联络员', head: '主要负责人' },
      },
    ]);
  });
});

describe('groups', () => {
  test.each(['各镇、街道', '各镇街道', '镇(街道)', '各镇（街道）'])(
    '%s: each member owes and is judged alone',
    (name) => {
      expect(assigned(`牵头:${name}`)).toMatchObject({ parties: ['u004', 'u005'], told: [] });
    },
  );

  test.each([
    ['2026-06-30', ['u001', 'u004', 'u005']],
    ['2026-07-01', ['u005']],
  ])('on %s the list of that day: %j', (on, parties) => {
    expect(assigned('牵头:专班成员单位', on)).toMatchObject({ parties, told: [] });
  });

  test.each([
    ['专班成员单位', '2025-12-31', '在启动之日（2025-12-31）没有名单'],
    ['涉企职能部门', '2026-03-01', '按规则确定，名录中还没有写明是哪些单位'],
    ['按照三管三必须原则确定的职能部门', '2026-03-01', '是按规则确定的单位，不是名单'],
    ['相关部门单位', '2026-03-01', '是单位组，请在单位名录中列出成员单位'],
  ])('%s on %s stays open and blocks', (name, on, words) => {
    const { parties, told, severities } = assigned(`牵头:${name}`, on);
    expect(parties).toEqual([]);
    expect(told[0]).toMatch(/^group-unresolved /);
    expect(told[0]).toContain(words);
    expect(severities).toEqual(['blocking']);
  });

  test('units named in the cell owe jointly, and not again as members of a group in it', () => {
    expect(assigned('牵头:区应急局 牵头:东塘街道 牵头:各镇、街道').parties).toEqual([
      'u005',
      'u001+u004',
    ]);
  });
});

describe('roles', () => {
  const printed = '牵头:区应急局 责任:区消防救援大队 配合:东塘街道 配合:南浦镇';
  const duty = (id: string, ...roles: readonly string[]) => ({
    ...MONTHLY,
    id,
    title: id,
    by: roles,
  });
  const regime = regimeOf({
    duties: [
      duty('monthly', 'lead'),
      duty('own', 'responsible'),
      duty('helped', 'cooperating'),
      duty('all', 'lead', 'responsible', 'cooperating'),
    ],
  });

  test('who owes what is said by each duty of the regime, and by nothing else', () => {
    const { tasks, diagnostics } = assign(
      planOf(printed),
      resolve(DIRECTORY, '2026-03-01'),
      regime,
    );
    const owed = Object.entries(tasks[0]?.parties ?? {}).map(
      ([id, parties]) => `${id}: ${parties.map((party) => party.id).join(' ')}`,
    );
    expect(owed).toEqual([
      'monthly: u001',
      'own: u002',
      'helped: u004 u005',
      'all: u001 u002 u004 u005',
      'deadlines: u001',
    ]);
    expect(diagnostics).toEqual([]);
  });

  test('co-operating units that owe must be known as well', () => {
    const { diagnostics } = assign(
      planOf('牵头:区应急局 配合:相关部门单位'),
      resolve(DIRECTORY, '2026-03-01'),
      regime,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['group-unresolved']);
  });
});

describe('lists that end in 等', () => {
  const ask = (printed: string, openEnded = true) =>
    openLists(planOf(printed, { openEnded }), DIRECTORY).map(({ code, severity }) => [
      code,
      severity,
    ]);

  test('are asked about once for a task', () => {
    expect(ask('牵头:区应急局 配合:东塘街道')).toEqual([['list-open', 'blocking']]);
  });

  test.each([
    ['a closed list', '牵头:区应急局', false],
    ['a group, which is asked about by itself', '牵头:区应急局 配合:相关部门单位', true],
    ['a group of the directory', '牵头:区应急局 配合:涉企职能部门', true],
  ])('but not %s', (_, printed, openEnded) => {
    expect(ask(printed, openEnded)).toEqual([]);
  });
});
