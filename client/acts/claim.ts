import { z } from 'zod';
import type { Claim } from '../../domain/matterClaim.ts';
import { mattersOf } from '../../domain/matter.ts';
import { refuse } from '../faultError.ts';
import type { Asking, TaskAct } from './act.ts';

const Report = z.string().min(1).max(120).optional();
const REPORT = ['--report <请求编号>', '哪一份代录；只有一份待确认时可以不写'] as const;

/** The claim that is meant: by the request of its report, else the only one that waits. */
function claimAsked(report: unknown, { now, earlier }: Asking): string {
  if (typeof report === 'string') return `claim/${report}`;
  const taken = (earlier as { readonly claim?: string } | undefined)?.claim;
  if (taken !== undefined) return taken;
  const all = mattersOf<Claim>(now.state, 'claim').filter(({ phase }) => phase === 'pending');
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.id;
  const reason = all.length === 0 ? '没有待确认的代录' : `有 ${all.length} 份代录待确认`;
  const list = all.map((claim) => claim.report).join('、');
  return refuse('subject-unclear', {
    reason,
    hint: list === '' ? '请核对任务编号。' : `请写明是哪一份：${list}。`,
  });
}

/** 代录的到达时间: confirmed or refused by a second person. */
export const CLAIM_ACTS: readonly TaskAct[] = [
  {
    act: 'confirm-arrival',
    label: '确认代录的到达时间',
    who: ['principal', 'post'],
    fields: z.object({ report: Report }),
    options: [REPORT],
    examples: ['duban act confirm-arrival 3 --as principal'],
    content: ({ report }, asking) => ({
      kind: 'confirm-arrival',
      claim: claimAsked(report, asking),
    }),
  },
  {
    act: 'refuse-arrival',
    label: '不予确认代录的到达时间',
    who: ['principal', 'post'],
    fields: z.object({ report: Report, reason: z.string().max(2000) }),
    options: [REPORT, ['--reason <理由>', '理由，记入台账']],
    content: ({ report, reason }, asking) => ({
      kind: 'refuse-arrival',
      claim: claimAsked(report, asking),
      reason,
    }),
  },
];
