import { describe, expect, test } from '@jest/globals';
import { assign, directoryOf, pastDeadlines } from '../../domain/assign.ts';
import type { Plan, PlanTask } from '../../domain/plan.ts';
import type { Directory } from '../../domain/unit.ts';
import { isGroupExpression } from '../../domain/unitGroup.ts';
import { contextOf, MONTHLY, regimeOf, UNITS } from '../harness/cast.ts';

function task(key: string, printed: string, over: Partial<PlanTask> = {}): PlanTask {
  const assignments = printed.split(' ').map((item) => {
    const [role = '', unit = ''] = item.split(':');
    const roles = { 牵头: 'lead', 责任: 'responsible', 配合: 'cooperating' } as const;
    return { role: roles[role as keyof typeof roles], unit };
  });
  return {
    ...{ key, no: key.slice(-1), category: [], title: null, content: '内容', leaders: [] },
    ...{ assignments, openEnded: false, deadlines: [], ...over },
  };
}

function plan(...tasks: readonly PlanTask[]): Plan {
  const none = { issuer: null, documentNumber: null, issuedOn: null };
  return { title: '方案', ...none, version: 1, tasks: [...tasks] };
}

const DIRECTORY: Directory = {
  version: 1,
  units: UNITS.map((unit) => (unit.id === 'u001' ? { ...unit, aliases: ['甲管理局'] } : unit)),
  groups: [
    { name: '各镇、街道', members: ['丙镇', '丁办'] },
    { name: '成员单位', members: ['甲局', '戊局'] },
  ],
};

const by = (...roles: readonly string[]) => regimeOf({ duties: [{ ...MONTHLY, by: roles }] });

function owed(printed: string, roles = ['lead'], leadership = {}) {
  const found = assign(plan(task('t0001', printed)), DIRECTORY, by(...roles), leadership);
  return {
    parties: found.tasks[0]?.parties['monthly']?.map(({ id }) => id),
    codes: found.diagnostics.map(({ code }) => code),
  };
}

describe('who owes', () => {
  test.each([
    ['the lead', '牵头:甲局 配合:乙局', ['lead'], ['u001']],
    ['else the responsible units', '责任:甲局 配合:乙局', ['lead'], ['u001']],
    ['by alias and by id', '牵头:甲管理局 配合:u002', ['lead'], ['u001']],
    ['several leads jointly', '牵头:乙局 牵头:甲局', ['lead'], ['u001+u002']],
    ['a group one by one', '牵头:各镇、街道', ['lead'], ['u003', 'u004']],
    ['a lead and a group', '牵头:甲局 牵头:各镇、街道', ['lead'], ['u003', 'u004', 'u001']],
    [
      'co-operating units only where named',
      '牵头:甲局 配合:乙局',
      ['lead', 'cooperating'],
      ['u001', 'u002'],
    ],
    [
      'once in two roles',
      '牵头:甲局 配合:甲局 配合:乙局',
      ['lead', 'cooperating'],
      ['u001', 'u002'],
    ],
    ['once, named and in a group', '牵头:丙镇 牵头:各镇、街道', ['lead'], ['u003', 'u004']],
    [
      'the responsible one by one where named',
      '责任:甲局 责任:乙局',
      ['lead', 'responsible'],
      ['u001', 'u002'],
    ],
    ['lead and responsible', '牵头:甲局 责任:乙局', ['lead', 'responsible'], ['u001', 'u002']],
  ])('%s: %s', (_, printed, roles, ids) => {
    expect(owed(printed, roles)).toEqual({ parties: ids, codes: [] });
  });

  test.each([{ t0001: 'several' }, { '*': 'several' }] as const)(
    'each lead where chosen: %j',
    (chosen) => {
      expect(owed('牵头:乙局 牵头:甲局', ['lead'], chosen).parties).toEqual(['u001', 'u002']);
    },
  );

  test('a choice for one task wins over that for all', () => {
    const chosen = { '*': 'several', t0001: 'joint' };
    expect(owed('牵头:乙局 牵头:甲局', ['lead'], chosen).parties).toEqual(['u001+u002']);
  });
});

describe('what blocks the start', () => {
  test.each([
    ['nobody', '配合:乙局', ['lead'], ['task-without-unit']],
    ['an unknown unit', '牵头:庚局', ['lead'], ['unit-unknown']],
    ['an open group', '牵头:相关部门单位', ['lead'], ['group-unresolved']],
    ['an unknown member of a group', '牵头:成员单位', ['lead'], ['unit-unknown']],
    ['nobody for any duty', '牵头:甲局', ['cooperating'], ['task-without-unit']],
  ])('%s', (_, printed, roles, codes) => {
    expect(owed(printed, roles).codes).toEqual(codes);
  });

  test('not what a duty does not need', () => {
    expect(owed('牵头:甲局 配合:庚局 配合:相关部门单位').codes).toEqual([]);
  });

  test('not a task without co-operating units, where a second duty is owed by them', () => {
    const regime = regimeOf({
      duties: [
        MONTHLY,
        { ...MONTHLY, id: 'quarterly', title: '季报', every: 'quarter', by: ['cooperating'] },
      ],
    });
    const found = assign(plan(task('t0001', '牵头:甲局')), DIRECTORY, regime);
    expect(found.diagnostics).toEqual([]);
    expect(found.tasks[0]?.parties['quarterly']).toEqual([]);
  });

  test('a name that is nearly known is proposed, never merged', () => {
    const found = assign(plan(task('t0001', '牵头:市甲局')), DIRECTORY, by('lead'));
    expect(found.diagnostics[0]?.message).toContain('是否指 甲局');
    expect(found.tasks[0]?.parties['monthly']).toEqual([]);
  });
});

test('every obligation of every task has its own key', () => {
  const all = '牵头:甲局 牵头:各镇、街道 责任:乙局 责任:丙镇 配合:甲局 配合:成员单位';
  const { parties } = owed(all, ['lead', 'responsible', 'cooperating']);
  expect(new Set(parties).size).toBe(parties?.length);
});

test('the units that owe, sorted, and all leaders once', () => {
  const found = assign(
    plan(
      task('t0001', '牵头:丙镇', { leaders: ['甲'] }),
      task('t0002', '牵头:甲局', { leaders: ['甲', '乙'] }),
    ),
    DIRECTORY,
    by('lead'),
  );
  expect(found.units.map(({ id }) => id)).toEqual(['u001', 'u003']);
  expect(found.leaders).toEqual(['甲', '乙']);
  expect(found.tasks[0]?.units.map(({ id }) => id)).toEqual(['u003']);
});

test('a directory is made of printed names, without the groups', () => {
  const made = directoryOf(
    plan(task('t0001', '牵头:甲局 配合:各有关部门'), task('t0002', '牵头:甲局 配合:乙局')),
  );
  expect(made.units.map(({ id, name }) => `${id} ${name}`)).toEqual(['u001 甲局', 'u002 乙局']);
});

test.each([
  ['各镇、街道', true],
  ['相关部门单位', true],
  ['专班成员单位', true],
  ['甲局', false],
  ['某某各界联合会', false],
])('%s is a group: %s', (name, group) => {
  expect(isGroupExpression(name)).toBe(group);
});

test('deadlines before the start are asked about', () => {
  const deadlines: PlanTask['deadlines'] = [
    { kind: 'date', on: '2025-12-31' },
    { kind: 'date', on: '2026-01-01' },
    { kind: 'continuous' },
  ];
  const found = pastDeadlines(plan(task('t0001', '牵头:甲局', { deadlines })), contextOf());
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ code: 'deadline-past', severity: 'blocking', where: 't0001' });
});
