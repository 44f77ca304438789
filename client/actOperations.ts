import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { RequestId } from './requestId.ts';

/** Doing something about a task: which act, which fields it takes and who may is a table, `client/acts/acts.ts`. */
export const ACT_OPERATIONS = {
  actOnTask: {
    method: 'POST',
    path: '/tasks/:task/acts',
    label: '办理任务事项',
    who: ['office', 'principal', 'unit', 'post'],
    input: z.object({
      task: z.string().min(1).max(60),
      campaign: CampaignId.optional(),
      act: z.string().max(40),
      fields: z.record(z.string().max(40), z.unknown()).default({}),
      requestId: RequestId,
    }),
    output: z.object({
      process: z.string(),
      what: z.string(),
      act: z.string(),
      requestId: z.string(),
      /** When it was received, where a unit has sent it: it can no longer be lost. */
      receivedAt: z.string().nullable(),
      value: z.record(z.string(), z.unknown()).nullable(),
      repeated: z.boolean(),
    }),
  },
} as const;
