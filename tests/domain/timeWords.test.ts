import { describe, expect, test } from '@jest/globals';
import type { Calendar } from '../../domain/calendar.ts';
import { levelOfLimit, levelOfOpen, nearUntil, raisedSteps } from '../../domain/standingMark.ts';
import { dayWords, leftWords, limitWords, spanWords } from '../../domain/timeWords.ts';

const CALENDAR: Calendar = {
  id: 'test',
  version: 1,
  zone: 'Asia/Shanghai',
  announcedThrough: '2026-12-31',
  rest: ['2026-10-01', '2026-10-02', '2026-10-03'],
  work: ['2026-10-10'],
  closures: [{ from: '2026-11-20', to: '2026-11-20', name: '搬迁' }],
};
const at = (text: string) => `${text}:00+08:00`;

describe('how long is left', () => {
  test.each([
    ['2026-11-25T17:00', '2026-11-23T10:00', '还有 2 个工作日（11月25日 17:00）'],
    ['2026-11-23T17:00', '2026-11-23T13:30', '还有 3 小时（今天 17:00）'],
    ['2026-11-23T17:00', '2026-11-23T16:45', '还有 15 分钟（今天 17:00）'],
    ['2026-11-20T17:00', '2026-11-23T10:00', '逾期 1 个工作日（11月20日 17:00）'],
    ['2026-11-23T09:00', '2026-11-23T10:00', '逾期不足 1 个工作日（今天 09:00）'],
    ['2026-11-22T09:00', '2026-11-21T10:00', '下一个工作日前（11月22日 09:00）'],
    ['2027-01-05T17:00', '2026-12-30T10:00', '还有 4 个工作日（2027年1月5日 17:00）'],
    // Friday the 20th is closed: from Thursday to Monday is one working day.
    ['2026-11-23T17:00', '2026-11-19T10:00', '还有 1 个工作日（11月23日 17:00）'],
  ])('%s seen from %s', (due, now, words) => {
    expect(leftWords(at(due), at(now), CALENDAR)).toBe(words);
  });

  test('a limit says what is left of it, or how far it was passed', () => {
    expect(limitWords(at('2026-11-23T17:00'), at('2026-11-23T13:00'), CALENDAR)).toBe('剩 4 小时');
    expect(limitWords(at('2026-11-24T17:00'), at('2026-11-23T13:00'), CALENDAR)).toBe(
      '剩 1 个工作日',
    );
    expect(limitWords(at('2026-11-18T17:00'), at('2026-11-23T13:00'), CALENDAR)).toBe(
      '已超时 2 个工作日',
    );
  });

  test('an instant is told in the zone of the calendar, however it was written', () => {
    const utc = '2026-11-25T09:00:00Z';
    expect(spanWords(utc, at('2026-11-23T10:00'), CALENDAR)).toBe('还有 2 个工作日');
    expect(leftWords(utc, at('2026-11-23T10:00'), CALENDAR)).toContain('11月25日 17:00');
  });
});

describe('a day in words', () => {
  test.each([
    ['2026-11-22', '11月22日 星期日（休息日）', '周末休息', ''],
    ['2026-11-23', '11月23日 星期一（工作日）', '工作日', ''],
    ['2026-10-01', '10月1日 星期四（休息日）', '法定节假日或调休放假', '休'],
    ['2026-10-10', '10月10日 星期六（工作日）', '调休上班', '班'],
    ['2026-11-20', '11月20日 星期五（休息日）', '本单位停办：搬迁', '休'],
  ])('%s', (day, words, why, badge) => {
    expect(dayWords(day, CALENDAR)).toEqual({
      ...{ day, words, why, badge, provisional: false },
      working: words.includes('工作日'),
    });
  });

  test('a day beyond the announced calendar is provisional', () => {
    const found = dayWords('2027-01-04', CALENDAR);
    expect(found.provisional).toBe(true);
    expect(found.words).toContain('暂定');
  });
});

describe('levels', () => {
  const now = at('2026-11-23T10:00');
  const near = nearUntil(now, CALENDAR);
  const open = (due: string, steps: readonly string[] = [], missing = false) =>
    levelOfOpen({ due: at(due), steps, missing }, now, near, ['letter']);

  test('near is what falls due within three working days', () => {
    expect(open('2026-11-26T17:00')).toBe('near');
    expect(open('2026-11-27T09:00')).toBe('normal');
  });

  test('late is what is past due or missing, raised what a letter has gone out for', () => {
    expect(open('2026-11-23T09:00')).toBe('late');
    expect(open('2026-12-23T09:00', [], true)).toBe('late');
    expect(open('2026-11-20T17:00', ['urge'], true)).toBe('late');
    expect(open('2026-11-20T17:00', ['urge', 'letter'], true)).toBe('raised');
  });

  test('a limit is near on its last working day, late once it has passed', () => {
    expect(levelOfLimit(at('2026-11-24T17:00'), now, CALENDAR)).toBe('near');
    expect(levelOfLimit(at('2026-11-25T17:00'), now, CALENDAR)).toBe('normal');
    expect(levelOfLimit(at('2026-11-23T09:59'), now, CALENDAR)).toBe('late');
    expect(levelOfLimit(null, now, CALENDAR)).toBe('normal');
  });

  test('letters, reports upward and interviews raise; reminders and urging do not', () => {
    const step = (id: string, kind: 'remind' | 'urge' | 'letter' | 'interview') => ({
      ...{ id, step: kind, at: { after: 'grace' as const, offset: { workdays: 0 } } },
      ...{ to: ['head' as const], while: 'unreported' as const },
    });
    const ladder = [
      step('a', 'remind'),
      step('b', 'urge'),
      step('c', 'letter'),
      step('d', 'interview'),
    ];
    expect(raisedSteps({ ladder })).toEqual(['c', 'd']);
  });
});
