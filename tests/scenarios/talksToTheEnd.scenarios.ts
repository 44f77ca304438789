import { contextOf, INTERVIEW, regimeOf, taskOf } from '../harness/cast.ts';
import type { Act, Scenario } from './scenario.ts';

const context = contextOf();
const TALK = 'u001 2026-03B';
const APPROVER = 'post:分管领导';
const UNIT = 'unit:u001';
const approval: Act = ['2026-03-06 10:00', APPROVER, '批准约谈', TALK];
const date: Act = ['2026-03-06 11:00', 'office', '安排', TALK, '2026-03-11 15:00'];
const held: Act = ['2026-03-11 16:00', 'office', '到场', TALK];
const minutes: Act = ['2026-03-12 10:00', 'office', '送纪要', TALK];
const rectified: Act = ['2026-04-01 10:00', UNIT, '报整改', TALK];

/** Everything of the talk but its grounds, which `talks.scenarios.ts` shows. */
const SHOWN = [
  ...['lapsed', 'hearing', 'state-case', 'statement', 'interview-statement', 'withdrawn'],
  ...['not-proposed-again', 'scheduled', 'interview-notice', 'held', 'absent', 'minutes'],
  ...['rectify', 'rectified', 'rectify-overdue', 'verify-rectification', 'verify-overdue'],
  ...['closed', 'interview-closed', 'not-verified', 'interview-copy', 'decide-unmet'],
  ...['second-interview', 'referral-proposed', 'decide-referral', 'referred', 'not-referred'],
  ...['referral-lapsed', 'hold-overdue', 'minutes-overdue', 'unmet-overdue', 'interview-absence'],
];

const base = { context, tasks: [taskOf()], until: '2026-04-24', show: SHOWN } as const;

const NOTICE = [
  '2026-03-06 11:00 u001 2026-03B 已定时间',
  '2026-03-06 11:00 u001 2026-03B 约谈通知书 → u001/head',
  '2026-03-06 11:00 u001 2026-03B 约谈通知书 → office',
];
const HELD = [
  '2026-03-11 16:00 u001 2026-03B 已约谈',
  '2026-03-12 10:00 u001 2026-03B 约谈纪要',
  '2026-03-12 10:00 u001 2026-03B 限期整改 → u001/head',
];
const REPORTED = [
  '2026-04-01 10:00 u001 2026-03B 报送整改',
  '2026-04-01 10:00 u001 2026-03B 整改待核实 → office',
];

