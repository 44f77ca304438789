import type { Calendar } from './calendar.ts';
import type { Fault } from './faults.ts';
import { taskProcess } from './ids.ts';
import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { Decision, Machine, Step } from './machine.ts';
import { amendedContext, type Suspension } from './obligation.ts';
import { decide } from './taskLadder.ts';
import { endedFact, takeMessage } from './taskReceipts.ts';
import {
  isSuspended,
  type Progress,
  type TaskInput,
  type TaskState,
  type TaskView,
} from './taskState.ts';
import { isRepeated, taskGuard } from './taskGuards.ts';
import type { TaskMessage } from './taskMessages.ts';
import {
  awaitsCalendar,
  firstAfter,
  lineOf,
  live,
  waitsForCalendar,
  type Line,
  type Tick,
} from './taskTicks.ts';

const SEEN = 400;

export function initialTask(input: TaskInput): TaskState {
  return {
    clock: input.context.startedAt,
    assigned: false,
    entries: {},
    suspensions: [],
    held: [],
    seen: [],
  };
}

/** The machine of a task 任务: reminds, collects, judges each period, climbs the ladder, until the horizon ends. */
export function taskMachine(input: TaskInput): Machine<TaskState, TaskMessage> {
  const view = viewOf(input);
  return {
    next: (state) => nextInstant(view, state),
    advance: (state, message, upTo) => advance(view, state, message, upTo),
    guard: (state, message) => guard(view, state, message),
    ended: (state) => state.ended !== undefined,
    describe: (state) => describe(state, nextInstant(view, state)),
  };
}

function viewOf(input: TaskInput): TaskView {
  const { context, task } = input;
  const known = new WeakMap<readonly Suspension[], { calendar: Calendar; line: Line }>();
  const lineAt = (state: TaskState): Line => {
    const calendar = state.calendar ?? context.calendar;
    const found = known.get(state.suspensions);
    if (found?.calendar === calendar) return found.line;
    const amended = amendedContext(context, calendar);
    const line = lineOf(amended, task, calendar, state.suspensions);
    known.set(state.suspensions, { calendar, line });
    return line;
  };
  return { input, process: taskProcess(context.campaign, task.key), lineAt };
}

function nextInstant(view: TaskView, state: TaskState): Instant | undefined {
  if (state.ended) return undefined;
  if (!state.assigned) return view.input.context.startedAt;
  if (isSuspended(state)) return undefined;
  const line = view.lineAt(state);
  for (let i = firstAfter(line.ticks, epoch(state.clock)); i < line.ticks.length; i++) {
    const tick = line.ticks[i] as Tick;
    if (!waitsForCalendar(tick) && live(tick, line, state.entries)) return tick.at;
  }
  return awaitsCalendar(line, state.entries) ? undefined : line.end;
}

/** A step that decides nothing changes nothing: so the state is a function of what the register has recorded. */
function advance(
  view: TaskView,
  state: TaskState,
  message: TaskMessage | undefined,
  upTo: Instant,
): Step<TaskState> {
  if (message === undefined) return passTime(view, state, upTo, 'wake');
  if (isRepeated(view, state, message)) {
    return { ...passTime(view, state, upTo, 'wake'), answer: { value: { repeated: true } } };
  }
  const told = { ...message, receivedAt: minInstant(message.receivedAt, upTo) };
  const before = passTime(view, state, upTo, edgeOf(told));
  const refused = taskGuard(view, before.state, told);
  if (refused) return { ...passTime(view, state, upTo, 'wake'), answer: { fault: refused } };
  const taken = takeMessage(view, before.state, told);
  const later = takeTime(view, remember(taken.state, told), upTo, 'message');
  const after = endIfOver(view, later, epoch(upTo), upTo);
  return {
    state: after.state,
    decisions: [...before.decisions, ...taken.decisions, ...after.decisions],
    ...(taken.answer ? { answer: taken.answer } : {}),
  };
}

/** A report is remembered by its obligation. */
function remember(state: TaskState, message: TaskMessage): TaskState {
  if (message.kind === 'report') return state;
  return { ...state, seen: [...state.seen, message.id].slice(-SEEN) };
}

