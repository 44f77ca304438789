import { describe, expect, test } from '@jest/globals';
import type { Deadline } from '../../domain/deadline.ts';
import { periodOf, periodsWithin } from '../../domain/cadence.ts';
import { serial } from '../../domain/instant.ts';
import { codes, reading, TODAY, workbook } from '../fixtures/import/build.ts';
import { proseReading } from '../fixtures/import/prose/build.ts';

const date = (on: string, what?: string): Deadline =>
  what === undefined ? { kind: 'date', on } : { kind: 'date', on, what };
const every = (period: 'week' | 'month' | 'quarter' | 'half-year' | 'year'): Deadline => ({
  kind: 'recurring',
  every: period,
});
const unknown = (text: string): Deadline => ({ kind: 'unknown', text });
const HORIZON: Deadline = { kind: 'horizon' };

/** A table of 2027 with one task, and what its column of times says. */
async function inCell(time: string) {
  const head = ['序号', '具体内容', '完成时间', '牵头单位'];
  const rows = [['东岭区2027年任务分工表'], head, ['1', '整治甲河', time, '区甲局']];
  return reading(workbook(rows, ['A1:D1']));
}

/** A plan of 2027 in prose with one task of these words. */
async function inSentence(words: string) {
  return proseReading(`东岭区2027年重点工作方案\n一、重点任务\n1.${words}（区甲局牵头）\n`);
}

describe('in a column of times', () => {
  test.each<[string, readonly Deadline[]]>([
    ['立即启动，\n持续推进', [{ kind: 'start-now' }, { kind: 'continuous' }]],
    ['立即启动', [{ kind: 'start-now' }]],
    ['持续推进', [{ kind: 'continuous' }]],
    ['2027年12月', [date('2027-12-31')]],
    ['2027 年 2 月', [date('2027-02-28')]],
    ['6月底前', [date('2027-06-30')]],
    ['年内', [date('2027-12-31')]],
    ['9月上旬', [date('2027-09-10')]],
    ['9月中旬', [date('2027-09-20')]],
    ['9月下旬', [date('2027-09-30')]],
    ['二季度全面投产', [date('2027-06-30', '全面投产')]],
    ['每一季度', [every('quarter')]],
    ['每季度检查、全年四次', [every('quarter')]],
    ['半年一讲评', [every('half-year')]],
    ['每年不少于4次', [every('year')]],
    ['6月和12月宣传月', [every('year')]],
    ['每周至少1天半', [every('week')]],
    ['五年内', [unknown('五年内')]],
    ['三年内', [unknown('三年内')]],
    ['按序时进度', [unknown('按序时进度')]],
    ['/', [HORIZON]],
    ['', [HORIZON]],
  ])('%j', async (time, expected) => {
    expect((await inCell(time)).draft.tasks[0]?.deadlines).toEqual(expected);
  });

  test('three milestones in one sentence, all of them under 力争', async () => {
    const result = await inCell('力争乙项目2027年入规、2028年启动建设、2030年建成投产');
    expect(result.draft.tasks[0]?.deadlines).toEqual([
      { ...date('2027-12-31', '入规'), tentative: true },
      { ...date('2028-12-31', '启动建设'), tentative: true },
      { ...date('2030-12-31', '建成投产'), tentative: true },
    ]);
  });

  test('a time that is past is asked about, one to come is not', async () => {
    const past = await inCell('2025年12月');
    const told = past.diagnostics.find(({ code }) => code === 'deadline-past');
    expect(told?.message).toContain(`2025-12-31 早于导入日 ${TODAY}`);
    expect(past.draft.tasks[0]?.deadlines).toEqual([date('2025-12-31')]);
    expect(codes(await inCell('2027年12月'))).not.toContain('deadline-past');
  });

  test('what is no date is asked about', async () => {
    expect(codes(await inCell('五年内'))).toContain('deadline-unknown');
    expect(codes(await inCell('按序时进度'))).toContain('deadline-unknown');
  });
});

