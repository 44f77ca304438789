import { WorkflowNotFoundError } from '@temporalio/client';
import { toldBy, toldTalks } from '../domain/campaignBroadcast.ts';
import { MESSAGE_RECEIVED, readProcess } from '../domain/ids.ts';
import type { MessageBase } from '../domain/machine.ts';
import { regimeTold, type OwedUnder } from '../domain/regimeAmended.ts';
import { processesOf } from '../store/processes.ts';
import type { Db } from '../store/pool.ts';
import { regimeParties } from '../store/regimes.ts';
import type { Effects } from './perform.ts';
import { inParallel } from './start.ts';

/**
 * Tells the tasks that are meant, and the interviews where it is for all; the message's id makes a repetition harmless, an
 * ended task hears nothing.
 */
export const broadcast: Effects = async ({ pool, client }, context, { effect }) => {
  const processes = await processesOf(pool, context.campaign);
  const owed = await owedUnder(pool, context.campaign, effect.payload['message']);
  await inParallel(processes, 20, async ({ id }) => {
    const told = toldTo(id, effect.payload, owed);
    if (told === undefined) return;
    try {
      await client.workflow.getHandle(id).signal(MESSAGE_RECEIVED, told);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  });
  return null;
};

/** What a process is told: a task what is meant for it, an interview that the campaign stands still or counts other days. */
function toldTo(
  process: string,
  payload: Readonly<Record<string, unknown>>,
  owed: OwedUnder | undefined,
): MessageBase | undefined {
  const found = readProcess(process);
  if (found?.kind === 'interview') return toldTalks<MessageBase>(payload);
  const message = found?.kind === 'task' ? toldBy<MessageBase>(payload, found.task) : undefined;
  if (found?.kind !== 'task' || message === undefined) return undefined;
  return regimeTold(message, found.task, owed);
}

/** Who owes under the regime of which the tasks are told: one read for all. */
async function owedUnder(
  db: Db,
  campaign: string,
  message: unknown,
): Promise<OwedUnder | undefined> {
  const { kind, hash } = message as { readonly kind?: string; readonly hash?: string };
  if (kind !== 'regime' || hash === undefined) return undefined;
  const parties = await regimeParties(db, campaign, hash);
  return (_, task) => parties.get(task);
}
