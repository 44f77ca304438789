import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Deadline } from '../../domain/deadline.ts';
import { contentDeadlines } from '../../importers/contentTime.ts';

const YEAR = { year: 2027 };
const read = (text: string, context: { year?: number } = YEAR) =>
  contentDeadlines(text, context).map(({ deadline }) => deadline);
const days = (text: string) =>
  read(text).map((d) =>
    d.kind === 'date' ? d.on : `${d.kind} ${d.kind === 'unknown' ? d.text : ''}`,
  );

describe('dates', () => {
  test.each([
    ['到2030年，建成甲基地', '2030-12-31'],
    ['至2030年基本建成', '2030-12-31'],
    ['力争到2029年，建成甲基地', '2029-12-31'],
    ['2027年底前完成甲园区搬迁', '2027-12-31'],
    ['2027 年底前完成', '2027-12-31'],
    ['2028 年 6 月 底前完成', '2028-06-30'],
    ['二〇二八年二月底前完成', '2028-02-29'],
    ['２０２８年１１月前完成', '2028-11-30'],
    ['2027\n年11月底前完成', '2027-11-30'],
    ['6月底前报送方案', '2027-06-30'],
    ['6月30日前完成整改', '2027-06-30'],
    ['十一月一日前完成', '2027-11-01'],
    ['一月底前完成', '2027-01-31'],
    ['6月中旬前完成摸底', '2027-06-20'],
    ['上半年完成主体工程', '2027-06-30'],
    ['一季度末前完成清理', '2027-03-31'],
    ['前三季度完成八成', '2027-09-30'],
    ['2028年一至三季度完成', '2028-09-30'],
    ['2028年下半年投产', '2028-12-31'],
    ['年内开工建设甲项目', '2027-12-31'],
    ['今年一季度开工', '2027-03-31'],
    ['今年年底前完成', '2027-12-31'],
    ['明年3月底前完成', '2028-03-31'],
    ['2027-2029年实施甲工程', '2029-12-31'],
    ['9月至12月开展攻坚', '2027-12-31'],
    ['2028年1-6月完成投资', '2028-06-30'],
    ['2027年11月至2028年2月开展', '2028-02-29'],
    ['2027.6.30前完成', '2027-06-30'],
    ['不晚于2028年9月完成', '2028-09-30'],
    ['2028年产值达到25亿元', '2028-12-31'],
    ['2028年新建项目20个', '2028-12-31'],
    ['“十五五”末建成', '2030-12-31'],
    ['“十五五”期间新增甲企业', '2030-12-31'],
    ['甲工程（2028年6月底前）', '2028-06-30'],
    ['2026年底前完成', '2026-12-31'],
  ])('%j ends on %s', (text, day) => {
    expect(days(text)).toEqual([day]);
  });

  test('milestones say what, and 力争 makes them tentative', () => {
    expect(read('甲项目3月中交、二季度全面投产。')).toEqual([
      { kind: 'date', on: '2027-03-31', what: '中交' },
      { kind: 'date', on: '2027-06-30', what: '全面投产' },
    ]);
    expect(read('力争甲项目2027年入规、2028年启动建设、2030年建成投产')).toEqual(
      [
        ['2027-12-31', '入规'],
        ['2028-12-31', '启动建设'],
        ['2030-12-31', '建成投产'],
      ].map(([on, what]) => ({ kind: 'date', on, what, tentative: true })),
    );
    expect(read('6月底前完成甲，力争2028年底前完成乙')).toEqual([
      { kind: 'date', on: '2027-06-30', what: '完成甲' },
      { kind: 'date', on: '2028-12-31', what: '完成乙', tentative: true },
    ]);
  });

  test('what is due may stand in the next clause, before, or after a list of dates', () => {
    const whats = (text: string) => read(text).map((d) => (d.kind === 'date' ? d.what : d.kind));
    expect(whats('到2030年，建成甲基地')).toEqual(['建成甲基地']);
    expect(whats('完成甲工程（6月底前）。')).toEqual(['完成甲工程']);
    expect(whats('6月、12月各组织一次')).toEqual(['各组织一次', '各组织一次']);
  });

  test('a year once said holds to the end of its sentence', () => {
    expect(days('2028年6月底前拿方案，9月底前启动；11月底前报告')).toEqual([
      '2028-06-30',
      '2028-09-30',
      '2027-11-30',
    ]);
  });

  test('without the year of the document nothing becomes a date', () => {
    expect(read('6月底前报送方案', {})).toEqual([{ kind: 'unknown', text: '6月底前' }]);
    expect(read('年内开工', {})).toEqual([{ kind: 'horizon' }]);
    expect(read('2028年6月底前报送方案', {})).toMatchObject([{ kind: 'date', on: '2028-06-30' }]);
  });
});

