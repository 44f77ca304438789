import type { Calendar } from './calendar.ts';
import { shiftsBetween } from './dueShift.ts';
import type { Fault } from './faults.ts';
import { taskProcess } from './ids.ts';
import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { Machine, Step } from './machine.ts';
import { amendedContext, type Suspension } from './obligation.ts';
import { afterMessage, isAwaiting, livesUntil } from './matterHost.ts';
import { MATTER_RULES } from './matters.ts';
import { releaseStayed } from './taskLadder.ts';
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
import { awaitsCalendar, lineOf, type Line } from './taskTicks.ts';
import { edgeOf, nextInstant, reachedBy, takeTime, type Edge } from './taskTime.ts';

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

interface Known {
  readonly calendar: Calendar;
  readonly changes: TaskState['changes'];
  readonly line: Line;
}

function viewOf(input: TaskInput): TaskView {
  const { context, task } = input;
  const known = new WeakMap<readonly Suspension[], Known>();
  const lineAt = (state: TaskState): Line => {
    const { calendar = context.calendar, changes, suspensions } = state;
    const found = known.get(suspensions);
    if (found?.calendar === calendar && found.changes === changes) return found.line;
    const line = lineOf(amendedContext(context, calendar), task, calendar, suspensions, changes);
    known.set(suspensions, { calendar, changes, line });
    return line;
  };
  const process = taskProcess(context.campaign, task.key);
  return { input, process, lineAt, rules: MATTER_RULES };
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
  const heard = afterMessage(view, taken.state, told, before.state);
  const freed = releaseStayed(view, heard.state, upTo);
  const later = takeTime(view, remember(freed.state, told), upTo, 'message');
  const after = endIfOver(view, later, epoch(upTo), upTo);
  const shifts = shiftsBetween(view, before.state, freed.state, told);
  return {
    state: after.state,
    decisions: [
      ...before.decisions,
      ...taken.decisions,
      ...heard.decisions,
      ...freed.decisions,
      ...after.decisions,
    ],
    ...(taken.answer ? { answer: taken.answer } : {}),
    ...(shifts.length === 0 ? {} : { shifts }),
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
  return taskGuard(view, stateAt(view, state, message.receivedAt, edgeOf(message)), message);
}

interface Passed {
  readonly view: TaskView;
  readonly name: string;
  readonly after: TaskState;
}

const lastPassed = new WeakMap<TaskState, Passed>();

/** A function of its arguments; the last answer is remembered with the state, since a page tries many messages at one instant. */
function stateAt(view: TaskView, state: TaskState, upTo: Instant, edge: Edge): TaskState {
  const name = `${upTo} ${edge}`;
  const known = lastPassed.get(state);
  if (known?.view === view && known.name === name) return known.after;
  const after = passTime(view, state, upTo, edge).state;
  lastPassed.set(state, { view, name, after });
  return after;
}

function passTime(view: TaskView, state: TaskState, upTo: Instant, edge: Edge): Progress {
  return endIfOver(view, takeTime(view, state, upTo, edge), reachedBy(upTo, edge));
}

/** 期满: at the end itself, or when a message has settled the last thing that was waited for after it. */
function endIfOver(
  view: TaskView,
  progress: Progress,
  reached: number,
  settledAt?: Instant,
): Progress {
  const { state } = progress;
  if (state.ended) return progress;
  const over = Math.max(reached, epoch(state.clock));
  if (!state.closed && (isSuspended(state) || epoch(view.lineAt(state).end) > over)) {
    return progress;
  }
  if (isAwaiting(view, state)) return progress;
  const lives = livesUntil(view, state) ?? state.clock;
  if (epoch(lives) > over) return progress;
  if (state.closed) {
    const at = maxInstant(settledAt ?? lives, state.clock);
    return ended(view, progress, at, state.closed.reason);
  }
  const line = view.lineAt(state);
  if (awaitsCalendar(line, state.entries)) return progress;
  const due = maxInstant(line.end, lives);
  return ended(view, progress, maxInstant(settledAt ?? due, state.clock), '期满');
}

function ended(
  view: TaskView,
  { state, decisions }: Progress,
  at: Instant,
  reason: string,
): Progress {
  return {
    state: { ...state, clock: at, ended: { at, reason } },
    decisions: [...decisions, endedFact(view, at, reason)],
  };
}

function describe(state: TaskState, next: Instant | undefined): string {
  if (state.ended) return `已结束（${state.ended.reason}）`;
  if (state.closed) return `已销号；下一时点 ${next ?? '无'}`;
  if (isSuspended(state)) return '已暂停，等待恢复';
  const missing = Object.values(state.entries).filter(
    (entry) => entry.verdict === 'missing',
  ).length;
  return `未报 ${missing} 期；下一时点 ${next ?? '无'}`;
}
