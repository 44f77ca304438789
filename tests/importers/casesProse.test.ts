import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../domain/plan.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { codes, owners, paragraph, reading } from '../fixtures/import/build.ts';
import { wordDocument, wordTable } from '../fixtures/import/build.ts';
import { proseReading, taskLines } from '../fixtures/import/prose/build.ts';

const told = (result: Reading, code: string) =>
  result.diagnostics.filter((one) => one.code === code).map(({ message }) => message);
const alsoAt = ({ draft }: Reading, index: number) => {
  const span = draft.tasks[index]?.spans?.['alsoAt'];
  return span && sliceSpan(draft.text, span);
};

describe('one numbered item', () => {
  test('with six clauses, each with its own units, is six tasks with a text each', async () => {
    const result = await proseReading(`东岭区2027年产业工作方案
一、重点任务
1.培育产业集群。支持10家企业技改，8月底前完成（区工信局牵头，区财政局配合）；引进下游企业（区招商局、区商务局负责）；建设中试平台（区科技局牵头）；盘活闲置厂房（区自然资源局、各镇负责）；培训技工500人（区人社局负责）；组织银企对接4次（区金融办牵头）。
2.做优服务。推行帮办代办。（区审批局牵头）
`);
    expect(taskLines(result)).toEqual([
      '1｜培育产业集群｜支持10家企业技｜区工信局牵 区财政局配｜2027-08-31',
      '1｜｜引进下游企业｜区招商局责 区商务局责｜horizon',
      '1｜｜建设中试平台｜区科技局牵｜horizon',
      '1｜｜盘活闲置厂房｜区自然资源局责 各镇责｜horizon',
      '1｜｜培训技工500人｜区人社局责｜horizon',
      '1｜｜组织银企对接4次｜区金融办牵｜horizon',
      '2｜做优服务｜推行帮办代办。｜区审批局牵｜horizon',
    ]);
    const sources = result.draft.tasks.map(({ source }) => sliceSpan(result.draft.text, source));
    expect(sources[1]).toBe('引进下游企业（区招商局、区商务局负责）');
  });

  test('with numbers below it is a heading; amounts that begin like numbers are none', async () => {
    const nine = Array.from({ length: 9 }, (_, i) => `(${i + 1})新建第${i + 1}类站点（区甲局）`);
    const result = await proseReading(`东岭区民生实事工作方案
一、重点任务
（一）办好民生实事
1.2027年省级重点民生实事项目
${nine.join('\n')}
2.2027年区级民生实事项目
(1)新建幼儿园
2-3个，推出经验1-2条（区乙局）
`);
    expect(result.draft.tasks.map(({ no }) => no)).toEqual([
      ...['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)', '(1)'],
    ]);
    const headings = result.draft.tasks.map(({ category }) => category.at(-1));
    expect(new Set(headings.slice(0, 9))).toEqual(new Set(['2027年省级重点民生实事项目']));
    expect(headings[9]).toBe('2027年区级民生实事项目');
    expect(result.draft.tasks[9]).toMatchObject({
      title: '新建幼儿园',
      content: '2-3个，推出经验1-2条',
    });
  });

  test('a year behind a number is no amount, even where the count does not go on', async () => {
    const result = await proseReading(`东岭区民生实事工作方案
一、重点任务
1.2027年省级项目
(1)新建站点（区甲局）
3.2027年区级项目
(1)新建托位（区乙局）
`);
    expect(result.draft.tasks.map(({ category }) => category.at(-1))).toEqual([
      ...['2027年省级项目', '2027年区级项目'],
    ]);
  });

  test('a paragraph without number between headings is a task where it says who owes', async () => {
    const result = await proseReading(`东岭区2027年产业工作方案
一、重点任务
（一）优化服务
1.推行帮办。全年帮办项目50个。（区审批局牵头）
（二）守牢底线
对食品企业开展全覆盖检查，建立问题清单。（区市场监管局牵头）
（三）改善民生
1.建设学校。新建学校一所。（区教育局牵头）
`);
    expect(taskLines(result)[1]).toBe('｜｜对食品企业开展全｜区市场监管局牵｜horizon');
    expect(result.draft.tasks[1]?.category).toEqual(['重点任务', '守牢底线']);
  });

  test('without any unit is kept, and asked about', async () => {
    const items = Array.from({ length: 9 }, (_, i) => `${i + 1}.抓好第${i + 1}项。完成全年计划。`);
    const result = await proseReading(`东岭区攻坚工作方案\n一、重点任务\n${items.join('\n')}\n`);
    expect(result.draft.tasks.map(({ assignments }) => assignments)).toEqual(items.map(() => []));
    expect(told(result, 'task-without-unit')).toEqual([
      expect.stringContaining('没有写明单位。请指定牵头或责任单位'),
    ]);
  });
});

