import { contextOf, LADDER, MONTHLY, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { announced } from '../harness/messages.ts';
import type { Scenario } from './scenario.ts';

const KNOWN = { ...PLAIN, announcedThrough: '2026-12-31' };
const context = contextOf({
  horizon: { from: '2026-12-01', to: '2027-03-01' },
  calendar: KNOWN,
  regime: regimeOf({ bulletins: [] }),
});
const one = { context, tasks: [taskOf()] };
/** In 2027 Monday the 25th and Tuesday the 26th of January are rest days. */
const calendar = announced(KNOWN, '2027-12-31', ['2027-01-25', '2027-01-26']);
const DECEMBER = ['2026-12-28 17:00 t0001 判定 monthly/2026-12/u001 未报'];

export const CALENDARS: readonly Scenario[] = [
  {
    title: '十二月公布来年安排：1月到期提前、宽限顺延，此前的判定不变，单位得到通知',
    ...{ ...one, calendar, until: '2027-01-31' },
    acts: [['2026-12-29 10:00', 'office', '发布新日历', 'u001', '5']],
    show: ['judged', 'remind', 'calendar-amended', 'calendar-updated'],
    expect: [
      '2026-12-22 09:00 t0001 提醒 monthly/2026-12/u001 → u001/reporter',
      ...DECEMBER,
      '2026-12-29 10:00 总 日历变更',
      '2026-12-29 10:00 总 工作日历已更新 → office',
      '2026-12-29 10:00 总 工作日历已更新 → u001/reporter',
      '2026-12-29 10:00 t0001 日历变更',
      '2027-01-19 09:00 t0001 提醒 monthly/2027-01/u001 → u001/reporter',
      '2027-01-27 17:00 t0001 判定 monthly/2027-01/u001 未报',
    ],
  },
  {
    title: '公布之后当日撤回：各时点恢复原样，仍为暂定，判定等待公布',
    ...{ ...one, calendar, until: '2027-02-20' },
    acts: [
      ['2026-12-29 10:00', 'office', '发布新日历'],
      ['2026-12-29 15:00', 'office', '撤回新日历'],
    ],
    show: ['judged', 'remind', 'calendar-amended'],
    expect: [
      '2026-12-22 09:00 t0001 提醒 monthly/2026-12/u001 → u001/reporter',
      ...DECEMBER,
      '2026-12-29 10:00 总 日历变更',
      '2026-12-29 10:00 t0001 日历变更',
      '2026-12-29 15:00 总 日历变更',
      '2026-12-29 15:00 t0001 日历变更',
      '2027-01-20 09:00 t0001 提醒 monthly/2027-01/u001 → u001/reporter',
    ],
  },
  {
    title: '迟至二月才公布：等待的判定按确定的时点作出，按暂定日历已算按时的不改',
    ...{ ...one, calendar, until: '2027-02-26' },
    acts: [
      ['2027-01-26 10:00', 'unit:u001', '报送', 't0001', '2027-01'],
      ['2027-02-05 10:00', 'office', '发布新日历'],
      ['2027-02-05 11:00', 'unit:u001', '报送', 't0001', '2027-02'],
    ],
    show: ['judged', 'calendar-amended'],
    expect: [
      ...DECEMBER,
      '2027-01-26 10:00 t0001 判定 monthly/2027-01/u001 按时 宽限内',
      '2027-02-05 10:00 总 日历变更',
      '2027-02-05 10:00 t0001 日历变更',
      '2027-02-05 11:00 t0001 判定 monthly/2027-02/u001 按时',
    ],
  },
  {
    title: '判为迟报以后到期日后移：同一份报送的新版不翻案',
    context: contextOf({
      horizon: { from: '2026-12-01', to: '2027-02-01' },
      calendar: PLAIN,
      regime: regimeOf({
        bulletins: [],
        duties: [{ ...MONTHLY, due: { day: 27 }, grace: { workdays: 0 }, shift: 'earlier' }],
      }),
    }),
    tasks: [taskOf()],
    // Sunday the 27th falls due on Friday the 25th; then the weekend is worked and the due day is the 27th itself.
    calendar: { ...PLAIN, version: 2, work: ['2026-12-26', '2026-12-27'] },
    until: '2026-12-30',
    acts: [
      ['2026-12-26 09:00', 'unit:u001', '报送', 't0001', '2026-12'],
      ['2026-12-26 10:00', 'office', '发布新日历'],
      ['2026-12-26 11:00', 'unit:u001', '报送', 't0001', '2026-12'],
    ],
    show: ['judged', 'report', 'calendar-amended'],
    expect: [
      '2026-12-25 17:00 t0001 判定 monthly/2026-12/u001 未报',
      '2026-12-26 09:00 t0001 收到报送 monthly/2026-12/u001',
      '2026-12-26 09:00 t0001 判定 monthly/2026-12/u001 迟报 更正未报',
      '2026-12-26 10:00 总 日历变更',
      '2026-12-26 10:00 t0001 日历变更',
      '2026-12-26 11:00 t0001 收到报送 monthly/2026-12/u001',
    ],
  },
  {
    title: '发布以后的约谈按新日历计审批时限',
    context: contextOf({
      horizon: { from: '2026-12-01', to: '2027-02-01' },
      calendar: PLAIN,
      regime: regimeOf({
        bulletins: [],
        ladder: [
          {
            ...LADDER[3],
            when: [{ consecutive: 'missing', atLeast: 1 }],
            at: { after: 'grace', offset: { workdays: 0 } },
          },
        ],
      }),
    }),
    tasks: [taskOf()],
    // Proposed on Tuesday the 29th; five working days later is Tuesday the 5th, by the new calendar Thursday the 7th.
    calendar: { ...PLAIN, version: 2, rest: ['2027-01-01', '2027-01-04'] },
    until: '2027-01-20',
    acts: [['2026-12-15 10:00', 'office', '发布新日历']],
    show: ['proposed', 'lapsed'],
    expect: ['2026-12-29 09:00 u001 2026-12 提请待批', '2027-01-07 17:00 u001 2026-12 逾期失效'],
  },
];
