import { describe, expect, test } from '@jest/globals';
import { readHolidayNotice, withNotice } from '../../web/calendar/holidayNotice.ts';
import { shiftMonth } from '../../web/calendar/month.ts';
import { dayFull } from '../../web/marks/dayFull.ts';

const NOTICE = `关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月5日（周一）放假1天，与周末连休。
四、国庆节：9月30日（周四）至10月6日（周三）放假调休，共7天，9月26日（周日）、10月9日（周六）上班。`;

describe('节假日安排通知', () => {
  test('weekdays within the holidays rest, weekend days that are named are worked', () => {
    expect(readHolidayNotice(NOTICE)).toEqual({
      year: 2027,
      rest: [
        ...['2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'],
        ...['2027-04-05', '2027-09-30', '2027-10-01', '2027-10-04', '2027-10-05', '2027-10-06'],
      ],
      work: ['2027-01-31', '2027-02-13', '2027-09-26', '2027-10-09'],
    });
  });

  test('a holiday may begin in the year before', () => {
    const text = '2028年节假日安排。元旦：2027年12月31日（周五）至2028年1月2日（周日）放假调休。';
    expect(readHolidayNotice(text)).toEqual({ year: 2028, rest: ['2027-12-31'], work: [] });
  });

  test.each(['', '2027年部分节假日安排的通知', '元旦：1月1日至3日放假，共3天。'])(
    'what names no year or no day is not read: %s',
    (text) => {
      expect(readHolidayNotice(text)).toBeUndefined();
    },
  );

  test('the next version keeps the other years', () => {
    const old = {
      ...{ id: 'cn', version: 2, announcedThrough: '2026-12-31' },
      ...{ rest: ['2026-10-01', '2027-01-04'], work: ['2026-10-10'] },
    };
    const text = '2027年部分节假日安排：元旦：1月1日（周五）放假1天。1月2日（周六）上班。';
    const notice = readHolidayNotice(text);
    expect(notice && withNotice(old, notice)).toEqual({
      ...{ id: 'cn', version: 3, announcedThrough: '2027-12-31' },
      ...{ rest: ['2026-10-01', '2027-01-01'], work: ['2026-10-10', '2027-01-02'] },
    });
  });
});

describe('月份', () => {
  test.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-05', 0, '2026-05'],
  ])('%s %d is %s', (month, by, expected) => {
    expect(shiftMonth(month, by)).toBe(expected);
  });
});

test('a day in full', () => {
  expect(dayFull('2026-09-05')).toBe('2026年9月5日');
});
