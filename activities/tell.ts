import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { standing, type OpenTask } from '../domain/campaignLookBack.ts';
import { engineOf, fold } from '../domain/engines.ts';
import { MESSAGE_RECEIVED, readProcess } from '../domain/ids.ts';
import { epoch } from '../domain/instant.ts';
import type { Effect, MessageBase } from '../domain/machine.ts';
import { findProcess, openTasks, stepsOf } from '../store/processes.ts';
import type { Pool } from '../store/pool.ts';
import type { Effects } from './perform.ts';

/** Tells another process; the message's id makes a repetition harmless, an ended one hears nothing. */
export async function tell(client: Client, { payload }: Pick<Effect, 'payload'>): Promise<void> {
  const { process, message } = payload as { process: string; message: MessageBase };
  try {
    await client.workflow.getHandle(process).signal(MESSAGE_RECEIVED, message);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Asked again each minute while a task has not yet come to the instant of the question. */
const PATIENCE = 60;

/** Which tasks of a campaign live on, and until when, so that it asks again when they may have ended and not before. */
export const askTasks: Effects = async ({ pool }, context, { effect, process }) => {
  const ids = await openTasks(pool, context.campaign);
  const open: OpenTask[] = [];
  for (const id of ids) open.push(await taskNow(pool, id));
  const behind = open.filter(({ next }) => next !== undefined && epoch(next) <= epoch(effect.at));
  if (behind.length > 0 && activityInfo().attempt <= PATIENCE) {
    throw ApplicationFailure.create({
      message: `还有 ${behind.length} 项任务没有推进到 ${effect.at}，一分钟后再核对`,
      type: 'Incomplete',
      nextRetryDelay: '1m',
    });
  }
  return standing(process, effect, open);
};

async function taskNow(pool: Pool, id: string): Promise<OpenTask> {
  const found = readProcess(id);
  const task = found?.kind === 'task' ? found.task : id;
  const steps = await stepsOf(pool, id);
  const input = (await findProcess(pool, id))?.input;
  const { machine, state } = fold(engineOf('task', input, steps[0]?.engine), steps);
  const next = machine.ended(state) ? undefined : machine.next(state);
  return { task, ...(next === undefined ? {} : { next }) };
}
