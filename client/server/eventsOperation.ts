import { z } from 'zod';
import { CampaignId } from '../../domain/ids.ts';
import type { Operation } from '../operations.ts';

/** The stream of events as an operation: for its input, and for the door. */
export const EVENTS: Operation = {
  method: 'GET',
  path: '/events',
  label: '接收变动通知',
  who: ['office', 'principal', 'unit', 'post', 'auditor', 'system', 'security', 'audit'],
  input: z.object({
    campaign: CampaignId.optional(),
    /** As whom; a browser's stream of events cannot send headers of ours. */
    actor: z.string().max(200).optional(),
  }),
  output: z.string(),
};
