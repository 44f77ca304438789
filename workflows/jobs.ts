import { proxyActivities } from '@temporalio/workflow';
import type { Contract } from '../activities/contract.ts';

const { sweep: sweepOnce } = proxyActivities<Contract>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '60s',
});

/** Platform job, started by the schedule `job/sweep`: receipts without a verdict are signalled again. */
export async function sweep(): Promise<{ signalled: number }> {
  return sweepOnce();
}
