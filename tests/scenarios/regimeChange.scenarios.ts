import {
  BULLETIN,
  contextOf,
  LADDER,
  MONTHLY,
  partyOf,
  regimeOf,
  taskOf,
} from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

const quiet = regimeOf({ bulletins: [] });
const context = contextOf({
  regime: quiet,
  horizon: { from: '2026-05-01', to: '2026-11-01' },
});
const one = { context, tasks: [taskOf()] };
const second = (over: Record<string, unknown>) => regimeOf({ bulletins: [], ...over, version: 2 });
const twoMonthly = second({ duties: [{ ...MONTHLY, every: 'two-months', phase: 7 }] });

/** 制度变更: what has begun is finished as it began; what begins on the day or later comes from the new regime. */
export const REGIME_CHANGES: readonly Scenario[] = [
  {
    title: '年中由一月一调度改为两月一调度：6月按旧制度办完，7—8月起按新制度，连续未报接着数',
    ...{ ...one, regime: twoMonthly, until: '2026-09-10' },
    acts: [['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01', 'u001', '9']],
    show: ['judged', 'remind', 'letter', 'regime-amended', 'proposed'],
    expect: [
      '2026-05-20 09:00 t0001 提醒 monthly/2026-05/u001 → u001/reporter',
      '2026-05-26 17:00 t0001 判定 monthly/2026-05/u001 未报',
      '2026-05-29 17:00 t0001 督办函 monthly/2026-05/u001 → leader/分管领导甲',
      '2026-05-29 17:00 t0001 督办函 monthly/2026-05/u001 → u001/head',
      '2026-06-10 10:00 t0001 制度变更',
      '2026-06-10 10:00 总 制度变更',
      '2026-06-10 10:00 总 制度变更 → office',
      '2026-06-10 10:00 总 制度变更 → u001/reporter',
      '2026-06-22 09:00 t0001 提醒 monthly/2026-06/u001 → u001/reporter',
      '2026-06-26 17:00 t0001 判定 monthly/2026-06/u001 未报',
      '2026-07-01 17:00 t0001 督办函 monthly/2026-06/u001 → leader/分管领导甲',
      '2026-07-01 17:00 t0001 督办函 monthly/2026-06/u001 → u001/head',
      '2026-07-02 09:00 u001 2026-07 提请待批',
      '2026-08-20 09:00 t0001 提醒 monthly/2026-07B/u001 → u001/reporter',
      '2026-08-26 17:00 t0001 判定 monthly/2026-07B/u001 未报',
      '2026-08-31 17:00 t0001 督办函 monthly/2026-07B/u001 → leader/分管领导甲',
      '2026-08-31 17:00 t0001 督办函 monthly/2026-07B/u001 → u001/head',
    ],
  },
  {
    title: '宽限加两个工作日：生效日前开始的一期仍按原宽限判未报，其后的按时',
    ...one,
    regime: second({ duties: [{ ...MONTHLY, grace: { workdays: 3 } }] }),
    until: '2026-08-01',
    acts: [
      ['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01'],
      ['2026-06-29 10:00', 'unit:u001', '报送', 't0001', '2026-06'],
      ['2026-07-29 10:00', 'unit:u001', '报送', 't0001', '2026-07'],
    ],
    show: ['judged'],
    expect: [
      '2026-05-26 17:00 t0001 判定 monthly/2026-05/u001 未报',
      '2026-06-26 17:00 t0001 判定 monthly/2026-06/u001 未报',
      '2026-06-29 10:00 t0001 判定 monthly/2026-06/u001 迟报 更正未报',
      '2026-07-29 10:00 t0001 判定 monthly/2026-07/u001 按时 宽限内',
    ],
  },
  {
    title: '增加一步上报：只对生效日以后开始的报告期采取',
    ...one,
    regime: second({
      ladder: [
        ...LADDER,
        {
          ...{ id: 'up', step: 'report-up', to: ['principal'] },
          at: { after: 'grace', offset: { workdays: 2 } },
        },
      ],
    }),
    until: '2026-08-01',
    acts: [['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01']],
    show: ['judged', 'report-up'],
    expect: [
      '2026-05-26 17:00 t0001 判定 monthly/2026-05/u001 未报',
      '2026-06-26 17:00 t0001 判定 monthly/2026-06/u001 未报',
      '2026-07-27 17:00 t0001 判定 monthly/2026-07/u001 未报',
      '2026-07-29 17:00 t0001 上报主要领导 monthly/2026-07/u001 → principal',
    ],
  },
  {
    title: '生效前撤回：各期照旧，只留下发布和撤回两条记录',
    ...{ ...one, regime: twoMonthly, until: '2026-08-01' },
    acts: [
      ['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01'],
      ['2026-06-20 10:00', 'office', '撤回新制度'],
      ['2026-07-20 10:00', 'unit:u001', '报送', 't0001', '2026-07'],
    ],
    show: ['judged', 'regime-amended', 'regime-withdrawn'],
    expect: [
      '2026-05-26 17:00 t0001 判定 monthly/2026-05/u001 未报',
      '2026-06-10 10:00 t0001 制度变更',
      '2026-06-10 10:00 总 制度变更',
      '2026-06-20 10:00 t0001 撤回制度变更',
      '2026-06-20 10:00 总 撤回制度变更',
      '2026-06-26 17:00 t0001 判定 monthly/2026-06/u001 未报',
      '2026-07-20 10:00 t0001 判定 monthly/2026-07/u001 按时',
    ],
  },
  {
    title: '通报由双月改为每月：旧的一期照出，新的从其截止之后接着统计',
    context: contextOf({ horizon: { from: '2026-05-01', to: '2026-09-01' } }),
    tasks: [taskOf()],
    regime: regimeOf({ version: 2, bulletins: [{ ...BULLETIN, every: 'month' }] }),
    until: '2026-09-02',
    acts: [['2026-06-10 10:00', 'office', '发布新制度', '2026-06-20']],
    show: ['bulletin-drafted', 'bulletin-empty'],
    expect: [
      '2026-06-30 18:00 总 通报成稿 2026-05B',
      '2026-07-31 18:00 总 通报成稿 2026-07',
      '2026-08-31 18:00 总 通报成稿 2026-08',
    ],
  },
  {
    title: '完成时限在生效日以后的随新制度：宽限三天；提醒已按旧制度发过的不再发',
    context,
    tasks: [taskOf({ deadlines: [{ kind: 'date', on: '2026-07-02' }] })],
    regime: second({
      deadlines: { grace: { days: 3 } },
      ladder: [
        { ...LADDER[0], at: { before: 'due', offset: { workdays: 1 } } },
        ...LADDER.slice(1),
      ],
    }),
    until: '2026-07-06',
    acts: [['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01']],
    show: ['judged', 'remind'],
    expect: [
      '2026-05-20 09:00 t0001 提醒 monthly/2026-05/u001 → u001/reporter',
      '2026-05-26 17:00 t0001 判定 monthly/2026-05/u001 未报',
      '2026-06-22 09:00 t0001 提醒 monthly/2026-06/u001 → u001/reporter',
      '2026-06-26 17:00 t0001 判定 monthly/2026-06/u001 未报',
      '2026-06-29 09:00 t0001 提醒 deadlines/2026-07-02/u001 → u001/reporter',
      '2026-07-05 17:00 t0001 判定 deadlines/2026-07-02/u001 未报',
    ],
  },
  {
    title: '改由主要领导代收：生效日以后的报告期，空缺的主要负责人才改送主要领导',
    context,
    tasks: [taskOf({ owes: [partyOf('u004')] })],
    regime: second({ fallback: 'principal' }),
    until: '2026-08-01',
    acts: [['2026-06-10 10:00', 'office', '发布新制度', '2026-07-01']],
    show: ['urge'],
    expect: [
      '2026-05-26 17:00 t0001 催办 monthly/2026-05/u004 → office',
      '2026-05-26 17:00 t0001 催办 monthly/2026-05/u004 → u004/reporter',
      '2026-06-26 17:00 t0001 催办 monthly/2026-06/u004 → office',
      '2026-06-26 17:00 t0001 催办 monthly/2026-06/u004 → u004/reporter',
      '2026-07-27 17:00 t0001 催办 monthly/2026-07/u004 → principal',
      '2026-07-27 17:00 t0001 催办 monthly/2026-07/u004 → u004/reporter',
    ],
  },
];
