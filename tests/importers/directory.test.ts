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
