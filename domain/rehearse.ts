import { respond, script, type Delivery } from './behaviour.ts';
import { toldBy, toldTalks } from './campaignBroadcast.ts';
import type { Context } from './context.ts';
import type { Verdict } from './escalation.ts';
import { gather, type Coverage } from './gather.ts';
import { campaignProcess, interviewProcess, readProcess, taskProcess } from './ids.ts';
import { epoch, type Instant } from './instant.ts';
import { engineOf, newestEngine } from './engines.ts';
import type { TalkState } from './interview2State.ts';
import type { Decision, Effect, MessageBase } from './machine.ts';
import { amendedContext } from './obligation.ts';
import { queueOf } from './queue.ts';
import { noteMoved, withMoved } from './rehearseDues.ts';
import { moveRows, unitThatCame } from './rehearseTransfers.ts';
import { foreseen, partiesNow, regimesNow, talkContextNow } from './rehearseRegimes.ts';
import { regimeTold } from './regimeAmended.ts';
import { joinedTasks, openedFor, type RehearsedTask } from './rehearseJoining.ts';
import { isClosed, standingNow, toldTo } from './rehearseLookBack.ts';
import {
  onlyAsked,
  type AnyMachine,
  type Event,
  type Process,
  type Rehearsal,
  type World,
} from './rehearseWorld.ts';
import { routeGround } from './route.ts';
import type { Unit } from './unit.ts';

export type { LedgerRow, Rehearsal } from './rehearseWorld.ts';

/** At one instant tasks come before interviews, interviews before the campaign; a message before a wake. */
const RANK = { task: 1, interview: 3, campaign: 5 } as const;

/**
 * Rehearsal 推演: the same machines, routing and gathering as in life, over virtual time, with people who behave as
 * assumed. Returns the number of instants that were taken.
 */
export function rehearse(rehearsal: Rehearsal): number {
  const { input, behaviour, tasks } = rehearsal;
  const { context } = input;
  const world: World = {
    rehearsal,
    context,
    processes: new Map(),
    queue: queueOf<Event>((a, b) => a.ms - b.ms || a.rank - b.rank),
    expected: new Map(),
    early: new Map(),
    moved: new Map(),
    tasks: [],
    numbers: new Map(),
    onTheWay: 0,
  };
  const id = campaignProcess(context.campaign);
  const own = engineOf('campaign', input);
  start(world, id, own.machine, own.state, RANK.campaign);
  const { acts = [] } = rehearsal;
  const known = foreseen(context, tasks, acts, rehearsal.owedUnder);
  for (const delivery of script(behaviour, known.context, known.tasks)) post(world, delivery);
  for (const delivery of acts) post(world, delivery);
  const until = rehearsal.until === undefined ? Infinity : epoch(rehearsal.until);
  let taken = 0;
  let asked = 0;
  for (let event = world.queue.pop(); event; event = world.queue.pop()) {
    if (event.ms > until) break;
    if (event.delivery) world.onTheWay -= 1;
    if (!turn(world, event)) continue;
    asked = onlyAsked(world, event) ? asked + 1 : 0;
    if (asked > 1 && until === Infinity) break;
    taken += 1;
    if (taken % 2000 === 0) rehearsal.onInstant?.(event.ms);
  }
  return taken;
}

function start(world: World, id: string, machine: unknown, state: unknown, rank: number): void {
  world.processes.set(id, { machine: machine as AnyMachine, state, rank });
  wake(world, id);
}

function wake(world: World, id: string): void {
  const process = world.processes.get(id) as Process;
  const next = process.machine.next(process.state);
  if (next !== undefined) world.queue.push({ ms: epoch(next), rank: process.rank, process: id });
}

function post(world: World, delivery: Delivery): void {
  world.onTheWay += 1;
  const rank = delivery.process.startsWith('task/')
    ? RANK.task
    : delivery.process.startsWith('interview/')
      ? RANK.interview
      : RANK.campaign;
  world.queue.push({ ms: epoch(delivery.at), rank: rank - 1, process: delivery.process, delivery });
}

/** One wake or one delivery; false where the wake is out of date. */
function turn(world: World, event: Event): boolean {
  const process = world.processes.get(event.process);
  if (process === undefined) return false;
  if (event.delivery) {
    advance(world, event.process, event.delivery.message, event.delivery.at);
    return true;
  }
  const next = process.machine.next(process.state);
  if (next === undefined || epoch(next) !== event.ms) return false;
  advance(world, event.process, undefined, next);
  return true;
}

/** Given a message delivered late, the process has already passed its own instants up to the delivery. */
function advance(
  world: World,
  id: string,
  message: MessageBase | undefined,
  deliveredAt: Instant,
): void {
  const process = world.processes.get(id);
  if (process === undefined) return;
  const upTo = message?.receivedAt ?? deliveredAt;
  const { state, decisions } = process.machine.advance(process.state, message, upTo);
  process.state = state;
  world.rehearsal.onTurn?.({ process: id, upTo, ...(message ? { message } : {}), decisions });
  for (const decision of decisions) settle(world, id, decision);
  wake(world, id);
  for (const decision of decisions) if (decision.kind === 'effect') perform(world, id, decision);
}

