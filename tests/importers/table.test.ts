import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../domain/plan.ts';
import { codes, owners, reading, workbook } from '../fixtures/import/build.ts';
import { cell, paragraph, wordDocument, wordTable } from '../fixtures/import/build.ts';
import type { Rows } from '../fixtures/import/build.ts';

const HEAD = [
  '序号',
  '类别',
  '重点任务',
  '具体内容',
  '完成时间',
  '牵头领导',
  '牵头单位',
  '配合单位',
  '备注',
];
const TITLE = '青溪区2027年河湖整治任务分工表';

const book = (rows: Rows, merges: string[] = []) => reading(workbook([HEAD, ...rows], merges));
const contents = (r: Reading) => r.draft.tasks.map((t) => t.content);
const categories = (r: Reading) => r.draft.tasks.map((t) => t.category.join('/'));
const days = (r: Reading, i: number) =>
  r.draft.tasks[i]?.deadlines.map((d) => (d.kind === 'date' ? d.on : d.kind));

describe('the value above', () => {
  const rows: Rows = [
    [1, '治\n水', '清淤', '甲河清淤', '2027年6月', '甲  某', '区甲局', '区乙局\n区丙局', '重点'],
    [2, '', '', '乙河清淤', '', '', '区丁局', '/', ''],
    [3, '护岸', '修堤', '丙堤加固', '持续推进', '', '', '', ''],
  ];

  test('merged cells hold for every row they cover; vertical letters are joined', async () => {
    const r = await book(rows, ['B2:B3', 'C2:C3', 'E2:E3']);
    expect(categories(r)).toEqual(['治水/清淤', '治水/清淤', '护岸/修堤']);
    expect([days(r, 0), days(r, 1)]).toEqual([['2027-06-30'], ['2027-06-30']]);
    expect(owners(r, 0)).toEqual(['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating']);
    expect(owners(r, 1)).toEqual(['区丁局:lead']);
  });

  test('in a table with merges an empty cell that is not merged is empty', async () => {
    const r = await book(rows, ['B2:B3', 'C2:C3', 'E2:E3']);
    expect(r.draft.tasks.map((t) => t.leaders)).toEqual([['甲某'], [], []]);
    expect(owners(r, 2)).toEqual([]);
    expect(r.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'task-without-unit', severity: 'warning', where: '第4行' }),
    );
  });

  test('without merges a blank means the same as above, but never 备注, and says so', async () => {
    const r = await book(rows.slice(0, 2));
    expect(categories(r)[1]).toBe('治水/清淤');
    expect(days(r, 1)).toEqual(['2027-06-30']);
    expect(r.draft.tasks[1]?.leaders).toEqual(['甲某']);
    expect(r.draft.tasks[0]?.spans).toHaveProperty('remark');
    expect(r.draft.tasks[1]?.spans).not.toHaveProperty('remark');
    expect(codes(r)).toContain('value-inherited');
  });

  test('a merge in one column tells that blanks in the others are blanks', async () => {
    const sheet: Rows = [
      ['具体内容', '完成时间', '责任单位'],
      ['甲河清淤', '2027年6月', '区甲局'],
      ['乙河清淤', '', ''],
    ];
    const withMerge = await reading(workbook(sheet, ['B2:B3']));
    expect([days(withMerge, 1), owners(withMerge, 1)]).toEqual([['2027-06-30'], []]);
    const without = await reading(workbook(sheet));
    expect(owners(without, 1)).toEqual(['区甲局:responsible']);
  });

  test('a new category ends what stood under the old one', async () => {
    const r = await book(rows);
    expect(r.draft.tasks[2]?.assignments).toEqual([]);
    expect(r.draft.tasks[2]?.leaders).toEqual([]);
  });

  test('where every row spells its headings out, a blank is a blank', async () => {
    const r = await book([
      [1, '治水', '清淤', '甲河清淤', '2027年6月', '', '区甲局', '区乙局', ''],
      [2, '治水', '清淤', '乙河清淤', '', '', '区丁局', '', ''],
    ]);
    expect(days(r, 1)).toEqual(['horizon']);
    expect(owners(r, 1)).toEqual(['区丁局:lead']);
  });

  test('one content over two rows of units is one task', async () => {
    const r = await book(
      [
        [1, '治水', '清淤', '甲河清淤', '2027年6月', '', '区甲局', '区乙局', ''],
        ['', '', '', '', '2027年9月', '', '区丙局', '/', ''],
      ],
      ['A2:A3', 'D2:D3'],
    );
    expect(contents(r)).toEqual(['甲河清淤']);
    expect(owners(r, 0)).toEqual(['区甲局:lead', '区乙局:cooperating', '区丙局:lead']);
    expect(days(r, 0)).toEqual(['2027-06-30', '2027-09-30']);
  });
});