/** A guard sees the state as it will be when the message is taken: time first, then the message. */
function guard(view: TaskView, state: TaskState, message: TaskMessage): Fault | undefined {
  if (isRepeated(view, state, message)) return undefined;
  return taskGuard(view, passTime(view, state, message.receivedAt, edgeOf(message)).state, message);
}

/**
 * For what time is taken. `wake`: the clock stays with what was last decided. `message`: the clock comes to the message.
 * `report`: what falls on its very instant is left for later, since a report received at the very end of grace is on
 * time and nobody is first accused.
 */
type Edge = 'wake' | 'message' | 'report';

function edgeOf(message: TaskMessage): Edge {
  return message.kind === 'report' ? 'report' : 'message';
}

function passTime(view: TaskView, state: TaskState, upTo: Instant, edge: Edge): Progress {
  return endIfOver(view, takeTime(view, state, upTo, edge), reachedBy(upTo, edge));
}

/** The last millisecond that is taken. */
function reachedBy(upTo: Instant, edge: Edge): number {
  return epoch(upTo) - (edge === 'report' ? 1 : 0);
}

/** Decides every live tick after the clock and up to `upTo`, in order. */
function takeTime(view: TaskView, state: TaskState, upTo: Instant, edge: Edge): Progress {
  if (state.ended) return { state, decisions: [] };
  const decisions: Decision[] = state.assigned ? [] : [assigned(view)];
  let current: TaskState = state.assigned ? state : { ...state, assigned: true };
  const target = reachedBy(upTo, edge);
  if (isSuspended(current) || target <= epoch(current.clock)) return { state: current, decisions };
  const { ticks } = view.lineAt(current);
  const waiting: Tick[] = [];
  let { clock } = current;
  for (let i = firstAfter(ticks, epoch(clock)); i < ticks.length; i++) {
    const tick = ticks[i] as Tick;
    if (tick.ms > target) break;
    const known = current;
    if (waitsForCalendar(tick)) waiting.push(tick);
    else current = decide(view, current, tick, decisions);
    if (edge !== 'wake' || current !== known) clock = tick.at;
  }
  if (edge === 'message') clock = upTo;
  if (clock === current.clock) return { state: current, decisions };
  const passed = waiting.filter(({ ms }) => ms <= epoch(clock)).map(({ id }) => id);
  const held = passed.length > 0 ? [...current.held, ...passed] : current.held;
  return { state: { ...current, clock, held }, decisions };
}

/** 期满: at the end itself, or when a message has settled the last thing that was waited for after it. */
function endIfOver(
  view: TaskView,
  progress: Progress,
  reached: number,
  settledAt?: Instant,
): Progress {
  const { state, decisions } = progress;
  if (state.ended || isSuspended(state)) return progress;
  const line = view.lineAt(state);
  if (epoch(line.end) > Math.max(reached, epoch(state.clock))) return progress;
  if (awaitsCalendar(line, state.entries)) return progress;
  const at = settledAt === undefined ? line.end : maxInstant(settledAt, state.clock);
  return {
    state: { ...state, clock: at, ended: { at, reason: '期满' } },
    decisions: [...decisions, endedFact(view, at, '期满')],
  };
}

function assigned(view: TaskView): Decision {
  const { context, task } = view.input;
  const parties = Object.fromEntries(
    Object.entries(task.parties).map(([duty, list]) => [duty, list.map((party) => party.id)]),
  );
  return {
    kind: 'fact',
    at: context.startedAt,
    type: 'assigned',
    key: 'assigned',
    payload: {
      task: task.key,
      parties,
      regime: context.regime.id,
      version: context.regime.version,
    },
  };
}

function describe(state: TaskState, next: Instant | undefined): string {
  if (state.ended) return `已结束（${state.ended.reason}）`;
  if (isSuspended(state)) return '已暂停，等待恢复';
  const missing = Object.values(state.entries).filter(
    (entry) => entry.verdict === 'missing',
  ).length;
  return `未报 ${missing} 期；下一时点 ${next ?? '无'}`;
}
