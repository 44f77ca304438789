import type { Calendar } from './calendar.ts';
import type { Fault } from './faults.ts';
import { taskProcess } from './ids.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision, Machine, Step } from './machine.ts';
import { endOf, type Suspension } from './obligation.ts';
import { decide } from './taskLadder.ts';
import { endedFact, takeMessage } from './taskReceipts.ts';
import {
  isSuspended,
  type Progress,
  type TaskInput,
  type TaskState,
  type TaskView,
} from './taskState.ts';
import { taskGuard } from './taskGuards.ts';
import type { TaskMessage } from './taskMessages.ts';
import { firstAfter, lineOf, live, waitsForCalendar, type Line, type Tick } from './taskTicks.ts';

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
  const end = endOf(input.context);
  return {
    next: (state) => nextInstant(view, state, end),
    advance: (state, message, upTo) => advance(view, state, message, upTo, end),
    guard: (state, message) => guard(view, state, message, end),
    ended: (state) => state.ended !== undefined,
    describe: (state) => describe(state, nextInstant(view, state, end)),
  };
}

function viewOf(input: TaskInput): TaskView {
  const { context, task } = input;
  const known = new WeakMap<readonly Suspension[], { calendar: Calendar; line: Line }>();
  const lineAt = (state: TaskState): Line => {
    const calendar = state.calendar ?? context.calendar;
    const found = known.get(state.suspensions);
    if (found?.calendar === calendar) return found.line;
    const amended = calendar === context.calendar ? context : { ...context, calendar };
    const line = lineOf(amended, task, calendar, state.suspensions);
    known.set(state.suspensions, { calendar, line });
    return line;
  };
  return { input, process: taskProcess(context.campaign, task.key), lineAt };
}

function nextInstant(view: TaskView, state: TaskState, end: Instant): Instant | undefined {
  if (state.ended) return undefined;
  if (!state.assigned) return view.input.context.startedAt;
  if (isSuspended(state)) return undefined;
  const line = view.lineAt(state);
  for (let i = firstAfter(line.ticks, epoch(state.clock)); i < line.ticks.length; i++) {
    const tick = line.ticks[i] as Tick;
    if (!waitsForCalendar(tick) && live(tick, line, state.entries)) return tick.at;
  }
  return line.ticks.some((tick) => waitsForCalendar(tick)) ? undefined : end;
}

function advance(
  view: TaskView,
  state: TaskState,
  message: TaskMessage | undefined,
  upTo: Instant,
  end: Instant,
): Step<TaskState> {
  const passed = passTime(view, state, upTo, end);
  if (message === undefined) return passed;
  if (state.seen.includes(message.id)) return { ...passed, answer: { value: { repeated: true } } };
  const refused = taskGuard(view, passed.state, message);
  if (refused) return { ...passed, answer: { fault: refused } };
  const taken = takeMessage(view, passed.state, message);
  return {
    state: { ...taken.state, seen: [...taken.state.seen, message.id].slice(-SEEN) },
    decisions: [...passed.decisions, ...taken.decisions],
    ...(taken.answer ? { answer: taken.answer } : {}),
  };
}

/** A guard sees the state as it will be when the message is taken: time first, then the message. */
function guard(
  view: TaskView,
  state: TaskState,
  message: TaskMessage,
  end: Instant,
): Fault | undefined {
  if (state.seen.includes(message.id)) return undefined;
  return taskGuard(view, passTime(view, state, message.receivedAt, end).state, message);
}

/** Decides every live tick in (clock, upTo], in order. */
function passTime(view: TaskView, state: TaskState, upTo: Instant, end: Instant): Progress {
  if (state.ended) return { state, decisions: [] };
  const decisions: Decision[] = [];
  let current = state;
  if (!current.assigned) {
    decisions.push(assigned(view));
    current = { ...current, assigned: true };
  }
  const target = epoch(upTo);
  if (isSuspended(current) || target <= epoch(current.clock)) return { state: current, decisions };
  const line = view.lineAt(current);
  const held: string[] = [];
  for (let i = firstAfter(line.ticks, epoch(current.clock)); i < line.ticks.length; i++) {
    const tick = line.ticks[i] as Tick;
    if (tick.ms > target) break;
    if (waitsForCalendar(tick)) held.push(tick.id);
    else current = decide(view, current, tick, decisions);
  }
  current = {
    ...current,
    clock: upTo,
    held: held.length ? [...current.held, ...held] : current.held,
  };
  const over = epoch(end) <= target && !line.ticks.some((tick) => waitsForCalendar(tick));
  if (over) {
    decisions.push(endedFact(view, end, '期满'));
    current = { ...current, ended: { at: end, reason: '期满' } };
  }
  return { state: current, decisions };
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
