import { WorkflowNotFoundError } from '@temporalio/client';
import { MESSAGE_RECEIVED } from '../domain/ids.ts';
import type { MessageBase } from '../domain/machine.ts';
import { processesOf } from '../store/processes.ts';
import type { Effects } from './perform.ts';
import { inParallel } from './start.ts';

/** Tells every task of a campaign; the message's id makes a repetition harmless, an ended task hears nothing. */
export const broadcast: Effects = async ({ pool, client }, context, { effect }) => {
  const message = effect.payload['message'] as MessageBase;
  const tasks = (await processesOf(pool, context.campaign)).filter(({ kind }) => kind === 'task');
  await inParallel(tasks, 20, async ({ id }) => {
    try {
      await client.workflow.getHandle(id).signal(MESSAGE_RECEIVED, message);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  });
  return null;
};
