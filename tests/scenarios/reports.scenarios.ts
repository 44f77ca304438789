import { contextOf, partyOf, taskOf } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

/** 月报: due on the 25th (the working day before, where it rests) at 17:00, one working day of grace. */
const context = contextOf();
const each = ['u001', 'u002', 'u003', 'u004'].map((unit, n) =>
  taskOf({ key: `t000${n + 1}`, owes: [partyOf(unit)] }),
);

export const REPORTS: readonly Scenario[] = [
  {
    title: '同一期里，按时、宽限内、迟报、未报各一家',
    ...{ context, tasks: each, until: '2026-02-01' },
    acts: [
      ['2026-01-22 10:00', 'unit:u001', '报送', 't0001', '2026-01'],
      ['2026-01-26 09:00', 'unit:u002', '零报告', 't0002', '2026-01'],
      ['2026-01-28 09:00', 'unit:u003', '报送', 't0003', '2026-01'],
    ],
    show: ['judged', 'urge', 'letter'],
    expect: [
      '2026-01-22 10:00 t0001 判定 monthly/2026-01/u001 按时',
      '2026-01-26 09:00 t0002 判定 monthly/2026-01/u002 按时 零报告、宽限内',
      '2026-01-26 17:00 t0003 判定 monthly/2026-01/u003 未报',
      '2026-01-26 17:00 t0003 催办 monthly/2026-01/u003 → u003/reporter',
      '2026-01-26 17:00 t0003 催办 monthly/2026-01/u003 → u003/head',
      '2026-01-26 17:00 t0004 判定 monthly/2026-01/u004 未报',
      '2026-01-26 17:00 t0004 催办 monthly/2026-01/u004 → u004/reporter',
      '2026-01-26 17:00 t0004 催办 monthly/2026-01/u004 → office',
      '2026-01-28 09:00 t0003 判定 monthly/2026-01/u003 迟报 更正未报',
      '2026-01-29 17:00 t0004 督办函 monthly/2026-01/u004 → office',
      '2026-01-29 17:00 t0004 督办函 monthly/2026-01/u004 → leader/分管领导甲',
    ],
  },
  {
    title: '报送与催办落在同一时刻：期满之时收到的算按时，不催',
    ...{ context, tasks: [taskOf()], until: '2026-02-01' },
    acts: [['2026-01-26 17:00', 'unit:u001', '报送', 't0001', '2026-01']],
    show: ['judged', 'urge', 'letter'],
    expect: ['2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 按时 宽限内'],
  },
  {
    title: '按时收到而通知丢失，判定以后才送到：另记一笔更正，督办函不再发',
    ...{ context, tasks: [taskOf()], until: '2026-02-01' },
    acts: [['2026-01-23 09:00', 'unit:u001', '报送', 't0001', '2026-01', '2026-01-27 12:00']],
    show: ['judged', 'urge', 'letter'],
    expect: [
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u001 → u001/head',
      '2026-01-23 09:00 t0001 判定 monthly/2026-01/u001 按时 更正未报',
    ],
  },
  {
    title: '补报上期不抵本期，本期报两次以第一次为准',
    ...{ context, tasks: [taskOf()], until: '2026-03-01' },
    acts: [
      ['2026-01-29 09:00', 'unit:u001', '报送', 't0001', '2026-01'],
      ['2026-02-24 09:00', 'unit:u001', '报送', 't0001', '2026-02'],
      ['2026-02-27 09:00', 'unit:u001', '报送', 't0001', '2026-02'],
    ],
    show: ['report', 'judged'],
    expect: [
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
      '2026-01-29 09:00 t0001 收到报送 monthly/2026-01/u001',
      '2026-01-29 09:00 t0001 判定 monthly/2026-01/u001 迟报 更正未报',
      '2026-02-24 09:00 t0001 收到报送 monthly/2026-02/u001',
      '2026-02-24 09:00 t0001 判定 monthly/2026-02/u001 按时',
      '2026-02-27 09:00 t0001 收到报送 monthly/2026-02/u001',
    ],
  },
  {
    title: '共同牵头合报一份；不报算一次，两家都催',
    context,
    tasks: [taskOf({ owes: [partyOf('u001', 'u002')] })],
    until: '2026-02-27',
    acts: [['2026-01-22 10:00', 'unit:u002', '报送', 't0001', '2026-01']],
    show: ['judged', 'urge'],
    expect: [
      '2026-01-22 10:00 t0001 判定 monthly/2026-01/u001+u002 按时',
      '2026-02-26 17:00 t0001 判定 monthly/2026-02/u001+u002 未报',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001+u002 → u001/reporter',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001+u002 → u002/reporter',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001+u002 → u001/head',
      '2026-02-26 17:00 t0001 催办 monthly/2026-02/u001+u002 → u002/head',
    ],
  },
  {
    title: '分别报送各报各的；非责任单位的报送不收',
    context,
    tasks: [taskOf({ owes: [partyOf('u001'), partyOf('u002')] })],
    until: '2026-01-27',
    acts: [
      ['2026-01-22 10:00', 'unit:u002', '报送', 't0001', '2026-01'],
      ['2026-01-22 11:00', 'unit:u003', '报送', 't0001', '2026-01'],
    ],
    show: ['report', 'judged'],
    expect: [
      '2026-01-22 10:00 t0001 收到报送 monthly/2026-01/u002',
      '2026-01-22 10:00 t0001 判定 monthly/2026-01/u002 按时',
      '2026-01-26 17:00 t0001 判定 monthly/2026-01/u001 未报',
    ],
  },
  {
    title: '节点任务：到期前提醒，逾期催办，补报为迟报；持续推进的只按月报',
    context,
    tasks: [
      taskOf({
        deadlines: [{ kind: 'date', on: '2026-02-08', what: '开工' }, { kind: 'continuous' }],
      }),
    ],
    until: '2026-02-20',
    acts: [
      ['2026-01-22 10:00', 'unit:u001', '报送', 't0001', '2026-01'],
      ['2026-02-10 10:00', 'unit:u001', '报送', 't0001', 'deadlines 2026-02-08'],
    ],
    show: ['remind', 'judged', 'urge', 'letter'],
    expect: [
      '2026-01-20 09:00 t0001 提醒 monthly/2026-01/u001 → u001/reporter',
      '2026-01-22 10:00 t0001 判定 monthly/2026-01/u001 按时',
      '2026-02-03 09:00 t0001 提醒 deadlines/2026-02-08/u001 → u001/reporter',
      '2026-02-06 17:00 t0001 判定 deadlines/2026-02-08/u001 未报',
      '2026-02-06 17:00 t0001 催办 deadlines/2026-02-08/u001 → u001/reporter',
      '2026-02-06 17:00 t0001 催办 deadlines/2026-02-08/u001 → u001/head',
      '2026-02-10 10:00 t0001 判定 deadlines/2026-02-08/u001 迟报 更正未报',
    ],
  },
  {
    title: '主要负责人空缺：改送督查室，并告知空缺',
    context,
    tasks: [taskOf({ owes: [partyOf('u004')] })],
    until: '2026-01-27',
    acts: [],
    show: ['urge', 'recipient-missing'],
    expect: [
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u004 → u004/reporter',
      '2026-01-26 17:00 t0001 催办 monthly/2026-01/u004 → office',
      '2026-01-26 17:00 t0001 接收人空缺 monthly/2026-01/u004 → office',
    ],
  },
];
