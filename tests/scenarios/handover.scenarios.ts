import { contextOf, LADDER, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

const context = contextOf({
  regime: regimeOf({
    sign: {
      limit: { workdays: 3 },
      steps: [
        { after: { workdays: 0 }, to: ['reporter', 'head'] },
        { after: { workdays: 2 }, to: ['office'] },
      ],
    },
    returns: {
      within: { workdays: 20 },
      decide: { by: 'post:分管领导', limit: { workdays: 5 } },
    },
    ladder: LADDER.filter(({ id }) => id !== 'interview'),
  }),
});
const one = [taskOf()];

/** 签收、退回、转办、移交、机构调整. */
export const HANDOVERS: readonly Scenario[] = [
  {
    title: '没有签收：提醒、领办逾期、再催签；代为登记以后停止',
    ...{ context, tasks: one, until: '2026-01-20' },
    acts: [['2026-01-09 09:00', 'office', '签收', 't0001', 'u001']],
    show: ['sign-asked', 'unsigned', 'sign-urged', 'signed', 'sign-reminder'],
    expect: [
      '2026-01-01 00:30 t0001 请签收',
      '2026-01-02 09:00 t0001 签收提醒 → u001/reporter',
      '2026-01-06 17:00 t0001 领办逾期',
      '2026-01-06 17:00 t0001 领办逾期 → u001/reporter',
      '2026-01-06 17:00 t0001 领办逾期 → u001/head',
      '2026-01-08 17:00 t0001 催签',
      '2026-01-08 17:00 t0001 领办逾期 → office',
      '2026-01-09 09:00 t0001 签收',
    ],
  },
  {
    title: '报送即视为签收，领办逾期不再发',
    ...{ context, tasks: one, until: '2026-01-20' },
    acts: [['2026-01-05 09:00', 'unit:u001', '报送', 't0001', '2026-01']],
    show: ['unsigned', 'signed', 'judged'],
    expect: [
      '2026-01-05 09:00 t0001 签收',
      '2026-01-05 09:00 t0001 判定 monthly/2026-01/u001 按时',
    ],
  },
  {
    title: '退回待批时到期：照记未报并注明，催办照发，督办函要等不同意之后才发',
    ...{ context, tasks: one, until: '2026-02-10' },
    acts: [
      ['2026-01-22 09:00', 'unit:u001', '退回任务', 't0001'],
      ['2026-01-30 09:00', 'post:分管领导', '不同意退回', 't0001', 'u001'],
    ],
    show: ['return-asked', 'return-overdue', 'return-refused', 'judged', 'urge', 'letter'],
    expect: [
      '2026-01-22 09:00 t0001 退回任务',
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报 退回待批',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/head',
      '2026-01-29 17:00 t0001 退回逾期未审定',
      '2026-01-29 17:00 t0001 退回逾期未审定 → post/分管领导',
      '2026-01-29 17:00 t0001 退回逾期未审定 → office',
      '2026-01-29 17:00 t0001 退回逾期未审定 → principal',
      '2026-01-30 09:00 t0001 不同意退回',
      '2026-01-30 09:00 t0001 不同意退回 → u001/reporter',
      '2026-01-30 09:00 t0001 不同意退回 → u001/head',
      '2026-01-30 09:00 t0001 督办函 monthly/2026-01/u001 → u001/head',
      '2026-01-30 09:00 t0001 督办函 monthly/2026-01/u001 → leader/分管领导甲',
    ],
  },
  {
    title: '同意退回：已判定的仍记原单位，待报的由接办单位报，接办单位另行签收',
    ...{ context, tasks: one, until: '2026-03-10' },
    acts: [
      ['2026-01-27 09:00', 'unit:u001', '退回任务', 't0001'],
      ['2026-01-28 09:00', 'post:分管领导', '同意退回', 't0001', 'u001', 'u002'],
      ['2026-02-24 09:00', 'unit:u002', '报送', 't0001', '2026-02'],
    ],
    show: ['return-accepted', 'transferred', 'transfer-in', 'sign-task', 'judged', 'remind'],
    expect: [
      '2026-01-01 00:30 t0001 请签收 → u001/reporter',
      '2026-01-20 09:00 t0001 提醒 monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-28 09:00 t0001 同意退回',
      '2026-01-28 09:00 t0001 移交',
      '2026-01-28 09:00 t0001 接办通知 → u002/reporter',
      '2026-01-28 09:00 t0001 接办通知 → u002/head',
      '2026-01-28 09:00 t0001 请签收 → u002/reporter',
      '2026-02-20 09:00 t0001 提醒 monthly/2026-02/u001 → u002/reporter',
      '2026-02-24 09:00 t0001 判定 monthly/2026-02/u001 按时',
    ],
  },
  {
    title: '转办只改变提醒谁，判定仍是单位的',
    ...{ context, tasks: one, until: '2026-01-28' },
    acts: [['2026-01-05 09:00', 'unit:u001', '转办', 't0001', '规划科']],
    show: ['delegated', 'remind', 'judged', 'urge'],
    expect: [
      '2026-01-05 09:00 t0001 转办',
      '2026-01-20 09:00 t0001 提醒 monthly/2026-01/u001 → u001/规划科',
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/规划科',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/head',
    ],
  },
  {
    title: '两个单位合并：各项任务待报的归新单位，通报按新单位记名',
    context,
    tasks: [taskOf(), taskOf({ key: 't0002', owes: [partyOf('u003')] })],
    until: '2026-03-01',
    acts: [
      ['2026-02-02 09:00', 'office', '合并', 'u001', 'u002', 't0001'],
      ['2026-02-02 09:30', 'office', '更名', 'u003', '丙街道'],
      ['2026-02-24 09:00', 'unit:u002', '报送', 't0001', '2026-02'],
    ],
    show: ['reorganised', 'transferred', 'judged', 'bulletin-drafted'],
    expect: [
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-26 17:00 t0002 判定 monthly/2026-01/u003 未报',
      '2026-02-02 09:00 总 机构调整',
      '2026-02-02 09:00 总 机构调整 → office',
      '2026-02-02 09:00 t0001 移交',
      '2026-02-02 09:30 总 机构调整',
      '2026-02-02 09:30 总 机构调整 → office',
      '2026-02-24 09:00 t0001 判定 monthly/2026-02/u001 按时',
      '2026-02-26 17:00 t0002 判定 monthly/2026-02/u003 未报',
      '2026-02-28 18:00 总 通报成稿 2026-01B',
    ],
  },
];
