import type { Carried } from '../activities/contract.ts';
import type { CampaignInput, CampaignState } from '../domain/campaign.ts';
import { process, rulesOf } from './process.ts';

/** Campaign 专项行动: lives over the plan's horizon; id `campaign/c2026-001`. */
export async function campaign(carried: Carried<CampaignInput, CampaignState>): Promise<void> {
  await process(rulesOf('campaign'), carried);
}
