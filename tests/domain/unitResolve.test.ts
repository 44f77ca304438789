import { describe, expect, test } from '@jest/globals';
import { Directory, unitNamed } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';

const DIRECTORY = Directory.parse({
  units: [
    {
      ...{ id: 'u001', name: '精细化工园', aliases: ['园区'], short: '化工园' },
      renamed: [
        { from: '2022-06-01', name: '精细化工高新区' },
        { from: '2027-01-01', name: '青溪高新区' },
      ],
    },
    { id: 'u002', name: '甲局', parent: '精细化工园', level: 'district' },
    { id: 'u003', name: '乙局' },
  ],
  groups: [
    {
      name: '专班成员单位',
      lists: [
        { from: '2026-01-01', members: ['甲局'] },
        { from: '2026-07-01', members: ['乙局', '各园区'] },
      ],
    },
    { name: '各园区', members: ['精细化工高新区'] },
  ],
});

describe('names', () => {
  test.each([
    ['2022-05-31', '精细化工园', undefined],
    ['2022-06-01', '精细化工高新区', [{ name: '精细化工园', until: '2022-06-01' }]],
    [
      '2027-03-01',
      '青溪高新区',
      [
        { name: '精细化工园', until: '2022-06-01' },
        { name: '精细化工高新区', until: '2027-01-01' },
      ],
    ],
  ])('on %s the unit is called %s', (on, name, formerly) => {
    const found = resolve(DIRECTORY, on);
    expect(found.units[0]?.name).toBe(name);
    expect(found.units[0]?.formerly).toEqual(formerly);
    for (const known of ['精细化工园', '化工园', '园区', '青溪高新区', 'u001', ' 精细化工 园']) {
      expect(unitNamed(found, known)?.id).toBe('u001');
    }
  });

  test('parents come out by id, the level stays', () => {
    expect(resolve(DIRECTORY, '2026-01-01').units[1]).toMatchObject({
      parent: 'u001',
      level: 'district',
    });
  });

  test('a present name goes before one that another unit bore', () => {
    const directory = Directory.parse({
      units: [
        { id: 'u001', name: '甲局', renamed: [{ from: '2025-01-01', name: '乙局' }] },
        { id: 'u002', name: '丙局', renamed: [{ from: '2025-01-01', name: '甲局' }] },
      ],
    });
    expect(unitNamed(resolve(directory, '2026-01-01'), '甲局')?.id).toBe('u002');
    expect(unitNamed(resolve(directory, '2024-01-01'), '甲局')?.id).toBe('u001');
  });
});

describe('lists', () => {
  test.each([
    ['2025-12-31', [], undefined],
    ['2026-06-30', ['甲局'], '2026-01-01'],
    ['2026-07-01', ['乙局', '精细化工高新区'], '2026-07-01'],
  ])('on %s: %j', (on, members, from) => {
    const group = resolve(DIRECTORY, on).groups[0];
    expect(group?.members).toEqual(members);
    expect(group?.from).toBe(from);
    expect(group).not.toHaveProperty('lists');
  });
});

test('what is resolved says for which day, stays as it is, and is a directory', () => {
  const once = resolve(DIRECTORY, '2026-07-01');
  expect(once.asOf).toBe('2026-07-01');
  expect(resolve(once, '2030-01-01')).toBe(once);
  expect(Directory.parse(once)).toEqual(once);
});

test('a directory without dates keeps its names and members', () => {
  const plain = Directory.parse({
    units: [{ id: 'u001', name: '甲局', aliases: ['甲'] }],
    groups: [{ name: '各局', members: ['甲'] }],
  });
  expect(resolve(plain, '2026-01-01')).toEqual({
    ...plain,
    asOf: '2026-01-01',
    groups: [{ name: '各局', members: ['甲局'] }],
  });
});
