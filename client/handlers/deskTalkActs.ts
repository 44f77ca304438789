import { readProcess } from '../../domain/ids.ts';
import { ACT_WORDS } from '../../domain/interviewActs.ts';
import type { Allowed } from '../deskParts.ts';
import { filesAsked } from '../evidenceAsk.ts';
import type { TalkAct } from '../talkInput.ts';
import { ask } from './deskWords.ts';

type Ask = Allowed['asks'][number];

const REASON = ask('reason', '理由');
const NOTE = ask('reason', '附言', { required: false });

/** What is asked for each act on an interview. */
const ASKS: Readonly<Record<TalkAct | 'approve' | 'reject', readonly Ask[]>> = {
  approve: [NOTE],
  reject: [REASON],
  hear: [ask('reason', '要单位说明什么', { required: false })],
  statement: [ask('text', '单位说明'), ask('evidence', '佐证材料', { required: false })],
  propose: [REASON],
  withdraw: [REASON],
  schedule: [
    ask('at', '约谈时间', { kind: 'instant' }),
    ask('place', '地点'),
    ask('interviewer', '约谈人', { required: false }),
    ask('contact', '联系人', { required: false }),
    ask('bring', '须带材料', { kind: 'list', required: false }),
    ask('number', '约谈通知书文号', {
      required: false,
      hint: '留空的，按年度顺序自动编为“督约〔年份〕几号”；由本单位登记编号的，请填写。改期不换文号。',
    }),
  ],
  held: [
    ask('attendance', '到场情况', {
      kind: 'choice',
      choices: [
        { value: 'principal', label: '主要负责人到场' },
        { value: 'delegate', label: '由他人代替到场' },
        { value: 'absent', label: '无人到场' },
      ],
    }),
    NOTE,
  ],
  minutes: [
    ask('problems', '事由和问题'),
    ask('explanation', '说明和措施'),
    ask('demands', '要求和时限'),
    ask('commitment', '单位表态'),
  ],
  rectified: [ask('text', '整改情况'), ask('evidence', '佐证材料', { required: false })],
  verify: [
    ask('result', '核实结果', {
      kind: 'choice',
      choices: [
        { value: 'passed', label: '整改到位' },
        { value: 'failed', label: '整改不到位' },
      ],
    }),
    ask('reason', '理由（不到位的必须写）', { required: false }),
  ],
  second: [REASON],
  refer: [REASON],
};

/** The acts of each phase, by who may do them: the desk of the phase, the office, the unit. */
const BY_PHASE: Readonly<
  Record<string, readonly (readonly [TalkAct | 'approve' | 'reject', 'desk' | 'office' | 'unit'])[]>
> = {
  ground: [
    ['withdraw', 'office'],
    ['statement', 'unit'],
  ],
  proposed: [
    ['approve', 'desk'],
    ['reject', 'desk'],
    ['hear', 'desk'],
    ['withdraw', 'office'],
    ['statement', 'unit'],
  ],
  'sent-back': [
    ['propose', 'office'],
    ['withdraw', 'office'],
    ['statement', 'unit'],
  ],
  approved: [['schedule', 'office']],
  scheduled: [
    ['held', 'office'],
    ['schedule', 'office'],
  ],
  held: [['minutes', 'office']],
  rectifying: [['rectified', 'unit']],
  verifying: [['verify', 'desk']],
  unmet: [
    ['second', 'desk'],
    ['refer', 'desk'],
    ['rectified', 'unit'],
  ],
  referring: [
    ['approve', 'desk'],
    ['reject', 'desk'],
  ],
};

/** What an actor may do to an interview in its phase. `desk` is the actor with whom it lies. */
export function talkActs(
  {
    process,
    phase,
    unit,
  }: { readonly process: string; readonly phase: string; readonly unit: string },
  desk: string | null,
  actor: string,
  options: { readonly heard?: boolean; readonly away?: boolean } = {},
): readonly Allowed[] {
  const campaign = readProcess(process)?.campaign ?? '';
  const mine = (BY_PHASE[phase] ?? []).filter(([act, who]) => {
    if (act === 'hear' && options.heard === true) return false;
    if (act === 'rectified' && options.away === true) return false;
    if (who === 'desk') return desk === actor;
    return who === 'office' ? actor === 'office' : actor === `unit:${unit}`;
  });
  return mine.map(([act], n) => ({
    operation: act === 'approve' || act === 'reject' ? 'decide' : 'decideInterview',
    act,
    label: act === 'hear' ? '先听单位说明' : ACT_WORDS[act],
    input: { subject: process },
    asks: ASKS[act].map((one) => (one.field === 'evidence' ? filesAsked(one, { campaign }) : one)),
    // to take a proposal back is possible, never invited
    main: n === 0 && act !== 'withdraw',
  }));
}
