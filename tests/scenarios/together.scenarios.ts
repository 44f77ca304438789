import { togetherContext, togetherRegime, togetherTask } from '../harness/coinciding.ts';
import type { Scenario } from './scenario.ts';

/** 旬末 = 月末 = 季末, 31 March 2026 (a Tuesday) at 17:00; 旬 closes after three working days, 月 after five, 季 after ten. */
const context = togetherContext();
const [xun, month, quarter] = togetherRegime().duties;
const tasks = [togetherTask()];
const SHOWN = { tasks, until: '2026-04-09', show: ['report', 'judged', 'remind', 'urge'] };
const REMINDED = '2026-03-30 09:00 t0001 提醒 quarter/2026Q1/u001 → u001/reporter';
const MISSED = [
  '2026-03-31 17:00 t0001 判定 xun/2026-03c/u001 未报',
  '2026-03-31 17:00 t0001 判定 month/2026-03/u001 未报',
  '2026-03-31 17:00 t0001 判定 quarter/2026Q1/u001 未报',
];
const URGED = [
  '2026-03-31 17:00 t0001 催办 quarter/2026Q1/u001 → u001/reporter',
  '2026-03-31 17:00 t0001 催办 quarter/2026Q1/u001 → u001/head',
];

export const TOGETHER: readonly Scenario[] = [
  {
    title: '旬末即月末、季末：当日报一份旬简报，三期都算按时',
    ...{ context, ...SHOWN },
    acts: [['2026-03-31 16:00', 'unit:u001', '报送', 't0001', 'xun 2026-03c']],
    expect: [
      REMINDED,
      '2026-03-31 16:00 t0001 收到报送 xun/2026-03c/u001',
      '2026-03-31 16:00 t0001 判定 xun/2026-03c/u001 按时',
      '2026-03-31 16:00 t0001 判定 month/2026-03/u001 按时',
      '2026-03-31 16:00 t0001 判定 quarter/2026Q1/u001 按时',
    ],
  },
  {
    title: '一份不报：三期各记一次未报，提醒一次，催办一次，按季',
    ...{ context, ...SHOWN },
    acts: [],
    expect: [REMINDED, ...MISSED, ...URGED],
  },
  {
    title: '第二个工作日补报月报：三期都由未报更正为迟报',
    ...{ context, ...SHOWN },
    acts: [['2026-04-02 10:00', 'unit:u001', '报送', 't0001', 'month 2026-03']],
    expect: [
      ...[REMINDED, ...MISSED, ...URGED],
      '2026-04-02 10:00 t0001 收到报送 month/2026-03/u001',
      '2026-04-02 10:00 t0001 判定 xun/2026-03c/u001 迟报 更正未报',
      '2026-04-02 10:00 t0001 判定 month/2026-03/u001 迟报 更正未报',
      '2026-04-02 10:00 t0001 判定 quarter/2026Q1/u001 迟报 更正未报',
    ],
  },
  {
    title: '旬已截止再补报：旬保持未报，月、季算迟报',
    ...{ context, ...SHOWN },
    acts: [['2026-04-06 10:00', 'unit:u001', '报送', 't0001', 'quarter 2026Q1']],
    expect: [
      ...[REMINDED, ...MISSED, ...URGED],
      '2026-04-06 10:00 t0001 收到报送 quarter/2026Q1/u001',
      '2026-04-06 10:00 t0001 判定 month/2026-03/u001 迟报 更正未报',
      '2026-04-06 10:00 t0001 判定 quarter/2026Q1/u001 迟报 更正未报',
    ],
  },
  {
    title: '同日不同时：月报中午到期没有宽限，下午报的旬简报按时，月报迟报',
    context: togetherContext({ duties: [{ ...xun }, { ...month, time: '12:00' }, { ...quarter }] }),
    ...SHOWN,
    acts: [['2026-03-31 15:00', 'unit:u001', '报送', 't0001', 'xun 2026-03c']],
    expect: [
      REMINDED,
      '2026-03-31 12:00 t0001 判定 month/2026-03/u001 未报',
      '2026-03-31 15:00 t0001 收到报送 xun/2026-03c/u001',
      '2026-03-31 15:00 t0001 判定 xun/2026-03c/u001 按时',
      '2026-03-31 15:00 t0001 判定 month/2026-03/u001 迟报 更正未报',
      '2026-03-31 15:00 t0001 判定 quarter/2026Q1/u001 按时',
    ],
  },
  {
    title: '季度有三个工作日宽限：旬、月先记未报不催，宽限内报来，季按时，旬、月迟报',
    context: togetherContext({ duties: [xun, month, { ...quarter, grace: { workdays: 3 } }] }),
    ...SHOWN,
    acts: [['2026-04-02 10:00', 'unit:u001', '零报告', 't0001', 'quarter 2026Q1']],
    expect: [
      REMINDED,
      ...MISSED.slice(0, 2),
      '2026-04-02 10:00 t0001 收到报送 quarter/2026Q1/u001',
      '2026-04-02 10:00 t0001 判定 xun/2026-03c/u001 迟报 更正未报 零报告',
      '2026-04-02 10:00 t0001 判定 month/2026-03/u001 迟报 更正未报 零报告',
      '2026-04-02 10:00 t0001 判定 quarter/2026Q1/u001 按时 零报告、宽限内',
    ],
  },
  {
    title: '报送通知丢失，判定以后才送到：三期都更正为按时',
    ...{ context, ...SHOWN },
    acts: [['2026-03-31 09:00', 'unit:u001', '报送', 't0001', 'month 2026-03', '2026-04-01 12:00']],
    expect: [
      ...[REMINDED, ...MISSED, ...URGED],
      '2026-03-31 09:00 t0001 收到报送 month/2026-03/u001',
      '2026-03-31 09:00 t0001 判定 xun/2026-03c/u001 按时 更正未报',
      '2026-03-31 09:00 t0001 判定 month/2026-03/u001 按时 更正未报',
      '2026-03-31 09:00 t0001 判定 quarter/2026Q1/u001 按时 更正未报',
    ],
  },
  {
    title: '季总结经决定免报：当日按月报提醒、催办，旬、月照常判定',
    ...{ context, ...SHOWN },
    acts: [['2026-03-25 10:00', 'office', '免报', 't0001', 'quarter/2026Q1/u001']],
    expect: [
      '2026-03-25 10:00 t0001 判定 quarter/2026Q1/u001 免报',
      '2026-03-30 09:00 t0001 提醒 month/2026-03/u001 → u001/reporter',
      ...MISSED.slice(0, 2),
      '2026-03-31 17:00 t0001 催办 month/2026-03/u001 → u001/reporter',
      '2026-03-31 17:00 t0001 催办 month/2026-03/u001 → u001/head',
    ],
  },
];
