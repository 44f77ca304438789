import { BULLETIN, contextOf, LADDER, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

const u001 = 'unit:u001';
const flags = { nil: 3, sameText: 3, to: 'office' };
const flagged = contextOf({ regime: regimeOf({ ladder: [], bulletins: [], flags }) });
const alone = { context: flagged, tasks: [taskOf()] };
const FLAGS = ['nil-run', 'same-text', 'judged'];

const INVEST = {
  ...{ id: 'invest', title: '完成投资', kind: 'cumulative', target: 40, unit: '亿元' },
  by: '2026-03-31',
};
const AIR = { id: 'air', title: '空气质量', kind: 'rank', rank: 3, by: '2026-03-31' };
const plain = contextOf({ regime: regimeOf({ ladder: LADDER.slice(0, 2), bulletins: [] }) });
const measured = (more: object = {}) => ({
  context: plain,
  tasks: [taskOf({ measures: [INVEST, AIR], ...more })],
  show: ['measured', 'measure-settled', 'refused'],
});
const dated = { deadlines: [{ kind: 'date', on: '2026-03-31' }] };

const SCHEME = {
  ...{ id: 'scheme', title: '实施方案', by: ['lead'] },
  due: { within: { workdays: 10 } },
};
const first = contextOf({
  regime: regimeOf({
    firsts: [SCHEME],
    ladder: LADDER.slice(0, 3),
    bulletins: [{ ...BULLETIN, every: 'month', criticise: undefined }],
  }),
});
const scheming = ['u001', 'u002'].map((unit, n) => {
  const owes = [partyOf(unit)];
  const parties = { scheme: owes, monthly: [], deadlines: [] };
  return taskOf({ key: `t000${n + 1}`, parties });
});

export const REPORT_CONTENT: readonly Scenario[] = [
  {
    ...{
      title: '连续三期零报告：提示督查室，判定不变',
      ...alone,
      until: '2026-05-01',
      show: FLAGS,
    },
    acts: [
      ['2026-01-20 10:00', u001, '零报告', 't0001', '2026-01'],
      ['2026-02-20 10:00', u001, '零报告', 't0001', '2026-02'],
      ['2026-03-20 10:00', u001, '零报告', 't0001', '2026-03'],
    ],
    expect: [
      '2026-01-20 10:00 t0001 判定 monthly/2026-01/u001 按时 零报告',
      '2026-02-20 10:00 t0001 判定 monthly/2026-02/u001 按时 零报告',
      '2026-03-20 10:00 t0001 判定 monthly/2026-03/u001 按时 零报告',
      '2026-03-20 10:00 t0001 连续零报告 monthly/2026-03/u001 连续3期',
      '2026-03-20 10:00 t0001 连续零报告 monthly/2026-03/u001 连续3期 → office',
      '2026-04-27 17:00 t0001 判定 monthly/2026-04/u001 未报',
    ],
  },
  {
    ...{ title: '三期内容相同提示疑似敷衍；第四期改了，不再提示', ...alone, until: '2026-06-01' },
    show: ['nil-run', 'same-text'],
    acts: [
      ['2026-01-20 10:00', u001, '报同文', 't0001', '2026-01', '甲文'],
      ['2026-02-20 10:00', u001, '报同文', 't0001', '2026-02', '甲文'],
      ['2026-03-20 10:00', u001, '报同文', 't0001', '2026-03', '甲文'],
      ['2026-04-20 10:00', u001, '报同文', 't0001', '2026-04', '乙文'],
    ],
    expect: [
      '2026-03-20 10:00 t0001 疑似敷衍 monthly/2026-03/u001 连续3期',
      '2026-03-20 10:00 t0001 疑似敷衍 monthly/2026-03/u001 连续3期 → office',
    ],
  },
  {
    ...{ title: '免报的一期跳过，未报的一期中断', ...alone, until: '2026-08-01' },
    show: ['nil-run'],
    acts: [
      ['2026-01-20 10:00', u001, '零报告', 't0001', '2026-01'],
      ['2026-02-10 10:00', 'office', '免报', 't0001', 'monthly/2026-02/u001'],
      ['2026-03-20 10:00', u001, '零报告', 't0001', '2026-03'],
      ['2026-05-20 10:00', u001, '零报告', 't0001', '2026-05'],
      ['2026-06-20 10:00', u001, '零报告', 't0001', '2026-06'],
    ],
    expect: [],
  },
  {
    ...{ title: '累计指标：与序时进度相比，节点完成之时作结论', ...measured(dated) },
    until: '2026-04-23',
    acts: [
      ['2026-01-20 10:00', u001, '报指标', 't0001', '2026-01', 'invest=5'],
      ['2026-02-20 10:00', u001, '报指标', 't0001', '2026-02', 'invest=30'],
      ['2026-03-30 10:00', u001, '报指标', 't0001', 'deadlines 2026-03-31', 'invest=40'],
    ],
    expect: [
      '2026-01-20 10:00 t0001 填报指标 monthly/2026-01/u001 invest 5 落后9.7',
      '2026-02-20 10:00 t0001 填报指标 monthly/2026-02/u001 invest 30',
      '2026-03-30 10:00 t0001 填报指标 deadlines/2026-03-31/u001 invest 40',
      '2026-03-30 10:00 t0001 指标结论 deadlines/2026-03-31/u001 invest 40 完成',
      '2026-03-30 10:00 t0001 指标结论 deadlines/2026-03-31/u001 air 未报 未完成',
    ],
  },
  {
    ...{ title: '累计数减少：不写原因不收，写明原因才收', ...measured(), until: '2026-03-23' },
    acts: [
      ['2026-01-20 10:00', u001, '报指标', 't0001', '2026-01', 'invest=20'],
      ['2026-02-20 10:00', u001, '报指标', 't0001', '2026-02', 'invest=18'],
      ['2026-02-20 11:00', u001, '报指标', 't0001', '2026-02', 'invest=19', '核减重复计算'],
    ],
    expect: [
      '2026-01-20 10:00 t0001 填报指标 monthly/2026-01/u001 invest 20',
      '2026-02-20 11:00 t0001 填报指标 monthly/2026-02/u001 invest 19 落后9.2',
    ],
  },
  {
    ...{ title: '排名指标：名次越小越好，大于总数的不收', ...measured(dated), until: '2026-04-10' },
    acts: [
      ['2026-01-20 10:00', u001, '报名次', 't0001', '2026-01', 'air=57/56'],
      ['2026-01-20 11:00', u001, '报名次', 't0001', '2026-01', 'air=4/56'],
      ['2026-02-20 10:00', u001, '报名次', 't0001', '2026-02', 'air=3/56'],
    ],
    expect: [
      '2026-01-20 11:00 t0001 填报指标 monthly/2026-01/u001 air 4 没有达到',
      '2026-02-20 10:00 t0001 填报指标 monthly/2026-02/u001 air 3 达到',
      '2026-03-31 17:00 t0001 指标结论 deadlines/2026-03-31/u001 invest 未报 未完成',
      '2026-03-31 17:00 t0001 指标结论 deadlines/2026-03-31/u001 air 3 完成',
    ],
  },
  {
    ...{
      title: '节点未报的按已知数作结论，补报后另记更正',
      ...measured(dated),
      until: '2026-04-23',
    },
    acts: [
      ['2026-02-20 10:00', u001, '报指标', 't0001', '2026-02', 'invest=39'],
      ['2026-04-02 10:00', u001, '报指标', 't0001', 'deadlines 2026-03-31', 'invest=40'],
    ],
    expect: [
      '2026-02-20 10:00 t0001 填报指标 monthly/2026-02/u001 invest 39',
      '2026-03-31 17:00 t0001 指标结论 deadlines/2026-03-31/u001 invest 39 未完成',
      '2026-03-31 17:00 t0001 指标结论 deadlines/2026-03-31/u001 air 未报 未完成',
      '2026-04-02 10:00 t0001 填报指标 deadlines/2026-03-31/u001 invest 40',
      '2026-04-02 10:00 t0001 指标结论 deadlines/2026-03-31/u001 invest 40 完成 更正未完成',
    ],
  },
  {
    title: '实施方案启动后十个工作日内报一次：一家按时，一家逐级催到督办函',
    ...{ context: first, tasks: scheming, until: '2026-02-01' },
    show: ['remind', 'judged', 'urge', 'letter'],
    acts: [['2026-01-14 10:00', u001, '报送', 't0001', 'scheme once']],
    expect: [
      '2026-01-12 09:00 t0001 提醒 scheme/once/u001 → u001/reporter',
      '2026-01-12 09:00 t0002 提醒 scheme/once/u002 → u002/reporter',
      '2026-01-14 10:00 t0001 判定 scheme/once/u001 按时',
      '2026-01-15 17:00 t0002 判定 scheme/once/u002 未报',
      '2026-01-15 17:00 t0002 催办 scheme/once/u002 → u002/reporter',
      '2026-01-15 17:00 t0002 催办 scheme/once/u002 → u002/head',
      '2026-01-20 17:00 t0002 督办函 scheme/once/u002 → u002/head',
      '2026-01-20 17:00 t0002 督办函 scheme/once/u002 → leader/分管领导甲',
    ],
  },
  {
    title: '配合单位收到抄送，自己不欠报送',
    context: contextOf({
      regime: regimeOf({
        bulletins: [],
        ladder: [{ ...LADDER[0], to: ['reporter', 'cooperating'] }, LADDER[1]],
      }),
    }),
    tasks: [taskOf({ cooperating: ['u002'] })],
    ...{ until: '2026-01-27', show: ['remind', 'urge', 'judged'], acts: [] },
    expect: [
      '2026-01-20 09:00 t0001 提醒 monthly/2026-01/u001 → u001/reporter',
      '2026-01-20 09:00 t0001 提醒 monthly/2026-01/u001 → u002/reporter',
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/head',
    ],
  },
];
