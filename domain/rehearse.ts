import { respond, script, type Behaviour, type Delivery } from './behaviour.ts';
import {
  campaignMachine,
  initialCampaign,
  type CampaignInput,
  type CampaignState,
} from './campaign.ts';
import type { Context, OwedTask } from './context.ts';
import type { Verdict } from './escalation.ts';
import { gather, type Coverage, type GatherRow } from './gather.ts';
import { campaignProcess, interviewProcess, taskProcess } from './ids.ts';
import { epoch, type Instant } from './instant.ts';
import { engineOf, newestEngine, type Kind } from './engines.ts';
import type { TalkState } from './interview2State.ts';
import type { Decision, Effect, Machine, MessageBase } from './machine.ts';
import { amendedContext, DEADLINES, deadlineSlots } from './obligation.ts';
import { queueOf, type Queue } from './queue.ts';
import { routeGround } from './route.ts';
import { initialTask, taskMachine } from './task.ts';

/** One row of the rehearsed ledger: what life would have written. */
export interface LedgerRow {
  readonly process: string;
  readonly decision: Decision;
}

export interface Rehearsal {
  readonly input: CampaignInput;
  readonly tasks: readonly OwedTask[];
  readonly behaviour: Behaviour;
  /** What people do besides: single messages at their instants. */
  readonly acts?: readonly Delivery[];
  /** Every row as it is decided. */
  readonly onRow: (row: LedgerRow) => void;
  /** Called now and then with the instant that the rehearsal has come to. */
  readonly onInstant?: (ms: number) => void;
  /** Engines of the processes; the newest of this build where absent. */
  readonly engines?: Readonly<Partial<Record<Kind, number>>>;
  /** Rehearse no further than this; absent: until every process has ended or waits for somebody. */
  readonly until?: Instant;
}

type AnyMachine = Machine<unknown, MessageBase>;

interface Process {
  readonly machine: AnyMachine;
  readonly rank: number;
  state: unknown;
}

interface Event {
  readonly ms: number;
  readonly rank: number;
  readonly process: string;
  readonly delivery?: Delivery;
}

interface World {
  readonly rehearsal: Rehearsal;
  readonly context: Context;
  readonly processes: Map<string, Process>;
  readonly queue: Queue<Event>;
  /** Expected obligations by task and key: the rows from which bulletins are gathered. */
  readonly expected: Map<string, GatherRow & { judged: { at: Instant; verdict: Verdict }[] }>;
  readonly early: Map<string, { at: Instant; verdict: Verdict }[]>;
}

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
  };
  const id = campaignProcess(context.campaign);
  start(world, id, campaignMachine(input), initialCampaign(input), RANK.campaign);
  for (const delivery of script(behaviour, context, tasks)) post(world, delivery);
  for (const delivery of rehearsal.acts ?? []) post(world, delivery);
  const until = rehearsal.until === undefined ? Infinity : epoch(rehearsal.until);
  let taken = 0;
  for (let event = world.queue.pop(); event; event = world.queue.pop()) {
    if (event.ms > until) break;
    if (!turn(world, event)) continue;
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
  for (const decision of decisions) settle(world, id, decision);
  wake(world, id);
  for (const decision of decisions) if (decision.kind === 'effect') perform(world, id, decision);
}

function settle(world: World, id: string, decision: Decision): void {
  world.rehearsal.onRow({ process: id, decision });
  if (decision.kind === 'fact' && decision.type === 'judged') judged(world, id, decision);
  if (decision.kind !== 'notice') return;
  const answer = respond(world.rehearsal.behaviour, world.context, id, decision);
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
      return startTasks(world);
    case 'openPeriod':
      return openPeriod(world, effect);
    case 'ground':
      return ground(world, id, effect);
    case 'gather': {
      const { bulletin, period, draft, coverage, calendar } = effect.payload;
      const context = calendar
        ? amendedContext(world.context, calendar as Context['calendar'])
        : world.context;
      const figures = gather(context, [...world.expected.values()], coverage as Coverage);
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
      const message = effect.payload['message'] as MessageBase;
      for (const [task, process] of world.processes) {
        if (task.startsWith('task/') && !process.machine.ended(process.state)) {
          advance(world, task, message, message.receivedAt);
        }
      }
      return;
    }
    default:
      throw new RangeError(`no such effect: ${effect.type}`);
  }
}

function startTasks(world: World): void {
  for (const task of world.rehearsal.tasks) {
    const input = { context: world.context, task };
    const id = taskProcess(world.context.campaign, task.key);
    start(world, id, taskMachine(input), initialTask(input), RANK.task);
    advance(world, id, undefined, world.context.startedAt);
  }
}

/** The expected set of a period, frozen when it opens. */
function openPeriod(world: World, effect: Effect): void {
  const duty = String(effect.payload['duty']);
  const opened = String(effect.payload['period']);
  for (const task of world.rehearsal.tasks) {
    const id = taskProcess(world.context.campaign, task.key);
    const process = world.processes.get(id);
    if (process?.machine.ended(process.state)) continue;
    const periods =
      duty === DEADLINES ? deadlineSlots(world.context, task).map((slot) => slot.period) : [opened];
    for (const period of periods) {
      for (const party of task.parties[duty] ?? []) {
        const key = `${id}#${duty}/${period}/${party.id}`;
        const judged = world.early.get(key) ?? [];
        world.expected.set(key, { duty, period, members: party.members, judged });
      }
    }
  }
}

/** An interview starts under the campaign's present calendar. */
function presentContext({ context, processes }: World): Context {
  const state = processes.get(campaignProcess(context.campaign))?.state;
  const { calendar } = (state ?? {}) as Partial<CampaignState>;
  return calendar === undefined ? context : amendedContext(context, calendar);
}

function ground(world: World, id: string, effect: Effect): void {
  const context = presentContext(world);
  const routed = routeGround(context, id, effect, {
    decidedAt: (interview) =>
      (world.processes.get(interview)?.state as TalkState | undefined)?.decidedAt,
  });
  if (!world.processes.has(routed.process)) {
    const unit = world.rehearsal.input.units.find(({ id: known }) => known === routed.unit);
    if (unit === undefined) throw new RangeError(`unknown unit ${routed.unit}`);
    const input = { context, unit, window: routed.window, startedAt: effect.at };
    const process = interviewProcess(context.campaign, unit.id, routed.window);
    const engine = world.rehearsal.engines?.interview ?? newestEngine('interview');
    const { machine, state } = engineOf('interview', input, engine);
    start(world, process, machine, state, RANK.interview);
  }
  advance(world, routed.process, routed.message, effect.at);
}
