import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';

/** A campaign 专项行动 by its id, or the only one in progress. */
export const WantedCampaign = z.union([CampaignId, z.literal('current')]);
