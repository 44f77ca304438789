import { expect, test } from '@jest/globals';
import { directoryFindings, findingWords } from '../../domain/directoryFindings.ts';
import { Directory } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';

const DIRECTORY = Directory.parse({
  units: [
    { id: 'u001', name: '区应急管理局', aliases: ['区应急局'] },
    { id: 'u002', name: '精细化工园', renamed: [{ from: '2022-06-01', name: '精细化工高新区' }] },
    { id: 'u003', name: '区消防救援大队' },
  ],
  groups: [
    { name: '专班成员单位', lists: [{ from: '2026-01-01', members: ['区应急局'] }] },
    { name: '涉企部门', kind: 'rule' },
  ],
});

test.each([
  ['区应急管理局', 'unit', undefined],
  ['区应急局', 'unit', '“区应急局”即“区应急管理局”'],
  ['精细化工园', 'unit', '“精细化工园”自 2022-06-01 起更名为“精细化工高新区”'],
  ['专班成员单位', 'group', '“专班成员单位”（2026-01-01 起的名单）：区应急管理局'],
  ['涉企部门', 'open', '“涉企部门”按规则确定，还没有写明是哪些单位，启动前须列出'],
  ['相关部门单位', 'open', '“相关部门单位”是单位组，还没有名单，启动前须列出'],
  [
    '青溪消防救援大队',
    'proposed',
    '“青溪消防救援大队”不在名录中，是否指 区消防救援大队（多出“青溪”）？启动前须加为别名或改正方案',
  ],
  ['区医保局', 'unknown', '“区医保局”不在名录中，启动前须补入名录或改正方案'],
])('%s: %s', (unit, kind, words) => {
  const tasks = [{ assignments: [{ unit }, { unit }] }];
  const found = directoryFindings(tasks, resolve(DIRECTORY, '2026-03-01'));
  expect(found.map((one) => one.kind)).toEqual([kind]);
  expect(found.map(findingWords)).toEqual([words]);
});

test('a proposal carries ids and scores for programs', () => {
  const tasks = [{ assignments: [{ unit: '区消防大队' }] }];
  expect(directoryFindings(tasks, resolve(DIRECTORY, '2026-03-01'))).toEqual([
    {
      kind: 'proposed',
      printed: '区消防大队',
      matches: [{ id: 'u003', name: '区消防救援大队', score: 0.85, why: '简称' }],
    },
  ]);
});