describe('the same task at two places', () => {
  const HEAD = ['序号', '任务内容', '牵头单位', '完成时间'];

  test('in prose and in other words in the table: linked, not doubled', async () => {
    const prose = [
      '东岭区河道整治实施方案',
      '一、重点任务',
      '（一）清理河道淤泥。对甲河全线开展清淤疏浚，2027年10月底前完成。（区水利局牵头）',
      '（二）建设滨河步道。在乙河两岸建设步道三公里。（区住建局牵头）',
      '（三）严查违法排污。对沿河企业开展排污专项检查。（生态环境分局牵头）',
      '二、工作要求',
      '一月一调度，两月一通报。',
      '附件：东岭区河道整治任务分解表',
    ];
    const rows = [
      ['1', '甲河全线清淤疏浚', '区水利局', '2027年10月底前'],
      ['2', '乙河两岸滨河步道建设', '区住建局', '2027年12月'],
    ];
    const body = prose.map(paragraph).join('') + wordTable([HEAD, ...rows]);
    const result = await reading(wordDocument(body), '方案.docx');
    expect(taskLines(result)).toEqual([
      '1｜｜甲河全线清淤疏浚｜区水利局牵｜2027-10-31',
      '2｜｜乙河两岸滨河步道｜区住建局牵｜2027-12-31',
      '（三）｜严查违法排污｜对沿河企业开展排｜生态环境分局牵｜horizon',
    ]);
    expect(alsoAt(result, 0)).toMatch(/^（一）清理河道淤泥/);
    expect(alsoAt(result, 1)).toMatch(/^（二）建设滨河步道/);
    expect(told(result, 'task-duplicated')).toHaveLength(2);
    expect(codes(result)).not.toContain('annex-missing');
  });

  test('in the plan and in its annex: linked, not doubled', async () => {
    const result = await proseReading(`东岭区争先创优工作方案
一、重点任务
（一）“比技改争产业”。围绕产业链开展竞赛，详见附件1。
（二）支持12家企业实施智能化改造，8月底前完成改造并验收。（区工信局牵头）
（三）转变工作作风，提高办事效率，打造满意窗口。（区审批局牵头）

附件1
“比技改争产业”工作方案
一、工作任务
1.支持12家企业实施智能化改造，8月底前完成改造并验收。（区工信局牵头，区财政局配合）
2.引进下游企业，补齐产业链条。（区招商局牵头）
`);
    expect(result.draft.tasks.map((task, i) => [task.no, owners(result, i).length])).toEqual([
      ...[
        ['1', 2],
        ['（三）', 1],
        ['2', 1],
      ],
    ]);
    expect(alsoAt(result, 0)).toMatch(/^（二）支持12家企业/);
    expect(told(result, 'task-duplicated').join('\n')).toMatch(/附件1/);
  });
});

describe('rules of supervision', () => {
  test('inside a task are lifted, and the task keeps its words', async () => {
    const result = await proseReading(`东岭区2027年投资攻坚方案
一、重点任务
1.抓投资进度。新开工项目12个，对进展缓慢的项目挂牌督办，坚持以旬保月、以月保季、以季保年。（区发改局牵头）
`);
    const { duties, steps } = result.draft.regime;
    expect(duties.map(({ every, quote }) => `${every} ${quote}`)).toEqual([
      ...['ten-days 以旬保月', 'month 以月保季', 'quarter 以季保年'],
    ]);
    expect(steps.map(({ step }) => step)).toEqual(['hang-listing']);
    expect(result.draft.tasks[0]?.content).toContain('挂牌督办，坚持以旬保月');
  });

  test('four cadences and what follows from them, each with its sentence', async () => {
    const result = await proseReading(`东岭区兴企工作方案
一、重点任务
1.走访企业。开展走访服务。（区工信局牵头）
二、工作机制
（一）定期调度。坚持一月一调度、两月一通报、半年一讲评、一年一总结。
（二）强化激励。对工作成效突出的单位适时通报表扬。对推进缓慢的单位予以通报批评。
（三）严肃问责。对连续两次排名末位的单位，由区政府分管领导约谈主要负责人。
（四）纳入考评。工作完成情况纳入年度绩效考评。
`);
    const { duties, steps } = result.draft.regime;
    expect(duties.map(({ every, what }) => `${every} ${what}`)).toEqual([
      ...['month meeting', 'two-months bulletin', 'half-year review', 'year summary'],
      'year assessment',
    ]);
    expect(steps.map(({ step }) => step)).toEqual(['commend', 'criticise', 'interview']);
    for (const { quote, sentence } of [...duties, ...steps]) {
      expect(sentence && sliceSpan(result.draft.text, sentence)).toContain(quote);
      expect(quote.length).toBeGreaterThan(3);
    }
  });
});

