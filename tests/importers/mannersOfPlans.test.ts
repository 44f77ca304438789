import { describe, expect, test } from '@jest/globals';
import { findClauses } from '../../importers/clauses.ts';
import { contentDeadlines } from '../../importers/contentTime.ts';
import { readLeaders } from '../../importers/leaders.ts';
import { labelOf } from '../../importers/proseNumber.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { cell, codes, owners, paragraph, reading } from '../fixtures/import/build.ts';
import { wordDocument, wordTable } from '../fixtures/import/build.ts';
import { proseReading, taskLines } from '../fixtures/import/prose/build.ts';

function plan(...items: readonly string[]): string {
  return ['青溪县2027年工作方案', '一、重点任务', ...items].join('\n');
}

describe('who owes a task, said at its end', () => {
  test.each([
    ['由县交通局牵头负责，各镇具体实施。', '县交通局牵 各镇责'],
    ['由县教育局会同县财政局、县公安局交警大队落实。', '县教育局责 县财政局配 县公安局交警大队配'],
    ['县水利局牵头，县住建局、各镇按职责抓好落实。', '县水利局牵 县住建局责 各镇责'],
    ['（县民政局主抓，县残联、县妇联协助）', '县民政局牵 县残联配 县妇联配'],
    ['牵头单位：县数据局；参与单位：县气象局等', '县数据局牵 县气象局配'],
    ['责任单位：县商务局主要负责，县供销社协助配合', '县商务局责 县供销社配'],
    ['责任单位：县商务局‹牵头›、县工信局', '县商务局牵 县工信局责'],
    ['责任单位：县红十字会、县慈善总会等社会组织', '县红十字会责 县慈善总会责'],
    ['【县通信办牵头，青溪移动、青溪联通按职责分工负责】', '县通信办牵 青溪移动责 青溪联通责'],
    ['——县数据局、县财政局', '县数据局责 县财政局责'],
    ['责任单位为县商务局，县发改局、县财政局予以配合。', '县商务局责 县发改局配 县财政局配'],
    ['牵头单位为县科技局，配合单位为县财政局、县人社局。', '县科技局牵 县财政局配 县人社局配'],
    ['（县水利局、县住建局，县林业局配合）', '县水利局责 县住建局责 县林业局配'],
  ])('%s', async (said, expected) => {
    const result = await proseReading(plan(`1.建设平台三座，打通数据通道。${said}`));
    expect(taskLines(result)).toEqual([`1｜｜建设平台三座，打｜${expected}｜horizon`]);
  });

  test('who stands beside a heading owes what names nobody, also where one item names its time', async () => {
    const result = await proseReading(
      plan(
        '（一）实施提标行动',
        '牵头单位：县应急局',
        '1.完成在产企业的评估工作。',
        '2.投用应急指挥中心（完成时限：2028年10月）。',
      ),
    );
    expect(taskLines(result)).toEqual([
      '1｜｜完成在产企业的评｜县应急局牵｜horizon',
      '2｜｜投用应急指挥中心｜县应急局牵｜2028-10-31',
    ]);
  });

  test('a time beside the units is the deadline', async () => {
    const result = await proseReading(plan('1.建设平台（县数据局牵头负责，2028年底前完成）'));
    expect(taskLines(result)).toEqual(['1｜｜建设平台｜县数据局牵｜2028-12-31']);
  });

  test.each(['各级各部门抓好落实。', '督促企业落实。', '分步实施。'])(
    'nobody: %s',
    async (said) => {
      const result = await proseReading(plan(`1.建设平台三座，打通数据通道。${said}`));
      expect(owners(result, 0)).toEqual([]);
    },
  );

  test('the head of a first sentence is only pointed out', async () => {
    const text = plan('（一）教育', '1.办好学校。县教育局牵头制定改造计划，报县政府审定。');
    expect(codes(await proseReading(text))).toContain('unit-in-sentence');
  });
});

