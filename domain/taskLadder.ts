import { addresses, holds, type Count } from './escalation.ts';
import type { Decision, Effect, Notice } from './machine.ts';
import type { StepInstant } from './obligation.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { about, judgedReport, verdictOf } from './taskJudgement.ts';
import { historyOf, live, type Entry, type Tick } from './taskTicks.ts';

/** One tick: the judgement or a step, if it is live. */
export function decide(
  view: TaskView,
  state: TaskState,
  tick: Tick,
  decisions: Decision[],
): TaskState {
  const line = view.lineAt(state);
  if (!live(tick, line, state.entries)) return state;
  const done =
    tick.step === undefined ? judge(state, tick) : takeStep(view, state, tick, tick.step);
  decisions.push(...done.decisions);
  return done.state;
}

/** At the end of grace without a report: missing 未报. A report that waited for the calendar is judged by it now. */
function judge(state: TaskState, tick: Tick): Progress {
  const { obligation } = tick;
  const entry = state.entries[obligation.key] ?? { version: 0 };
  const { receivedAt, nil = false } = entry;
  const received = receivedAt && verdictOf(obligation, receivedAt);
  if (receivedAt && received) {
    return {
      state: withEntry(state, obligation.key, { ...entry, verdict: received }),
      decisions: [judgedReport(obligation, received, { at: receivedAt, nil }, entry, receivedAt)],
    };
  }
  return {
    state: withEntry(state, obligation.key, { ...entry, verdict: 'missing' }),
    decisions: [
      {
        kind: 'fact',
        at: tick.at,
        type: 'judged',
        key: `${obligation.key}:judged`,
        payload: { ...about(obligation), verdict: 'missing' },
      },
    ],
  };
}

/** One step of the ladder: the fact, its notices by role, and a ground against each member for an interview. */
function takeStep(view: TaskView, state: TaskState, tick: Tick, instant: StepInstant): Progress {
  const { obligation } = tick;
  const { step } = instant;
  const history = historyOf(obligation, view.lineAt(state), state.entries);
  const reason = 'after' in step.at ? holds(step, history) : true;
  const count = reason === true || reason === undefined ? undefined : reason;
  const payload = {
    ...about(obligation),
    step: step.id,
    ...(count ? { condition: count.condition, count: count.count, because: count.keys } : {}),
    ...(instant.provisional ? { provisional: true } : {}),
  };
  const fact: Decision = {
    kind: 'fact',
    at: tick.at,
    type: 'step',
    key: `${obligation.key}:${step.id}`,
    payload,
  };
  const decisions = [fact, ...noticesOf(view, tick, instant, payload)];
  const entry = state.entries[obligation.key] ?? { version: 0 };
  const steps = [...(entry.steps ?? []), step.id];
  const taken = withEntry(state, obligation.key, { ...entry, steps });
  if (step.step !== 'interview') return { state: taken, decisions };
  return {
    state: spend(taken, count),
    decisions: [...decisions, ...grounds(tick, payload)],
  };
}

function noticesOf(
  view: TaskView,
  tick: Tick,
  { step }: StepInstant,
  payload: Record<string, unknown>,
): Decision[] {
  const { context, task } = view.input;
  const seen = new Set<string>();
  return step.to.flatMap((role) =>
    addresses(role, context.regime, task, tick.obligation.party).flatMap((address): Decision[] => {
      const key = `${view.process}:${tick.obligation.key}:${step.id}:${address.recipient}`;
      const missing =
        address.insteadOf === undefined
          ? []
          : [missingRecipient(view, tick, step.id, address.insteadOf)];
      if (seen.has(key)) return missing;
      seen.add(key);
      const instead = address.insteadOf === undefined ? {} : { insteadOf: address.insteadOf };
      const notice: Notice = {
        kind: 'notice',
        at: tick.at,
        type: step.step,
        key,
        recipient: address.recipient,
        payload: { ...payload, ...instead },
      };
      return [notice, ...missing];
    }),
  );
}

/** An empty recipient never waits in silence: the office is told that there is nobody. */
function missingRecipient(view: TaskView, tick: Tick, step: string, role: string): Notice {
  return {
    kind: 'notice',
    at: tick.at,
    type: 'recipient-missing',
    key: `${view.process}:${tick.obligation.key}:${step}:missing:${role}`,
    recipient: 'office',
    payload: { ...about(tick.obligation), step, insteadOf: role },
  };
}

function grounds(tick: Tick, payload: Record<string, unknown>): Effect[] {
  return tick.obligation.party.members.map((unit) => ({
    kind: 'effect',
    at: tick.at,
    type: 'ground',
    key: `${tick.obligation.key}:${String(payload['step'])}:ground:${unit}`,
    payload: { ...payload, unit },
  }));
}

function withEntry(state: TaskState, key: string, entry: Entry): TaskState {
  return { ...state, entries: { ...state.entries, [key]: entry } };
}

function spend(state: TaskState, count: Count | undefined): TaskState {
  if (count === undefined) return state;
  const entries = { ...state.entries };
  for (const key of count.keys) {
    const entry = entries[key];
    if (entry) entries[key] = { ...entry, spent: true };
  }
  return { ...state, entries };
}