export const TALKS_TO_THE_END: readonly Scenario[] = [
  {
    ...base,
    title: '如期约谈、整改，核实通过即办结',
    acts: [
      approval,
      date,
      held,
      minutes,
      rectified,
      ['2026-04-03 10:00', 'office', '核实通过', TALK],
    ],
    expect: [
      ...NOTICE,
      ...HELD,
      ...REPORTED,
      '2026-04-03 10:00 u001 2026-03B 办结',
      '2026-04-03 10:00 u001 2026-03B 约谈办结告知 → u001/head',
      '2026-04-03 10:00 u001 2026-03B 约谈办结告知 → office',
      '2026-04-03 10:00 u001 2026-03B 约谈办结告知 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '先听单位说明，审批时限重计一次；仍无决定即退回，不再提请即结束',
    acts: [
      ['2026-03-10 10:00', APPROVER, '先听说明', TALK],
      ['2026-03-11 10:00', UNIT, '说明', TALK],
      ['2026-03-12 10:00', APPROVER, '先听说明', TALK],
    ],
    expect: [
      '2026-03-10 10:00 u001 2026-03B 先听说明',
      '2026-03-10 10:00 u001 2026-03B 请作说明 → u001/head',
      '2026-03-11 10:00 u001 2026-03B 单位说明',
      '2026-03-11 10:00 u001 2026-03B 单位说明待阅 → post/分管领导',
      '2026-03-17 17:00 u001 2026-03B 逾期失效',
      '2026-03-24 17:00 u001 2026-03B 未再提请',
      '2026-03-24 17:00 u001 2026-03B 未再提请 → office',
    ],
  },
  {
    ...base,
    title: '失效后只能再提请一次；批准以后不能撤回',
    acts: [
      ['2026-03-12 10:00', 'office', '再次提请', TALK],
      ['2026-03-16 10:00', APPROVER, '批准约谈', TALK],
      ['2026-03-16 11:00', 'office', '撤回', TALK],
    ],
    expect: [
      '2026-03-11 17:00 u001 2026-03B 逾期失效',
      '2026-03-23 17:00 u001 2026-03B 约谈逾期未安排',
      '2026-03-23 17:00 u001 2026-03B 约谈逾期未安排 → office',
      '2026-03-23 17:00 u001 2026-03B 约谈逾期未安排 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '决定之前撤回，到此结束',
    acts: [
      ['2026-03-05 10:00', 'office', '撤回', TALK],
      ['2026-03-06 10:00', APPROVER, '批准约谈', TALK],
    ],
    expect: ['2026-03-05 10:00 u001 2026-03B 已撤回'],
  },
  {
    ...base,
    title: '由他人代替到场记为缺席，另定时间',
    acts: [approval, date, ['2026-03-11 16:00', 'office', '到场', TALK, 'delegate']],
    expect: [
      ...NOTICE,
      '2026-03-11 16:00 u001 2026-03B 缺席',
      '2026-03-11 16:00 u001 2026-03B 缺席告知 → u001/head',
      '2026-03-11 16:00 u001 2026-03B 缺席告知 → post/分管领导',
      '2026-03-18 17:00 u001 2026-03B 约谈逾期未安排',
      '2026-03-18 17:00 u001 2026-03B 约谈逾期未安排 → office',
      '2026-03-18 17:00 u001 2026-03B 约谈逾期未安排 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '制度写明缺席即二次约谈的，抄报上级',
    context: contextOf({
      regime: regimeOf({ interview: { ...INTERVIEW, second: { absence: 'second' } } }),
    }),
    until: '2026-03-17',
    acts: [approval, date, ['2026-03-11 16:00', 'office', '到场', TALK, 'absent']],
    expect: [
      ...NOTICE,
      '2026-03-11 16:00 u001 2026-03B 缺席',
      '2026-03-11 16:00 u001 2026-03B 缺席告知 → u001/head',
      '2026-03-11 16:00 u001 2026-03B 缺席告知 → post/分管领导',
      '2026-03-11 16:00 u001 2026-03B 抄报 → principal',
    ],
  },
  {
    ...base,
    title: '整改逾期抄报上级，由批准人决定；无人决定也不会自动移送',
    acts: [approval, date, held, minutes],
    expect: [
      ...NOTICE,
      ...HELD,
      '2026-04-09 17:00 u001 2026-03B 整改逾期',
      '2026-04-09 17:00 u001 2026-03B 整改逾期 → u001/reporter',
      '2026-04-09 17:00 u001 2026-03B 整改逾期 → u001/head',
      '2026-04-09 17:00 u001 2026-03B 整改逾期 → office',
      '2026-04-09 17:00 u001 2026-03B 抄报 → principal',
      '2026-04-09 17:00 u001 2026-03B 整改不到位待定 → post/分管领导',
      '2026-04-16 17:00 u001 2026-03B 处理意见逾期',
      '2026-04-16 17:00 u001 2026-03B 处理意见逾期 → post/分管领导',
      '2026-04-16 17:00 u001 2026-03B 处理意见逾期 → principal',
    ],
  },
  {
    ...base,
    title: '核实人超时只报告上级，单位不受影响',
    acts: [approval, date, held, minutes, rectified],
    expect: [
      ...NOTICE,
      ...HELD,
      ...REPORTED,
      '2026-04-08 17:00 u001 2026-03B 核实逾期',
      '2026-04-08 17:00 u001 2026-03B 核实逾期 → office',
      '2026-04-08 17:00 u001 2026-03B 核实逾期 → post/分管领导',
    ],
  },
  {
    ...base,
    title: '核实不通过：提请移送由有权的人决定，无人决定即失效',
    acts: [
      ...[approval, date, held, minutes, rectified],
      ['2026-04-02 10:00', 'office', '核实不通过', TALK],
      ['2026-04-03 10:00', APPROVER, '提请移送', TALK],
    ],
    expect: [
      ...NOTICE,
      ...HELD,
      ...REPORTED,
      '2026-04-02 10:00 u001 2026-03B 核实未通过',
      '2026-04-02 10:00 u001 2026-03B 核实未通过 → u001/head',
      '2026-04-02 10:00 u001 2026-03B 核实未通过 → office',
      '2026-04-02 10:00 u001 2026-03B 抄报 → principal',
      '2026-04-02 10:00 u001 2026-03B 整改不到位待定 → post/分管领导',
      '2026-04-03 10:00 u001 2026-03B 提请移送',
      '2026-04-03 10:00 u001 2026-03B 移送待定 → principal',
      '2026-04-10 17:00 u001 2026-03B 移送失效',
      '2026-04-10 17:00 u001 2026-03B 移送失效 → office',
    ],
  },
  {
    ...base,
    title: '二次约谈只有一次；此后整改通过仍可办结',
    acts: [
      ...[approval, date, held, minutes, rectified],
      ['2026-04-02 10:00', 'office', '核实不通过', TALK],
      ['2026-04-03 10:00', APPROVER, '二次约谈', TALK],
      ['2026-04-03 11:00', 'office', '安排', TALK, '2026-04-08 15:00'],
      ['2026-04-08 16:00', 'office', '到场', TALK],
      ['2026-04-09 10:00', 'office', '送纪要', TALK],
      ['2026-04-10 10:00', UNIT, '报整改', TALK],
      ['2026-04-13 10:00', 'office', '核实不通过', TALK],
      ['2026-04-14 10:00', APPROVER, '二次约谈', TALK],
      ['2026-04-15 10:00', UNIT, '报整改', TALK],
      ['2026-04-16 10:00', 'office', '核实通过', TALK],
    ],
    show: ['second-interview', 'not-verified', 'closed', 'held'],
    expect: [
      '2026-03-11 16:00 u001 2026-03B 已约谈',
      '2026-04-02 10:00 u001 2026-03B 核实未通过',
      '2026-04-02 10:00 u001 2026-03B 核实未通过 → u001/head',
      '2026-04-02 10:00 u001 2026-03B 核实未通过 → office',
      '2026-04-03 10:00 u001 2026-03B 二次约谈',
      '2026-04-03 10:00 u001 2026-03B 二次约谈 → u001/head',
      '2026-04-08 16:00 u001 2026-03B 已约谈',
      '2026-04-13 10:00 u001 2026-03B 核实未通过',
      '2026-04-13 10:00 u001 2026-03B 核实未通过 → u001/head',
      '2026-04-13 10:00 u001 2026-03B 核实未通过 → office',
      '2026-04-16 10:00 u001 2026-03B 办结',
    ],
  },
];