describe('web pages and slips of the pen', () => {
  const LETTER = `首页 > 政务公开 > 文件
归档时间：2027-04-13
' />[bookmark: _GoBack]东岭区人民政府办公室关于印发《东岭区兴企工作方案》的通和
东政办发【2027】6号
各镇、街道：
现将《东岭区兴企工作方案》印发给你们。
东岭区人民政府办公室
2027 年 4 月 7 日
东岭区兴企工作方案
一、工作任务
1.\t建设水厂。2027 年 10 月底前建成，达标率由2026年 86.4%提高到90%以上。（区水利局牵头）
2.\t建设路网。新建道路三条。（区交通局牵头）
二、工作要求
一月一调度。
附件：1.任务清单
2.责任分工表
3.考核细则
`;

  test('do not reach the fields', async () => {
    const result = await proseReading(LETTER);
    expect(result.draft).toMatchObject({
      title: '东岭区兴企工作方案',
      issuer: '东岭区人民政府办公室',
      documentNumber: '东政办发〔2027〕6号',
      issuedOn: '2027-04-07',
    });
    expect(taskLines(result)).toEqual([
      '1｜建设水厂｜2027 年 1｜区水利局牵｜2027-10-31',
      '2｜建设路网｜新建道路三条。｜区交通局牵｜horizon',
    ]);
    expect(JSON.stringify(result.draft.tasks)).not.toMatch(/bookmark|\/>|归档|\\t/);
    expect(codes(result)).toEqual(
      expect.arrayContaining(['noise-removed', 'bracket-style', 'text-suspect']),
    );
    expect(told(result, 'text-suspect').join()).toContain('的通和');
  });

  test('annexes that are named and not there are told, and the plan is incomplete', async () => {
    const result = await proseReading(LETTER);
    expect(result.draft.absent).toEqual([
      ...['附件1《任务清单》', '附件2《责任分工表》', '附件3《考核细则》'],
    ]);
    expect(told(result, 'annex-missing')).toHaveLength(3);
    expect(told(result, 'annex-missing')[0]).toContain('方案不完整');
    const whole = await proseReading(LETTER.replace(/附件：[^]*$/, ''));
    expect(whole.draft.absent).toBeUndefined();
  });

  test.each([
    ['归档时间：2027-04-13', null],
    ['来源：区政府　　发布时间：2027年4月13日', null],
    ['发布日期：\n2027年4月13日', null],
    ['来源：区政府\n2027-04-13', null],
    ['成文日期：2027-04-07　　发布日期：2027-04-13', '2027-04-07'],
    ['2027年4月7日', '2027-04-07'],
  ])('%j: the day of publication is not the day of issue', async (line, day) => {
    const { draft } = await proseReading(`东岭区兴企工作方案
${line}
一、工作任务
1.建设水厂。建成水厂。（区水利局牵头）
`);
    expect([draft.title, draft.issuedOn]).toEqual(['东岭区兴企工作方案', day]);
    expect(draft.tasks).toHaveLength(1);
  });

  test('nor where it is published below the signature', async () => {
    const { draft } = await proseReading(`发布时间：2027-04-13 09:10
东岭区兴企工作方案
一、工作任务
1.建设水厂。建成水厂。（区水利局牵头）
东岭区人民政府
2027年4月7日
信息来源：区政府办
2027年4月13日
`);
    expect([draft.issuer, draft.issuedOn]).toEqual(['东岭区人民政府', '2027-04-07']);
    expect(draft.tasks).toHaveLength(1);
  });
});

describe('numbers that Word counts itself', () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const level = (n: number, format: string, words: string) =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${words}"/></w:lvl>`;
  const NUMBERING = `<?xml version="1.0"?><w:numbering ${W}><w:abstractNum w:abstractNumId="0">${[
    level(0, 'chineseCounting', '%1、'),
    level(1, 'chineseCounting', '（%2）'),
    level(2, 'decimal', '%3.'),
  ].join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const numbered = (n: number, words: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${n}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;

  test('read like printed ones: headings, items, and their place', async () => {
    const body = [
      paragraph('东岭区2027年兴企工作方案'),
      numbered(0, '重点任务'),
      numbered(1, '做强产业'),
      numbered(2, '建设水厂。6月底前建成。（区水利局牵头）'),
      numbered(2, '建设路网。新建道路三条。（区交通局牵头）'),
      numbered(1, '改善民生'),
      numbered(2, '建设学校。新建学校一所。（区教育局牵头）'),
      numbered(0, '工作要求'),
      paragraph('一月一调度。'),
    ];
    const more = [{ name: 'word/numbering.xml', content: NUMBERING }];
    const result = await reading(wordDocument(body.join(''), more), '方案.docx');
    expect(taskLines(result)).toEqual([
      '1｜建设水厂｜6月底前建成。｜区水利局牵｜2027-06-30',
      '2｜建设路网｜新建道路三条。｜区交通局牵｜horizon',
      '1｜建设学校｜新建学校一所。｜区教育局牵｜horizon',
    ]);
    expect(result.draft.tasks.map(({ category }) => category)).toEqual([
      ...[
        ['重点任务', '做强产业'],
        ['重点任务', '做强产业'],
        ['重点任务', '改善民生'],
      ],
    ]);
    expect(result.draft.text).toContain('（二）改善民生');
    expect(result.draft.regime.duties).toHaveLength(1);
  });
});