function settle(world: World, id: string, decision: Decision): void {
  world.rehearsal.onRow({ process: id, decision });
  if (decision.kind === 'fact' && decision.type === 'judged') judged(world, id, decision);
  if (decision.kind === 'fact' && decision.type === 'transferred')
    moveRows(world.expected, id, decision);
  if (decision.kind === 'fact' && decision.type === 'due-moved')
    noteMoved(world.moved, id, decision);
  if (decision.kind !== 'notice') return;
  const answer = respond(world.rehearsal.behaviour, contextNow(world), id, decision);
  if (answer) post(world, answer);
}

function judged(world: World, id: string, decision: Decision): void {
  const key = `${id}#${String(decision.payload['obligation'])}`;
  const entry = { at: decision.at, verdict: decision.payload['verdict'] as Verdict };
  const row = world.expected.get(key);
  if (row) row.judged.push(entry);
  else world.early.set(key, [...(world.early.get(key) ?? []), entry]);
}

function perform(world: World, id: string, effect: Effect): void {
  switch (effect.type) {
    case 'startTasks':
      return startTasks(world, effect);
    case 'openPeriod':
      return openPeriod(world, id, effect);
    case 'ground':
      return ground(world, id, effect);
    case 'gather': {
      const { bulletin, period, draft, coverage, calendar } = effect.payload;
      const now = contextNow(world);
      const context = calendar ? amendedContext(now, calendar as Context['calendar']) : now;
      const figures = gather(context, withMoved(world.expected, world.moved), coverage as Coverage);
      const message = {
        kind: 'gathered',
        id: `${id}:${effect.key}`,
        receivedAt: effect.at,
        by: 'office',
        ...{ bulletin, period, draft, figures },
      };
      return advance(world, id, message, effect.at);
    }
    case 'broadcast': {
      // An interview that starts while this goes round begins under what the campaign has taken.
      for (const [id, process] of [...world.processes]) {
        const found = readProcess(id);
        if (process.machine.ended(process.state)) continue;
        const heard = found?.kind === 'interview' && toldTalks<MessageBase>(effect.payload);
        if (heard) advance(world, id, heard, heard.receivedAt);
        if (found?.kind !== 'task') continue;
        const message = toldBy<MessageBase>(effect.payload, found.task);
        if (message === undefined) continue;
        const told = regimeTold(message, found.task, world.rehearsal.owedUnder);
        advance(world, id, told, told.receivedAt);
      }
      return;
    }
    case 'tell': {
      const told = toldTo(effect, world.processes);
      return told && advance(world, told[0], told[1], effect.at);
    }
    case 'askTasks':
      return advance(world, id, standingNow(id, effect, world.processes), effect.at);
    default:
      throw new RangeError(`no such effect: ${effect.type}`);
  }
}

function startTasks(world: World, effect: Effect): void {
  const { rehearsal, numbers } = world;
  const context = contextNow(world);
  const came =
    joinedTasks(rehearsal.later ?? [], context, effect, numbers) ??
    rehearsal.tasks.map((task): RehearsedTask => ({ context, task }));
  for (const input of came) {
    world.tasks.push(input);
    const id = taskProcess(context.campaign, input.task.key);
    const { machine, state } = engineOf('task', input);
    start(world, id, machine, state, RANK.task);
    advance(world, id, undefined, input.context.startedAt);
  }
}

/** The expected set of a period, frozen when it opens. */
function openPeriod(world: World, from: string, effect: Effect): void {
  const context = contextNow(world);
  for (const input of world.tasks) {
    const id = taskProcess(world.context.campaign, input.task.key);
    const process = world.processes.get(id);
    if (process?.machine.ended(process.state) || isClosed(process?.state)) continue;
    for (const { duty, period } of openedFor(input, effect, id === from)) {
      for (const party of partiesNow(context, input.task, process?.state, { duty, period })) {
        const key = `${id}#${duty}/${period}/${party.id}`;
        const judged = world.early.get(key) ?? [];
        world.expected.set(key, { duty, period, members: party.members, judged });
      }
    }
  }
}

/** The units of the campaign, and those that came in with tasks added in flight. */
function unitsOf({ rehearsal, tasks }: World): readonly Unit[] {
  return [...rehearsal.input.units, ...tasks.flatMap(({ task }) => task.units)];
}

function campaignNow({ context, processes }: World): unknown {
  return processes.get(campaignProcess(context.campaign))?.state;
}

function contextNow(world: World): Context {
  return regimesNow(world.context, campaignNow(world));
}

function ground(world: World, id: string, effect: Effect): void {
  const context = talkContextNow(world.context, campaignNow(world), effect.at);
  const routed = routeGround(context, id, effect, {
    decidedAt: (interview) =>
      (world.processes.get(interview)?.state as TalkState | undefined)?.decidedAt,
  });
  if (!world.processes.has(routed.process)) {
    const unit =
      unitsOf(world).find(({ id: known }) => known === routed.unit) ??
      unitThatCame([...world.processes.values()], routed.unit);
    if (unit === undefined) throw new RangeError(`unknown unit ${routed.unit}`);
    const input = { context, unit, window: routed.window, startedAt: effect.at };
    const process = interviewProcess(context.campaign, unit.id, routed.window);
    const engine = world.rehearsal.engines?.interview ?? newestEngine('interview');
    const { machine, state } = engineOf('interview', input, engine);
    start(world, process, machine, state, RANK.interview);
  }
  advance(world, routed.process, routed.message, effect.at);
}