describe('page breaks', () => {
  test('repeated heads and repeated categories merge back', async () => {
    const r = await book([
      [1, '治水', '清淤', '甲河清淤', '', '', '区甲局', '', ''],
      HEAD,
      [2, '治水（续）', '清淤', '乙河清淤', '', '', '区乙局', '', ''],
      [3, '', '', '丙河清淤', '', '', '区丙局', '', ''],
    ]);
    expect(categories(r)).toEqual(['治水/清淤', '治水/清淤', '治水/清淤']);
  });

  test('a table split over two w:tbl goes on, with or without a head of its own', async () => {
    const head = ['序号', '类别', '工作内容', '责任单位'];
    const parts = [
      wordTable([head, ['1', '^治水', '甲河清淤', '区甲局'], ['2', '"', '乙河清淤', '区乙局']]),
      wordTable([['3', '', '丙河清淤', '区丙局']]),
      wordTable([head, ['4', '', '丁河清淤', '区丁局']]),
    ];
    const r = await reading(wordDocument(parts.join('<w:p/>')), '表.docx');
    expect(categories(r)).toEqual(['治水', '治水', '治水', '治水']);
    expect(r.draft.tasks.map((t) => t.no)).toEqual(['1', '2', '3', '4']);
    expect(r.draft.tasks[3]?.source.cell).toBe('第3表第2行');
    expect(owners(r, 2)).toEqual(['区丙局:responsible']);
  });
});

