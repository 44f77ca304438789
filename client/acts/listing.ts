import { z } from 'zod';
import { EvidenceList } from '../../domain/evidenceList.ts';
import { Day } from '../../domain/instant.ts';
import type { TaskAct } from './act.ts';

const Text = z.string().max(2000);
const REASON = ['--reason <理由>', '理由，记入台账'] as const;
const DECIDERS = ['office', 'principal', 'post'] as const;

/** 挂牌督办 and 摘牌. */
export const LISTING_ACTS: readonly TaskAct[] = [
  {
    act: 'list-task',
    label: '提请挂牌督办',
    who: ['office'],
    fields: z.object({ reason: Text }),
    options: [REASON],
    examples: ['duban act list-task 3 --reason 久拖不决'],
  },
  {
    act: 'approve-listing',
    label: '批准挂牌督办',
    who: DECIDERS,
    fields: z.object({ opinion: Text.optional() }),
    options: [['--opinion <意见>', '意见，记入台账']],
  },
  {
    act: 'reject-listing',
    label: '不批准挂牌督办',
    who: DECIDERS,
    fields: z.object({ reason: Text }),
    options: [REASON],
  },
  {
    act: 'publish-listing',
    label: '登记挂牌或摘牌已公布',
    who: ['office'],
    fields: z.object({ text: Text }),
    options: [['--text <何处>', '在何处公布']],
  },
  {
    act: 'file-listing',
    label: '登记挂牌已备案',
    who: ['office'],
    fields: z.object({ text: Text }),
    options: [['--text <备案>', '备案机关或备案号']],
  },
  {
    act: 'extend-listing',
    label: '申请挂牌延期',
    who: ['unit'],
    fields: z.object({ reason: Text, until: Day }),
    options: [REASON, ['--until <日期>', '延到哪一天，如 2026-09-30']],
  },
  {
    act: 'decide-listing-extension',
    label: '审批挂牌延期',
    who: DECIDERS,
    fields: z.object({ result: z.enum(['granted', 'refused']), reason: Text }),
    options: [['--result <结果>', 'granted 准予；refused 不准'], REASON],
    content: ({ result, reason }) => ({
      kind: 'decide-listing-extension',
      accept: result === 'granted',
      reason,
    }),
  },
  {
    act: 'delist-apply',
    label: '申请摘牌',
    who: ['unit'],
    fields: z.object({
      text: Text,
      evidence: EvidenceList.optional(),
    }),
    options: [
      ['--text <情况>', '整改情况'],
      ['--evidence <佐证...>', '佐证材料：写文件的随即存入，否则只登记名称；可写几份'],
    ],
  },
  {
    act: 'accept-delisting',
    label: '摘牌验收',
    who: DECIDERS,
    fields: z.object({ result: z.enum(['passed', 'failed']), reason: Text }),
    options: [['--result <结果>', 'passed 合格，摘牌；failed 不合格，继续挂牌'], REASON],
  },
];
