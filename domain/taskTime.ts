import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { beginMatters, isAwaiting, livesUntil, nextWake, takeWake } from './matterHost.ts';
import { stays } from './stay.ts';
import { decide, releaseStayed } from './taskLadder.ts';
import type { TaskMessage } from './taskMessages.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import {
  awaitsCalendar,
  firstAfter,
  live,
  waitsForCalendar,
  type Line,
  type Tick,
} from './taskTicks.ts';

/** When the task wants to be woken: at a tick of its line, at a wake of a matter, at its end. */
export function nextInstant(view: TaskView, state: TaskState): Instant | undefined {
  if (state.ended) return undefined;
  if (!state.assigned) return view.input.context.startedAt;
  const wake = nextWake(view, state)?.at;
  const own = ownInstant(view, state);
  return wake !== undefined && own !== undefined ? minInstant(wake, own) : (wake ?? own);
}

/** The next instant of its line of time, else its end where nothing is waited for. */
function ownInstant(view: TaskView, state: TaskState): Instant | undefined {
  if (state.closed) return isAwaiting(view, state) ? undefined : livesUntil(view, state);
  if (isSuspended(state)) return undefined;
  const line = view.lineAt(state);
  for (let i = firstAfter(line.ticks, epoch(state.clock)); i < line.ticks.length; i++) {
    const tick = line.ticks[i] as Tick;
    if (comes(view, state, tick, line)) return tick.at;
  }
  if (awaitsCalendar(line, state.entries) || isAwaiting(view, state)) return undefined;
  return maxInstant(line.end, livesUntil(view, state) ?? line.end);
}

/** Whether a tick would decide something; a step that a pending decision holds stays behind and decides nothing. */
function comes(view: TaskView, state: TaskState, tick: Tick, line: Line): boolean {
  return !waitsForCalendar(tick) && !stays(view, state, tick) && live(tick, line, state.entries);
}

/**
 * For what time is taken. `wake`: the clock stays with what was last decided. `message`: the clock comes to the message.
 * `report`: what falls on its very instant is left for later, since a report received at the very end of grace is on
 * time and nobody is first accused.
 */
export type Edge = 'wake' | 'message' | 'report';

export function edgeOf(message: TaskMessage): Edge {
  return message.kind === 'report' ? 'report' : 'message';
}

/** The last millisecond that is taken. */
export function reachedBy(upTo: Instant, edge: Edge): number {
  return epoch(upTo) - (edge === 'report' ? 1 : 0);
}

/** Decides every live tick after the clock, and every wake of a matter, up to `upTo`, in order. */
export function takeTime(view: TaskView, state: TaskState, upTo: Instant, edge: Edge): Progress {
  if (state.ended) return { state, decisions: [] };
  const begun = state.assigned ? { state, decisions: [] } : begin(view, state);
  const decisions = [...begun.decisions];
  const target = reachedBy(upTo, edge);
  let current = begun.state;
  while (!current.ended) {
    const wake = nextWake(view, current);
    const comes = wake !== undefined && epoch(wake.at) <= target;
    const last = edge === 'message' ? { clock: upTo } : {};
    const reach = comes ? { ms: epoch(wake.at), clock: wake.at } : { ms: target, ...last };
    const passed = takeTicks(view, current, { ...reach, edge }, decisions);
    const opened = passed.matters !== current.matters;
    current = passed;
    // A step may open a matter whose own instants come before the next: 提请 of a gated step.
    if (opened) continue;
    if (!comes) break;
    const woken = takeWake(view, current, wake);
    const freed = releaseStayed(view, woken.state, wake.at);
    decisions.push(...woken.decisions, ...freed.decisions);
    current = freed.state;
  }
  return { state: current, decisions };
}

/** 交办: the fact, and what every kind of matter begins with. */
function begin(view: TaskView, state: TaskState): Progress {
  const at = view.input.context.startedAt;
  const begun = beginMatters(view, { ...state, assigned: true }, at);
  return { state: begun.state, decisions: [assigned(view), ...begun.decisions] };
}

/** How far ticks are taken; with `clock` the clock comes to it, since something else is decided there. */
interface Reach {
  readonly ms: number;
  readonly edge: Edge;
  readonly clock?: Instant;
}

/**
 * Decides the live ticks after the clock; what waits for a calendar or is held by a decision is remembered. Where one of
 * them opens a matter it stops behind its instant.
 */
function takeTicks(
  view: TaskView,
  state: TaskState,
  reach: Reach,
  decisions: Decision[],
): TaskState {
  if (reach.ms <= epoch(state.clock)) return state;
  if (isSuspended(state) || state.closed) return state;
  const { ticks } = view.lineAt(state);
  const waiting: Tick[] = [];
  const staying: Tick[] = [];
  let current = state;
  let { clock } = current;
  for (let i = firstAfter(ticks, epoch(clock)); i < ticks.length; i++) {
    const tick = ticks[i] as Tick;
    if (tick.ms > reach.ms) break;
    if (current.matters !== state.matters && tick.ms > epoch(clock)) break;
    const known = current;
    if (waitsForCalendar(tick)) waiting.push(tick);
    else if (stays(view, current, tick)) staying.push(tick);
    else current = decide(view, current, tick, decisions);
    if (reach.edge !== 'wake' || current !== known) clock = tick.at;
  }
  if (current.matters === state.matters) clock = reach.clock ?? clock;
  if (clock === current.clock) return current;
  const ids = (kept: readonly Tick[]) =>
    kept.filter(({ ms }) => ms <= epoch(clock)).map(({ id }) => id);
  return keep({ ...current, clock }, ids(waiting), ids(staying));
}

function keep(state: TaskState, waiting: readonly string[], staying: readonly string[]): TaskState {
  return {
    ...state,
    ...(waiting.length === 0 ? {} : { held: [...state.held, ...waiting] }),
    ...(staying.length === 0 ? {} : { stayed: [...(state.stayed ?? []), ...staying] }),
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
