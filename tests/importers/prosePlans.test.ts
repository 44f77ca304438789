import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Draft } from '../../domain/plan.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { codes, paragraph, reading, wordDocument } from '../fixtures/import/build.ts';
import { gbk } from '../fixtures/import/encode.ts';
import { proseReading, proseText, taskLines } from '../fixtures/import/prose/build.ts';

/** 序号｜标题｜正文开头｜单位｜时限, for plans in different styles. */
const PLANS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'zone-year',
    [
      '1｜抓招商｜全年新签约亿元项｜招商合作局牵 产业发展局责 投资公司责｜horizon',
      '2｜抓开工｜东片区标准厂房6｜规划建设局责 投资公司责｜2025-06-30 2025-09-30',
      '3｜抓投产｜推动存量项目年底｜产业发展局责 规划建设局责｜2025-12-31 month',
      '（一）｜道路｜完成纬三路、纬五｜规划建设局牵 交警高新大队责 供水公司责｜2025-10-31',
      '（二）｜污水｜污水处理厂提标改｜生态环境高新分局牵 规划建设局责 污水处理公司责｜2026-12-31',
      '1｜帮办代办实行首问负责｜推行承诺制，立即｜行政审批局牵 各部门责｜continuous',
      '2｜2025年惠企政策兑现｜上半年完成集中兑｜财政局牵 产业发展局责｜2025-06-30',
    ],
    [
      ...['unit-in-sentence', 'group-unresolved', 'list-open', 'deadline-past', 'deadline-past'],
      ...['deadline-past', 'deadline-past'],
    ],
  ],
  [
    'county-annexes',
    [
      '（三）｜比作风争担当｜转作风、提效能，｜｜horizon',
      '1｜实施技改行动｜支持12家企业智｜县工信局牵 县财政局责 县税务局责｜2024-08-31力争',
      '2｜培育竹木制品集群｜引进下游企业，建｜县林业局责 青竹镇责｜horizon',
      '｜｜对食品企业开展全｜县市场监管局牵｜horizon',
      '｜｜推行网格化巡查，｜县应急局责 各乡镇责｜quarter',
      '｜｜完善投诉处理机制｜县市场监管局牵 相关职能部门配｜2024-09-30',
      '（1）｜｜新建农村公路60｜县交通局牵｜horizon',
      '（2）｜｜改造老旧小区5个｜县住建局牵 县城管局配｜horizon',
      '（3）｜｜城镇新增就业20｜｜horizon',
      '（1）｜｜低保标准提高3个｜县民政局责 县财政局责｜horizon',
      '（2）｜｜建设养老服务中心｜｜2025-06-30',
    ],
    [
      ...['noise-removed', 'annex-missing', 'task-duplicated', 'task-duplicated'],
      ...['unit-in-sentence', 'group-unresolved', 'group-unresolved', 'list-open'],
      ...['task-without-unit', 'deadline-past', 'deadline-past', 'deadline-past'],
    ],
  ],
  [
    'livelihood',
    [
      '一｜扩大托育服务供给｜新增普惠托位15｜市卫生健康委牵 市发展改革委责 市财政局责 各县（市、区）人民政府责｜2026-11-30',
      '二｜方便群众就医｜推行异地就医直接｜市医保局牵｜horizon',
      '（一）｜打通断头路｜完成向阳路、建业｜市住建局牵 市公安局交警支队责 市城管局责｜2026-10-31',
      '（二）｜治理拥堵点｜优化信号灯配时，｜市住建局牵 市公安局交警支队责 市城管局责｜2026-10-31',
      '四｜加强校园安全｜全市中小学一键报｜市教育局责 市公安局责｜2026-08-31',
    ],
    ['header-missing', 'group-unresolved'],
  ],
  [
    'targets',
    [
      '1｜｜生产总值增长6.｜市发展改革委责 各县〔市、区〕政府责｜horizon',
      '2｜｜粮食总产保持在4｜市农业农村局责｜horizon',
      '3｜｜城镇调查失业率控｜｜horizon',
      '4｜培育特色集群｜建设眼镜、电机两｜市工业和信息化局责 市商务局责 临溪经济开发区责｜2026-12-31',
      '5｜发展现代物流｜（1）建设冷链仓｜市交通运输局责 市邮政管理局配｜horizon',
      '6｜｜更新供水管网35｜市水务集团责｜horizon',
      '7｜实施雨污分流｜9月底前完成城北｜市住房城乡建设局牵 市城市管理局配 市水利局配｜2026-12-31',
    ],
    ['noise-removed', 'group-unresolved', 'task-without-unit'],
  ],
  [
    'wrapped',
    [
      '1｜整治占道经营｜清理主街流动摊点｜镇综合执法队责 镇市场服务中心责 松原社区配 河口村配｜horizon',
      '2｜更新环卫设施｜更换破损垃圾桶，｜镇环卫站责 松原社区配｜week',
      '3｜修缮老街雨棚｜对年久失修的雨棚｜各有关单位责｜2026-05-31',
    ],
    ['header-missing', 'group-unresolved'],
  ],
  [
    'chemical-park',
    [
      '1｜｜建设智能卡口四处｜安全监管局牵｜2024-09-30',
      '2｜｜重点企业泄漏检测｜生态环境局牵｜2024-10-31',
      '3｜｜组建专职消防队二｜应急救援中心牵｜2024-12-31',
      '（四）｜开展企业家座谈活动｜定期听取企业意见｜企业服务局牵 综合办公室牵｜unknown',
    ],
    [
      ...['bracket-style', 'text-suspect', 'text-suspect', 'deadline-past', 'deadline-past'],
      ...['deadline-past', 'task-duplicated', 'task-duplicated', 'task-duplicated'],
      'deadline-unknown',
    ],
  ],
];

