import { describe, expect, test } from '@jest/globals';
import { kindOf } from '../../importers/columns.ts';
import type { Rows } from '../fixtures/import/build.ts';
import {
  codes,
  owners,
  paragraph,
  reading,
  wordDocument,
  wordTable,
  workbook,
} from '../fixtures/import/build.ts';

const read = (rows: Rows, merges: string[] = []) => reading(workbook(rows, merges));

describe('the words of column heads', () => {
  test.each([
    ['no', '序号 编号 任务编号 项次'],
    ['category', '类别 板块 重点领域 任务类别'],
    ['heading', '重点任务 督查事项 交办事项 议定事项 民生实事 重大项目 存在问题 攻坚任务'],
    ['title', '任务名称 项目名称 事项名称'],
    [
      'content',
      '工作内容 具体措施 工作举措 整改措施 建设内容及规模 建设规模及内容 年度目标 工作要求',
    ],
    ['deadline', '完成时限 时间节点 办理时限 整治时限 反馈时间 建设起止年限 拟完成时间 截止日期'],
    ['leader', '牵头领导 包联领导 包保领导 挂帅领导 分管领导 责任县领导 区级领导'],
    ['lead', '牵头单位 主办单位 主责部门 牵头科室'],
    ['responsible', '责任单位 承办单位 办理单位 落实单位 责任单位及责任人 实施主体'],
    ['cooperating', '配合单位 协办单位 协同部门 参与单位 配合部门'],
    ['units', '责任分工 牵头及配合单位 责任单位和配合单位'],
    ['person', '责任人 联系人及电话 联系电话'],
    ['remark', '备注 说明'],
    ['other', '总投资（万元） 办理情况 项目业主 监管单位'],
  ])('%s: %s', (kind, labels) => {
    expect(labels.split(' ').map((label) => `${label} ${kindOf(label)}`)).toEqual(
      labels.split(' ').map((label) => `${label} ${kind}`),
    );
  });
});

