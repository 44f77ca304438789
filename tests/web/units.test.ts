import { describe, expect, test } from '@jest/globals';
import { reorganisation, withPart } from '../../web/units/reorganisation.ts';

const none = { from: '', to: '', tasks: '' };

describe('机构调整', () => {
  test('renaming names one unit and its new name', () => {
    const written = { ...none, what: 'rename' as const, from: ' 甲局 ', to: '新甲局' };
    expect(reorganisation(written)).toEqual({ what: 'rename', from: ['甲局'], to: ['新甲局'] });
  });

  test('merging takes a unit from each line', () => {
    const written = { ...none, what: 'merge' as const, from: '甲局\n乙局、丙局\n', to: '新局' };
    expect(reorganisation(written)).toEqual({
      ...{ what: 'merge', from: ['甲局', '乙局', '丙局'], to: ['新局'] },
    });
  });

  test('splitting gives each new unit its tasks', () => {
    const written = { ...none, what: 'split' as const, from: '甲局', to: '一局：1、3\n二局:2 4' };
    expect(reorganisation(written)).toEqual({
      ...{ what: 'split', from: ['甲局'], to: ['一局', '二局'] },
      tasks: { 一局: ['1', '3'], 二局: ['2', '4'] },
    });
  });

  test('a row of a split is a unit with its tasks, as it is read', () => {
    const rows = withPart(['甲局', '乙局：4'], 0, { name: '甲局', tasks: '1、3' });
    expect(rows).toBe('甲局：1、3\n乙局：4');
    const written = { ...none, what: 'split' as const, from: '丙局', to: rows };
    expect(reorganisation(written)).toMatchObject({ tasks: { 甲局: ['1', '3'], 乙局: ['4'] } });
    expect(withPart(['甲局：1'], 0, { name: '甲：局', tasks: '' })).toBe('甲局');
  });

  test('handing over names tasks, or none for all', () => {
    const all = { ...none, what: 'transfer' as const, from: '甲局', to: '乙局' };
    expect(reorganisation(all)).toEqual({ what: 'transfer', from: ['甲局'], to: ['乙局'] });
    expect(reorganisation({ ...all, tasks: '1, 2' })).toMatchObject({ tasks: ['1', '2'] });
  });
});
