import { z } from 'zod';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const Name = z.string().trim().min(1).max(200);

/**
 * 机构调整 as the office says it. `rename`: one unit and its new name. `merge`: several into one, which may be new.
 * `split`: one into several, with the tasks of each. `transfer`: tasks (absent: all) from one to another.
 */
export const ReorganiseInput = z.object({
  campaign: WantedCampaign,
  what: z.enum(['rename', 'merge', 'split', 'transfer']),
  from: z.array(Name).min(1).max(20),
  to: z.array(Name).min(1).max(20),
  /** Keys or printed numbers; of a split, by the name of each new unit. */
  tasks: z
    .union([z.array(z.string().max(60)).max(20_000), z.record(Name, z.array(z.string().max(60)))])
    .optional(),
});
export type ReorganiseInput = z.infer<typeof ReorganiseInput>;

const Preview = z.object({
  campaign: z.string(),
  what: z.string(),
  /** 清单校验码 */
  digest: z.string(),
  /** Units that are new or have another name. */
  units: z.array(z.object({ id: z.string(), name: z.string(), was: z.string().nullable() })),
  moves: z.array(
    z.object({
      from: z.string(),
      to: z.array(z.string()),
      tasks: z.array(z.object({ task: z.string(), no: z.string().nullable(), title: z.string() })),
      /** Open obligations that move; what has been judged stays. */
      open: z.int(),
      judged: z.int(),
    }),
  ),
});

export const REORGANISE_OPERATIONS = {
  previewReorganisation: {
    method: 'POST',
    path: '/campaigns/:campaign/units/preview',
    label: '预览机构调整',
    who: ['office', 'principal', 'auditor'],
    input: ReorganiseInput,
    output: Preview,
  },
  reorganise: {
    method: 'POST',
    path: '/campaigns/:campaign/units',
    label: '机构调整',
    who: ['office'],
    input: ReorganiseInput.extend({
      confirm: z.string().min(1).max(64),
      reason: z.string().max(2000),
      requestId: RequestId,
    }),
    output: Preview.extend({ requestId: z.string(), repeated: z.boolean() }),
  },
} as const;
