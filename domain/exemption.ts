import type { Verdict } from './escalation.ts';
import { epoch, type Instant } from './instant.ts';
import type { Fact } from './machine.ts';
import { DEADLINES, type Obligation } from './obligation.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { about, judgedKey } from './taskJudgement.ts';
import type { Entry } from './taskTicks.ts';

/** What is open at an instant and has no verdict; deadlines are expected from the start. A closed task owes nothing. */
export function openAt(view: TaskView, state: TaskState, now: Instant): readonly Obligation[] {
  if (state.closed) return [];
  return view.lineAt(state).obligations.filter(({ key, slot }) => {
    if (state.entries[key]?.verdict !== undefined) return false;
    return slot.duty === DEADLINES || epoch(slot.instants.opens) <= epoch(now);
  });
}

/** 免报 of an obligation that has not been judged: when, by whom and why. */
export function exemption(
  { entries }: TaskState,
  obligation: Obligation,
  at: Instant,
  said: { readonly reason: string; readonly by: string; readonly number?: string },
): Fact {
  return {
    kind: 'fact',
    at,
    type: 'judged',
    key: judgedKey(obligation, entries[obligation.key] ?? { version: 0 }),
    payload: { ...about(obligation), verdict: 'exempt', ...said },
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