describe.each(PLANS)('%s', (name, tasks, found) => {
  test('the tasks, who owes them and until when', async () => {
    expect(taskLines(await proseReading(proseText(name)))).toEqual(tasks);
  });

  test('what a person should see', async () => {
    expect(codes(await proseReading(proseText(name)))).toEqual(found);
  });

  test('every span cuts out the words that the field was read from', async () => {
    const { draft } = await proseReading(proseText(name));
    Draft.parse(draft);
    const tight = (words: string) => words.replace(/\s/g, '');
    let seen = 0;
    for (const task of draft.tasks) {
      for (const [key, span] of Object.entries(task.spans ?? {})) {
        const [field, index] = key.split('.');
        const wanted = {
          no: task.no,
          title: task.title,
          content: task.content,
          assignments: index === undefined ? undefined : task.assignments[Number(index)]?.unit,
          leaders: index === undefined ? undefined : task.leaders[Number(index)],
        }[field ?? ''];
        if (wanted === undefined || task.source.cell !== undefined) continue;
        seen += 1;
        expect(tight(sliceSpan(draft.text, span))).toBe(tight(wanted ?? ''));
      }
    }
    expect(seen).toBeGreaterThan(tasks.length > 5 ? 20 : 3);
  });

  test('every quote of the regime stands in the text, inside its sentence', async () => {
    const { draft } = await proseReading(proseText(name));
    for (const { quote, sentence } of [...draft.regime.duties, ...draft.regime.steps]) {
      expect(draft.text).toContain(quote);
      expect(sentence && sliceSpan(draft.text, sentence)).toContain(quote);
    }
  });
});

describe('the same plan in another file', () => {
  const NAMES = ['zone-year', 'county-annexes', 'livelihood', 'targets'];

  test.each(NAMES)('%s as a Word document', async (name) => {
    const text = proseText(name);
    const body = text.split('\n').map((line) => paragraph(line.replaceAll('>', '&gt;')));
    const word = await reading(wordDocument(body.join('')), '方案.docx');
    expect(taskLines(word)).toEqual(taskLines(await proseReading(text)));
  });

  test.each(NAMES)('%s in GBK with CRLF, and in UTF-16', async (name) => {
    const text = proseText(name);
    const tasks = taskLines(await proseReading(text));
    const old = await reading(gbk(text.replaceAll('\n', '\r\n')), '方案.txt');
    expect(taskLines(old)).toEqual(tasks);
    expect(codes(old)).toContain('encoding-converted');
    const wide = await reading(Buffer.from(`\ufeff${text}`, 'utf16le'), '方案.txt');
    expect(taskLines(wide)).toEqual(tasks);
  });
});

describe('prose and a table that say the same', () => {
  test('rows keep the place where the prose says it too', async () => {
    const { draft } = await proseReading(proseText('chemical-park'));
    const first = draft.tasks[0]?.spans?.['alsoAt'];
    expect(first && sliceSpan(draft.text, first)).toMatch(/^（一）推进封闭管理[^]*园区封闭运行。$/);
    expect(draft.tasks.map(({ leaders }) => leaders)).toEqual([
      ['园区副主任甲'],
      ['园区副主任乙'],
      ['园区副主任甲'],
      ['园区主任'],
    ]);
  });

  test('heading and regime come from the prose', async () => {
    const { draft } = await proseReading(proseText('chemical-park'));
    expect(draft).toMatchObject({
      title: '东澜化工园区安全环保提升年实施方案',
      issuer: '东澜化工园区管理委员会',
      documentNumber: '东澜园管发〔2024〕11号',
      issuedOn: '2024-03-05',
    });
    expect(draft.regime.duties.map(({ every, what }) => `${every} ${what}`)).toEqual([
      'quarter bulletin',
    ]);
  });
});

test('headings above a task', async () => {
  const { draft } = await proseReading(proseText('county-annexes'));
  const of = (words: string) => draft.tasks.find((t) => t.content.startsWith(words))?.category;
  expect(of('支持12家')).toEqual(['云岭县“比产业争增量”工作方案', '工作任务', '壮大骨干企业']);
  expect(of('对食品企业')?.at(-1)).toBe('守牢安全底线');
  expect(of('新建农村公路')?.at(-1)).toBe('2024年省级重点民生实事项目');
});

test('lines of any words never break the reading, and every span lies inside the text', async () => {
  const word = fc.constantFrom(
    ...[
      '一、',
      '（一）',
      '1.',
      '2.5',
      '（',
      '）',
      '(',
      '】',
      '。',
      '；',
      '、',
      '\n',
      '\n',
      '\t',
      '　　',
    ],
    ...[
      '区甲局',
      '各镇',
      '牵头',
      '负责',
      '等',
      '牵头单位：',
      '责任单位：',
      '完成时限：',
      '2026年6月底前',
    ],
    ...[
      '附件',
      '附件1',
      '：',
      '重点任务',
      '保障措施',
      '方案',
      '每月',
      '《',
      '》',
      '𠮷',
      '2026年1月1日',
    ],
  );
  const texts = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { draft } = await proseReading(`甲${text}`);
      Draft.parse(draft);
      const size = Array.from(draft.text).length;
      const spans = draft.tasks.flatMap((t) => [t.source, ...Object.values(t.spans ?? {})]);
      return spans.every(({ from, to }) => from <= to && to <= size);
    }),
    { numRuns: 300 },
  );
});
