import type { Carried } from '../activities/contract.ts';
import { initialTask, taskMachine } from '../domain/task.ts';
import { TaskMessage } from '../domain/taskMessages.ts';
import type { TaskInput, TaskState } from '../domain/taskState.ts';
import type { Engines } from './driver.ts';
import { process } from './process.ts';

export const taskEngines: Engines<TaskInput, TaskState, TaskMessage> = {
  1: { machine: taskMachine, initial: initialTask },
};

/** Task 任务: lives from 交办 to 销号; id `task/c2026-001/t0017`. */
export async function task(carried: Carried<TaskInput, TaskState>): Promise<void> {
  await process(taskEngines, TaskMessage, carried);
}
