import type { Client } from '@temporalio/client';
import Long from 'long';

const COMPLETED = 2;
const POLL_TIMEOUT = 1;
let fastForwards = 0;

/**
 * Brings the virtual clock of one process to `ms` on the server's axis (without the process's own offset). Resolves when
 * the process has taken everything up to then and is idle, or has ended.
 */
export async function advanceClock(client: Client, workflowId: string, ms: number): Promise<void> {
  const service = client.workflowService;
  const { namespace } = client.options;
  const execution = { workflowId };
  const seen = await service.describeWorkflowExecution({ namespace, execution });
  if (seen.workflowExecutionInfo?.closeTime) return;
  const clock = seen.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  const seconds = Math.ceil((ms - (clock ? Number(clock.seconds) * 1000 : Date.now())) / 1000);
  if (seconds <= 0) return;
  const id = `window-${++fastForwards}`;
  const duration = { seconds: Long.fromNumber(seconds) };
  await orEnded(
    service.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: execution,
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          maxSessionSkipCount: 1000,
          fastForwardConfig: { id, duration },
        },
      },
    }),
  );
  for (;;) {
    const poll = await orEnded(
      service.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution: execution,
        fastForwardId: id,
      }),
    );
    if (poll === undefined || Number(poll.fastForwardPollingResult) === COMPLETED) return;
    if (/execution ended/.test(poll.failedReason ?? '')) return;
    if (Number(poll.fastForwardPollingResult) !== POLL_TIMEOUT) {
      throw new Error(`${workflowId}：时间没有推进（${poll.failedReason ?? '原因不明'}）`);
    }
  }
}

async function orEnded<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (/completed|not found/i.test((error as Error).message)) return undefined;
    throw error;
  }
}
