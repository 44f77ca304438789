import { judgeAttained } from './attained.ts';
import { addresses, type Count } from './escalation.ts';
import type { Decision, Effect, Notice } from './machine.ts';
import type { Obligation, StepInstant } from './obligation.ts';
import { ownPart } from './ownPart.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { about, judgedReport, verdictOf } from './taskJudgement.ts';
import { live, reasonOf, type Entry, type Tick } from './taskTicks.ts';
import { carriedBy, carrierOf, companionsOf, counterpart } from './together.ts';

/** One tick: the judgement or a step, if it is live. */
export function decide(
  view: TaskView,
  state: TaskState,
  tick: Tick,
  decisions: Decision[],
): TaskState {
  const line = view.lineAt(state);
  if (!live(tick, line, state.entries)) return state;
  const done = decided(view, state, tick);
  decisions.push(...done.decisions);
  return done.state;
}

function decided(view: TaskView, state: TaskState, tick: Tick): Progress {
  if (tick.attain) return judgeAttained(view, state, tick.obligation);
  if (tick.step === undefined) return judge(view, state, tick);
  return takeStep(view, state, tick, tick.step);
}

/** At the end of grace without a report: missing 未报. A report that waited for the calendar is judged by it now. */
function judge(view: TaskView, state: TaskState, tick: Tick): Progress {
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
  const carrier = carrierOf(obligation, view.lineAt(state).together, state.entries).key;
  return {
    state: withEntry(state, obligation.key, { ...entry, verdict: 'missing' }),
    decisions: [
      {
        kind: 'fact',
        at: tick.at,
        type: 'judged',
        key: `${obligation.key}:judged`,
        payload: {
          ...about(obligation),
          verdict: 'missing',
          ...(carrier === obligation.key ? {} : { carrier }),
        },
      },
    ],
  };
}

/** One step of the ladder: the fact, its notices by role, and a ground against each member for an interview. */
function takeStep(view: TaskView, state: TaskState, tick: Tick, instant: StepInstant): Progress {
  const { obligation } = tick;
  const { step } = instant;
  const line = view.lineAt(state);
  const { of = obligation, count } = reasonOf(obligation, step, line, state.entries) ?? {};
  const others = companionsOf(obligation, line.together, state.entries);
  const payload = {
    ...about(obligation),
    ...(others.length ? { with: others.map(({ key }) => key) } : {}),
    step: step.id,
    ...(count ? { condition: count.condition, count: count.count, because: count.keys } : {}),
    ...(of.key === obligation.key ? {} : { countOf: of.slot.duty }),
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
  const carried = carriedBy(obligation, line.together, state.entries).flatMap((other) => {
    const own = counterpart(step, obligation, other);
    return own === undefined ? [] : [[other, own.id] as const];
  });
  const all: readonly (readonly [Obligation, string])[] = [[obligation, step.id], ...carried];
  const taken = all.reduce((now, [{ key }, id]) => withStep(now, key, id), state);
  if (step.step !== 'interview') return { state: taken, decisions };
  return {
    state: spend(taken, count),
    decisions: [...decisions, ...grounds(tick, payload, state, count)],
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

/** One ground against each member; a joint party's says what the member itself did. */
function grounds(
  { at, obligation }: Tick,
  payload: Record<string, unknown>,
  { entries }: TaskState,
  count: Count | undefined,
): Effect[] {
  return obligation.party.members.map((unit) => {
    const joint = ownPart(obligation.party, unit, count?.keys ?? [obligation.key], entries);
    return {
      kind: 'effect',
      at,
      type: 'ground',
      key: `${obligation.key}:${String(payload['step'])}:ground:${unit}`,
      payload: { ...payload, unit, ...(joint ? { joint } : {}) },
    };
  });
}

function withStep(state: TaskState, key: string, step: string): TaskState {
  const entry = state.entries[key] ?? { version: 0 };
  if (entry.steps?.includes(step)) return state;
  return withEntry(state, key, { ...entry, steps: [...(entry.steps ?? []), step] });
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