describe('cadences', () => {
  test.each([
    ['每一季度通报一次', 'quarter'],
    ['每季度检查、全年四次', 'quarter'],
    ['每季度末月25日前报送', 'quarter'],
    ['每季度结束后5日内报送', 'quarter'],
    ['每年开展一次企业评估', 'year'],
    ['每年不少于4次', 'year'],
    ['每年3月底前、9月底前各报一次', 'year'],
    ['6月和12月宣传月开展活动', 'year'],
    ['每月5日前报送上月情况', 'month'],
    ['逐月通报', 'month'],
    ['一月一调度', 'month'],
    ['每两个月调度一次', 'two-months'],
    ['半年一讲评', 'half-year'],
    ['每周至少1天半开展服务', 'week'],
    ['每旬报送进度', 'ten-days'],
  ])('%j recurs each %s', (text, every) => {
    expect(read(text)).toEqual([{ kind: 'recurring', every }]);
  });

  test('beside a date both hold', () => {
    expect(read('每月召开一次会议，年底前完成总结')).toEqual([
      { kind: 'recurring', every: 'month' },
      { kind: 'date', on: '2027-12-31', what: '完成总结' },
    ]);
  });
});

describe('no date is made of what names no day', () => {
  test.each([
    '五年内',
    '三年内',
    '六个月内',
    '印发后10个工作日内',
    '春节前',
    '“五一”前',
    '2028年汛期前',
    '今年秋季开学',
    '本月底前',
    '次年3月底前',
    '每两年',
    '2028年初',
    '党代会召开前',
    '定期',
    '适时',
    '尽快',
  ])('%s stays unknown with its words', (phrase) => {
    expect(read(`${phrase}完成甲任务`)).toEqual([{ kind: 'unknown', text: phrase }]);
  });

  test.each([
    ['持续推进甲工作', 'continuous'],
    ['常态化开展走访', 'continuous'],
    ['确保全年放贷超过2亿元', 'horizon'],
    ['确保今年收入增长', 'horizon'],
  ])('%j is %s', (text, kind) => {
    expect(read(text)).toEqual([{ kind }]);
  });

  test('soft words count only where nothing firmer is said', () => {
    expect(days('持续推进甲工作，尽快开工，2028年底前完成')).toEqual(['2028-12-31']);
  });
});

describe('no time at all', () => {
  test.each([
    '落实甲三年行动计划',
    '新一轮甲建设三年行动',
    '编制五年规划',
    '“十四五”规划编制',
    '《甲区2027年重点企业帮扶方案》',
    '“季季有主题、月月有活动”',
    '新增产能100万吨/年',
    '产能每年30万吨',
    '补贴300元/月',
    '年产30万吨',
    '巩固2026年甲改革成果',
    '2026年以来的甲工作',
    '比2026年增长5%',
    '甲政发〔2026〕6号',
    '引进2-3个项目',
    '申报中长期贷款',
    '全周期服务',
    '连续三年增长',
    '近三年新增3家',
    '24小时值班',
    '审批时限压缩至3个工作日内',
    '依法对约定期内未达标企业',
    '可持续发展',
    '健全常态化协税机制',
    '做好2027年重点民生实事',
    '完成2027年建设任务',
    '2027年3月印发的方案',
    '根据2027年5月10日会议精神',
    '2027年1月1日起施行',
    '2035年远景目标',
    '3月15日消费者权益日',
    '纳入年底考核',
    '突破2000.5亿元',
    '不断完善，及时处置',
    '',
  ])('%j', (text) => {
    expect(read(text)).toEqual([]);
  });
});

test('offsets slice the printed words', () => {
  const text = '（一）加快推进，　2028 年 6 月底前完成；每 季度通报。';
  const words = contentDeadlines(text, YEAR).map(({ from, to }) => text.slice(from, to));
  expect(words).toEqual(['2028 年 6 月底前', '每 季度']);
});

test('a very long list neither fails nor is cut', () => {
  expect(read('3月、'.repeat(5000))).toEqual([{ kind: 'date', on: '2027-03-31' }]);
  expect(read('2月30日、'.repeat(5000)).every((d) => d.kind === 'unknown')).toBe(true);
});

test('the same deadline is given once, in the order of the text', () => {
  expect(days('甲6月底前；乙3月底前；丙。6月底前')).toEqual([
    '2027-06-30',
    '2027-03-31',
    '2027-06-30',
  ]);
  expect(read('每月通报。每月调度')).toEqual([{ kind: 'recurring', every: 'month' }]);
});

test('any words give what the schema allows, with places inside the text', () => {
  const word = fc.constantFrom(
    ...[
      '2027',
      '年',
      '月',
      '日',
      '12',
      '31',
      '底',
      '前',
      '季度',
      '一',
      '每',
      '至',
      '-',
      '、',
      '，',
    ],
    ...[
      '力争',
      '持续',
      '到',
      '上半年',
      '/',
      '旬',
      '内',
      '初',
      '（',
      '）',
      '“',
      '”',
      '《',
      '》',
      '。',
      ' ',
    ],
    ...['十四五', '期间', '春节', '完成', '三', '万吨', '起', '今年', '\n'],
  );
  const phrase = fc.array(word, { maxLength: 16 }).map((words) => words.join(''));
  fc.assert(
    fc.property(phrase, (text) => {
      let last = 0;
      for (const { deadline, from, to } of contentDeadlines(text, YEAR)) {
        Deadline.parse(deadline);
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
        last = to;
      }
    }),
    { numRuns: 500 },
  );
});
