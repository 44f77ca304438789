import { contextOf, MONTHLY, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

/** Two tasks, of 甲局 and of 乙局; a month falls due on the 25th, grace ends a working day later. */
const context = contextOf({
  horizon: { from: '2026-03-01', to: '2026-05-01' },
  regime: regimeOf({ bulletins: [] }),
});
const strictly = contextOf({
  horizon: { from: '2026-03-01', to: '2026-04-01' },
  regime: regimeOf({ bulletins: [], duties: [{ ...MONTHLY, grace: { workdays: 0 } }] }),
});
const tasks = [taskOf(), taskOf({ key: 't0002', owes: [partyOf('u002')] })];
const MARCH = 'monthly/2026-03/u001';
const NOTICED = '总 成批办理 缓办〔2026〕1号 → u001/reporter';

export const BULKS: readonly Scenario[] = [
  {
    title: '成批暂停一批任务：其余照常；恢复后保留剩余工作日，台账写明文号',
    ...{ context, tasks, until: '2026-04-15' },
    // Three working days are left on Friday the 20th: the 23rd, 24th and 25th; resumed on 6 April they end on the 9th.
    acts: [
      ['2026-03-20 18:00', 'office', '成批暂停', '1号', 't0001'],
      ['2026-04-06 09:00', 'office', '成批恢复', '2号', 't0001'],
    ],
    show: ['judged', 'bulk', 'suspended', 'resumed'],
    expect: [
      '2026-03-20 18:00 总 成批办理 缓办〔2026〕1号',
      `2026-03-20 18:00 ${NOTICED}`,
      '2026-03-20 18:00 t0001 已暂停 缓办〔2026〕1号',
      '2026-03-26 17:00 t0002 判定 monthly/2026-03/u002 未报',
      '2026-04-06 09:00 总 成批办理 缓办〔2026〕2号',
      '2026-04-06 09:00 总 成批办理 缓办〔2026〕2号 → u001/reporter',
      '2026-04-06 09:00 t0001 已恢复 缓办〔2026〕2号',
      `2026-04-10 17:00 t0001 判定 ${MARCH} 未报`,
    ],
  },
  {
    title: '成批顺延：到期前提醒重来一次，按改后的到期日判定；不在其中的照旧',
    ...{ context, tasks, until: '2026-04-10' },
    acts: [
      ['2026-03-24 10:00', 'office', '成批顺延', '1号', `t0001 ${MARCH} 2026-04-01`],
      ['2026-04-01 16:00', 'unit:u001', '报送', 't0001', '2026-03'],
    ],
    show: ['judged', 'remind', 'bulk', 'bulk-done'],
    expect: [
      `2026-03-20 09:00 t0001 提醒 ${MARCH} → u001/reporter`,
      '2026-03-20 09:00 t0002 提醒 monthly/2026-03/u002 → u002/reporter',
      '2026-03-24 10:00 总 成批办理 缓办〔2026〕1号',
      `2026-03-24 10:00 ${NOTICED}`,
      '2026-03-24 10:00 t0001 按文号办理 缓办〔2026〕1号',
      '2026-03-26 17:00 t0002 判定 monthly/2026-03/u002 未报',
      `2026-03-27 09:00 t0001 提醒 ${MARCH} → u001/reporter`,
      `2026-04-01 16:00 t0001 判定 ${MARCH} 按时`,
    ],
  },
  {
    title: '收报中断碰上到期：已判未报的重新待报，按改后的到期日另作判定；次日补报的迟报改为按时',
    ...{ context: strictly, tasks, until: '2026-04-10' },
    acts: [
      ['2026-03-25 18:30', 'unit:u002', '报送', 't0002', '2026-03'],
      [
        ...(['2026-03-26 09:00', 'office', '成批顺延', '1号'] as const),
        ...[`t0001 ${MARCH} 2026-03-26`, 't0002 monthly/2026-03/u002 2026-03-26'],
      ],
      ['2026-03-26 11:00', 'unit:u001', '报送', 't0001', '2026-03'],
    ],
    show: ['judged', 'bulk-done'],
    expect: [
      `2026-03-25 17:00 t0001 判定 ${MARCH} 未报`,
      '2026-03-25 17:00 t0002 判定 monthly/2026-03/u002 未报',
      '2026-03-25 18:30 t0002 判定 monthly/2026-03/u002 迟报 更正未报',
      '2026-03-26 09:00 t0001 按文号办理 缓办〔2026〕1号',
      `2026-03-26 09:00 t0001 判定 ${MARCH} 待报 更正未报 缓办〔2026〕1号`,
      '2026-03-26 09:00 t0002 按文号办理 缓办〔2026〕1号',
      '2026-03-26 09:00 t0002 判定 monthly/2026-03/u002 按时 更正迟报 缓办〔2026〕1号',
      `2026-03-26 11:00 t0001 判定 ${MARCH} 按时`,
    ],
  },
  {
    title: '成批免报几期：只免所列的；已有判定的不动，同一文号重发不重办',
    ...{ context, tasks, until: '2026-04-30' },
    acts: [
      ['2026-03-27 10:00', 'office', '成批免报', '1号', 't0001 monthly/2026-04/u001'],
      [
        ...(['2026-03-30 10:00', 'office', '成批免报', '2号', `t0001 ${MARCH}`] as const),
        't0002 monthly/2026-04/u002',
      ],
    ],
    show: ['judged', 'bulk-done'],
    expect: [
      `2026-03-26 17:00 t0001 判定 ${MARCH} 未报`,
      '2026-03-26 17:00 t0002 判定 monthly/2026-03/u002 未报',
      '2026-03-27 10:00 t0001 按文号办理 缓办〔2026〕1号',
      '2026-03-27 10:00 t0001 判定 monthly/2026-04/u001 免报 缓办〔2026〕1号',
      '2026-03-30 10:00 t0002 按文号办理 缓办〔2026〕2号',
      '2026-03-30 10:00 t0002 判定 monthly/2026-04/u002 免报 缓办〔2026〕2号',
    ],
  },
  {
    title: '整体暂停期间不能成批办理，单位也不能；什么都没有改动',
    ...{ context, tasks, until: '2026-04-10' },
    acts: [
      ['2026-03-10 10:00', 'unit:u001', '成批暂停', '1号', 't0001'],
      ['2026-03-16 10:00', 'office', '整体暂停'],
      ['2026-03-17 10:00', 'office', '成批免报', '1号', `t0001 ${MARCH}`],
    ],
    show: ['judged', 'bulk', 'bulk-done', 'suspended'],
    expect: [
      '2026-03-16 10:00 总 已暂停',
      '2026-03-16 10:00 t0001 已暂停',
      '2026-03-16 10:00 t0002 已暂停',
    ],
  },
];
