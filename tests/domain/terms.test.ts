import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Shift } from '../../domain/calendar.ts';
import { Deadline, Every } from '../../domain/deadline.ts';
import { Role } from '../../domain/plan.ts';
import { Duty, EscalationStep, Recipient } from '../../domain/regime.ts';
import {
  cadenceWords,
  conditionWords,
  cutOffWords,
  dueRuleWords,
  glossary,
  offsetWords,
  periodWords,
  stepWords,
  term,
} from '../../domain/terms.ts';
import { TERMS } from '../../domain/termTable.ts';

describe('the table', () => {
  test('docs/glossary.md is printed from it', () => {
    const page = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');
    expect(page).toBe(glossary());
  });

  test('an identifier stands in it once', () => {
    const ids = Object.values(TERMS).flatMap((group) => Object.keys(group));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('every word of the schemas is a term', () => {
    const words = [
      ...Every.options,
      ...Role.options,
      ...Shift.options,
      ...Recipient.options[0].options,
      ...EscalationStep.shape.step.options,
      ...Deadline.options.map((option) => option.shape.kind.value),
    ];
    expect(words.filter((word) => term(word) === word)).toEqual([]);
  });

  test('posts, units and strange words', () => {
    expect(term('on-time')).toBe('按时');
    expect(term('post:区政府分管领导')).toBe('区政府分管领导');
    expect(term('unit:u003')).toBe('单位u003');
    expect(term('constructor')).toBe('constructor');
  });
});

const duty = (more: Record<string, unknown>) =>
  dueRuleWords(Duty.parse({ id: 'd', title: '报', by: ['lead'], every: 'month', ...more }));

describe('sentences', () => {
  test('offsets say which days they count', () => {
    expect([offsetWords({ workdays: 3 }), offsetWords({ days: 3 })]).toEqual(['3个工作日', '3天']);
  });

  test('cadences', () => {
    expect(Every.options.map(cadenceWords)).toEqual([
      '每周',
      '每旬',
      '每月',
      '每两个月',
      '每季度',
      '每半年',
      '每年',
    ]);
  });

  test.each([
    [{ due: { day: 25 } }, '每月25日17:00，遇休息日提前'],
    [{ due: { lastDay: true }, shift: 'later', time: '12:00' }, '每月最后一日12:00，遇休息日顺延'],
    [{ due: { workday: -5 } }, '每月倒数第5个工作日17:00'],
    [{ due: { workday: 3 } }, '每月第3个工作日17:00'],
    [{ due: { next: { day: 5 } } }, '每月一次，次月5日17:00，遇休息日提前'],
    [{ every: 'week', due: { day: 5 }, shift: 'unchanged' }, '每周五17:00，遇休息日不调整'],
    [{ every: 'week', phase: 6, due: { day: 3 } }, '每周一17:00，遇休息日提前'],
    [{ every: 'ten-days', due: { day: 8 } }, '每旬第8日17:00，遇休息日提前'],
    [{ every: 'quarter', due: { day: 20 } }, '每季度末月20日17:00，遇休息日提前'],
    [{ every: 'quarter', due: { next: { day: 5 } } }, '每季度一次，期后首月5日17:00，遇休息日提前'],
  ])('due %j', (more, words) => {
    expect(duty(more)).toBe(words);
  });

  test('a cut-off', () => {
    const rule = {
      every: 'two-months',
      cutOff: { lastDay: true },
      time: '18:00',
      shift: 'unchanged',
    } as const;
    expect(cutOffWords(rule)).toBe('每两个月末月最后一日18:00，遇休息日不调整');
  });

  test.each([
    ['month', '2026-03', '2026年3月'],
    ['ten-days', '2026-03a', '2026年3月上旬'],
    ['ten-days', '2026-12c', '2026年12月下旬'],
    ['two-months', '2026-04B', '2026年4—5月'],
    ['two-months', '2022-12B', '2022年12月—2023年1月'],
    ['quarter', '2026Q1', '2026年第1季度'],
    ['quarter', '2026-02Q', '2026年2—4月'],
    ['half-year', '2026H1', '2026年上半年'],
    ['half-year', '2026-10H', '2026年10月—2027年3月'],
    ['year', '2026', '2026年'],
    ['year', '2026-04Y', '2026年4月—2027年3月'],
    ['week', '2026-W09', '2026年第9周'],
    ['deadlines', '2026-06-30', '2026年6月30日'],
    ['deadlines', '2026-06-30#2', '2026年6月30日（第2项）'],
    ['month', '启动前', '启动前'],
  ] as const)('period %s %s', (every, key, words) => {
    expect(periodWords(every, key)).toBe(words);
  });

  test('conditions', () => {
    expect(conditionWords({ consecutive: 'missing', atLeast: 3 })).toBe('连续3期未报');
    expect(conditionWords({ cumulative: 'missing-or-late', atLeast: 5, within: 'year' })).toBe(
      '本年度累计5期未报或迟报',
    );
    expect(conditionWords({ cumulative: 'late', atLeast: 2, within: 'campaign' })).toBe(
      '累计2期迟报',
    );
  });

  const step = (more: Record<string, unknown>) =>
    stepWords(EscalationStep.parse({ id: 's', to: ['head', 'leader'], ...more }));

  test('steps', () => {
    const after = (workdays: number) => ({ after: 'grace', offset: { workdays } });
    expect(
      step({
        step: 'remind',
        at: { before: 'due', offset: { workdays: 3 } },
        time: '09:00',
        to: ['reporter'],
      }),
    ).toBe('到期前3个工作日09:00，提醒单位联络员');
    expect(step({ step: 'urge', at: after(0) })).toBe(
      '宽限期满时，仍未报送的，催办，发单位主要负责人、牵头领导',
    );
    expect(step({ step: 'letter', at: after(3), time: '17:00' })).toBe(
      '宽限期满后3个工作日17:00，仍未报送的，发督办函给单位主要负责人、牵头领导',
    );
    const when = [
      { consecutive: 'missing', atLeast: 3 },
      { cumulative: 'missing-or-late', atLeast: 5, within: 'year' },
    ];
    expect(step({ step: 'interview', at: after(3), when, while: 'any', to: ['office'] })).toBe(
      '宽限期满后3个工作日，连续3期未报，或本年度累计5期未报或迟报的，提请约谈，送督查室',
    );
  });
});
