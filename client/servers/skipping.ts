import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';

/**
 * Whether a server can skip time: asked of the server itself, since the switch was renamed between versions. A
 * process without a worker is started, told to skip, and terminated.
 */
export async function hasTimeSkipping(address: string, namespace = 'default'): Promise<boolean> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const workflowId = `probe/${randomUUID()}`;
    const handle = await client.workflow.start('probe', {
      workflowId,
      taskQueue: 'probe',
      args: [],
      workflowExecutionTimeout: '1 minute',
    });
    try {
      const answer = await client.workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution: { workflowId },
        workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
        updateMask: { paths: ['time_skipping_config'] },
      });
      return answer.workflowExecutionOptions?.timeSkippingConfig?.enabled === true;
    } catch {
      return false;
    } finally {
      await handle.terminate('probe');
    }
  } finally {
    await connection.close();
  }
}
