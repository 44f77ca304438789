import type { Carried } from '../../activities/contract.ts';
import { TASK_ENGINES, type Engines } from '../../domain/engines.ts';
import { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { process } from '../../workflows/process.ts';

export { campaign } from '../../workflows/campaign.ts';
export { interview } from '../../workflows/interview.ts';
export { sweep } from '../../workflows/jobs.ts';

/** A build that also knows an engine 2, whose line in Temporal's pages tells which rules decide. */
const BOTH: Engines<TaskInput, TaskState, TaskMessage> = {
  ...TASK_ENGINES,
  2: {
    initial: TASK_ENGINES[1].initial,
    machine(input) {
      const one = TASK_ENGINES[1].machine(input);
      return { ...one, describe: (state) => `第二代规则；${one.describe(state)}` };
    },
  },
};

export async function task(carried: Carried<TaskInput, TaskState>): Promise<void> {
  await process(BOTH, TaskMessage, carried);
}
