import type { Verdict } from './escalation.ts';
import { epoch, type Instant } from './instant.ts';
import type { Fact } from './machine.ts';
import { again, DEADLINES, type Obligation } from './obligation.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { about } from './taskJudgement.ts';
import type { Entry } from './taskTicks.ts';

/** What is open at an instant and has no verdict; deadlines are expected from the start. A closed task owes nothing. */
export function openAt(view: TaskView, state: TaskState, now: Instant): readonly Obligation[] {
  if (state.closed) return [];
  return view.lineAt(state).obligations.filter(({ key, slot }) => {
    if (state.entries[key]?.verdict !== undefined) return false;
    return slot.duty === DEADLINES || epoch(slot.instants.opens) <= epoch(now);
  });
}

/** 免报 of an obligation, by whom and why. */
export function exemption(obligation: Obligation, at: Instant, reason: string, by: string): Fact {
  return {
    kind: 'fact',
    at,
    type: 'judged',
    key: `${again(obligation, obligation.key)}:judged`,
    payload: { ...about(obligation), verdict: 'exempt', reason, by },
  };
}

export function withVerdicts(
  state: TaskState,
  obligations: readonly Obligation[],
  verdict: Verdict,
): TaskState {
  const changed = obligations.map(({ key }): [string, Entry] => [
    key,
    { ...(state.entries[key] ?? { version: 0 }), verdict },
  ]);
  return { ...state, entries: { ...state.entries, ...Object.fromEntries(changed) } };
}
