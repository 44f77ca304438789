import type { BulkItem, BulkTold } from './bulkMessages.ts';
import { exemption, withVerdicts } from './exemption.ts';
import { moveDue, movedTo } from './extended.ts';
import { fault, type Fault } from './faults.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import type { MatterRule } from './matterRule.ts';
import type { Obligation } from './obligation.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';

/**
 * 成批顺延、免报 as one task takes them: the obligations of the list that still call for it. It opens nothing that
 * would have to be decided later.
 */
export const BULK_RULE: MatterRule = {
  kind: 'bulk',
  takes: ['bulk'],
  pausable: false,
  guard: (view, state, message) => bulkTaskGuard(view, state, message as BulkTold),
  take: (view, state, message) => takeBulk(view, state, message as BulkTold),
  wake: (_, state) => ({ state, decisions: [] }),
};

function bulkTaskGuard(view: TaskView, state: TaskState, told: BulkTold): Fault | undefined {
  const task = view.input.task.key;
  if (state.closed) return fault('task-closed', { task, ...state.closed });
  if (told.reason.trim() === '') return fault('reason-missing', { act: '成批办理' });
  const { byKey } = view.lineAt(state);
  const unknown = told.items.find(({ obligation }) => !byKey.has(obligation));
  if (unknown) return fault('obligation-unknown', { task, obligation: unknown.obligation });
  if (told.act === 'extend' && isSuspended(state)) {
    return fault('already-suspended', { at: state.suspensions.at(-1)?.from ?? '' });
  }
  const at = maxInstant(told.receivedAt, state.clock);
  const open = told.items.some((item) => mayTake(view, state, told.act, item, at));
  return open ? undefined : fault('bulk-settled', { task, number: told.number });
}

/**
 * Whether an obligation still calls for an act. An exemption is for what has not been judged; an extension also for what
 * was judged 未报 or 迟报, if the new end of grace lies ahead or the report that came is on time by it.
 */
export function mayTake(
  view: TaskView,
  state: TaskState,
  act: BulkTold['act'],
  { obligation, due }: BulkItem,
  at: Instant,
): boolean {
  const { verdict, receivedAt } = state.entries[obligation] ?? {};
  if (act === 'exempt') return verdict === undefined;
  if (due === undefined || verdict === 'exempt' || verdict === 'on-time') return false;
  if (verdict === undefined && receivedAt !== undefined) return false;
  const known = view.lineAt(state).byKey.get(obligation);
  if (known === undefined) return false;
  const { graceEnd } = movedTo(view, state, { at, obligation: known, due }).slot.instants;
  if (verdict === 'late' && receivedAt !== undefined) return epoch(receivedAt) <= epoch(graceEnd);
  return epoch(graceEnd) > epoch(at);
}

function takeBulk(view: TaskView, state: TaskState, told: BulkTold): Progress {
  const at = maxInstant(told.receivedAt, state.clock);
  const { act, number, reason, by } = told;
  const items = told.items.filter((item) => mayTake(view, state, act, item, at));
  const done =
    act === 'exempt'
      ? exempted(view, state, told, items, at)
      : extended(view, state, told, items, at);
  const fact: Decision = {
    kind: 'fact',
    at,
    type: 'bulk-done',
    key: `bulk:${number}`,
    payload: { number, act, reason, by, items },
  };
  return { state: done.state, decisions: [fact, ...done.decisions] };
}

function exempted(
  view: TaskView,
  state: TaskState,
  { number, reason, by }: BulkTold,
  items: readonly BulkItem[],
  at: Instant,
): Progress {
  const { byKey } = view.lineAt(state);
  const all = items.map(({ obligation }) => byKey.get(obligation) as Obligation);
  return {
    state: withVerdicts(state, all, 'exempt'),
    decisions: all.map((one) => exemption(state, one, at, { reason, by, number })),
  };
}

/** What was judged 未报 is owed again, and what came late is judged by the new day. */
function extended(
  view: TaskView,
  state: TaskState,
  { number, reason, by }: BulkTold,
  items: readonly BulkItem[],
  at: Instant,
): Progress {
  let current = state;
  const decisions: Decision[] = [];
  for (const { obligation: key, due = '' } of items) {
    const obligation = view.lineAt(current).byKey.get(key) as Obligation;
    const moved = moveDue(view, current, { at, obligation, due, payload: { number, reason, by } });
    current = moved.state;
    decisions.push(...moved.decisions);
  }
  return { state: current, decisions };
}