describe('heads', () => {
  test.each([
    [
      [
        '编号',
        '板块',
        '目标任务',
        '主要内容',
        '时限要求',
        '分管领导',
        '牵头部门',
        '参加单位',
        '备注',
      ],
    ],
    [
      [
        '序\n号',
        '类 别',
        '工作任务',
        '工作措施',
        '时间节点',
        '责任领导',
        '牵头单位及负责人',
        '相关单位',
        '说明',
      ],
    ],
    [
      [
        '序号',
        '领域',
        '事项名称',
        '具体任务',
        '办结时限',
        '包抓领导',
        '牵头责任单位',
        '协办单位',
        '备注',
      ],
    ],
  ])('%j is understood', async (head) => {
    const row = ['１', '治水', '清淤', '甲河清淤', '2027年6月', '甲 某', '区甲局', '区乙局', '无'];
    const r = await reading(workbook([[TITLE], [], head, row]));
    expect(r.draft.title).toBe(TITLE);
    expect(r.draft.tasks).toMatchObject([
      { no: '1', content: '甲河清淤', leaders: ['甲某'], deadlines: [{ on: '2027-06-30' }] },
    ]);
    expect(owners(r, 0)).toEqual(['区甲局:lead', '区乙局:cooperating']);
  });

  test('two rows with merged cells, and the same without', async () => {
    const rows: Rows = [
      [TITLE],
      ['序号', '工作任务', '', '责任分工', '', '完成时限'],
      ['', '重点任务', '具体内容', '责任单位', '配合单位', ''],
      [1, '清淤', '甲河清淤', '区甲局', '区乙局', '6月底前'],
    ];
    const merges = ['A1:F1', 'A2:A3', 'B2:C2', 'D2:E2', 'F2:F3'];
    for (const r of [await reading(workbook(rows, merges)), await reading(workbook(rows))]) {
      expect(r.draft.tasks).toMatchObject([{ category: ['清淤'], content: '甲河清淤' }]);
      expect(owners(r, 0)).toEqual(['区甲局:responsible', '区乙局:cooperating']);
      expect(days(r, 0)).toEqual(['2027-06-30']);
    }
  });

  test('a head of one word over two columns: the second is the content', async () => {
    const r = await reading(
      workbook(
        [
          ['序号', '重点任务', '', '责任单位'],
          [1, '清淤', '甲河清淤', '区甲局'],
        ],
        ['B1:C1'],
      ),
    );
    expect(r.draft.tasks).toMatchObject([{ category: ['清淤'], content: '甲河清淤' }]);
  });

  test('without a column of contents the task’s name is the content', async () => {
    const r = await reading(
      workbook([
        ['序号', '目标任务', '责任单位'],
        [1, '甲河清淤', '区甲局'],
      ]),
    );
    expect(contents(r)).toEqual(['甲河清淤']);
  });

  test('责任单位 beside 牵头单位 is responsible; both roles in one cell are told apart', async () => {
    const r = await reading(
      workbook([
        ['工作内容', '牵头单位', '责任单位'],
        ['甲河清淤', '区甲局', '区乙局'],
      ]),
    );
    expect(owners(r, 0)).toEqual(['区甲局:lead', '区乙局:responsible']);
    const one = await reading(
      workbook([
        ['工作内容', '责任分工'],
        ['甲河清淤', '区甲局牵头，区乙局、区丙局配合'],
      ]),
    );
    expect(owners(one, 0)).toEqual(['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating']);
  });

  test('of several leader columns 牵头领导 counts', async () => {
    const r = await reading(
      workbook([
        ['工作内容', '牵头领导', '分管领导', '责任单位'],
        ['甲河清淤', '区长', '副区长', '区甲局'],
      ]),
    );
    expect(r.draft.tasks[0]?.leaders).toEqual(['区长']);
  });
});

describe('words of a cell', () => {
  test('units of measure are no separators; wrapped lines are joined, items keep theirs', async () => {
    const text = '新增产能30万\n吨/年；\n1.亩均投资300万元/亩\n2.达产';
    const r = await reading(
      workbook([
        ['工作内容', '责任单位'],
        [text, '区甲局'],
      ]),
    );
    expect(contents(r)).toEqual(['新增产能30万吨/年；\n1.亩均投资300万元/亩\n2.达产']);
  });

  test('without a column of times the sentence is asked', async () => {
    const head = ['工作内容', '责任单位'];
    const r = await reading(workbook([[TITLE], head, ['9月底前完成甲河清淤', '区甲局']]));
    expect(days(r, 0)).toEqual(['2027-09-30']);
  });
});

describe('heading data', () => {
  test('title, number, issuer, date; the year of the title is the year of its months', async () => {
    const body =
      [
        '青溪区人民政府办公室',
        '青政办发【2027】12 号',
        '2027年水美乡村行动方案',
        '青溪区人民政府办公室',
      ]
        .map(paragraph)
        .join('') +
      paragraph('2027年4月7日') +
      `<w:tbl><w:tr>${cell('工作内容')}${cell('责任单位')}${cell('完成时限')}</w:tr><w:tr>${cell('清淤')}${cell('区甲局')}${cell('年底前')}</w:tr></w:tbl>`;
    const r = await reading(wordDocument(body), '方案.docx');
    expect(r.draft).toMatchObject({
      title: '2027年水美乡村行动方案',
      issuer: '青溪区人民政府办公室',
      documentNumber: '青政办发〔2027〕12号',
      issuedOn: '2027-04-07',
    });
    expect(days(r, 0)).toEqual(['2027-12-31']);
    expect(codes(r)).toContain('bracket-style');
    expect(codes(r)).not.toContain('header-missing');
  });
});
