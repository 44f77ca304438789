import { contextOf, LADDER, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

const APPROVER = 'post:督查室主任';
const MAYOR = 'post:区长';
const regime = regimeOf({
  bulletins: [],
  ladder: LADDER.slice(0, 2),
  items: { approve: { by: APPROVER, limit: { workdays: 4 } } },
});
const context = contextOf({ regime });
const owes = [partyOf('u001')];
const item = (key: string, more: object = {}) =>
  taskOf({
    ...{ key, leaders: ['区长'], parties: { monthly: [], deadlines: owes } },
    item: { source: 'instruction', leader: MAYOR, ...more },
  });
const one = { context, tasks: [taskOf({ parties: { monthly: [], deadlines: [] } })] };
const ASKED = ['2026-01-06 10:00 总 登记事项', '2026-01-06 10:00 总 事项待立项 → post/督查室主任'];
const REMINDED = [
  '2026-01-08 09:00 总 立项临期已提醒',
  '2026-01-08 09:00 总 立项临期提醒 → post/督查室主任',
];
const REGISTER = ['2026-01-06 10:00', 'office', '登记事项', 't0002', 'instruction', MAYOR] as const;
const SHOW = [
  ...['item-registered', 'item-approved', 'item-rejected', 'item-withdrawn', 'item-lapsed'],
  ...['item-proposed', 'item-reminded', 'approve-item', 'item-reminder', 'item-assigned'],
  ...['item-answered', 'judged'],
];

export const ITEMS: readonly Scenario[] = [
  {
    title: '批示立项：编号交办，15天期限遇休息日提前，按时报来、办结，各回复批示人一次',
    ...{ ...one, later: [item('t0002')], until: '2026-03-01' },
    acts: [
      REGISTER,
      ['2026-01-07 09:30', APPROVER, '立项', 't0002'],
      ['2026-01-20 09:00', 'unit:u001', '报送', 't0002', 'deadlines 2026-01-22'],
      ['2026-01-21 10:00', 'office', '办结', 't0002'],
    ],
    show: SHOW,
    expect: [
      ...ASKED,
      '2026-01-07 09:30 总 已立项',
      '2026-01-07 09:30 t0002 事项交办 督批〔2026〕1号 → u001/reporter',
      '2026-01-20 09:00 t0002 判定 deadlines/2026-01-22/u001 按时',
      '2026-01-20 09:00 t0002 事项回复 deadlines/2026-01-22/u001 按时 督批〔2026〕1号 → post/区长',
      '2026-01-21 10:00 t0002 事项回复 督批〔2026〕1号 → post/区长',
    ],
  },
  {
    title: '会议纪要写明单位和日期：立项后不再另发交办通知，逾期未报回复一次，补报更正再回复',
    ...{ ...one, later: [item('t0002', { source: 'meeting', quiet: true })], until: '2026-03-01' },
    acts: [
      [
        '2026-01-06 10:00',
        'office',
        '登记事项',
        't0002',
        'meeting',
        MAYOR,
        'ordinary',
        '2026-02-10',
      ],
      ['2026-01-07 09:30', APPROVER, '立项', 't0002'],
      ['2026-02-11 09:00', 'unit:u001', '报送', 't0002', 'deadlines 2026-02-10'],
    ],
    show: SHOW,
    expect: [
      ...ASKED,
      '2026-01-07 09:30 总 已立项',
      '2026-02-10 17:00 t0002 判定 deadlines/2026-02-10/u001 未报',
      '2026-02-10 17:00 t0002 事项回复 deadlines/2026-02-10/u001 未报 督会〔2026〕1号 → post/区长',
      '2026-02-11 09:00 t0002 判定 deadlines/2026-02-10/u001 迟报 更正未报',
      '2026-02-11 09:00 t0002 事项回复 deadlines/2026-02-10/u001 迟报 更正未报 督会〔2026〕1号 → post/区长',
    ],
  },
  {
    title: '限期内无人决定：过半提醒，逾期失效不立项；再次送批一次，批准后编号',
    ...{ ...one, later: [item('t0002')], until: '2026-01-20' },
    acts: [
      REGISTER,
      ['2026-01-13 09:00', 'office', '再次送批', 't0002'],
      ['2026-01-13 10:00', APPROVER, '立项', 't0002'],
    ],
    show: SHOW,
    expect: [
      ...ASKED,
      ...REMINDED,
      '2026-01-12 17:00 总 立项逾期失效',
      '2026-01-12 17:00 总 立项逾期失效 → office',
      '2026-01-12 17:00 总 立项逾期失效 → post/督查室主任',
      '2026-01-13 09:00 总 再次送批',
      '2026-01-13 09:00 总 事项待立项 → post/督查室主任',
      '2026-01-13 10:00 总 已立项',
      '2026-01-13 10:00 t0002 事项交办 督批〔2026〕1号 → u001/reporter',
    ],
  },
  {
    title: '不予立项附理由；此后再批准、撤回都不受理',
    ...{ ...one, later: [item('t0002')], until: '2026-01-20' },
    acts: [
      REGISTER,
      ['2026-01-06 15:00', APPROVER, '不予立项', 't0002'],
      ['2026-01-06 16:00', APPROVER, '立项', 't0002'],
      ['2026-01-06 16:30', 'office', '撤回事项', 't0002'],
    ],
    show: SHOW,
    expect: [...ASKED, '2026-01-06 15:00 总 不予立项', '2026-01-06 15:00 总 不予立项 → office'],
  },
  {
    title: '登记人自己、别的职务不能批准；登记人在决定之前撤回',
    ...{ ...one, later: [item('t0002')], until: '2026-01-20' },
    acts: [
      REGISTER,
      ['2026-01-06 14:00', 'office', '立项', 't0002'],
      ['2026-01-06 15:00', MAYOR, '立项', 't0002'],
      ['2026-01-06 15:30', APPROVER, '撤回事项', 't0002'],
      ['2026-01-06 16:00', 'office', '撤回事项', 't0002'],
    ],
    show: SHOW,
    expect: [
      ...ASKED,
      '2026-01-06 16:00 总 已撤回立项',
      '2026-01-06 16:00 总 已撤回立项 → post/督查室主任',
    ],
  },
  {
    title: '同一时刻批准两件：编号相连；暂停期间不立项',
    ...{ ...one, later: [item('t0002'), item('t0003'), item('t0004')], until: '2026-01-08' },
    acts: [
      REGISTER,
      ['2026-01-06 10:00', 'office', '登记事项', 't0003', 'instruction', MAYOR, 'urgent'],
      ['2026-01-06 10:00', 'office', '登记事项', 't0004', 'instruction', MAYOR],
      ['2026-01-07 09:30', APPROVER, '立项', 't0003'],
      ['2026-01-07 09:30', APPROVER, '立项', 't0002'],
      ['2026-01-07 10:00', 'office', '整体暂停'],
      ['2026-01-07 11:00', APPROVER, '立项', 't0004'],
    ],
    show: ['item-assigned', 'item-approved'],
    expect: [
      '2026-01-07 09:30 总 已立项',
      '2026-01-07 09:30 总 已立项',
      '2026-01-07 09:30 t0003 事项交办 督批〔2026〕1号 → u001/reporter',
      '2026-01-07 09:30 t0002 事项交办 督批〔2026〕2号 → u001/reporter',
    ],
  },
];
