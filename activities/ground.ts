import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { contextForTalk } from '../domain/amendedContext.ts';
import type { Context } from '../domain/context.ts';
import { MESSAGE_RECEIVED, WORKFLOW_TASK_TIMEOUT, WORKFLOWS } from '../domain/ids.ts';
import { dayOf } from '../domain/instant.ts';
import type { InterviewInput } from '../domain/interview.ts';
import { amendedContext } from '../domain/obligation.ts';
import { routeGround, type Routed } from '../domain/route.ts';
import { calendarsTaken } from '../store/calendars.ts';
import { unitsOf } from '../store/campaigns.ts';
import { newestEngine } from '../store/ledger.ts';
import { decidedInterviews, enterProcess, findProcess, groundTaken } from '../store/processes.ts';
import type { Carried, Performance } from './contract.ts';
import type { Effects, Means } from './perform.ts';
import { offsetOf } from './start.ts';

/** A ground 约谈事由 reaches the interview of its unit and window, which starts with it. */
export const ground: Effects = async (means, context, performance) => {
  const { effect, process } = performance;
  const talk = contextForTalk(context, dayOf(effect.at, context.calendar.zone));
  const unit = String(effect.payload['unit']);
  const decided = new Map(await decidedInterviews(means.pool, context.campaign, unit));
  for (;;) {
    const routed = routeGround(talk, process, effect, { decidedAt: (id) => decided.get(id) });
    const { task, obligation, step } = routed.message;
    const key = `ground:${task}/${obligation}:${step}`;
    if (await groundTaken(means.pool, context.campaign, unit, key)) return null;
    if (await deliver(means, talk, routed, performance)) return null;
    decided.set(routed.process, effect.at);
  }
};

/** False where that interview has already ended: the ground then opens the next window. */
async function deliver(
  means: Means,
  context: Context,
  routed: Routed,
  performance: Performance,
): Promise<boolean> {
  const unit = (await unitsOf(means.pool, context.campaign)).find(({ id }) => id === routed.unit);
  if (unit === undefined) throw new RangeError(`unknown unit ${routed.unit}`);
  const startedAt = performance.effect.at;
  const calendar = (await calendarsTaken(means.pool, context.campaign)).at(-1)?.calendar;
  const input: InterviewInput = {
    context: calendar === undefined ? context : amendedContext(context, calendar),
    ...{ unit, window: routed.window, startedAt },
  };
  const clockOffset = await enterProcess(means.pool, {
    id: routed.process,
    campaign: context.campaign,
    kind: 'interview',
    input,
    clockOffset: offsetOf(performance),
    startedAt,
  });
  const entered = (await findProcess(means.pool, routed.process))?.input ?? input;
  const carried: Carried<InterviewInput, unknown> = {
    process: routed.process,
    input: entered as InterviewInput,
    seq: 0,
    engine: await newestEngine(means.pool, 'interview'),
    clockOffset,
    zone: context.calendar.zone,
  };
  try {
    await means.client.workflow.signalWithStart(WORKFLOWS.interview, {
      workflowId: routed.process,
      taskQueue: means.taskQueue,
      args: [carried],
      signal: MESSAGE_RECEIVED,
      signalArgs: [routed.message],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `约谈 ${routed.unit} ${routed.window}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
