import type { Carried } from '../activities/contract.ts';
import type { TaskInput, TaskState } from '../domain/taskState.ts';
import { process, rulesOf } from './process.ts';

/** Task 任务: lives from 交办 to 销号; id `task/c2026-001/t0017`. */
export async function task(carried: Carried<TaskInput, TaskState>): Promise<void> {
  await process(rulesOf('task'), carried);
}