describe('numbers, titles, years', () => {
  const items = ['①打通断头路7条，6月底前通车。（区住建局）', '②改造公园两座。（区城管局）'];

  test('第一、 heads items', async () => {
    const lines = ['青溪区城市更新计划', '（2027年3月2日区委会议审议通过）', '一、主要任务'];
    const text = [...lines, '第一、实施畅通行动', ...items, '第二、实施美化行动', ...items];
    const { draft } = await proseReading(text.join('\n'));
    expect(draft.tasks.map(({ category }) => category.at(-1))).toEqual([
      ...['实施畅通行动', '实施畅通行动', '实施美化行动', '实施美化行动'],
    ]);
    expect(draft.issuedOn).toBe('2027-03-02');
    expect(draft.tasks[0]?.deadlines).toEqual([{ kind: 'date', on: '2027-06-30', what: '通车' }]);
  });

  test.each([
    ['（2027年9月—12月）', '2027-06-30'],
    ['为改善环境，根据2026年工作部署，决定2027年在全区开展行动。', '2027-06-30'],
    ['为改善环境，制定本计划。', undefined],
  ])('%s gives the year', async (line, on) => {
    const text = ['青溪区城市更新计划', line, '一、主要任务', ...items].join('\n');
    const { draft } = await proseReading(text);
    const [deadline] = draft.tasks[0]?.deadlines ?? [];
    expect(deadline?.kind === 'date' ? deadline.on : undefined).toBe(on);
    const rule = draft.tasks[0]?.inferred?.['deadlines.0']?.rule;
    expect(rule).toBe(on === undefined ? undefined : 'year-from-document');
  });

  test('（2027—2029年） below a title belongs to it', async () => {
    const text = [
      '青溪区文旅发展行动方案',
      '（2027—2029年）',
      '一、任务',
      '1.建设景区。（区文旅局）',
    ];
    const { draft } = await proseReading(text.join('\n'));
    expect(draft.title).toBe('青溪区文旅发展行动方案（2027—2029年）');
    expect(draft.tasks).toHaveLength(1);
  });

  test('一、二级 is no number of an item, 一、 before other words is', () => {
    expect(labelOf('一、二级景区达到5家')).toBeUndefined();
    expect(labelOf('一、二手房交易')?.value).toBe(1);
    expect(labelOf('第一、强化领导')).toMatchObject({ style: '第一、', value: 1 });
    expect(labelOf('第一、第二产业')).toBeUndefined();
  });
});