describe('where the head stands and what it covers', () => {
  const twoRows: Rows = [
    ['青溪区2027年重点工作责任分解表'],
    ['填报单位：某办公室　　填报时间：2027年1月'],
    ['序号', '工作任务', '责任分工', '', '', '完成时限'],
    ['', '', '牵头单位', '配合单位', '责任领导', ''],
    [1, '甲河清淤', '区甲局', '区乙局、区丙局', '甲某', '2027年6月底前'],
  ];

  test.each([
    ['merged', ['A1:F1', 'A2:F2', 'C3:E3', 'A3:A4', 'B3:B4', 'F3:F4']],
    ['not merged', []],
  ])('two rows below a title and a note, %s', async (_, merges) => {
    const r = await read(twoRows, merges);
    expect(r.draft.title).toBe('青溪区2027年重点工作责任分解表');
    expect(owners(r, 0)).toEqual(['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating']);
    expect(r.draft.tasks).toMatchObject([
      { no: '1', content: '甲河清淤', leaders: ['甲某'], deadlines: [{ on: '2027-06-30' }] },
    ]);
  });

  test('columns in another order', async () => {
    const r = await read([
      ['责任单位', '完成时间', '具体任务', '类别', '编号'],
      ['区甲局', '2027年6月', '甲河清淤', '治水', '1'],
    ]);
    expect(r.draft.tasks).toMatchObject([{ no: '1', category: ['治水'], content: '甲河清淤' }]);
  });

  test('numbers below numbers, headings over the table, sums', async () => {
    const r = await read(
      [
        ['序号', '工作内容', '责任单位', '完成时限'],
        ['一、治水（2项）'],
        ['1.1', '甲河清淤', '区甲局', '2027年6月'],
        ['1.2', '乙河补水', '区乙局', '2027年9月'],
        ['小计', '2项', '', ''],
        ['二、护岸'],
        ['2.1', '丙堤加固', '区丙局', '2027年10月'],
        ['合计', '3项'],
      ],
      ['A2:D2', 'A6:D6'],
    );
    expect(r.draft.tasks.map((t) => [t.no, ...t.category])).toEqual([
      ['1.1', '治水'],
      ['1.2', '治水'],
      ['2.1', '护岸'],
    ]);
    expect(codes(r).filter((code) => code === 'row-skipped')).toHaveLength(2);
  });

  test('what is planned by quarters is no time; it is named as not read', async () => {
    const r = await read(
      [
        ['序号', '重点项目', '年度目标', '进度安排', '', '责任单位', '包联领导'],
        ['', '', '', '一季度', '二季度', '', ''],
        [1, '甲厂扩建', '投资1亿元', '开工', '投产', '区甲局', '甲某'],
      ],
      ['D1:E1', 'A1:A2', 'B1:B2', 'C1:C2', 'F1:F2', 'G1:G2'],
    );
    expect(r.draft.tasks).toMatchObject([
      { category: ['甲厂扩建'], content: '投资1亿元', deadlines: [{ kind: 'horizon' }] },
    ]);
    const found = r.diagnostics.find((d) => d.code === 'times-unread');
    expect(found).toMatchObject({ severity: 'warning' });
    expect(found?.message).toContain('进度安排一季度、进度安排二季度');
  });

  test('a remark below the table prescribes as a row does', async () => {
    const r = await read(
      [
        ['序号', '督查事项', '承办单位', '办理时限'],
        [1, '甲河清淤', '区甲局', '2027年6月30日前'],
        ['说明：各承办单位每月28日前将办理情况报区政府督查室。', '', '', ''],
      ],
      ['A3:D3'],
    );
    expect(r.draft.tasks).toHaveLength(1);
    expect(r.draft.regime.duties).toMatchObject([{ every: 'month', what: 'report' }]);
    expect(r.diagnostics.map(({ code }) => code)).not.toContain('regime-missing');
  });

  test('a column of no field that says nothing is not named', async () => {
    const r = await read([
      ['序号', '督查事项', '承办单位', '办理时限', '协办单位', '办理情况'],
      [1, '甲河清淤', '区甲局', '2027年6月30日前', '区乙局', ''],
    ]);
    expect(owners(r, 0)).toEqual(['区甲局:responsible', '区乙局:cooperating']);
    expect(r.draft.tasks).toMatchObject([{ deadlines: [{ on: '2027-06-30' }] }]);
    expect(codes(r)).not.toContain('column-unread');
  });
});

describe('a form for one task', () => {
  test.each([
    [
      'two columns',
      [
        ['任务名称', '甲河清淤'],
        ['工作内容', '清淤20公里'],
        ['责任单位', '区甲局'],
        ['完成时限', '2027年6月'],
      ],
    ],
    [
      'four columns',
      [
        ['任务名称', '甲河清淤', '任务编号', '1'],
        ['责任单位', '区甲局', '完成时限', '2027年6月'],
        ['工作内容', '清淤20公里', '', ''],
        ['责任领导', '甲某', '联系人', '乙某'],
      ],
    ],
  ])('%s: refused, with what to do', async (_, rows) => {
    const r = await read(rows);
    expect(r.draft.tasks).toEqual([]);
    const blocking = r.diagnostics.filter((d) => d.severity === 'blocking');
    expect(blocking).toMatchObject([{ code: 'table-transposed', where: '分工' }]);
    expect(blocking[0]?.message).toContain('每行一项任务');
  });
});

test('under a notice the title is the one that it issues, never its date', async () => {
  const lines = ['关于印发《青溪区2027年攻坚任务》的通知', '青溪区管委会', '2027年1月20日'];
  const table = wordTable([
    ['序号', '工作任务', '责任单位'],
    ['1', '修路', '区甲局'],
  ]);
  const { draft } = await reading(wordDocument(lines.map(paragraph).join('') + table), '任务.docx');
  expect(draft).toMatchObject({
    title: '青溪区2027年攻坚任务',
    issuer: '青溪区管委会',
    issuedOn: '2027-01-20',
  });
});
