import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Directory } from '../../domain/unit.ts';
import { readDirectory } from '../../importers/directory.ts';
import { faultWords } from '../../importers/yaml.ts';

const SAMPLE = readFileSync(new URL('../../plans/park.units.yaml', import.meta.url), 'utf8');

function told(text: string): string[] {
  return readDirectory(text).faults.map(faultWords);
}

describe('readDirectory', () => {
  test('the sample loads, fits the domain, and has a vacant head and groups', () => {
    const { directory, faults } = readDirectory(SAMPLE);
    expect(faults).toEqual([]);
    expect(Directory.parse(directory)).toEqual(directory);
    expect(directory?.units.filter(({ head }) => head === null)).toHaveLength(1);
    expect(directory?.groups.map(({ name }) => name)).toContain('各镇、街道');
  });

  test('ids are allotted in order, around those that are taken', () => {
    const { directory } = readDirectory('units: [{name: 甲}, {name: 乙, id: u002}, {name: 丙}]');
    expect(directory?.units.map(({ id }) => id)).toEqual(['u001', 'u002', 'u003']);
    expect(directory?.units[0]).toMatchObject({ reporter: '联络员', head: '主要负责人' });
  });

  test('members of a group written by alias come out by name', () => {
    const { directory } = readDirectory(
      'units: [{name: 甲局, aliases: [甲]}]\ngroups: [{name: 各局, members: [甲]}]',
    );
    expect(directory?.groups[0]?.members).toEqual(['甲局']);
  });

  test('names and aliases that stand twice are faults at the later place', () => {
    expect(
      told('units:\n  - name: 甲局\n    aliases: [乙局]\n  - name: 乙局\n  - name: 甲局\n'),
    ).toEqual([
      '第4行第11列：名称“乙局”已经用过（“甲局”的别名），一个名称只能指一个单位或单位组',
      '第5行第11列：名称“甲局”已经用过，一个名称只能指一个单位或单位组',
    ]);
  });

  test('ids that stand twice or are malformed', () => {
    expect(told('units:\n  - {name: 甲, id: u001}\n  - {name: 乙, id: u001}')[0]).toMatch(
      /^第3行第19列：单位标识“u001”与第1个单位重复/,
    );
    expect(told('units:\n  - {name: 甲, id: x1}')[0]).toMatch(/^第2行第19列：.*应写作 u001/);
  });

  test('members that are unknown or doubled', () => {
    const units = 'units: [{name: 区发改局, aliases: [发改]}, {name: 区住建局}]\n';
    expect(
      told(`${units}groups:\n  - name: 各局\n    members: [区发改委, 发改, 区发改局]\n`),
    ).toEqual([
      '第4行第15列：单位组“各局”的成员“区发改委”不在名录中（是否想写“区发改局”？）',
      '第4行第25列：“区发改局”在单位组“各局”中重复',
    ]);
  });

  test('no unit at all', () => {
    expect(told('units: []')).toEqual(['第1行第8列：“units”至少要有 1 项']);
  });
});

