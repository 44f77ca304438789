import { addWorkdays } from './calendar.ts';
import { addresses } from './escalation.ts';
import { fault, type Fault } from './faults.ts';
import { interviewProcess } from './ids.ts';
import { at, dayOf, epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { GateMessage, Ground } from './interviewMessages.ts';
import type { Context } from './context.ts';
import type { Decision, Machine, Step } from './machine.ts';
import type { OwnPart } from './ownPart.ts';
import type { InterviewRule, Recipient } from './regime.ts';
import { actorMay, gateLimit } from './approver.ts';
import { noticesTo } from './noticesTo.ts';
import { term } from './terms.ts';
import type { Unit } from './unit.ts';

/** InterviewInput 约谈流程的输入: one unit, one window; grounds of several tasks gather in it. */
export interface InterviewInput {
  readonly context: Context;
  readonly unit: Unit;
  readonly window: string;
  readonly startedAt: Instant;
}

export type InterviewPhase = 'gathering' | 'proposed' | 'approved' | 'rejected' | 'lapsed';

export interface InterviewState {
  readonly clock: Instant;
  readonly phase: InterviewPhase;
  readonly grounds: readonly string[];
  /** What the unit itself did where it reported jointly, by ground. */
  readonly joint?: Readonly<Record<string, OwnPart>>;
  /** 提请 goes out then: the working day after the first ground. */
  readonly proposeAt?: Instant;
  readonly limitAt?: Instant;
  readonly decidedAt?: Instant;
  readonly seen: readonly string[];
}

export function initialInterview(input: InterviewInput): InterviewState {
  return { clock: input.startedAt, phase: 'gathering', grounds: [], seen: [] };
}

/**
 * The machine of an interview 约谈: it gathers grounds, proposes, and waits behind a human gate. Nothing leaves for the
 * unit before approval; at the limit the proposal lapses and silence never approves.
 */
export function interviewMachine(input: InterviewInput): Machine<InterviewState, GateMessage> {
  const view = viewOf(input);
  return {
    next: (state) => nextInstant(state),
    advance: (state, message, upTo) => advance(view, state, message, upTo),
    guard: (state, message) =>
      state.seen.includes(message.id)
        ? undefined
        : guard(view, passTime(view, state, message.receivedAt).state, message),
    ended: (state) => state.decidedAt !== undefined,
    describe: (state) => `${term(state.phase)}，事由 ${state.grounds.length} 项`,
  };
}

export interface InterviewView {
  readonly input: InterviewInput;
  readonly rule: InterviewRule;
  readonly process: string;
}

export function viewOf(input: InterviewInput): InterviewView {
  const { context, unit, window } = input;
  const rule = context.regime.interview;
  if (rule === undefined) throw new RangeError(`regime ${context.regime.id} has no interview`);
  return { input, rule, process: interviewProcess(context.campaign, unit.id, window) };
}

function nextInstant(state: InterviewState): Instant | undefined {
  if (state.phase === 'gathering') return state.proposeAt;
  return state.phase === 'proposed' ? state.limitAt : undefined;
}

function passTime(view: InterviewView, state: InterviewState, upTo: Instant): Step<InterviewState> {
  const decisions: Decision[] = [];
  let current = state;
  for (;;) {
    const next = nextInstant(current);
    if (next === undefined || epoch(next) > epoch(upTo)) break;
    const step =
      current.phase === 'gathering' ? propose(view, current, next) : lapse(view, current, next);
    current = step.state;
    decisions.push(...step.decisions);
  }
  return { state: current, decisions };
}

function propose(view: InterviewView, state: InterviewState, now: Instant): Step<InterviewState> {
  const { gate } = view.rule;
  const limitAt = gateLimit(gate, now, view.input.context.calendar);
  return {
    state: { ...state, clock: now, phase: 'proposed', limitAt },
    decisions: [
      fact(view, now, 'proposed', { ...groundsOf(state), limitAt, approver: gate.by }),
      ...notices(view, now, 'decide-interview', [gate.by], { ...groundsOf(state), limitAt }),
    ],
  };
}

function lapse(view: InterviewView, state: InterviewState, now: Instant): Step<InterviewState> {
  return {
    state: { ...state, clock: now, phase: 'lapsed', decidedAt: now },
    decisions: [
      fact(view, now, 'lapsed', { approver: view.rule.gate.by }),
      ...notices(view, now, 'interview-lapsed', ['office'], { approver: view.rule.gate.by }),
    ],
  };
}

function advance(
  view: InterviewView,
  state: InterviewState,
  message: GateMessage | undefined,
  upTo: Instant,
): Step<InterviewState> {
  const passed = passTime(view, state, upTo);
  if (message === undefined) return passed;
  if (state.seen.includes(message.id)) return { ...passed, answer: { value: { repeated: true } } };
  const told = { ...message, receivedAt: minInstant(message.receivedAt, upTo) };
  const refused = guard(view, passed.state, told);
  if (refused) return { ...passed, answer: { fault: refused } };
  const taken = take(view, passed.state, told);
  const seen = [...taken.state.seen, message.id];
  const clock = maxInstant(taken.state.clock, upTo);
  const after = passTime(view, { ...taken.state, seen, clock }, upTo);
  return {
    ...taken,
    state: after.state,
    decisions: [...passed.decisions, ...taken.decisions, ...after.decisions],
  };
}

function guard(
  view: InterviewView,
  state: InterviewState,
  message: GateMessage,
): Fault | undefined {
  if (message.kind === 'ground') return undefined;
  if (state.decidedAt) return fault('already-ended', { what: '该约谈', at: state.decidedAt });
  const { by } = view.rule.gate;
  if (!actorMay(message.by, by)) {
    return fault('wrong-approver', { approver: term(by), actor: term(message.by) });
  }
  if (state.phase !== 'proposed') {
    return fault('interview-not-proposed', { phase: term(state.phase) });
  }
  if (message.kind === 'reject' && message.reason.trim() === '') {
    return fault('reason-missing', { act: '不批准' });
  }
  return undefined;
}

function take(
  view: InterviewView,
  state: InterviewState,
  message: GateMessage,
): Step<InterviewState> {
  const now = message.receivedAt;
  if (message.kind === 'ground') {
    return state.decidedAt
      ? handOn(view, state, message, state.decidedAt)
      : takeGround(view, state, message);
  }
  if (message.kind === 'reject') {
    return {
      state: { ...state, phase: 'rejected', decidedAt: now },
      decisions: [
        fact(view, now, 'rejected', { by: message.by, reason: message.reason }),
        ...notices(view, now, 'interview-rejected', ['office'], { reason: message.reason }),
      ],
    };
  }
  const grounds = groundsOf(state);
  const note = message.note === undefined ? {} : { note: message.note };
  return {
    state: { ...state, phase: 'approved', decidedAt: now },
    decisions: [
      fact(view, now, 'approved', { by: message.by, ...grounds, ...note }),
      ...notices(view, now, 'interview', view.rule.to, { ...grounds, approvedBy: message.by }),
    ],
  };
}

/** What gathers grounds; the engines of the interview do it alike. */
type Gathering = Pick<InterviewState, 'clock' | 'grounds' | 'joint' | 'proposeAt'>;

export function takeGround<S extends Gathering>(
  view: InterviewView,
  state: S,
  message: Ground,
): Step<S> {
  const { calendar } = view.input.context;
  const now = maxInstant(message.receivedAt, state.clock);
  const day = addWorkdays(calendar, dayOf(now, calendar.zone), 1);
  const proposed = at(day, view.rule.proposeAt, calendar.zone);
  const proposeAt = state.proposeAt ? minInstant(state.proposeAt, proposed) : proposed;
  const { task, obligation, step, because, joint } = message;
  const ground = `${task}/${obligation}`;
  const parts = joint ? { joint: { ...state.joint, [ground]: joint } } : {};
  const grounds = [...new Set([...state.grounds, ground])];
  return {
    state: { ...state, grounds, ...parts, proposeAt },
    decisions: [
      {
        kind: 'fact',
        at: message.receivedAt,
        type: 'ground',
        key: `ground:${ground}:${step}`,
        payload: {
          ...{ unit: view.input.unit.id, task, obligation, step, because },
          ...(joint ? { joint } : {}),
        },
      },
    ],
  };
}

/** The grounds in order, and the unit's own part in those of a joint party. */
export function groundsOf({ grounds, joint }: Gathering): Record<string, unknown> {
  return { grounds: [...grounds].sort(), ...(joint ? { joint } : {}) };
}

/** A ground that reaches an interview when it has just been decided is not lost: it goes to the next window. */
export function handOn<S>(
  view: InterviewView,
  state: S,
  message: Ground,
  decidedAt: Instant,
): Step<S> {
  const { task, obligation, step, because, joint, receivedAt } = message;
  return {
    state,
    decisions: [
      {
        kind: 'effect',
        at: maxInstant(receivedAt, decidedAt),
        type: 'ground',
        key: `handed-on:${task}/${obligation}:${step}`,
        payload: {
          ...{ unit: view.input.unit.id, task, obligation, step, because },
          ...(joint ? { joint } : {}),
        },
      },
    ],
    answer: { value: { handedOn: true } },
  };
}

function fact(
  view: InterviewView,
  now: Instant,
  type: string,
  payload: Record<string, unknown>,
): Decision {
  const { unit, window } = view.input;
  return {
    kind: 'fact',
    at: now,
    type,
    key: type,
    payload: { unit: unit.id, window, ...payload },
  };
}

function notices(
  view: InterviewView,
  now: Instant,
  type: string,
  roles: readonly Recipient[],
  payload: Record<string, unknown>,
): readonly Decision[] {
  const { context, unit, window } = view.input;
  const found = roles.flatMap((role) =>
    addresses(role, context.regime, { leaders: [], units: [unit] }, { members: [unit.id] }),
  );
  return noticesTo(found, {
    at: now,
    type,
    subject: `${view.process}:${type}`,
    payload: { unit: unit.id, window, ...payload },
  });
}
