import { describe, expect, test } from '@jest/globals';
import { Directory } from '../../domain/unit.ts';
import {
  groupKey,
  groupNamed,
  isGroupExpression,
  isRule,
  membersOf,
} from '../../domain/unitGroup.ts';

const GROUPS = [
  '各镇、街道',
  '各镇街道',
  '镇(街道)',
  '各镇（街道）',
  '乡镇街道',
  '相关部门单位',
  '各审批职能部门',
  '相关执法部门',
  '驻区各银行业金融机构',
  '区各银行金融机构',
  '区安委会、区减灾委相关成员单位',
  '区“某某”风险处置工作领导小组成员单位',
  '专班成员单位',
  '按照三管三必须和业务相近原则确定的职能部门',
  '涉企审批部门',
  '区直有关部门负责同志',
];

test.each(GROUPS)('%s stands for several units', (name) => {
  expect(isGroupExpression(name)).toBe(true);
});

test.each(['甲局', '区市场监管局', '某某各界联合会', '区住房和城乡建设局', '东塘街道', '南浦镇'])(
  '%s is one unit',
  (name) => {
    expect(isGroupExpression(name)).toBe(false);
  },
);

test.each([
  ['按照三管三必须和业务相近原则确定的职能部门', true],
  ['根据职责分工明确的责任单位', true],
  ['相关部门单位', false],
])('%s is a rule: %s', (name, rule) => {
  expect(isRule(name)).toBe(rule);
});

describe('ways of writing', () => {
  test.each([
    '各镇、街道',
    '各镇街道',
    '镇(街道)',
    '各镇（街道）',
    '各镇和各街道',
    '各镇与街道办事处',
  ])('%s', (name) => {
    expect(groupKey(name)).toBe('镇街道');
  });

  test('乡镇 is more than 镇', () => {
    expect(groupKey('各乡镇、街道')).not.toBe(groupKey('各镇、街道'));
  });
});

describe('in a directory', () => {
  const directory = Directory.parse({
    units: [
      { id: 'u001', name: '东塘街道' },
      { id: 'u002', name: '南浦镇' },
      { id: 'u003', name: '甲局', aliases: ['甲管理局'] },
      { id: 'u004', name: '乙局' },
    ],
    groups: [
      { name: '各镇', members: ['南浦镇'] },
      { name: '各街道', members: ['东塘街道'] },
      { name: '区安委会成员单位', members: ['甲局', '各镇'] },
      { name: '区减灾委成员单位', aliases: ['减灾成员'], members: ['甲管理局', '乙局', '丙局'] },
      { name: '涉企部门', kind: 'rule' },
    ],
  });
  const members = (printed: string) => {
    const group = groupNamed(directory, printed);
    return (
      group &&
      membersOf(directory, group).map((one) => (typeof one === 'string' ? `?${one}` : one.name))
    );
  };

  test.each([
    ['各镇', ['南浦镇']],
    ['减灾成员', ['甲局', '乙局', '?丙局']],
    ['各镇、街道', ['南浦镇', '东塘街道']],
    ['区安委会、区减灾委相关成员单位', ['甲局', '南浦镇', '乙局', '?丙局']],
    ['涉企部门', []],
    ['各镇、涉企部门', []],
    ['各村', undefined],
    ['甲局、乙局', undefined],
    ['各镇、丁局', undefined],
  ])('%s', (printed, expected) => {
    expect(members(printed)).toEqual(expected);
  });

  test('a circle ends, though the check of the directory refuses it', () => {
    const circle = Directory.parse({
      units: [{ id: 'u001', name: '甲局' }],
      groups: [
        { name: '各甲', members: ['各乙', '甲局'] },
        { name: '各乙', members: ['各甲'] },
      ],
    });
    const [first] = circle.groups;
    expect(first && membersOf(circle, first)).toEqual([circle.units[0]]);
  });
});
