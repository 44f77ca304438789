import type { Carried } from '../activities/contract.ts';
import {
  campaignMachine,
  initialCampaign,
  type CampaignInput,
  type CampaignState,
} from '../domain/campaign.ts';
import { CampaignMessage } from '../domain/campaignMessages.ts';
import type { Engines } from './driver.ts';
import { process } from './process.ts';

export const campaignEngines: Engines<CampaignInput, CampaignState, CampaignMessage> = {
  1: { machine: campaignMachine, initial: initialCampaign },
};

/** Campaign 专项行动: lives over the plan's horizon; id `campaign/c2026-001`. */
export async function campaign(carried: Carried<CampaignInput, CampaignState>): Promise<void> {
  await process(campaignEngines, CampaignMessage, carried);
}
