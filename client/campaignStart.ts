import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Carried } from '../activities/contract.ts';
import type { CampaignInput, CampaignState } from '../domain/campaign.ts';
import { campaignProcess, TASK_QUEUE, WORKFLOW_TASK_TIMEOUT, WORKFLOWS } from '../domain/ids.ts';
import type { Pool } from '../store/pool.ts';
import { enterProcess } from '../store/processes.ts';

/** Starts the process of a campaign that the register already holds; starting twice starts once. */
export async function startCampaignProcess(
  client: Client,
  pool: Pool,
  input: CampaignInput,
  clockOffset = 0,
): Promise<void> {
  const { context } = input;
  const process = campaignProcess(context.campaign);
  const offset = await enterProcess(pool, {
    id: process,
    campaign: context.campaign,
    kind: 'campaign',
    input,
    clockOffset,
    startedAt: context.startedAt,
  });
  const carried: Carried<CampaignInput, CampaignState> = {
    process,
    input,
    seq: 0,
    engine: 1,
    clockOffset: offset,
    zone: context.calendar.zone,
  };
  try {
    await client.workflow.start(WORKFLOWS.campaign, {
      workflowId: process,
      taskQueue: TASK_QUEUE,
      args: [carried],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `专项行动 ${context.campaign}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
