import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWorkday, type Calendar } from '../../domain/calendar.ts';
import {
  bareYears,
  checkCalendar,
  effectiveCalendar,
  type CalendarFault,
} from '../../domain/calendarChangeCheck.ts';
import { plusDays } from '../../domain/instant.ts';
import { calendars, days, RUNS } from '../harness/arbitraries.ts';
import { PLAIN } from '../harness/cast.ts';

const OLD: Calendar = {
  ...PLAIN,
  announcedThrough: '2026-12-31',
  rest: ['2026-10-01', '2026-10-02'],
  work: ['2026-10-10'],
  closures: [{ from: '2026-09-01', to: '2026-09-02', name: '防台风' }],
};
const NEXT: Calendar = {
  ...OLD,
  version: 2,
  announcedThrough: '2027-12-31',
  rest: [...OLD.rest, '2027-01-01'],
};

const place = ({ path, message }: CalendarFault) => `${path.join('.')} ${message}`;
function faults(
  change: Partial<Calendar>,
  published: readonly { id: string; version: number }[] = [],
) {
  const held = { old: OLD, today: '2026-11-20', first: '2026-08-01', published };
  return checkCalendar({ ...NEXT, ...change }, held).map(place);
}

describe('a published calendar', () => {
  test('that only adds a year is sound', () => {
    expect(faults({})).toEqual([]);
  });

  test.each<[Partial<Calendar>, string]>([
    [{ zone: 'Asia/Urumqi' }, 'zone 时区应与现行日历一致（Asia/Shanghai），不能改为 Asia/Urumqi'],
    [{ version: 1 }, 'version 版本号应大于已发布的第 1 版，请改为 2'],
    [
      { announcedThrough: '2026-11-30' },
      'announcedThrough 公布截止日不能早于现行日历的 2026-12-31',
    ],
    [{ announcedThrough: '2027-02-30' }, 'announcedThrough 没有 2027-02-30 这一天'],
    [
      { rest: [...NEXT.rest, '2026-12-25'] },
      'rest.3 2026-12-25 排在 2027-01-01 之后，请按日期先后排列',
    ],
    [{ rest: [...NEXT.rest, '2027-01-01'] }, 'rest.3 2027-01-01 重复'],
    [{ work: ['2026-10-10', '2027-01-01'] }, 'rest.2 2027-01-01 既列为放假又列为上班，只能取其一'],
    [
      { closures: [...OLD.closures, { from: '2027-03-02', to: '2027-03-01', name: '检修' }] },
      'closures.1 停办“检修”的起止颠倒（2027-03-02 至 2027-03-01）',
    ],
    [
      { closures: [...OLD.closures, { from: '2027-03-02', to: '2029-03-01', name: '检修' }] },
      'closures.1 停办“检修”长达 731 天，超过一年，请核对',
    ],
    [
      { rest: ['2026-10-01', '2027-01-01'] },
      'rest 2026-10-02 已经过去，现行日历为休息，新日历为上班；已过的日子不能改',
    ],
    [{ work: [] }, 'work 2026-10-10 已经过去，现行日历为上班，新日历为休息；已过的日子不能改'],
    [
      { closures: [] },
      'closures 2026-09-01 已经过去，现行日历为休息，新日历为上班；已过的日子不能改',
    ],
    [
      { rest: ['2026-10-01', '2026-10-02', '2026-11-19'] },
      'rest.2 2026-11-19 已经过去，现行日历为上班，新日历为休息；已过的日子不能改',
    ],
  ])('%j is refused at its place', (change, sentence) => {
    expect(faults(change)[0]).toBe(sentence);
  });

  test('may change today and what lies before the campaign', () => {
    expect(faults({ rest: ['2026-10-01', '2026-10-02', '2026-11-20'] })).toEqual([]);
    expect(faults({ rest: ['2026-07-31', '2026-10-01', '2026-10-02'] })).toEqual([]);
  });

  test('has a version above every one that was ever published, withdrawn or not', () => {
    expect(faults({ version: 3 }, [{ id: 'plain', version: 3 }])[0]).toContain('请改为 4');
    expect(faults({ version: 3 }, [{ id: 'other', version: 7 }])).toEqual([]);
    expect(faults({ id: 'other', version: 1 })).toEqual([]);
  });

  test('may say what past days were that had never been announced', () => {
    const next = { ...NEXT, rest: [...OLD.rest, '2027-01-01', '2027-01-04'] };
    const late = { old: OLD, today: '2027-02-05', first: '2026-08-01' };
    expect(checkCalendar(next, late)).toEqual([]);
  });

  test('that names no holiday of a year that it announces is asked about', () => {
    expect(bareYears(OLD, NEXT)).toEqual([]);
    expect(bareYears(OLD, { ...NEXT, announcedThrough: '2028-12-31' })).toEqual(['2028']);
  });
});

describe('the calendar in force', () => {
  const until = (calendar: Calendar, from: string, to: string) => {
    const worked: string[] = [];
    for (let day = from; day < to; day = plusDays(day, 1)) {
      if (isWorkday(calendar, day)) worked.push(day);
    }
    return worked;
  };

  test('is the old one on announced days before the boundary, the new one on all others', () => {
    fc.assert(
      fc.property(calendars, calendars, days, (old, next, from) => {
        const made = effectiveCalendar(old, next, from);
        const open = plusDays(old.announcedThrough, 1);
        const limit = from < open ? from : open;
        expect(until(made, '2025-12-01', limit)).toEqual(until(old, '2025-12-01', limit));
        expect(until(made, limit, '2027-03-01')).toEqual(until(next, limit, '2027-03-01'));
        expect(made.announcedThrough).toBe(next.announcedThrough);
      }),
      RUNS,
    );
  });

  test('a closure that the boundary cuts is one again, and one that differs is cut', () => {
    const closures = [{ from: '2026-11-18', to: '2026-11-25', name: '检修' }];
    const old = { ...OLD, closures };
    expect(effectiveCalendar(old, { ...NEXT, closures }, '2026-11-20').closures).toEqual(closures);
    expect(effectiveCalendar(old, NEXT, '2026-11-20').closures).toEqual([
      { from: '2026-11-18', to: '2026-11-19', name: '检修' },
    ]);
  });
});
