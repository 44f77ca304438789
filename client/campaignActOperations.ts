import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Allowed } from './deskParts.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const Choice = z.object({ value: z.string(), label: z.string() });

/** What may be done about a campaign and its items now: lines of the table of operations. */
export const CAMPAIGN_ACT_OPERATIONS = {
  listCampaignActs: {
    method: 'GET',
    path: '/campaigns/:campaign/acts',
    label: '列出专项行动可以办理的事项',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({ campaign: WantedCampaign }),
    output: z.object({
      campaign: z.string(),
      acts: z.array(Allowed),
      /** By the key of the item 督办事项. */
      items: z.array(z.object({ item: z.string(), acts: z.array(Allowed) })),
    }),
  },
  showItemForm: {
    method: 'GET',
    path: '/items/form',
    label: '查看登记督办事项的填写要求',
    who: ['office', 'principal', 'auditor'],
    input: z.object({ campaign: CampaignId.optional() }),
    output: z.object({
      /** Null where no campaign takes items, or several do and none is named. */
      campaign: z.string().nullable(),
      sources: z.array(Choice),
      leaders: z.array(Choice),
      units: z.array(Choice),
    }),
  },
} as const;
