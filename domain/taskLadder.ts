import { judgeAttained } from './attained.ts';
import type { Count } from './escalation.ts';
import { proposeStep } from './gateProposed.ts';
import type { Decision, Effect } from './machine.ts';
import { settledWith } from './measureTaken.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import { pendingMarks } from './matterHost.ts';
import { again, type Obligation, type StepInstant } from './obligation.ts';
import { ownPart } from './ownPart.ts';
import { stays } from './stay.ts';
import { stepNotices } from './stepNotices.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import { about, judgedKey, judgedReport, verdictOf } from './taskJudgement.ts';
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

/**
 * Takes the steps that a pending decision held and nothing holds any longer, dated `at`; a step whose obligation was
 * given another due day is gone.
 */
export function releaseStayed(view: TaskView, state: TaskState, at: Instant): Progress {
  if (state.stayed === undefined || state.stayed.length === 0 || isSuspended(state)) {
    return { state, decisions: [] };
  }
  const left = new Set(state.stayed);
  const decisions: Decision[] = [];
  const ticks = view.lineAt(state).ticks.filter(({ id }) => left.has(id));
  const known = new Set(ticks.map(({ id }) => id));
  let current = state;
  for (const tick of ticks) {
    if (stays(view, current, tick)) continue;
    left.delete(tick.id);
    // What a calendar or a suspension has moved ahead comes in its own time.
    if (tick.ms > Math.max(epoch(at), epoch(state.clock))) continue;
    current = decide(view, current, { ...tick, at: maxInstant(at, tick.at) }, decisions);
  }
  const stayed = state.stayed.filter((id) => left.has(id) && known.has(id));
  return stayed.length === state.stayed.length
    ? { state, decisions }
    : { state: { ...current, stayed }, decisions };
}

function decided(view: TaskView, state: TaskState, tick: Tick): Progress {
  if (tick.attain) return judgeAttained(view, state, tick.obligation);
  if (tick.step === undefined) {
    return settledWith(view, judge(view, state, tick), tick.obligation, tick.at);
  }
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
  const marks = pendingMarks(view, state, obligation);
  return {
    state: withEntry(state, obligation.key, { ...entry, verdict: 'missing' }),
    decisions: [
      {
        kind: 'fact',
        at: tick.at,
        type: 'judged',
        key: judgedKey(obligation, entry),
        payload: {
          ...about(obligation),
          verdict: 'missing',
          ...(carrier === obligation.key ? {} : { carrier }),
          ...(marks.length === 0 ? {} : { marks }),
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
    ...(view.input.task.entry === step.id ? { entry: true } : {}),
    ...(tick.at === instant.at ? {} : { planned: instant.at }),
  };
  const fact: Decision = {
    kind: 'fact',
    at: tick.at,
    type: 'step',
    key: `${again(obligation, obligation.key)}:${step.id}`,
    payload,
  };
  const carried = carriedBy(obligation, line.together, state.entries).flatMap((other) => {
    const own = counterpart(step, obligation, other);
    return own === undefined ? [] : [[other, again(other, own.id)] as const];
  });
  const all: readonly (readonly [Obligation, string])[] = [
    [obligation, again(obligation, step.id)],
    ...carried,
  ];
  const taken = all.reduce((now, [{ key }, id]) => withStep(now, key, id), state);
  const { at } = tick;
  if (step.gate !== undefined) {
    const gated = { at, obligation, step: { ...step, gate: step.gate }, payload };
    return proposeStep(view, spendFor(taken, count, step.id), gated);
  }
  const decisions = [fact, ...stepNotices(view, state, { at, obligation, step, payload })];
  if (step.step !== 'interview') return { state: taken, decisions };
  return {
    state: spend(taken, count),
    decisions: [...decisions, ...grounds(tick, payload, state, count)],
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
      key: `${again(obligation, obligation.key)}:${String(payload['step'])}:ground:${unit}`,
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

/** What a proposal has counted counts for no other of the same step, whatever becomes of it. */
function spendFor(state: TaskState, count: Count | undefined, step: string): TaskState {
  return (count?.keys ?? []).reduce((now, key) => {
    const entry = now.entries[key] ?? { version: 0 };
    return withEntry(now, key, { ...entry, spentFor: [...(entry.spentFor ?? []), step] });
  }, state);
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
