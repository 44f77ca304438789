import { z } from 'zod';
import { EvidenceList } from '../../domain/evidenceList.ts';
import type { TaskAct } from './act.ts';
import { conclusionFor } from './conclusion.ts';

const Text = z.string().max(2000);
const Id = z.string().max(60).optional();
const WHICH = ['--objection <编号>', '哪一项异议；只有一项待复核时可以不写'] as const;

/** 异议: against a conclusion, and how it was decided. */
export const OBJECTION_ACTS: readonly TaskAct[] = [
  {
    act: 'object',
    label: '提出异议',
    who: ['unit'],
    fields: z.object({
      against: z.string().min(1).max(200),
      reason: Text,
      evidence: EvidenceList.optional(),
    }),
    options: [
      [
        '--against <结论>',
        '报送判定写报告期或义务（如 2026-03），另有 criticised 通报批评、interview 约谈、listed 挂牌、grade 等次、false-report 虚报',
      ],
      ['--reason <理由>', '理由，记入台账'],
      ['--evidence <佐证...>', '佐证材料：写文件的随即存入，否则只登记名称；可写几份'],
    ],
    examples: [
      'duban act object 3 --as unit:区发改局 --against 2026-03 --reason 当日已在网上报送 --evidence 截图',
      'duban act object 3 --as unit:区发改局 --against criticised --reason 该项已更正',
    ],
    content: async ({ against, ...said }, asking) => ({
      kind: 'object',
      ...said,
      against: await conclusionFor(asking, String(against)),
    }),
  },
  {
    act: 'decide-objection',
    label: '复核异议',
    who: ['office', 'principal', 'post'],
    fields: z.object({
      objection: Id,
      result: z.enum(['upheld', 'rejected']),
      reason: Text,
      verdict: z.enum(['on-time', 'late', 'exempt']).optional(),
    }),
    options: [
      WHICH,
      ['--result <结果>', 'upheld 成立；rejected 不成立'],
      ['--reason <理由>', '理由，记入台账'],
      ['--verdict <判定>', '成立时判定更正为：on-time 按时、late 迟报、exempt 免报（不写即免报）'],
    ],
    examples: [
      'duban act decide-objection 3 --as principal --result 成立 --verdict 按时 --reason 日志证明按时',
    ],
  },
  {
    act: 'withdraw-objection',
    label: '撤回异议',
    who: ['unit'],
    fields: z.object({ objection: Id }),
    options: [WHICH],
  },
];
