import type { Context, OwedTask } from '../domain/context.ts';
import { taskProcess } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { obligationsOf } from '../domain/obligation.ts';
import { lineOf } from '../domain/taskTicks.ts';
import type { Names } from '../domain/words.ts';
import { dutyWords, partyWords } from '../domain/wordsParts.ts';

/** One submission that comes due; what falls due together is one. */
export interface DueInstant {
  readonly process: string;
  readonly key: string;
  readonly at: Instant;
  readonly task: string;
  /** The units that owe it, by id, and in words. */
  readonly members: readonly string[];
  readonly party: string;
  /** The duty and its period, in words. */
  readonly duty: string;
  /** 暂定: beyond the announced calendar. */
  readonly provisional: boolean;
}

/** Every due instant of the tasks, in the order of the plan. */
export function* dueInstants(
  { context, tasks }: { readonly context: Context; readonly tasks: readonly OwedTask[] },
  names: Names,
): Generator<DueInstant> {
  for (const task of tasks) {
    const process = taskProcess(context.campaign, task.key);
    const { together } = lineOf(context, task, context.calendar, []);
    for (const { key, slot, party } of obligationsOf(context, task)) {
      const members = together.get(key)?.members ?? [];
      if ((members.at(-1)?.key ?? key) !== key) continue;
      const own = { ...slot, with: members.slice(0, -1).map((other) => other.key) };
      yield {
        ...{ process, key, at: slot.instants.due, task: task.key, members: party.members },
        ...{ party: partyWords(party.id, names), duty: dutyWords(own, names) },
        provisional: slot.provisional,
      };
    }
  }
}
