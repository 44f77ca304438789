import { activityInfo } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Context } from '../domain/context.ts';
import { taskProcess, WORKFLOW_TASK_TIMEOUT, WORKFLOWS } from '../domain/ids.ts';
import { epoch } from '../domain/instant.ts';
import { contextOfJoining, numbered, type Joining } from '../domain/joining.ts';
import type { TaskInput, TaskState } from '../domain/taskState.ts';
import { tasksOf, type TaskRow } from '../store/campaigns.ts';
import { findItem, giveNumber } from '../store/items.ts';
import { adoptWords, joinTasks, publishedTasks, type JoiningTask } from '../store/joining.ts';
import { transaction, type Db } from '../store/pool.ts';
import { enterProcess } from '../store/processes.ts';
import type { Carried, Performance } from './contract.ts';
import { openSince } from './open.ts';
import type { Effects, Means } from './perform.ts';

const PAGE = 200;
/** A burst of starts starves its own first steps. */
const AT_ONCE = 10;

/** Starts the tasks of a campaign, a page at a time; computed ids make starting twice starting once. */
export const startTasks: Effects = async (means, context, performance, beat) => {
  const { payload } = performance.effect;
  if (payload['keys'] !== undefined) {
    await startJoining(means, context, performance, payload as unknown as Joining);
    return null;
  }
  const resumed = activityInfo().heartbeatDetails as number | undefined;
  let after = typeof resumed === 'number' ? resumed : -1;
  for (;;) {
    const page = await tasksOf(means.pool, context.campaign, { after, limit: PAGE });
    if (page.length === 0) return null;
    const own = page.filter(({ since }) => since === undefined);
    await inParallel(own, AT_ONCE, (task) => startTask(means, context, task, performance));
    after = page.at(-1)?.ordinal ?? after;
    beat(after);
  }
};

/** Tasks that are added in flight: entered, numbered where they are items, and started, each once. */
async function startJoining(
  means: Means,
  context: Context,
  performance: Performance,
  joining: Joining,
): Promise<void> {
  const { pool } = means;
  const { campaign } = context;
  await transaction(pool, async (db) => {
    await joinTasks(db, campaign, joining.since, await joiningTasks(db, campaign, joining));
    if (joining.plan !== undefined) await adoptWords(db, campaign, joining.plan);
  });
  const own = contextOfJoining(context, joining);
  const tasks = (await tasksOf(pool, campaign)).filter(({ key }) => joining.keys.includes(key));
  await inParallel(tasks, AT_ONCE, (task) => startTask(means, own, task, performance));
  if (tasks.length > 0) await openSince(pool, own, performance.madeAt);
}

async function joiningTasks(
  db: Db,
  campaign: string,
  { keys, since, items = {} }: Joining,
): Promise<readonly JoiningTask[]> {
  const published = await publishedTasks(db, campaign, keys);
  const made: JoiningTask[] = [];
  for (const key of keys) {
    const numbering = items[key];
    const item = numbering === undefined ? undefined : await findItem(db, campaign, key);
    const found = item ?? published.find(({ plan }) => plan.key === key);
    if (found === undefined) throw new Error(`台账中没有要加入的任务 ${campaign} ${key}`);
    const { plan, owed } = found;
    if (numbering === undefined) made.push({ plan, owed });
    else {
      const n = await giveNumber(db, { campaign, task: key, at: since, ...numbering });
      const own = numbered(owed, numbering, n);
      made.push({ plan: { ...plan, deadlines: own.deadlines }, owed: own });
    }
  }
  return made;
}

async function startTask(
  means: Means,
  context: Context,
  task: TaskRow,
  performance: Performance,
): Promise<void> {
  const process = taskProcess(context.campaign, task.key);
  const input: TaskInput = { context, task: task.owed };
  const clockOffset = await enterProcess(means.pool, {
    id: process,
    campaign: context.campaign,
    kind: 'task',
    input,
    clockOffset: offsetOf(performance),
    startedAt: performance.madeAt,
  });
  const carried: Carried<TaskInput, TaskState> = {
    process,
    input,
    seq: 0,
    engine: 1,
    clockOffset,
    zone: context.calendar.zone,
  };
  const no = task.plan.no === null ? task.key : `${task.plan.no} (${task.key})`;
  await startOnce(() =>
    means.client.workflow.start(WORKFLOWS.task, {
      workflowId: process,
      taskQueue: means.taskQueue,
      args: [carried],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `任务 ${no}`,
    }),
  );
}

/** What must be added to the real clock to have the starter's; nothing in life. */
export function offsetOf(performance: Performance): number {
  return performance.skipped ? epoch(performance.madeAt) - Date.now() : 0;
}

async function startOnce(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** At most `width` at once; the first failure fails the whole. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
