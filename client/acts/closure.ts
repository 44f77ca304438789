import { z } from 'zod';
import { EvidenceList } from '../../domain/evidenceList.ts';
import { Day } from '../../domain/instant.ts';
import type { TaskAct } from './act.ts';

const Text = z.string().max(2000);
const EVIDENCE = [
  '--evidence <佐证...>',
  '佐证材料：写文件的随即存入，否则只登记名称；可写几份',
] as const;
const REASON = ['--reason <理由>', '理由，记入台账'] as const;
const UNTIL = ['--until <日期>', '如 2026-06-30；遇休息日按制度调整'] as const;
const OPINION = ['--opinion <意见>', '意见，记入台账'] as const;

/** 销号 and 回头看: application, review, decision; what was found when somebody looked again. */
export const CLOSURE_ACTS: readonly TaskAct[] = [
  {
    act: 'apply-closure',
    label: '申请销号',
    who: ['unit', 'office'],
    fields: z.object({
      text: Text,
      evidence: EvidenceList.optional(),
    }),
    options: [['--text <情况>', '完成情况'], EVIDENCE],
    examples: [
      'duban act apply-closure 3 --as unit:区发改局 --text 已建成投用 --evidence 验收单.pdf',
    ],
  },
  {
    act: 'review-closure',
    label: '销号初审通过',
    who: ['office', 'principal', 'post'],
    fields: z.object({ opinion: Text.optional() }),
    options: [OPINION],
  },
  {
    act: 'approve-closure',
    label: '准予销号',
    who: ['office', 'principal', 'post'],
    fields: z.object({ grade: z.string().max(20).optional(), opinion: Text.optional() }),
    options: [['--grade <等次>', '制度评等次的，必须写明'], OPINION],
    examples: ['duban act approve-closure 3 --as post:区政府分管领导 --grade 优秀'],
  },
  {
    act: 'return-closure',
    label: '退回销号申请',
    who: ['office', 'principal', 'post'],
    fields: z.object({ reason: Text, until: Day }),
    options: [REASON, UNTIL],
    examples: ['duban act return-closure 3 --reason 佐证不足 --until 2026-06-30'],
  },
  {
    act: 'withdraw-closure',
    label: '撤回销号申请',
    who: ['unit', 'office'],
    fields: z.object({ reason: Text }),
    options: [REASON],
  },
];

/** 回头看 after a closure. */
export const LOOK_BACK_ACTS: readonly TaskAct[] = [
  {
    act: 'look-back',
    label: '登记回头看结果',
    who: ['office', 'principal', 'post'],
    fields: z.object({
      result: z.enum(['passed', 'failed']),
      reason: Text,
      until: Day.optional(),
    }),
    options: [
      ['--result <结果>', 'passed 合格；failed 不合格，任务重启'],
      ['--reason <情况>', '核查的情况，记入台账'],
      UNTIL,
    ],
    examples: [
      'duban act look-back 3 --result 合格 --reason 现场属实',
      'duban act look-back 3 --result 不合格 --reason 设备未运行 --until 2026-09-30',
    ],
  },
];
