import { describe, expect, test } from '@jest/globals';
import { personsIn } from '../../../web/system/personRows.ts';

describe('persons in a table', () => {
  test('columns are found by their heads, in any order, below a title', () => {
    const { persons, fault } = personsIn([
      ['联络员名单', '', ''],
      ['序号', '责任单位', '联系人', '联系电话', '登录名', '备注'],
      ['1', '甲局', '甲局联络员', '13800001234', 'jia', '无'],
      ['2', '乙局', '乙局联络员', '', '', ''],
      ['', '', '', '', '', '以上共2人'],
    ]);
    expect(fault).toBeUndefined();
    expect(persons).toEqual([
      { unit: '甲局', name: '甲局联络员', phone: '13800001234', login: 'jia' },
      { unit: '乙局', name: '乙局联络员' },
    ]);
  });

  test('without a head a sentence says which one is wanted', () => {
    const { persons, fault } = personsIn([['甲局', '13800001234']]);
    expect(persons).toEqual([]);
    expect(fault).toContain('姓名');
  });
});
