import { contextOf, LADDER, MONTHLY, regimeOf, taskOf } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import type { Scenario } from './scenario.ts';

/** Started on Tuesday 10 February; January fell due before, February falls due on Wednesday the 25th. */
const STARTED = {
  horizon: { from: '2026-01-01', to: '2026-04-01' },
  regime: regimeOf({ bulletins: [] }),
  startedAt: when('2026-02-10 09:00'),
};
const midway = (over: object = {}) =>
  contextOf({ ...STARTED, firstNoticesAt: when('2026-02-11 09:00'), ...over });
const deadlines = [
  { kind: 'date', on: '2026-01-20', what: '报审' },
  { kind: 'date', on: '2026-03-10', what: '开工' },
];
const strict = regimeOf({
  bulletins: [],
  duties: [MONTHLY],
  ladder: [LADDER[1], { ...LADDER[3], when: [{ consecutive: 'missing', atLeast: 1 }] }],
});

export const BEGINNINGS: readonly Scenario[] = [
  {
    title: '启动前的各期不提醒、不判定：1月一期和1月的时限都在启动前',
    ...{ context: midway(), tasks: [taskOf({ deadlines })], until: '2026-03-20' },
    acts: [['2026-02-12 10:00', 'unit:u001', '报送', 't0001', '2026-01']],
    show: ['judged', 'remind', 'urge', 'report'],
    expect: [
      '2026-02-20 09:00 t0001 提醒 monthly/2026-02/u001 → u001/reporter',
      '2026-02-26 17:00 t0001 判定 monthly/2026-02/u001 未报',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001 → u001/reporter',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001 → u001/head',
      '2026-03-05 09:00 t0001 提醒 deadlines/2026-03-10/u001 → u001/reporter',
      '2026-03-10 17:00 t0001 判定 deadlines/2026-03-10/u001 未报',
      '2026-03-10 17:00 t0001 催办 deadlines/2026-03-10/u001 → u001/reporter',
      '2026-03-10 17:00 t0001 催办 deadlines/2026-03-10/u001 → u001/head',
    ],
  },
  {
    title: '首批通知之前撤回启动：各任务结束，没有一条通知，留下记录',
    ...{ context: midway(), tasks: [taskOf()], until: '2026-04-30' },
    acts: [
      ['2026-02-10 15:00', 'office', '撤回启动'],
      ['2026-02-10 16:00', 'office', '撤回启动'],
    ],
    show: ['start-withdrawn', 'ended', 'assigned', 'judged', 'remind', 'urge'],
    expect: [
      '2026-02-10 09:00 t0001 交办',
      '2026-02-10 15:00 总 撤回启动',
      '2026-02-10 15:00 总 结束',
      '2026-02-10 15:00 t0001 判定 monthly/2026-02/u001 免报',
      '2026-02-10 15:00 t0001 结束',
    ],
  },
  {
    title: '首批通知已发出，或不是督查室：不能撤回，什么都没有改动',
    ...{ context: midway(), tasks: [taskOf()], until: '2026-02-21' },
    acts: [
      ['2026-02-10 15:00', 'unit:u001', '撤回启动'],
      ['2026-02-11 09:00', 'office', '撤回启动'],
      ['2026-02-12 09:00', 'office', '撤回启动'],
    ],
    show: ['start-withdrawn', 'ended', 'assigned', 'remind'],
    expect: [
      '2026-02-10 09:00 t0001 交办',
      '2026-02-11 09:00 总 交办 → u001/reporter',
      '2026-02-11 09:00 总 交办 → u002/reporter',
      '2026-02-11 09:00 总 交办 → u003/reporter',
      '2026-02-11 09:00 总 交办 → u004/reporter',
      '2026-02-20 09:00 t0001 提醒 monthly/2026-02/u001 → u001/reporter',
    ],
  },
  {
    title: '试运行：照常判定、提请约谈，每一条通知都只送督查室，同一步的几条不合并',
    context: midway({ trial: true, regime: strict }),
    ...{ tasks: [taskOf()], until: '2026-03-06' },
    acts: [],
    show: ['assigned', 'judged', 'urge', 'interview', 'proposed', 'decide-interview'],
    expect: [
      '2026-02-10 09:00 t0001 交办',
      ...Array.from({ length: 4 }, () => '2026-02-11 09:00 总 交办 → office'),
      '2026-02-26 17:00 t0001 判定 monthly/2026-02/u001 未报',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001 → office',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001 → office',
      '2026-03-03 17:00 t0001 约谈 monthly/2026-02/u001 → office',
      '2026-03-04 09:00 u001 2026-03 提请待批',
      '2026-03-04 09:00 u001 2026-03 约谈待批 → office',
    ],
  },
];
