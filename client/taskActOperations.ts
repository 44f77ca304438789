import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Allowed } from './deskParts.ts';

/** What may be done about a task now: a line of the table of operations. */
export const TASK_ACT_OPERATIONS = {
  listTaskActs: {
    method: 'GET',
    path: '/tasks/:task/acts',
    label: '列出可以办理的事项',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ task: z.string().min(1).max(60), campaign: CampaignId.optional() }),
    output: z.object({
      campaign: z.string(),
      task: z.string(),
      /** By topic, in the order of a task's life; topics without an act are left out. */
      topics: z.array(z.object({ topic: z.string(), acts: z.array(Allowed) })),
    }),
  },
} as const;
