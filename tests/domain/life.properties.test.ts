import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../domain/canonical.ts';
import { engineOf, fold } from '../../domain/engines.ts';
import { epoch } from '../../domain/instant.ts';
import type { Decision, Machine } from '../../domain/machine.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskState } from '../../domain/taskState.ts';
import { RUNS } from '../harness/arbitraries.ts';
import { doubles, fingerprint, simulate, type Pace } from '../harness/simulated.ts';
import { lineAfter } from '../harness/wholeActs.ts';
import { wholeLives, type WholeLife } from '../harness/wholeLife.ts';

const LAST = '2040-01-01T00:00:00+08:00';
const TIMEOUT = 120_000;

function machineOf({ input }: WholeLife) {
  const { machine, state } = engineOf('task', input);
  return {
    machine: machine as unknown as Machine<TaskState, TaskMessage>,
    initial: state as TaskState,
  };
}

function live(life: WholeLife, pace: Pace = 'instants') {
  const { machine, initial } = machineOf(life);
  return simulate(machine, initial, life.arrivals, LAST, pace);
}

function holds(check: (life: WholeLife) => void): void {
  fc.assert(fc.property(wholeLives, check), {
    ...RUNS,
    numRuns: Math.ceil(RUNS.numRuns / 3),
  });
}

const plain = (state: unknown) => canonicalJson(JSON.parse(JSON.stringify(state)));

/** The verdict of each obligation as the facts tell it; every correction says what it corrects. */
function verdictsIn(decisions: readonly Decision[]): ReadonlyMap<string, unknown> {
  const verdicts = new Map<string, unknown>();
  for (const { type, payload } of decisions) {
    const obligation = String(payload['obligation']);
    if (type === 'reopened') {
      // What fell due while the task was closed was never expected: it is exempt without a judgement.
      for (const key of (payload['exempt'] ?? []) as string[]) verdicts.set(key, 'exempt');
    }
    if (type !== 'judged') continue;
    expect([obligation, payload['corrects']]).toEqual([obligation, verdicts.get(obligation)]);
    const verdict = payload['verdict'] === 'pending' ? undefined : payload['verdict'];
    expect([obligation, verdict]).not.toEqual([obligation, verdicts.get(obligation)]);
    verdicts.set(obligation, verdict);
  }
  return verdicts;
}

/** What a task still owes that has come to its end: nothing that was expected. */
function leftOpen({ input }: WholeLife, state: TaskState): readonly string[] {
  if (!state.ended || state.closed) return [];
  const early = state.ended.reason !== '期满';
  const end = epoch(state.ended.at);
  return lineAfter(input, state)
    .obligations.filter(
      ({ key, slot }) =>
        state.entries[key]?.verdict === undefined &&
        (!early || slot.duty === DEADLINES || epoch(slot.instants.opens) <= end),
    )
    .map(({ key }) => key);
}

/** Phases in which a person is waited for: silence decides nothing, and the task waits. */
const WAITED =
  /^(return\/asked|extension\/(checking|deciding)|closure\/(first|deciding)|objection\/open|look-back\/asked|reopening\/(open|overdue)|listing\/(listed|overdue)|listing-duty\/)/;

describe('a task with everything that a regime may ask', () => {
  test(
    'comes to rest, says nothing twice, and sums up',
    () => {
      holds((life) => {
        const { broken, decisions, state } = live(life);
        expect(broken).toEqual([]);
        for (const kind of ['fact', 'notice', 'effect'] as const) {
          const own = decisions.filter((decision) => decision.kind === kind);
          expect(doubles(own.map(({ key }) => key))).toEqual([]);
        }
        const verdicts = verdictsIn(decisions);
        for (const [key, { verdict }] of Object.entries(state.entries)) {
          expect([key, verdict]).toEqual([key, verdicts.get(key)]);
        }
        expect(leftOpen(life, state)).toEqual([]);
      });
    },
    TIMEOUT,
  );

  test(
    'ends, unless it rests, waits for a calendar, or for a person',
    () => {
      holds((life) => {
        const { state, decisions } = live(life);
        if (state.ended) {
          const end = epoch(state.ended.at);
          expect(decisions.filter(({ at }) => epoch(at) > end)).toEqual([]);
          return;
        }
        expect(machineOf(life).machine.next(state)).toBeUndefined();
        const last = state.suspensions.at(-1);
        if (last !== undefined && last.to === undefined) return;
        if (lineAfter(life.input, state).ticks.some(({ provisional }) => provisional)) return;
        const phases = (state.matters ?? []).map(({ kind, phase }) => `${kind}/${phase}`);
        expect(phases.filter((phase) => WAITED.test(phase))).not.toEqual([]);
      });
    },
    TIMEOUT,
  );

  test(
    'a refusal is what the guard foretold and changes nothing, a repetition decides nothing',
    () => {
      holds((life) => {
        const { machine, initial } = machineOf(life);
        let state = initial;
        for (const { message, at } of life.arrivals) {
          if (epoch(at) > epoch(message.receivedAt)) {
            state = machine.advance(state, undefined, at).state;
          }
          const foretold = machine.guard(state, message);
          const made = machine.advance(state, message, message.receivedAt);
          const { fault } = made.answer ?? {};
          expect([message.kind, fault?.code]).toEqual([message.kind, foretold?.code]);
          if (fault !== undefined) {
            const alone = machine.advance(state, undefined, message.receivedAt);
            expect(plain(made.state)).toBe(plain(alone.state));
            expect(made.decisions).toEqual(alone.decisions);
          }
          if (state.ended) {
            expect([message.kind, fault?.code]).toEqual([message.kind, 'task-ended']);
            expect(made.decisions).toEqual([]);
          }
          const again = machine.advance(made.state, message, message.receivedAt);
          expect(again.decisions).toEqual([]);
          state = made.state;
        }
      });
    },
    TIMEOUT,
  );

  test.each(['one-step', { hours: 37 }] as const)(
    'takes time in any steps (%j)',
    (pace) => {
      holds((life) => {
        expect(fingerprint(live(life, pace))).toEqual(fingerprint(live(life)));
      });
    },
    TIMEOUT,
  );

  test(
    'folds from its register, and from those steps alone that decided something',
    () => {
      holds((life) => {
        const { state, steps } = live(life);
        expect(plain(fold(engineOf('task', life.input), steps).state)).toBe(plain(state));
        const { machine, initial } = machineOf(life);
        let now = initial;
        for (const { upTo, message } of steps) {
          const made = machine.advance(now, message, upTo);
          if (made.decisions.length > 0) now = made.state;
        }
        const last = machine.advance(now, undefined, steps.at(-1)?.upTo ?? LAST).state;
        expect(plain(last)).toBe(plain(state));
      });
    },
    TIMEOUT,
  );
});
