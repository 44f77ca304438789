import type { Client } from '@temporalio/client';
import { respond, script, type Behaviour, type Delivery } from '../domain/behaviour.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import { engineOf, fold, type Folded } from '../domain/engines.ts';
import { MESSAGE_RECEIVED, readProcess } from '../domain/ids.ts';
import { epoch } from '../domain/instant.ts';
import type { MessageBase, Notice } from '../domain/machine.ts';
import type { OwedUnder } from '../domain/regimeAmended.ts';
import { foreseen } from '../domain/rehearseRegimes.ts';
import type { Pool } from '../store/pool.ts';
import { findProcess, processesOf } from '../store/processes.ts';
import { decide } from '../workflows/messages.ts';
import { newTurns, openEffects } from '../store/turns.ts';
import { advanceClock } from './skippedTime.ts';

/** A campaign that is lived through on the real server with skipped time, by people who behave as assumed. */
export interface Lived {
  readonly client: Client;
  readonly pool: Pool;
  readonly context: Context;
  readonly tasks: readonly OwedTask[];
  readonly behaviour: Behaviour;
  /** What people do besides: single messages at their instants. */
  readonly acts?: readonly Delivery[];
  /** Who owes under the regimes that are published in flight. */
  readonly owedUnder?: OwedUnder;
  readonly onInstant?: (ms: number) => void;
}

/** A wake-up comes up to eleven minutes after its instant (settling and spread). */
const AFTER_WAKE_MS = 12 * 60_000;
/** What the campaign keeps to itself; everything else it may pass on to its tasks. */
const OWN: ReadonlySet<string> = new Set(['sign', 'return', 'gathered']);
const RANKS = ['task', 'interview', 'campaign'] as const;
type Kind = (typeof RANKS)[number];

interface Known {
  readonly kind: Kind;
  readonly offset: number;
  folded: Folded;
  seq: number;
}

interface Run extends Lived {
  readonly processes: Map<string, Known>;
  /** Deliveries that wait for their instant, earliest first. */
  waiting: Delivery[];
  /** Signals that no recorded turn has taken yet, and when they were sent (the machine's own milliseconds). */
  readonly sent: Map<string, number>;
}

/** A life that goes on: from where it stands to the next moment that is asked for. */
export interface Life {
  /** The next instant at which anything happens by itself, epoch ms; absent: everything has ended. */
  readonly next: () => Promise<number | undefined>;
  /** Lives until `until` (epoch ms), inclusive; every instant is taken by the workflows themselves. */
  readonly live: (until: number) => Promise<void>;
}

/** Begins to live; what people do by themselves before `from` (epoch ms) is left out. */
export function beginLife(lived: Lived, from = 0): Life {
  const { behaviour, acts = [], owedUnder } = lived;
  const known = foreseen(lived.context, lived.tasks, acts, owedUnder);
  const run: Run = {
    ...{ ...lived, ...known },
    ...{ processes: new Map(), sent: new Map() },
    waiting: [...script(behaviour, known.context, known.tasks), ...acts]
      .filter(({ at }) => epoch(at) >= from)
      .sort((a, b) => epoch(a.at) - epoch(b.at)),
  };
  return {
    next: async () => {
      await settle(run);
      return nextInstant(run);
    },
    live: (until) => liveOn(run, until),
  };
}

/** Lives through the campaign until `until` (epoch ms). */
export async function liveThrough(lived: Lived, until: number): Promise<void> {
  await beginLife(lived).live(until);
}

async function liveOn(run: Run, until: number): Promise<void> {
  await settle(run);
  for (;;) {
    const instant = Math.min(nextInstant(run) ?? Infinity, until + 1);
    if (await deliverReports(run, instant)) continue;
    if (instant > until) break;
    run.onInstant?.(instant);
    for (const kind of RANKS) {
      await wakeAll(run, kind, instant);
      await deliverAt(run, kind, instant);
    }
  }
  // What was told last is taken when its process has been brought to the end.
  for (const kind of RANKS) await bringAll(run, kind, until);
  await settle(run);
}

function nextInstant(run: Run): number | undefined {
  const wakes = [...run.processes.values()].flatMap(({ folded }) => {
    const next = folded.machine.ended(folded.state) ? undefined : folded.machine.next(folded.state);
    return next === undefined ? [] : [epoch(next)];
  });
  const waiting = run.waiting.filter(({ process }) => kindOf(process) !== 'task');
  const all = [...wakes, ...waiting.map(({ at }) => epoch(at))];
  return all.length ? Math.min(...all) : undefined;
}

/** Reports up to an instant concern nobody but their tasks, which hear of them before they wake: side by side. */
async function deliverReports(run: Run, upTo: number): Promise<boolean> {
  const mine = run.waiting.filter(
    ({ at, process }) => kindOf(process) === 'task' && epoch(at) <= upTo,
  );
  if (mine.length === 0) return false;
  run.waiting = run.waiting.filter((delivery) => !mine.includes(delivery));
  const byTask = new Map<string, Delivery[]>();
  for (const delivery of mine)
    byTask.set(delivery.process, [...(byTask.get(delivery.process) ?? []), delivery]);
  if (mine.some(({ message }) => message.kind !== 'report')) {
    await deliverInOrder(run, mine);
    return true;
  }
  await Promise.all(
    [...byTask.values()].map(async (deliveries) => {
      for (const delivery of deliveries) await deliver(run, delivery);
    }),
  );
  await settle(run);
  return true;
}

