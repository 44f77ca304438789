import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Deadline } from '../../domain/deadline.ts';
import { readDeadlines } from '../../importers/timePhrase.ts';

const on = (day: string, what?: string) => ({ kind: 'date', on: day, ...(what ? { what } : {}) });
const unknown = (text: string) => ({ kind: 'unknown', text });

describe('完成时间', () => {
  test.each([
    ['2027年11月', '2027-11-30'],
    ['2027年11月底前', '2027-11-30'],
    ['2027年2月', '2027-02-28'],
    ['2028年2月底', '2028-02-29'],
    ['2027年', '2027-12-31'],
    ['2027', '2027-12-31'],
    ['2027年年底前', '2027-12-31'],
    ['2027年内', '2027-12-31'],
    ['2027年上半年', '2027-06-30'],
    ['2027年一季度末', '2027-03-31'],
    ['2027年第四季度', '2027-12-31'],
    ['2027年9月上旬', '2027-09-10'],
    ['2027年9月中旬', '2027-09-20'],
    ['2027年9月下旬', '2027-09-30'],
    ['2027年11月15日前', '2027-11-15'],
    ['２０２７年１１月１５日', '2027-11-15'],
    ['二〇二七年十一月底', '2027-11-30'],
    ['2027\n年11月', '2027-11-30'],
    ['2027-11-15', '2027-11-15'],
    ['2027/11', '2027-11-30'],
    ['2027.11.5', '2027-11-05'],
    ['20271115', '2027-11-15'],
    ['2025年-2027年', '2027-12-31'],
    ['2025-2027年', '2027-12-31'],
    ['2027年1月至11月', '2027-11-30'],
    ['2026年10月—2027年3月', '2027-03-31'],
    ['2027年6月20日-7月10日', '2027-07-10'],
    ['到2030年', '2030-12-31'],
  ])('%j ends on %s', (text, day) => {
    expect(readDeadlines(text)).toEqual([on(day)]);
  });

  test.each([
    ['6月底前', '2027-06-30'],
    ['12月31日前', '2027-12-31'],
    ['年底前', '2027-12-31'],
    ['上半年', '2027-06-30'],
    ['四季度', '2027-12-31'],
    ['1-11月', '2027-11-30'],
    ['全年', '2027-12-31'],
    ['今年9月', '2027-09-30'],
  ])('%j needs the year of the document', (text, day) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual([on(day)]);
    expect(readDeadlines(text).every((d) => d.kind === 'unknown' || d.kind === 'horizon')).toBe(
      true,
    );
  });

  test('milestones under 力争 are tentative and say what', () => {
    const text = '力争甲项目2027年入库、2028年开工建设、2030\n年建成';
    expect(readDeadlines(text)).toEqual([
      { ...on('2027-12-31', '入库'), tentative: true },
      { ...on('2028-12-31', '开工建设'), tentative: true },
      { ...on('2030-12-31', '建成'), tentative: true },
    ]);
  });

  test('a year once said holds for the phrases after it', () => {
    expect(readDeadlines('2027年6月底前拿出方案；11月底前全面完成')).toEqual([
      on('2027-06-30', '拿出方案'),
      on('2027-11-30'),
    ]);
    expect(
      readDeadlines('2027年3月、6月、9月').map((d) => (d.kind === 'date' ? d.on : '')),
    ).toEqual(['2027-03-31', '2027-06-30', '2027-09-30']);
    expect(readDeadlines('二季度全面投产', { year: 2027 })).toEqual([on('2027-06-30', '全面投产')]);
  });

  test.each([
    ['立即启动，\n持续推进', ['start-now', 'continuous']],
    ['立即启动', ['start-now']],
    ['立行立改', ['start-now']],
    ['持续推进', ['continuous']],
    ['长期坚持', ['continuous']],
    ['常态化开展', ['continuous']],
    ['2027年11月\n持续推进', ['date', 'continuous']],
    ['2027年11月（长期坚持）', ['date', 'continuous']],
    ['2027年1月起持续推进', ['continuous']],
    ['/', []],
    ['', []],
  ])('%j is %j', (text, kinds) => {
    expect(readDeadlines(text).map((d) => d.kind)).toEqual(kinds);
  });

  test.each([
    ['每年', 'year'],
    ['每一季度', 'quarter'],
    ['每季度末月25日前', 'quarter'],
    ['每月5日前', 'month'],
    ['逐月推进', 'month'],
    ['每旬', 'ten-days'],
    ['每周', 'week'],
    ['每两个月', 'two-months'],
    ['半年一次', 'half-year'],
    ['每年6月、12月', 'year'],
  ])('%j recurs each %s', (text, every) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual([{ kind: 'recurring', every }]);
  });

  test.each([
    '适时',
    '按序时进度',
    '三年内',
    '30日内',
    '6个月内',
    '2027年2月30日',
    '2027年春节前',
    '2027年初',
    '2027年1月起',
    '次年3月底前',
    '已完成',
    '按上级要求时限',
  ])('%j stays unknown with its words', (text) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual([unknown(text)]);
  });

  test('thousands of days that do not exist are unknown, not an error', () => {
    const read = readDeadlines('2月30日'.repeat(5000), { year: 2027 });
    expect(read.map((d) => d.kind)).toEqual(['unknown']);
  });

  test('never throws, and says only what the schema allows', () => {
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
        '\n',
      ],
      ...['力争', '持续推进', '立即', '上半年', '/', '旬', '内', '初', 'x', '（', '）'],
    );
    const phrase = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
    fc.assert(
      fc.property(phrase, (text) => {
        for (const deadline of readDeadlines(text)) Deadline.parse(deadline);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['“十四五”末', '2025-12-31'],
    ['十五五期间', '2030-12-31'],
    ['2027年6月30日17:00前', '2027-06-30'],
    ['2027年Q3', '2027-09-30'],
    ['前三季度', '2027-09-30'],
    ['全年推进', '2027-12-31'],
    ['明年3月底前', '2028-03-31'],
    ['2027年6月底前（力争）', '2027-06-30'],
  ])('%j ends on %s in 2027', (text, day) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual([expect.objectContaining(on(day))]);
  });

  test.each([
    ['第一、二季度', ['2027-03-31', '2027-06-30']],
    ['2028年三、四季度', ['2028-09-30', '2028-12-31']],
    ['3月31日、6月30日', ['2027-03-31', '2027-06-30']],
  ])('%j is a list', (text, days) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual(days.map((day) => on(day)));
  });

  test('the words after a comma say what is due', () => {
    expect(readDeadlines('2028年，建成甲基地')).toEqual([on('2028-12-31', '建成甲基地')]);
    expect(readDeadlines('3月中交、二季度全面投产', { year: 2027 })).toEqual([
      on('2027-03-31', '中交'),
      on('2027-06-30', '全面投产'),
    ]);
  });

  test.each([
    ['每季度检查、全年四次', 'quarter'],
    ['每年上半年、下半年各一次', 'year'],
    ['6月和12月宣传月', 'year'],
    ['每周至少1天半', 'week'],
    ['半年一讲评', 'half-year'],
    ['每年不少于4次', 'year'],
  ])('%j is only a cadence', (text, every) => {
    expect(readDeadlines(text, { year: 2027 })).toEqual([{ kind: 'recurring', every }]);
  });
});
