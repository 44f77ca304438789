import { heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { fault } from '../domain/faults.ts';
import { MESSAGE_RECEIVED, readProcess } from '../domain/ids.ts';
import { markSignalled, refuseReceipt, unanswered } from '../store/intake.ts';
import type { Contract } from './contract.ts';
import type { Means } from './perform.ts';

/** A receipt that has no answer after this long may have lost its signal. */
const PATIENCE_SECONDS = 30;

/** `sweep` 补发: receipts without a verdict are signalled again, so that an acknowledged report is never lost. */
export function sweepActivity({ pool, client }: Means): Contract['sweep'] {
  return async () => {
    const receipts = await unanswered(pool, PATIENCE_SECONDS, 500);
    for (const { requestId, process, message } of receipts) {
      heartbeat();
      try {
        await client.workflow.getHandle(process).signal(MESSAGE_RECEIVED, message);
        await markSignalled(pool, requestId);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        const found = readProcess(process);
        const task = found?.kind === 'task' ? found.task : process;
        await refuseReceipt(
          pool,
          requestId,
          fault('task-ended', { task, at: message.receivedAt, reason: '流程已结束' }),
        );
      }
    }
    return { signalled: receipts.length };
  };
}