/** What is decided about a task may concern the campaign and its interviews: their clocks come along. */
async function deliverInOrder(run: Run, deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    if (delivery.message.kind !== 'report') {
      for (const kind of ['campaign', 'interview'] as const) {
        await bringAll(run, kind, epoch(delivery.at));
      }
    }
    await deliver(run, delivery);
    await settle(run);
  }
}

async function wakeAll(run: Run, kind: Kind, instant: number): Promise<void> {
  const due = [...run.processes].filter(([, { kind: own, folded }]) => {
    if (own !== kind || folded.machine.ended(folded.state)) return false;
    const next = folded.machine.next(folded.state);
    return next !== undefined && epoch(next) <= instant;
  });
  if (due.length === 0) return;
  if (kind === 'task') await bringAll(run, 'interview', instant);
  await Promise.all(due.map(([id]) => bringTo(run, id, instant + AFTER_WAKE_MS)));
  await settle(run);
}

/**
 * In life all clocks are one; here each process has its own. Whoever is about to hear from others is first brought to
 * the present, which wakes nobody: a wake-up comes a settling time after its instant.
 */
async function bringAll(run: Run, kind: Kind, instant: number): Promise<void> {
  const open = [...run.processes].filter(
    ([, { kind: own, folded }]) => own === kind && !folded.machine.ended(folded.state),
  );
  await Promise.all(open.map(([id]) => bringTo(run, id, instant)));
}

async function deliverAt(run: Run, kind: Kind, instant: number): Promise<void> {
  const due = run.waiting.filter(
    ({ at, process }) => kindOf(process) === kind && epoch(at) <= instant,
  );
  if (due.length === 0) return;
  run.waiting = run.waiting.filter((delivery) => !due.includes(delivery));
  if (kind === 'task' && due.some(({ message }) => message.kind !== 'report')) {
    await deliverInOrder(run, due);
    return;
  }
  if (kind === 'campaign' && due.some(({ message }) => !OWN.has(message.kind))) {
    await bringAll(run, 'task', instant);
    await bringAll(run, 'interview', instant);
  }
  for (const delivery of due) await deliver(run, delivery);
  await settle(run);
}

/** What units send is a signal, what offices decide an update; a refusal is an answer like any other. */
async function deliver(run: Run, { process, at, message }: Delivery): Promise<void> {
  await bringTo(run, process, epoch(at));
  const handle = run.client.workflow.getHandle(process);
  try {
    const sent = message.kind === 'report' || message.by.startsWith('unit:');
    if (kindOf(process) === 'task' && sent) {
      await handle.signal(MESSAGE_RECEIVED, message);
      run.sent.set(signalOf(process, message), Date.now());
    } else await handle.executeUpdate(decide, { args: [message] });
  } catch (error) {
    if (!/completed|not found|Update failed|rejected/i.test((error as Error).message)) throw error;
  }
}

async function bringTo(run: Run, process: string, ms: number): Promise<void> {
  const known = run.processes.get(process);
  if (known) await advanceClock(run.client, process, ms - known.offset);
}

/**
 * Waits until every signal has been taken and every effect that was decided has had its outcome, and takes what was recorded
 * meanwhile.
 */
async function settle(run: Run): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    const moved = await refresh(run);
    const open = await openEffects(run.pool, run.context.campaign, run.tasks.length);
    quiet = moved || open > 0 || isWaiting(run) ? 0 : quiet + 1;
    if (quiet === 0) await new Promise((done) => setTimeout(done, 15));
  }
}

/** A signal that nobody takes (a repeated one, one to a process that has ended) is not waited for any longer. */
const UNHEARD_MS = 10_000;

function isWaiting({ sent }: Run): boolean {
  for (const [signal, since] of sent) if (Date.now() - since > UNHEARD_MS) sent.delete(signal);
  return sent.size > 0;
}

function signalOf(process: string, { id }: Pick<MessageBase, 'id'>): string {
  return `${process} ${id}`;
}

async function refresh(run: Run): Promise<boolean> {
  for (const { id, kind, clockOffset } of await processesOf(run.pool, run.context.campaign)) {
    if (run.processes.has(id)) continue;
    const row = await findProcess(run.pool, id);
    const folded = engineOf(kind, row?.input);
    run.processes.set(id, { kind, offset: clockOffset, folded, seq: 0 });
  }
  const known = [...run.processes].map(([id, { seq }]) => ({ id, seq }));
  const turns = await newTurns(run.pool, known);
  for (const { process, seq, engine, steps, notices } of turns) {
    const own = run.processes.get(process) as Known;
    const first = seq === 0 ? engineOf(own.kind, own.folded.input, engine) : own.folded;
    own.folded = fold(first, steps);
    for (const { message } of steps) if (message) run.sent.delete(signalOf(process, message));
    own.seq = seq + 1;
    for (const notice of notices) answer(run, process, notice);
  }
  return turns.length > 0;
}

function answer(run: Run, process: string, notice: Pick<Notice, 'at' | 'type' | 'payload'>): void {
  const response = respond(run.behaviour, run.context, process, notice);
  if (response === undefined) return;
  run.waiting = [...run.waiting, response].sort((a, b) => epoch(a.at) - epoch(b.at));
}

function kindOf(process: string): Kind {
  return readProcess(process)?.kind ?? 'task';
}
