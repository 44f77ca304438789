import { describe, expect, test } from '@jest/globals';
import { readLeaders } from '../../importers/leaders.ts';

describe('牵头领导', () => {
  test.each([
    ['甲  某\n乙某某', ['甲某', '乙某某']],
    ['甲  某  乙某某', ['甲某', '乙某某']],
    ['甲　某', ['甲某']],
    ['甲\n某', ['甲某']],
    ['甲某某、乙某某，丙某某', ['甲某某', '乙某某', '丙某某']],
    ['常务副区长 副区长', ['常务副区长', '副区长']],
    ['甲 某 乙 某', ['甲某', '乙某']],
    ['甲某某\n甲某某', ['甲某某']],
    ['/', []],
    ['', []],
  ])('%j is %j', (text, expected) => {
    expect(readLeaders(text)).toEqual(expected);
  });
});
