import { actorMay } from './approver.ts';
import type { Change } from './change.ts';
import type { Deadline } from './deadline.ts';
import { exemption, withVerdicts } from './exemption.ts';
import { fault } from './faults.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import type { Decision, Effect } from './machine.ts';
import type { MatterRule } from './matterRule.ts';
import { DEADLINES, type Obligation } from './obligation.ts';
import type { PlanTold } from './planMessages.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { handOver, holdersNow } from './transfer.ts';

/** 方案调整 of a running task: done at once, so that it never stands open. */
export const PLAN_RULE: MatterRule = {
  kind: 'plan',
  takes: ['plan'],
  pausable: false,
  guard(view, state, { by }) {
    if (!actorMay(by, 'office')) {
      return fault('wrong-approver', { approver: term('office'), actor: term(by) });
    }
    if (state.closed) return fault('task-closed', { task: view.input.task.key, ...state.closed });
    return undefined;
  },
  take: (view, state, message) =>
    message.kind === 'plan' ? amended(view, state, message) : { state, decisions: [] },
  wake: (_view, state) => ({ state, decisions: [] }),
};

/** 方案调整（第2版） */
export function planReason(version: number): string {
  return `方案调整（第${version}版）`;
}

function amended(view: TaskView, state: TaskState, message: PlanTold): Progress {
  const at = maxInstant(message.receivedAt, state.clock);
  const { version, reason, by, leaders } = message;
  const dropped = droppedFrom(view, state, message.drop ?? [], message, at);
  const moved = handedOver(view, dropped.state, message, at);
  const added = withAdded(view, moved.state, message.add ?? [], at);
  const next =
    leaders === undefined ? added.state : changed(added.state, { kind: 'leaders', at, leaders });
  const payload = {
    ...{ version, reason, by },
    ...listed('dropped', dropped.keys),
    ...listed('added', added.keys),
    ...(leaders === undefined ? {} : { leaders }),
  };
  return {
    state: next,
    decisions: [
      { kind: 'fact', at, type: 'plan-amended', key: `plan-amended:${version}`, payload },
      ...dropped.decisions,
      ...moved.decisions,
      ...added.decisions,
    ],
  };
}

function listed(
  name: string,
  keys: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return keys.length === 0 ? {} : { [name]: keys };
}

function changed(state: TaskState, change: Change): TaskState {
  return { ...state, changes: [...(state.changes ?? []), change] };
}

interface Part extends Progress {
  readonly keys: readonly string[];
}

/** A dated deadline that the plan has no more is exempt 免报; what has been judged stays. */
function droppedFrom(
  view: TaskView,
  state: TaskState,
  keys: readonly string[],
  { version, by }: PlanTold,
  at: Instant,
): Part {
  const { byKey } = view.lineAt(state);
  const open = keys.flatMap((key): readonly Obligation[] => {
    const found = byKey.get(key);
    return found === undefined || state.entries[key]?.verdict !== undefined ? [] : [found];
  });
  return {
    keys: open.map(({ key }) => key),
    state: withVerdicts(state, open, 'exempt'),
    decisions: open.map((one) => exemption(state, one, at, { reason: planReason(version), by })),
  };
}

/** New days enter the expected set; one that is past by now is nothing that anybody could still do, and is left out. */
function withAdded(
  view: TaskView,
  state: TaskState,
  deadlines: readonly Deadline[],
  at: Instant,
): Part {
  const before = view.lineAt(state).byKey;
  const ahead = deadlines.filter((deadline) => {
    const tried = changed(state, { kind: 'deadlines', at, add: [deadline] });
    return fresh(view, tried, before).some(({ slot }) => epoch(slot.instants.due) > epoch(at));
  });
  if (ahead.length === 0) return { keys: [], state, decisions: [] };
  const next = changed(state, { kind: 'deadlines', at, add: ahead });
  const came = fresh(view, next, before);
  return { keys: came.map(({ key }) => key), state: next, decisions: [opening(came, at)] };
}

/** What is owed besides; of a task that rests, on the days that the plan prints. */
function fresh(
  view: TaskView,
  state: TaskState,
  before: ReadonlyMap<string, Obligation>,
): readonly Obligation[] {
  const suspensions = isSuspended(state) ? state.suspensions.slice(0, -1) : state.suspensions;
  return view.lineAt({ ...state, suspensions }).obligations.filter(({ key, slot }) => {
    return slot.duty === DEADLINES && !before.has(key);
  });
}

function opening(obligations: readonly Obligation[], at: Instant): Effect {
  const rows = obligations.map(({ key, slot, party }) => ({
    ...{ obligation: key, duty: slot.duty, period: slot.period },
    ...{ party: party.id, members: party.members, due: slot.instants.due },
  }));
  const payload = { duty: DEADLINES, period: 'all', rows };
  const [first] = rows;
  const key = `open:${first?.obligation ?? ''}`;
  return { kind: 'effect', at, type: 'openPeriod', key, payload };
}

/** Who takes over, one unit after another; a unit that holds nothing any more has nothing to give. */
function handedOver(view: TaskView, state: TaskState, message: PlanTold, at: Instant): Progress {
  const { version, by, moves = [] } = message;
  const decisions: Decision[] = [];
  let current = state;
  for (const { from, to } of moves) {
    if (!holdersNow(view, current).includes(from)) continue;
    const reason = planReason(version);
    const made = handOver(view, current, { at, by, from, to, reason, what: 'transfer' });
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}
