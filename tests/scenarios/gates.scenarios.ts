import { contextOf, LADDER, regimeOf, taskOf } from '../harness/cast.ts';
import type { Act, Scenario } from './scenario.ts';

/** March's grace ends on Thursday 26 March at 17:00; the letter follows on Tuesday the 31st and must be approved. */
const MARCH = 'monthly/2026-03/u001';
const UNIT = 'unit:u001';
const APPROVER = 'post:分管领导';
const GATE = { by: APPROVER, limit: { workdays: 2 } };
const [REMIND, URGE, LETTER, INTERVIEW] = LADDER;
const REPORT_UP = {
  id: 'up',
  step: 'report-up',
  at: { after: 'grace', offset: { workdays: 2 } },
  when: [{ cumulative: 'missing', atLeast: 2 }],
  while: 'any',
  to: ['principal'],
  gate: GATE,
};

function climbing(...ladder: readonly unknown[]) {
  return contextOf({ regime: regimeOf({ ladder, bulletins: [] }) });
}

const SHOWN = [
  ...['step-proposed', 'decide-step', 'step-rejected', 'step-sent-back', 'step-lapsed'],
  ...['step-not-proposed', 'step-withdrawn', 'step-settled', 'step-reported', 'step-reminder'],
  ...['letter', 'report-up', 'ground', 'voided', 'task-terminated', 'ended'],
];

const base = {
  context: climbing(REMIND, URGE, { ...LETTER, gate: GATE }),
  tasks: [taskOf()],
  until: '2026-04-24',
  show: SHOWN,
};

const FEBRUARY: readonly Act[] = [
  ['2026-01-23 10:00', UNIT, '报送', 't0001', '2026-01'],
  ['2026-02-24 10:00', UNIT, '报送', 't0001', '2026-02'],
];
const JANUARY: Act = ['2026-01-23 10:00', UNIT, '报送', 't0001', '2026-01'];
const PROPOSED = [
  '2026-03-31 17:00 t0001 提请升级 monthly/2026-03/u001',
  '2026-03-31 17:00 t0001 升级待批 monthly/2026-03/u001 → post/分管领导',
  '2026-04-01 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → post/分管领导',
];

