import type { Change, RegimeChange } from './change.ts';
import type { TaskState } from './taskState.ts';
import type { RegimeAmended, RegimeWithdrawn } from './regimeMessages.ts';

/** The state of a task to which a regime was announced; nothing before its day is altered. */
export function withRegime(state: TaskState, message: RegimeAmended): TaskState {
  const { regime, from, owed, receivedAt } = message;
  const change: RegimeChange = {
    ...{ kind: 'regime', at: receivedAt, from, regime, units: owed?.units ?? [] },
    ...(owed === undefined ? {} : { parties: owed.parties }),
    ...(owed?.cooperating === undefined ? {} : { cooperating: owed.cooperating }),
  };
  return { ...state, changes: [...(state.changes ?? []), change] };
}

/** The state as if a regime had never been announced. */
export function withoutRegime(
  state: TaskState,
  { withdraws: { version }, receivedAt: at }: RegimeWithdrawn,
): TaskState {
  const isIt = (change: Change) => change.kind === 'regime' && change.regime.version === version;
  const { changes = [], ...rest } = state;
  const left = changes.filter((change) => !isIt(change));
  if (left.length === changes.length) {
    return { ...rest, changes: [...changes, { kind: 'regime-off', at, version }] };
  }
  return left.length === 0 ? rest : { ...rest, changes: left };
}
