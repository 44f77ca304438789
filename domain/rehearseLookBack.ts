import { standing, type OpenTask } from './campaignLookBack.ts';
import { readProcess } from './ids.ts';
import type { Effect, Machine, MessageBase } from './machine.ts';
import type { TaskState } from './taskState.ts';

interface Process {
  readonly machine: Machine<unknown, MessageBase>;
  readonly state: unknown;
}

/** Whether a task owes nothing more: no period that opens is expected of it. */
export function isClosed(state: unknown): boolean {
  return (state as Partial<TaskState> | undefined)?.closed !== undefined;
}

/** What the register would answer a campaign that asks which of its tasks live on. */
export function standingNow(
  id: string,
  effect: Effect,
  processes: ReadonlyMap<string, Process>,
): MessageBase {
  const open = [...processes].flatMap(([process, { machine, state }]): OpenTask[] => {
    const found = readProcess(process);
    if (found?.kind !== 'task' || machine.ended(state)) return [];
    const next = machine.next(state);
    return [{ task: found.task, ...(next === undefined ? {} : { next }) }];
  });
  return standing(id, effect, open);
}

/** What a process tells another, where that one has not ended. */
export function toldTo(
  { payload }: Effect,
  processes: ReadonlyMap<string, Process>,
): readonly [string, MessageBase] | undefined {
  const { process, message } = payload as { process: string; message: MessageBase };
  const found = processes.get(process);
  return found === undefined || found.machine.ended(found.state) ? undefined : [process, message];
}
