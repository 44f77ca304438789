import type { Carried } from '../../activities/contract.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import type { Rules } from '../../workflows/driver.ts';
import { process, rulesOf } from '../../workflows/process.ts';

export { campaign } from '../../workflows/campaign.ts';
export { interview } from '../../workflows/interview.ts';
export { sweep } from '../../workflows/jobs.ts';

/** A build that also knows an engine 2, whose line in Temporal's pages tells which rules decide. */
function twoEngines(): Rules {
  const own = rulesOf('task');
  const one = own.engine(1);
  if (one === undefined) throw new Error('engine 1 is gone');
  const second = {
    ...one,
    machine(input: unknown) {
      const machine = one.machine(input);
      return { ...machine, describe: (now: unknown) => `第二代规则；${machine.describe(now)}` };
    },
  };
  return { ...own, engine: (n) => (n === 2 ? second : own.engine(n)) };
}

export async function task(carried: Carried<TaskInput, TaskState>): Promise<void> {
  await process(twoEngines(), carried);
}
