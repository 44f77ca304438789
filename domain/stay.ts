import { isHeld, isHolding } from './matterHost.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { reasonOf, type Tick } from './taskTicks.ts';

/** What goes on while a decision is pending: reminding and urging. */
const MILD: readonly string[] = ['remind', 'urge'];

/**
 * Whether a step stays behind while a decision is pending about its obligation, or about one of those that its condition
 * counts: nobody is referred for a miss that may yet be lifted.
 */
export function stays(view: TaskView, state: TaskState, { step, obligation }: Tick): boolean {
  if (step === undefined || MILD.includes(step.step.step) || !isHolding(view, state)) return false;
  if (isHeld(view, state, obligation)) return true;
  const line = view.lineAt(state);
  const counted = reasonOf(obligation, step.step, line, state.entries)?.count?.keys ?? [];
  return counted.some((key) => {
    const other = line.byKey.get(key);
    return other !== undefined && isHeld(view, state, other);
  });
}