describe('times', () => {
  const found = (text: string) =>
    contentDeadlines(text, { year: 2027 }).map(({ deadline }) =>
      deadline.kind === 'date' ? deadline.on + (deadline.tentative === true ? '?' : '') : '',
    );

  test.each([
    ['5月18日至20日举行展会', ['2027-05-20']],
    ['力争2027年底、确保2028年6月底前建成', ['2027-12-31?', '2028-06-30']],
    ['截至2027年5月底尚有12家未完成', []],
    ['截至2027年底完成投资2亿元', ['2027-12-31']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('regime clauses', () => {
  const said = (text: string) => findClauses(text).duties.map((d) => `${d.every} ${d.what}`);

  test.each([
    ['领导小组每半年召开一次会议。', ['half-year meeting']],
    ['各责任部门每月底前将进展情况报总经理办公室。', ['month report']],
    ['督查室每季度进行一次督查并印发通报。', ['quarter inspection', 'quarter bulletin']],
    ['每月印发督查通报。', ['month bulletin']],
    ['企业“第一责任人”每月带队检查不少于1次。', []],
    ['施工单位主要负责人每周巡查。', []],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('a period that is none of ours is named as it is', async () => {
    const result = await proseReading(
      plan(
        '1.建设平台（县数据局）',
        '二、保障措施',
        '（一）专班每两周召开一次工作例会。',
        '（二）定期报告进展。',
      ),
    );
    const messages = result.diagnostics.filter(({ code }) => code === 'period-missing');
    expect(messages.map(({ message }) => /周期“每两周”|只写了定期/.exec(message)?.[0])).toEqual([
      ...['周期“每两周”', '只写了定期'],
    ]);
  });
});

describe('tables', () => {
  test('工作目标及成果 beside 重点工作 is the content', async () => {
    const head = ['编号', '板块', '重点工作', '工作目标及成果', '责任部门', '完成时间'];
    const rows = [head, ['1-1', '融资', '发行债券', '完成首期发行', '财务部', '2027年9月底']];
    const { draft } = await reading(wordDocument(wordTable(rows)), '表.docx');
    expect(draft.tasks[0]).toMatchObject({
      content: '完成首期发行',
      category: ['融资', '发行债券'],
    });
  });

  test('a page number between rows heads nothing; a caption gives the year', async () => {
    const head = ['序号', '类别', '具体举措', '牵头部门', '时间要求'];
    const rows = wordTable([head, ['1', '建设', '打通道路', '建设局', '10月20日前']]);
    const page = `<w:tr>${cell('第1页', 5)}</w:tr>`;
    const more = `<w:tr>${['2', '环保', '清理河道', '水务局', '12月底'].map((c) => cell(c)).join('')}</w:tr>`;
    const table = rows.replace('</w:tbl>', `${page}${more}</w:tbl>`);
    const body = `${paragraph('任务分解表')}${paragraph('（2027年9月—12月）')}${table}`;
    const { draft } = await reading(wordDocument(body), '表.docx');
    expect(draft.tasks.map(({ category }) => category)).toEqual([['建设'], ['环保']]);
    expect(draft.tasks.map(({ deadlines }) => deadlines)).toEqual([
      [{ kind: 'date', on: '2027-10-20' }],
      [{ kind: 'date', on: '2027-12-31' }],
    ]);
  });

  test('a blank 配合 cell beside a filled 牵头 cell stays blank', async () => {
    const text = [
      '序号\t行动\t工作任务\t牵头部门\t配合部门\t完成时限',
      '1\t安全\t完成风险评估\t应急局\t建设局\t2027年6月底',
      '2\t\t完成设备改造\t应急局\t\t2027年9月底',
    ].join('\n');
    const result = await proseReading(text);
    expect(owners(result, 1)).toEqual(['应急局:lead']);
    expect(result.draft.tasks[1]?.category).toEqual(['安全']);
  });

  test('a numbered heading straight above a table is no task', async () => {
    const table = wordTable([
      ['序号', '主要内容', '牵头单位'],
      ['1', '编制村庄规划', '自然资源所'],
    ]);
    const lines = ['青溪镇2027年实施方案', '一、2027年重点任务清单'];
    const body = `${lines.map(paragraph).join('')}${table}${paragraph('二、工作要求')}${paragraph('每月通报进展。')}`;
    const { draft } = await reading(wordDocument(body), '表.docx');
    expect(draft.tasks.map(({ content }) => content)).toEqual(['编制村庄规划']);
  });

  test('what only the prose says of a row is taken with its place', async () => {
    const text = [
      '青溪园区2027年工作方案',
      '一、主要任务',
      '1.开展风险评估。对园区整体安全风险开展评估，5月底前形成报告，6月底前制定清单。',
      '牵头领导：管委会副主任（分管安全）　　牵头部门：应急局',
      '序号\t工作任务\t牵头部门\t完成时限',
      '1\t完成园区整体安全风险评估并制定清单\t应急局\t6月底',
      '2\t建设消防站\t建设局\t9月底',
    ].join('\n');
    const { draft } = await proseReading(text);
    const task = draft.tasks[0];
    expect(task?.leaders).toEqual(['管委会副主任（分管安全）']);
    expect(task?.deadlines).toEqual([
      { kind: 'date', on: '2027-06-30' },
      { kind: 'date', on: '2027-05-31', what: '形成报告' },
    ]);
    const slices = ['leaders.0', 'deadlines.1'].map((key) => {
      const span = task?.spans?.[key];
      return [span && sliceSpan(draft.text, span), task?.inferred?.[key]?.rule];
    });
    expect(slices).toEqual([
      ['管委会副主任（分管安全）', 'prose-of-row'],
      ['5月底前', 'prose-of-row'],
    ]);
    expect(draft.tasks).toHaveLength(2);
  });

  test('a line of leaders that begins with a bracket goes on with the post above', () => {
    expect(readLeaders('管委会副主任\n（分管招商）')).toEqual(['管委会副主任（分管招商）']);
  });
});