describe('in a sentence', () => {
  test.each<[string, readonly Deadline[]]>([
    ['评估。每一季度开展一次企业质效评估。', [every('quarter')]],
    ['投产。甲项目二季度全面投产。', [date('2027-06-30', '全面投产')]],
    ['讲评。半年一讲评。', [every('half-year')]],
    ['治水。深入实施治水三年行动。', [HORIZON]],
    ['达标。三年内建成水厂，五年内全面达标。', [unknown('三年内'), unknown('五年内')]],
    ['评估。每年开展一次企业质效评估。', [every('year')]],
    ['检查。每季度检查、全年四次。', [every('quarter')]],
    ['宣讲。宣讲每年不少于4次。', [every('year')]],
    ['宣传。组织6月和12月宣传月活动。', [every('year')]],
    ['下沉。每周至少1天半到企业走访。', [every('week')]],
    ['水厂。2027年6月底前建成水厂。', [date('2027-06-30', '建成水厂')]],
    [
      '水厂。6月底前建成水厂，9月上旬通水，年内达标。',
      [...[date('2027-06-30', '建成水厂'), date('2027-09-10', '通水'), date('2027-12-31', '达标')]],
    ],
    ['水厂。按照序时进度推进水厂建设。', [HORIZON]],
  ])('%s', async (words, expected) => {
    expect((await inSentence(words)).draft.tasks[0]?.deadlines).toEqual(expected);
  });

  test('a year that only the title names is an inference, one that is printed is not', async () => {
    const inferred = async (words: string) =>
      (await inSentence(words)).draft.tasks[0]?.inferred?.['deadlines.0']?.rule;
    expect(await inferred('水厂。6月底前建成水厂。')).toBe('year-from-document');
    expect(await inferred('水厂。2027年6月底前建成水厂。')).toBeUndefined();
    expect(await inferred('水厂。建成水厂。')).toBe('no-time-phrase');
  });

  test('without a year anywhere nothing becomes a date', async () => {
    const { draft } = await proseReading(
      '工作方案\n一、重点任务\n1.水厂。6月底前建成水厂。（区甲局牵头）\n',
    );
    expect(draft.tasks[0]?.deadlines).toEqual([unknown('6月底前')]);
  });
});

describe('a 旬', () => {
  const days = (day: string) => {
    const { from, to } = periodOf({ every: 'ten-days' }, day);
    return serial(to) - serial(from);
  };

  test.each([
    ['2026-01-05', 10],
    ['2026-01-15', 10],
    ['2026-01-25', 11],
    ['2026-02-25', 8],
    ['2028-02-25', 9],
    ['2026-04-30', 10],
  ])('of %s has %i days', (day, length) => {
    expect(days(day)).toBe(length);
  });

  test('runs 1–10, 11–20, 21 to the end of the month, and a year has 36', () => {
    const all = periodsWithin({ every: 'ten-days' }, '2026-01-01', '2027-01-01');
    expect(all).toHaveLength(36);
    expect(all.slice(3, 6).map(({ from, to }) => [from, to])).toEqual([
      ['2026-02-01', '2026-02-11'],
      ['2026-02-11', '2026-02-21'],
      ['2026-02-21', '2026-03-01'],
    ]);
  });
});

describe('numbers', () => {
  test.each([
    ['新签约项目10家左右', ['about 10家']],
    ['培育规上企业5个以上', ['at-least 5个']],
    ['化解积案不少于60个', ['at-least 60个']],
    ['培育企业达26家以上', ['at-least 26家']],
    ['新增企业超7家', ['above 7家']],
    ['工业投资增长7.5%', ['growth exactly 7.5%']],
    ['绿化率提高1个百分点', ['growth exactly 1个百分点']],
    ['工业投资增长7.5%，综合排名进入全省前50位', ['growth exactly 7.5%', 'rank at-most 50位']],
    ['力争群众满意度进入全市前三', ['rank at-most 3位']],
    ['在去年7家基础上新增高新技术企业3家', ['exactly 3家 on 7家']],
    ['盘活存量资金0.2亿元', ['exactly 0.2亿元']],
    ['达标率由2026年 86.4%提高到90%以上', ['at-least 90%']],
    ['新建幼儿园2-3个', ['exactly 2-3个']],
    ['新建多个5G基站', []],
    ['五年内培育龙头企业4家', ['exactly 4家']],
  ])('%s', async (words, expected) => {
    const { draft } = await inSentence(`目标。${words}。`);
    const found = (draft.tasks[0]?.statedTargets ?? []).map((t) => {
      const kind = t.kind === 'amount' ? '' : `${t.kind} `;
      const upTo = t.upTo === undefined ? '' : `-${t.upTo}`;
      const base = t.base?.value === undefined ? '' : ` on ${t.base.value}${t.base.unit ?? ''}`;
      return `${kind}${t.comparison} ${t.value}${upTo}${t.unit}${base}`;
    });
    expect(found).toEqual(expected);
  });

  test('a figure that was left out is told, and is no target', async () => {
    const result = await inSentence('基站。新建多个5G基站。');
    expect(result.draft.tasks[0]?.statedTargets).toBeUndefined();
    const told = result.diagnostics.find(({ code }) => code === 'text-suspect');
    expect(told?.message).toContain('“新建多个5G基站”疑有错漏');
  });

  test('one thing with two numbers is told once; growth and amount of it are no contradiction', async () => {
    const result = await proseReading(`东岭区2027年重点工作方案
一、重点任务
1.抓投资。固定资产投资增长15%。（区甲局牵头）
2.抓项目。固定资产投资突破140亿元。（区甲局牵头）
3.抓小区。改造老旧小区25个。（区乙局牵头）
4.抓改造。改造老旧小区25个。（区丙局牵头）
5.抓民生。改造老旧小区30个。（区丙局牵头）
`);
    const told = result.diagnostics.filter(({ code }) => code === 'target-differs');
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringContaining('“改造老旧小区”的指标两处不一致：一3 为 25个；一5 为 30个'),
    ]);
  });
});