export const GATES: readonly Scenario[] = [
  {
    ...base,
    title: '须经批准的督办函先提请；批准后自批准之日发出，提请人不能批准',
    acts: [
      ...FEBRUARY,
      ['2026-04-01 10:00', 'office', '批准升级', 't0001', MARCH, 'letter'],
      ['2026-04-01 11:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
      ['2026-04-01 12:00', APPROVER, '不批准升级', 't0001', MARCH, 'letter'],
    ],
    expect: [
      ...PROPOSED,
      '2026-04-01 11:00 t0001 督办函 monthly/2026-03/u001 → u001/head',
      '2026-04-01 11:00 t0001 督办函 monthly/2026-03/u001 → leader/分管领导甲',
    ],
  },
  {
    ...base,
    title: '不批准须有理由，到此为止',
    acts: [...FEBRUARY, ['2026-04-01 11:00', APPROVER, '不批准升级', 't0001', MARCH, 'letter']],
    expect: [
      ...PROPOSED,
      '2026-04-01 11:00 t0001 不批准升级 monthly/2026-03/u001',
      '2026-04-01 11:00 t0001 不批准升级 monthly/2026-03/u001 → office',
    ],
  },
  {
    ...base,
    title: '限期内没有决定：不发函，退回督查室，可再提请一次',
    acts: [
      ...FEBRUARY,
      ['2026-04-03 10:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
      ['2026-04-03 11:00', 'office', '再提请升级', 't0001', MARCH, 'letter'],
      ['2026-04-06 10:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
    ],
    expect: [
      ...PROPOSED,
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001',
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001 → office',
      '2026-04-03 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → office',
      '2026-04-03 11:00 t0001 提请升级 monthly/2026-03/u001',
      '2026-04-03 11:00 t0001 升级待批 monthly/2026-03/u001 → post/分管领导',
      '2026-04-06 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → post/分管领导',
      '2026-04-06 10:00 t0001 督办函 monthly/2026-03/u001 → u001/head',
      '2026-04-06 10:00 t0001 督办函 monthly/2026-03/u001 → leader/分管领导甲',
    ],
  },
  {
    ...base,
    title: '再次提请仍无决定：失效，不能第三次提请',
    acts: [
      ...FEBRUARY,
      ['2026-04-03 11:00', 'office', '再提请升级', 't0001', MARCH, 'letter'],
      ['2026-04-08 11:00', 'office', '再提请升级', 't0001', MARCH, 'letter'],
    ],
    expect: [
      ...PROPOSED,
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001',
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001 → office',
      '2026-04-03 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → office',
      '2026-04-03 11:00 t0001 提请升级 monthly/2026-03/u001',
      '2026-04-03 11:00 t0001 升级待批 monthly/2026-03/u001 → post/分管领导',
      '2026-04-06 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → post/分管领导',
      '2026-04-07 17:00 t0001 升级提请失效 monthly/2026-03/u001',
      '2026-04-07 17:00 t0001 升级提请失效 monthly/2026-03/u001 → office',
    ],
  },
  {
    ...base,
    title: '退回后没有再提请：到限期为止',
    acts: [...FEBRUARY],
    expect: [
      ...PROPOSED,
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001',
      '2026-04-02 17:00 t0001 升级提请退回 monthly/2026-03/u001 → office',
      '2026-04-03 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → office',
      '2026-04-06 17:00 t0001 未再提请升级 monthly/2026-03/u001',
      '2026-04-06 17:00 t0001 未再提请升级 monthly/2026-03/u001 → office',
    ],
  },
  {
    ...base,
    title: '决定之前由督查室撤回；撤回之后不能批准',
    acts: [
      ...FEBRUARY,
      ['2026-04-01 10:00', 'office', '撤回升级', 't0001', MARCH, 'letter'],
      ['2026-04-01 11:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
    ],
    expect: [
      ...PROPOSED,
      '2026-04-01 10:00 t0001 撤回升级提请 monthly/2026-03/u001',
      '2026-04-01 10:00 t0001 撤回升级提请 monthly/2026-03/u001 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '待批期间补报：升级提请终结，告知批准人',
    acts: [
      ...FEBRUARY,
      ['2026-04-01 10:00', UNIT, '报送', 't0001', '2026-03'],
      ['2026-04-01 11:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
    ],
    expect: [
      ...PROPOSED,
      '2026-04-01 10:00 t0001 升级提请终结 monthly/2026-03/u001',
      '2026-04-01 10:00 t0001 升级提请终结 monthly/2026-03/u001 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '累计两期未报、补报也上报的：待批期间补报只告知批准人，仍可批准',
    context: climbing(REMIND, URGE, REPORT_UP),
    acts: [
      JANUARY,
      ['2026-03-31 10:00', UNIT, '报送', 't0001', '2026-03'],
      ['2026-03-31 11:00', APPROVER, '批准升级', 't0001', MARCH, 'up'],
    ],
    expect: [
      '2026-03-30 17:00 t0001 提请升级 monthly/2026-03/u001',
      '2026-03-30 17:00 t0001 升级待批 monthly/2026-03/u001 → post/分管领导',
      '2026-03-31 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → post/分管领导',
      '2026-03-31 10:00 t0001 待批期间已补报 monthly/2026-03/u001',
      '2026-03-31 10:00 t0001 待批期间已补报 monthly/2026-03/u001 → post/分管领导',
      '2026-03-31 11:00 t0001 上报主要领导 monthly/2026-03/u001 → principal',
    ],
  },
  {
    ...base,
    title: '不批准的上报：所依据的两期不再用于下一次上报，约谈仍照计',
    context: climbing(REMIND, URGE, REPORT_UP, {
      ...INTERVIEW,
      when: [{ cumulative: 'missing', atLeast: 3 }],
    }),
    acts: [JANUARY, ['2026-03-31 11:00', APPROVER, '不批准升级', 't0001', MARCH, 'up']],
    until: '2026-05-08',
    expect: [
      '2026-03-30 17:00 t0001 提请升级 monthly/2026-03/u001',
      '2026-03-30 17:00 t0001 升级待批 monthly/2026-03/u001 → post/分管领导',
      '2026-03-31 09:00 t0001 升级临期提醒 monthly/2026-03/u001 → post/分管领导',
      '2026-03-31 11:00 t0001 不批准升级 monthly/2026-03/u001',
      '2026-03-31 11:00 t0001 不批准升级 monthly/2026-03/u001 → office',
      '2026-04-30 17:00 u001 2026-04 事由 monthly/2026-04/u001',
    ],
  },
  {
    ...base,
    title: '特事特办：宽限期满即发督办函，不先催办；其后各步照旧',
    context: climbing(REMIND, URGE, LETTER, { ...REPORT_UP, when: undefined, gate: undefined }),
    tasks: [taskOf({ entry: 'letter' })],
    acts: [...FEBRUARY],
    show: [...SHOWN, 'urge', 'judged'],
    until: '2026-04-03',
    expect: [
      '2026-01-23 10:00 t0001 判定 monthly/2026-01/u001 按时',
      '2026-02-24 10:00 t0001 判定 monthly/2026-02/u001 按时',
      '2026-03-26 17:00 t0001 判定 monthly/2026-03/u001 未报',
      '2026-03-26 17:00 t0001 督办函 monthly/2026-03/u001 → u001/head',
      '2026-03-26 17:00 t0001 督办函 monthly/2026-03/u001 → leader/分管领导甲',
      '2026-03-30 17:00 t0001 上报主要领导 monthly/2026-03/u001 → principal',
    ],
  },
  {
    ...base,
    title: '终止：未到的时点、待批的提请一并作废，记明何人何故；此后不再受理',
    acts: [
      ...FEBRUARY,
      ['2026-04-01 09:30', UNIT, '终止', 't0001'],
      ['2026-04-01 10:00', 'office', '终止', 't0001'],
      ['2026-04-01 11:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
      ['2026-04-01 12:00', 'office', '终止', 't0001'],
    ],
    show: [...SHOWN, 'judged'],
    expect: [
      ...PROPOSED,
      '2026-01-23 10:00 t0001 判定 monthly/2026-01/u001 按时',
      '2026-02-24 10:00 t0001 判定 monthly/2026-02/u001 按时',
      '2026-03-26 17:00 t0001 判定 monthly/2026-03/u001 未报',
      '2026-04-01 10:00 t0001 判定 monthly/2026-04/u001 免报',
      '2026-04-01 10:00 t0001 终止',
      '2026-04-01 10:00 t0001 任务终止告知 → u001/reporter',
      '2026-04-01 10:00 t0001 任务终止告知 → u001/head',
      '2026-04-01 10:00 t0001 任务终止告知 → leader/分管领导甲',
      '2026-04-01 10:00 t0001 结束',
    ],
  },
  {
    ...base,
    title: '待批期间任务销号：提请随之作废，不再发函',
    context: contextOf({
      regime: regimeOf({
        ...{ ladder: [REMIND, URGE, { ...LETTER, gate: GATE }], bulletins: [] },
        closure: { decide: { by: APPROVER, limit: { workdays: 5 } } },
      }),
    }),
    acts: [
      ...FEBRUARY,
      ['2026-04-01 10:00', UNIT, '申请销号', 't0001', '验收单'],
      ['2026-04-01 14:00', APPROVER, '准予销号', 't0001'],
    ],
    show: [...SHOWN, 'closed'],
    expect: [
      ...PROPOSED,
      '2026-04-01 14:00 t0001 办结',
      '2026-04-01 14:00 t0001 办结 → u001/reporter',
      '2026-04-01 14:00 t0001 办结 → u001/head',
      '2026-04-01 14:00 t0001 办结 → office',
      '2026-04-01 14:00 t0001 办结 → leader/分管领导甲',
      '2026-04-01 14:00 t0001 结束',
    ],
  },
];