describe('names, dates and groups', () => {
  test('short names, parents, levels, renames and dated lists are read', () => {
    const { directory, faults } = readDirectory(`units:
  - { name: 精细化工园, short: 化工园, level: district, renamed: [{ from: 2022-06-01, name: 精细化工高新区 }] }
  - { name: 甲局, parent: 化工园 }
groups:
  - name: 专班成员单位
    aliases: [专班单位]
    lists:
      - { from: 2026-01-01, members: [甲局] }
      - { from: 2026-07-01, members: [化工园, 各局] }
  - { name: 各局, members: [甲局] }
  - { name: 按职责确定的部门, kind: rule }
`);
    expect(faults).toEqual([]);
    expect(directory?.units[1]?.parent).toBe('u001');
    expect(directory?.groups[0]?.lists?.[1]?.members).toEqual(['精细化工园', '各局']);
    expect(directory?.groups[2]).toEqual({ name: '按职责确定的部门', kind: 'rule', members: [] });
    expect(Directory.parse(directory)).toEqual(directory);
  });

  const units = 'units: [{name: 甲局}, {name: 乙局, aliases: [乙]}]\n';

  test.each([
    [
      '两个单位名称重叠',
      'units:\n  - {name: 甲局, short: 甲}\n  - {name: 乙局, renamed: [{from: 2026-01-01, name: 甲}]}',
      '第3行第51列：名称“甲”已经用过（“甲局”的别名），一个名称只能指一个单位或单位组',
    ],
    [
      '名称只差标点',
      'units:\n  - name: 甲局（乙办）\n  - name: 甲局 (乙办)',
      '第3行第11列：名称“甲局 (乙办)”已经用过（与“甲局（乙办）”只差标点或写法），一个名称只能指一个单位或单位组',
    ],
    [
      '单位组只差标点',
      `${units}groups:\n  - {name: 各镇、街道, members: [甲局]}\n  - {name: 各镇街道, members: [乙局]}`,
      '第4行第12列：名称“各镇街道”已经用过（与“各镇、街道”只差标点或写法），一个名称只能指一个单位或单位组',
    ],
    [
      '更名早于前一次',
      'units:\n  - name: 甲\n    renamed:\n      - {from: 2026-03-01, name: 乙}\n      - {from: 2025-03-01, name: 丙}',
      '第5行第16列：“丙”的更名日期 2025-03-01 不晚于前一次更名（2026-03-01），请按日期先后列出',
    ],
    [
      '更名没有改名',
      'units:\n  - name: 甲\n    renamed: [{from: 2026-03-01, name: 甲}]',
      '第3行第40列：更名后的名称“甲”与原名相同',
    ],
    [
      '没有这一天',
      'units:\n  - name: 甲\n    renamed: [{from: 2026-02-30, name: 乙}]',
      '第3行第22列：没有 2026-02-30 这一天，请核对日期',
    ],
    [
      '上级单位不在名录',
      'units:\n  - {name: 甲局}\n  - {name: 乙局, parent: 丙委}',
      '第3行第24列：“乙局”的上级单位“丙委”不在名录中，请先在 units 中列出',
    ],
    [
      '上级单位绕圈',
      'units:\n  - {name: 甲局, parent: 乙局}\n  - {name: 乙局, parent: 丙局}\n  - {name: 丙局, parent: 甲局}',
      '第2行第24列：上级单位绕成一圈：甲局 → 乙局 → 丙局 → 甲局，请改正',
    ],
    [
      '单位组包含自己',
      `${units}groups:\n  - {name: 各甲, members: [甲局, 各乙]}\n  - {name: 各乙, members: [各甲]}`,
      '第3行第30列：单位组“各甲”经“各乙”又包含自己，请改正',
    ],
    [
      '没有成员',
      `${units}groups:\n  - {name: 各甲}`,
      '第3行第12列：单位组“各甲”没有成员：请写 members（或按日期写 lists）；按规则确定的写 kind: rule',
    ],
    [
      '两种写法并用',
      `${units}groups:\n  - name: 各甲\n    members: [甲局]\n    lists: [{from: 2026-01-01, members: [乙局]}]`,
      '第5行第12列：单位组“各甲”同时写了 members 和 lists，请只留一种',
    ],
    [
      '名单日期颠倒',
      `${units}groups:\n  - name: 各甲\n    lists:\n      - {from: 2026-05-01, members: [乙局]}\n      - {from: 2026-01-01, members: [甲局]}`,
      '第6行第16列：单位组“各甲”的名单日期 2026-01-01 不晚于前一份（2026-05-01），请按日期先后列出',
    ],
    [
      '名单中重复',
      `${units}groups:\n  - name: 各甲\n    lists: [{from: 2026-01-01, members: [乙局, 乙]}]`,
      '第4行第46列：“乙局”在单位组“各甲”中重复',
    ],
  ])('%s', (_, text, expected) => {
    expect(told(text)[0]).toBe(expected);
  });

  test('a unit may take a former name again, and a group may list its own ways of writing', () => {
    expect(
      told(`units:
  - { name: 甲, renamed: [{ from: 2025-01-01, name: 乙 }, { from: 2026-01-01, name: 甲 }] }
groups:
  - { name: 各镇、街道, aliases: [各镇街道], members: [甲] }
`),
    ).toEqual([]);
  });
});
