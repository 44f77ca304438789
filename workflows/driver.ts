import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  log,
  proxyActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { Carried, Contract, Taken } from '../activities/contract.ts';
import type { Instant } from '../domain/instant.ts';
import type { Engine } from '../domain/engines.ts';
import type { Answer, Decision, Effect, MessageBase, DueShift } from '../domain/machine.ts';
import { instantOf, minInstant, type Read } from './shared.ts';

const { record } = proxyActivities<Contract>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '500ms', maximumInterval: '30s' },
});
const { perform } = proxyActivities<Contract>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumInterval: '1m' },
});

/** A wake-up comes this long after its instant, so that a report received in time is in the inbox before anyone judges. */
const SETTLING = 60_000;
/** … and spread by process, so that ten thousand tasks due at 17:00 are a trickle. */
const SPREAD = 600_000;

interface Entry {
  readonly message: MessageBase;
  /** An update waits for its answer; a signal's refusal is recorded, since nobody hears it. */
  readonly awaited: boolean;
  answered?: Answer;
}

/** The rules of one kind of process: its generations, and how its messages are read. */
export interface Rules {
  readonly engine: (n: number) => Engine<unknown, unknown, MessageBase> | undefined;
  readonly read: (value: unknown) => Read;
}

/**
 * The durable driver: it sleeps until the machine's next instant or the next message, lets the machine advance, hands
 * the decisions of the turn to `record`, then starts its effects and answers. It contains no rule of supervision.
 */
export function drive(rules: Rules, carried: Carried<unknown, unknown>) {
  const engine = rules.engine(carried.engine);
  if (engine === undefined) {
    throw new Error(`this worker does not know engine ${carried.engine} of ${carried.process}`);
  }
  const machine = engine.machine(carried.input);
  const spread = spreadOf(carried.process);
  const inbox: Entry[] = [];
  const malformed: string[] = [];
  const lanes = new Map<string, Promise<void>>();
  let state = carried.state ?? engine.initial(carried.input);
  let seq = carried.seq;
  let newest = carried.engine;
  let pending = 0;
  let fresh = carried.state === undefined;

  const now = (): number => Date.now() + carried.clockOffset;
  const tell = (value: unknown): void => {
    const found = rules.read(value);
    if ('message' in found) inbox.push({ message: found.message, awaited: false });
    else malformed.push(found.detail);
  };
  const readable = (value: unknown): MessageBase => {
    const found = rules.read(value);
    if ('detail' in found) throw failure('message-malformed', found.detail);
    return found.message;
  };
  const ask = async (value: unknown): Promise<Answer> => {
    const entry: Entry = { message: readable(value), awaited: true };
    inbox.push(entry);
    await condition(() => entry.answered !== undefined);
    const answer = entry.answered as Answer;
    if (answer.fault) throw failure(answer.fault.code, answer.fault.message);
    return answer;
  };
  /** For update validators: throws the fault that the machine would answer with, and leaves no event. */
  const check = (value: unknown): void => {
    const refused = machine.guard(state, readable(value));
    if (refused) throw failure(refused.code, refused.message);
  };

  /** Effects of one lane are done in order: a resumption never overtakes its pause. */
  const start = (effect: Effect): void => {
    pending += 1;
    const lane = effect.lane ?? effect.type;
    const before = lanes.get(lane) ?? Promise.resolve();
    lanes.set(
      lane,
      before.then(() => done(effect)),
    );
  };
  const done = async (effect: Effect): Promise<void> => {
    try {
      const madeAt = instantOf(now(), carried.zone);
      const skipped = carried.clockOffset !== 0;
      const message = await perform({ process: carried.process, effect, madeAt, skipped });
      if (message) tell(message);
    } catch (error) {
      log.error('an effect failed for good', { key: effect.key, error: String(error) });
    } finally {
      pending -= 1;
    }
  };

  /** Lets the machine advance over time or over the batch; answers are in the order of the batch. */
  const advance = (at: Instant | undefined, batch: readonly Entry[], current: Instant) => {
    const decisions: Decision[] = refusals(malformed.splice(0), seq, current);
    const taken: Taken[] = [];
    const shifts: DueShift[] = [];
    const answers: Answer[] = [];
    const step = (message: MessageBase | undefined, upTo: Instant): void => {
      const made = machine.advance(state, message, upTo);
      state = made.state;
      decisions.push(...made.decisions);
      shifts.push(...(made.shifts ?? []));
      const answer = made.answer ?? {};
      answers.push(answer);
      taken.push(message === undefined ? { upTo } : { upTo, message, answer });
    };
    if (batch.length === 0 && at !== undefined) step(undefined, at);
    for (const { message } of batch) step(message, minInstant(message.receivedAt, current));
    return { decisions, taken, answers, shifts };
  };

  const turn = async (at: Instant | undefined): Promise<void> => {
    const batch = inbox.splice(0);
    const current = instantOf(now(), carried.zone);
    const { decisions, taken, answers, shifts } = advance(at, batch, current);
    fresh = false;
    const refused = batch.some(({ awaited }, i) => !awaited && answers[i]?.fault !== undefined);
    if (decisions.length > 0 || refused) {
      const made = { process: carried.process, seq, engine: carried.engine, madeAt: current };
      seq += 1;
      const moved = shifts.length === 0 ? {} : { shifts };
      const recorded = await record({ ...made, taken, decisions, ...moved });
      newest = recorded.newestEngine;
      for (const decision of decisions) {
        if (decision.kind === 'effect' && decision.withRecord !== true) start(decision);
      }
    }
    batch.forEach((entry, i) => {
      entry.answered = answers[i] ?? {};
    });
  };

  const idle = (): boolean => inbox.length === 0 && pending === 0 && allHandlersFinished();

  /** Runs until the machine has ended and nobody waits; hands over to `carryOn` when the run should be renewed. */
  const run = async (
    carryOn: (next: Carried<unknown, unknown>) => Promise<never>,
  ): Promise<void> => {
    for (;;) {
      const ended = machine.ended(state);
      const renew = !ended && (newest > carried.engine || workflowInfo().continueAsNewSuggested);
      if ((ended || renew) && idle()) {
        if (ended) return;
        await carryOn({ ...carried, seq, engine: newest, state });
      }
      setCurrentDetails(machine.describe(state));
      const at = ended || renew ? undefined : machine.next(state);
      const told = () => inbox.length > 0 || malformed.length > 0;
      const heard = await waitFor(() => told() || ((ended || renew) && idle()), at);
      if (told() || !heard) await turn(heard ? undefined : at);
    }
  };
  /** True when woken, false when the instant has come; what is overdue needs no timer. */
  const waitFor = async (woken: () => boolean, at: Instant | undefined): Promise<boolean> => {
    if (woken()) return true;
    if (at === undefined) return condition(woken).then(() => true);
    const delay = Date.parse(at) + (fresh ? 0 : SETTLING + spread) - now();
    return delay > 0 && condition(woken, delay);
  };

  return { tell, ask, check, run, state: () => state };
}

/** What could not even be read is recorded as refused. */
function refusals(details: readonly string[], seq: number, at: Instant): Decision[] {
  return details.map((detail, n) => ({
    kind: 'fact',
    at,
    type: 'refused',
    key: `refused:${seq}:${n}`,
    payload: { detail },
  }));
}

function failure(code: string, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, code);
}

/** A fixed fraction of the spread for each process: the same in every replay. */
export function spreadOf(process: string): number {
  let h = 7;
  for (let i = 0; i < process.length; i++) h = (h * 31 + process.charCodeAt(i)) >>> 0;
  return h % SPREAD;
}
