import { describe, expect, test } from '@jest/globals';
import { readUnits } from '../../importers/units.ts';

const names = (text: string) =>
  readUnits(text, { role: 'responsible' }).assignments.map((a) => a.unit);
const roles = (text: string) =>
  readUnits(text, { role: 'responsible' }).assignments.map((a) => `${a.unit}:${a.role}`);

describe('单位 of a cell', () => {
  test.each([
    [
      '区甲局、区乙局，区丙办;区丁中心；区戊委',
      ['区甲局', '区乙局', '区丙办', '区丁中心', '区戊委'],
    ],
    ['区甲局\n区乙局', ['区甲局', '区乙局']],
    ['区甲局  区乙局', ['区甲局', '区乙局']],
    ['区 甲 局', ['区甲局']],
    ['区甲办/区乙办', ['区甲办', '区乙办']],
    ['区甲局及区乙局', ['区甲局', '区乙局']],
    ['区甲局和区乙协', ['区甲局', '区乙协']],
    ['区城乡建设和管理局', ['区城乡建设和管理局']],
    ['区甲局、区甲局', ['区甲局']],
    ['区甲局；', ['区甲局']],
    ['区甲局\n（区乙中心）', ['区甲局（区乙中心）']],
  ])('%j is parted as %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['国网某市电力\n青溪分公司', ['国网某市电力青溪分公司']],
    ['循环产业园\n公安分局', ['循环产业园', '公安分局']],
    ['市生态环境局\n青溪分局', ['市生态环境局青溪分局']],
    ['区住房和城\n乡建设局', ['区住房和城乡建设局']],
    ['区住房和城乡\n建设局', ['区住房和城乡建设局']],
    ['区市场\n监督管理局\n区甲局', ['区市场监督管理局', '区甲局']],
    ['区农业农村\n局', ['区农业农村局']],
    ['区卫生健康委\n员会', ['区卫生健康委员会']],
    ['区委\n宣传部', ['区委宣传部']],
    ['区纪委\n监委', ['区纪委监委']],
    ['青溪镇\n东岭街道', ['青溪镇', '东岭街道']],
    ['某某石化\n东岭炼化\n区甲局', ['某某石化', '东岭炼化', '区甲局']],
  ])('a line break in %j gives %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each(['/', '／', '—', ' / \n ', '无', ''])('%j names nobody', (text) => {
    expect(names(text)).toEqual([]);
  });

  test.each([
    ['区甲局、区乙局等', ['区甲局', '区乙局']],
    ['区甲局等单位', ['区甲局']],
    ['区甲局等6部门', ['区甲局']],
    ['区甲局等相关部门', ['区甲局']],
  ])('等 in %j leaves the list open', (text, expected) => {
    const units = readUnits(text, { role: 'cooperating' });
    expect(units.assignments.map((a) => a.unit)).toEqual(expected);
    expect([units.openEnded, units.open, units.groups]).toEqual([true, true, []]);
  });

  test.each([
    '相关部门单位',
    '各审批职能部门',
    '各镇、街道',
    '镇(街道)',
    '驻区各银行业金融机构',
    '区甲委会、区乙委会相关成员单位',
    '区“晴空”行动领导小组成员单位',
    '按照业务相近原则确定的职能部门',
  ])('the group %s stays one unit and is open', (text) => {
    const units = readUnits(text, { role: 'cooperating' });
    expect(units.assignments).toEqual([{ unit: text, role: 'cooperating' }]);
    expect([units.openEnded, units.open]).toEqual([true, false]);
  });

  test('及 joins a unit and a group', () => {
    expect(names('区甲局及各镇、街道')).toEqual(['区甲局', '各镇、街道']);
  });

  test.each([
    ['区甲局牵头，区乙局、区丙局配合', ['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating']],
    ['区甲局（牵头）、区乙局', ['区甲局:lead', '区乙局:responsible']],
    ['由区甲局牵头负责，区乙局按职责分工负责', ['区甲局:lead', '区乙局:responsible']],
    [
      '牵头单位：区甲局\n配合单位：区乙局\n区丙局',
      ['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating'],
    ],
    ['责任单位：区甲局牵头', ['区甲局:lead']],
    ['区甲局负责，相关部门单位配合', ['区甲局:responsible', '相关部门单位:cooperating']],
  ])('roles said inside the cell: %j', (text, expected) => {
    expect(roles(text)).toEqual(expected);
  });

  test('persons beside units are left out where the head says so', () => {
    const column = { role: 'lead', persons: true } as const;
    const read = (text: string) => readUnits(text, column).assignments.map((a) => a.unit);
    expect(read('区甲局\n王某某\n区乙局')).toEqual(['区甲局', '区乙局']);
    expect(read('区甲局（王某某）')).toEqual(['区甲局']);
    expect(read('区甲局（区乙中心）')).toEqual(['区甲局（区乙中心）']);
  });

  test('the first unit leads where the head says so', () => {
    const units = readUnits('区甲局、区乙局', { role: 'responsible', firstLeads: true });
    expect(units.assignments.map((a) => a.role)).toEqual(['lead', 'responsible']);
  });

  test('a name without an organ’s ending is kept and doubted', () => {
    expect(readUnits('某某石化', { role: 'lead' })).toMatchObject({
      assignments: [{ unit: '某某石化' }],
      doubtful: ['某某石化'],
    });
  });
});
