import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../domain/plan.ts';
import { reading, workbook, workbookOf } from '../fixtures/import/build.ts';
import type { Rows } from '../fixtures/import/build.ts';

const TITLE = '青溪区2027年河湖整治任务分工表';
const contents = (r: Reading) => r.draft.tasks.map((t) => t.content);
const categories = (r: Reading) => r.draft.tasks.map((t) => t.category.join('/'));

describe('rows that are no tasks', () => {
  const head = ['序号', '工作内容', '责任单位', '完成时限'];
  const rows: Rows = [
    [TITLE],
    head,
    ['1', '2', '3', '4'],
    ['一、治水（共2项）'],
    ['（一）清淤'],
    [1, '甲河清淤', '区甲局', '2027年6月'],
    ['（二）补水'],
    [2, '乙河补水', '区乙局', '2027年9月'],
    ['二、护岸'],
    [3, '丙堤加固', '区丙局', '/'],
    ['合计', '3项'],
    ['注：本表由专班解释。'],
  ];
  const wide = ['A1:D1', 'A4:D4', 'A5:D5', 'A7:D7', 'A9:D9', 'A12:D12'];

  test.each([
    ['merged over the table', wide],
    ['alone in their row', []],
  ])('headings %s become categories; totals and notes are left out', async (_, merges) => {
    const r = await reading(workbook(rows, merges));
    expect(categories(r)).toEqual(['治水/清淤', '治水/补水', '护岸']);
    expect(contents(r)).toEqual(['甲河清淤', '乙河补水', '丙堤加固']);
    expect(r.diagnostics.filter((d) => d.code === 'row-skipped').map((d) => d.where)).toEqual([
      '第11行',
      '第12行',
    ]);
  });

  test('一 | heading is a heading too', async () => {
    const r = await reading(workbook([head, ['一', '治水'], [1, '甲河清淤', '区甲局', '']]));
    expect(categories(r)).toEqual(['治水']);
    expect(contents(r)).toEqual(['甲河清淤']);
  });
});

describe('several tables', () => {
  test('sheets with tasks are read together, a sheet of something else is named', async () => {
    const rows = (content: string): Rows => [
      ['序号', '工作内容', '责任单位'],
      [1, content, '区甲局'],
    ];
    const r = await reading(
      workbookOf([
        { name: '治水', rows: rows('甲河清淤') },
        { name: '护岸', rows: rows('丙堤加固') },
        {
          name: '电话',
          rows: [
            ['单位', '序号', '联系电话'],
            ['区甲局', 1, '无'],
          ],
        },
      ]),
    );
    expect(contents(r)).toEqual(['甲河清淤', '丙堤加固']);
    expect(r.draft.tasks.map((t) => t.spans?.content?.cell)).toEqual(['治水!B2', '护岸!B2']);
    expect(r.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'table-skipped', where: '电话' }),
    );
  });
});
