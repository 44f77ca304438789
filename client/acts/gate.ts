import { z } from 'zod';
import type { GatePhase, StepGate } from '../../domain/gateState.ts';
import { mattersOf } from '../../domain/matter.ts';
import { refuse } from '../faultError.ts';
import type { ActContent, Asking, TaskAct } from './act.ts';
import { OBLIGATION_FIELDS, OBLIGATION_OPTIONS, obligationAsked } from './obligationAsked.ts';

const Reason = z.string().max(2000);
const FIELDS = { ...OBLIGATION_FIELDS, step: z.string().max(40).optional() };
const OPTIONS = [
  ...OBLIGATION_OPTIONS,
  ['--step <标识>', '制度中升级步骤的标识；只有一步待批时可以不写'],
] as const;
const REASON = ['--reason <理由>', '理由，记入台账'] as const;
const OPEN: readonly GatePhase[] = ['proposed', 'sent-back'];

function openGates({ now }: Asking): readonly StepGate[] {
  return mattersOf<StepGate>(now.state, 'gate').filter(({ phase }) => OPEN.includes(phase));
}

/** The gate that is meant: the only one that waits, or the step that is named. */
async function about(
  kind: ActContent['kind'],
  { period, duty, unit, obligation, step, ...said }: Readonly<Record<string, unknown>>,
  asking: Asking,
): Promise<ActContent> {
  const gates = openGates(asking).filter((gate) => step === undefined || gate.step === step);
  const waits = (key: string) => gates.some((gate) => gate.obligation === key);
  const named = { period, duty, unit, obligation } as Readonly<Record<string, string>>;
  const meant = await obligationAsked(named, asking, waits);
  const steps = gates.filter((gate) => gate.obligation === meant).map((gate) => gate.step);
  const only = steps[0] ?? (typeof step === 'string' ? step : undefined);
  if (only === undefined || steps.length > 1) {
    const reason = steps.length > 1 ? `有 ${steps.length} 步待批` : '没有待批的升级步骤';
    refuse('subject-unclear', {
      reason,
      hint: `请写明是哪一步${steps.length > 1 ? `：${steps.join('、')}` : ''}。`,
    });
  }
  return { kind, ...said, obligation: meant, step: only };
}

/** 审批关口: a letter or a report upward that a post must approve; and 终止 of a task before its time. */
export const GATE_ACTS: readonly TaskAct[] = [
  {
    act: 'approve-step',
    label: '批准升级步骤',
    who: ['principal', 'post', 'office'],
    fields: z.object({ ...FIELDS, note: Reason.optional() }),
    options: [...OPTIONS, ['--note <附言>', '附言']],
    examples: ['duban act approve-step 3 --as post:区政府分管领导 --period 2026-03'],
    content: (fields, asking) => about('approve-step', fields, asking),
  },
  {
    act: 'reject-step',
    label: '不批准升级步骤',
    who: ['principal', 'post', 'office'],
    fields: z.object({ ...FIELDS, reason: Reason }),
    options: [...OPTIONS, REASON],
    content: (fields, asking) => about('reject-step', fields, asking),
  },
  {
    act: 'propose-step',
    label: '再次提请升级步骤',
    who: ['office'],
    fields: z.object({ ...FIELDS, reason: Reason }),
    options: [...OPTIONS, REASON],
    content: (fields, asking) => about('propose-step', fields, asking),
  },
  {
    act: 'withdraw-step',
    label: '撤回升级提请',
    who: ['office'],
    fields: z.object({ ...FIELDS, reason: Reason }),
    options: [...OPTIONS, REASON],
    content: (fields, asking) => about('withdraw-step', fields, asking),
  },
  {
    act: 'terminate',
    label: '终止任务',
    who: ['office'],
    fields: z.object({ reason: Reason, basis: z.string().max(200).optional() }),
    options: [REASON, ['--basis <依据>', '依据的文件或会议']],
    examples: ['duban act terminate 3 --reason 上级取消该事项 --basis 区政府第8次常务会议'],
    content: (fields) => ({ kind: 'close', voids: true, ...fields }),
  },
];
