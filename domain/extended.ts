import type { DueChange } from './change.ts';
import type { Instant, Day } from './instant.ts';
import type { Decision } from './machine.ts';
import { again, type Obligation } from './obligation.ts';
import { about, judgedReport, verdictOf } from './taskJudgement.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import type { Entry } from './taskTicks.ts';

/** 改期: an obligation, the day on which it falls due instead, and what the record says of it. */
export interface NewDue {
  readonly at: Instant;
  readonly obligation: Obligation;
  /** Before the regime's shift. */
  readonly due: Day;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The obligation as it would stand with another due day. */
export function movedTo(
  view: TaskView,
  state: TaskState,
  { at, obligation, due }: Omit<NewDue, 'payload'>,
): Obligation {
  return view
    .lineAt(withDue(state, { at, obligation, due }))
    .byKey.get(obligation.key) as Obligation;
}

function withDue(state: TaskState, { at, obligation, due }: Omit<NewDue, 'payload'>): TaskState {
  const change: DueChange = { kind: 'due', at, obligation: obligation.key, due };
  return { ...state, changes: [...(state.changes ?? []), change] };
}

/**
 * An obligation falls due on another day. What was judged 未报 is owed again, and what came late is judged by the new
 * instants, each as a new judgement beside the old one.
 */
export function moveDue(view: TaskView, state: TaskState, change: NewDue): Progress {
  const { at, obligation, due, payload } = change;
  const moved = movedTo(view, state, change);
  const told = withDue(state, change);
  const fact: Decision = {
    kind: 'fact',
    at,
    type: 'due-moved',
    key: `${again(moved, moved.key)}:due`,
    payload: { ...about(moved), was: obligation.slot.instants.due, day: due, ...payload },
  };
  const judged = judgedAgain(moved, state.entries[moved.key], change);
  if (judged === undefined) return { state: told, decisions: [fact] };
  return {
    state: { ...told, entries: { ...told.entries, [moved.key]: judged.entry } },
    decisions: [fact, judged.decision],
  };
}

function judgedAgain(
  moved: Obligation,
  before: Entry | undefined,
  { at, payload }: NewDue,
): { readonly entry: Entry; readonly decision: Decision } | undefined {
  if (before?.verdict === undefined) return undefined;
  const { verdict: was } = before;
  const { receivedAt } = before;
  if (receivedAt === undefined) {
    const key = `${again(moved, moved.key)}:pending`;
    const content = { ...about(moved), verdict: 'pending', corrects: was, ...payload };
    return {
      entry: owedAgain(before),
      decision: { kind: 'fact', at, type: 'judged', key, payload: content },
    };
  }
  const verdict = verdictOf(moved, receivedAt) ?? was;
  if (verdict === was) return undefined;
  const id = before.reports?.at(-1);
  const report = { at, nil: before.nil === true, ...(id === undefined ? {} : { id }) };
  const decision = judgedReport(moved, verdict, report, before, receivedAt);
  return {
    entry: { ...before, verdict },
    decision: { ...decision, payload: { ...decision.payload, ...payload } },
  };
}

/** Judged no longer, and what was attained is settled anew. */
function owedAgain(before: Entry): Entry {
  const gone = ['verdict', 'attained'];
  const kept = Object.entries(before).filter(([field]) => !gone.includes(field));
  return Object.fromEntries(kept) as unknown as Entry;
}
