import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { engineOf, fold } from '../../domain/engines.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { amendedContext, obligationsOf } from '../../domain/obligation.ts';
import { Regime } from '../../domain/regime.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { lineOf } from '../../domain/taskTicks.ts';
import { calendars, contexts, LAST, lives, RUNS, START, tasks } from '../harness/arbitraries.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

interface Life {
  readonly input: TaskInput;
  readonly arrivals: readonly Arrival<TaskMessage>[];
}

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(taskMachine(input), initialTask(input), arrivals, LAST, pace);
}

function lineAt({ context, task }: TaskInput, state: Pick<TaskState, 'calendar' | 'suspensions'>) {
  const calendar = state.calendar ?? context.calendar;
  return lineOf(amendedContext(context, calendar), task, calendar, state.suspensions);
}

const days = (max: number) => fc.record({ workdays: fc.integer({ min: 0, max }) });
const own = fc.record({
  time: fc.constantFrom('12:00', '17:00'),
  shift: fc.constantFrom('earlier', 'later', 'unchanged'),
  grace: days(2),
  closes: days(6),
});

/** Any ladder over 旬、月、季 whose last days mostly coincide. */
const contextsTogether = fc
  .record({
    context: contexts,
    due: fc.constantFrom({ lastDay: true }, { workday: -1 }, { workday: -2 }),
    rules: fc.tuple(own, own, own),
    ladder: fc.constantFrom('longest', 'shortest', 'each'),
    narrow: fc.boolean(),
  })
  .map(({ context, due, rules, ladder, narrow }) => {
    const cadences = ['quarter', 'ten-days', 'month'] as const;
    const duties = cadences.map((every, n) => ({
      ...{ ...rules[n], id: `d${n}`, title: `d${n}`, by: ['lead'], every, due },
    }));
    const steps = context.regime.ladder.map((step, n) =>
      narrow && n === 0 ? { ...step, on: ['d0', 'd2'] } : step,
    );
    const together = [{ duties: ['d0', 'd1', 'd2'], ladder }];
    const regime = Regime.parse({ ...context.regime, duties, ladder: steps, together });
    return { ...context, regime };
  });

const KINDS = ['report', 'report', 'report', 'report', 'report', 'exempt'] as const;
const UNSETTLING = ['suspend', 'resume', 'resume', 'calendar', 'close'] as const;

/** Lives under such a regime: of reports and exemptions alone, or of everything that moves instants. */
function livesTogether(kinds: readonly string[]): fc.Arbitrary<Life> {
  const act = fc.record({
    kind: fc.constantFrom(...kinds),
    near: fc.constantFrom('opens', 'due', 'graceEnd', 'closes', undefined),
    minutes: fc.integer({ min: 0, max: 200 * 24 * 60 }),
    shift: fc.integer({ min: -1, max: 1 }),
    which: fc.nat(),
    delay: fc.constantFrom(0, 0, 0, 30, 400),
  });
  return fc
    .record({
      context: contextsTogether,
      task: tasks,
      acts: fc.array(act, { maxLength: 14 }),
      amended: calendars,
    })
    .map(({ context, task: { parties, ...rest }, acts, amended }) => {
      const task = { ...rest, parties: { ...parties, d2: parties['d0'] ?? [] } };
      const owed = obligationsOf(context, task);
      const arrivals = acts.map(({ kind, near, minutes, shift, which, delay }, n) => {
        const found = owed[which % Math.max(1, owed.length)];
        const instant = near && found ? epoch(found.slot.instants[near]) + shift * 60_000 : 0;
        const receivedAt = instantOf(instant || START + minutes * 60_000, 'Asia/Shanghai');
        const at = instantOf(epoch(receivedAt) + delay * 3_600_000, 'Asia/Shanghai');
        const { duty = 'd0', period = '2026Q1' } = found?.slot ?? {};
        const unit = found?.party.members[0] ?? 'u001';
        const calendar = { ...amended, version: n + 2 };
        const rest = {
          unit,
          duty,
          period,
          digest: 'x',
          obligation: found?.key,
          reason: '防汛',
          calendar,
        };
        const message = { kind, id: `m${n}`, receivedAt, by: 'office', ...rest };
        return { at, message: message as unknown as TaskMessage };
      });
      return {
        input: { context, task },
        arrivals: arrivals.sort((a, b) => epoch(a.at) - epoch(b.at)),
      };
    });
}

const plain = livesTogether(KINDS);
const moved = livesTogether([...KINDS, ...UNSETTLING]);
const RUN = { numRuns: RUNS.numRuns * 2 };
const holds = (arbitrary: fc.Arbitrary<Life>, check: (life: Life) => void) =>
  fc.assert(fc.property(arbitrary, check), RUN);
const stepsOf = (decisions: readonly Decision[]) =>
  decisions.filter(({ type }) => type === 'step').map(({ payload }) => payload);

describe('duties that are reported together', () => {
  test('coincide often enough for these tests to say something', () => {
    const found = fc.sample(plain, { numRuns: 40, seed: 7 }).map(({ input }) => {
      return lineAt(input, { suspensions: [] }).together.size;
    });
    expect(found.filter((size) => size > 0).length).toBeGreaterThan(30);
  });

  test('keep every promise of a task, whatever moves', () => {
    holds(moved, (life) => {
      const { broken, decisions, told } = live(life);
      expect(broken).toEqual([]);
      for (const kind of ['fact', 'notice', 'effect'] as const) {
        const own = decisions.filter((decision) => decision.kind === kind);
        expect(doubles(own.map(({ key }) => key))).toEqual([]);
      }
      for (const { answer, guarded, again } of told) {
        expect(guarded).toBe(answer.fault !== undefined);
        expect(again.decisions).toBe(0);
      }
    });
  });

  test('take time otherwise to the same end, and fold from the register', () => {
    holds(moved, (life) => {
      const lived = live(life);
      expect(fingerprint(live(life, 'one-step'))).toEqual(fingerprint(lived));
      const folded = fold(engineOf('task', life.input), lived.steps);
      expect(JSON.parse(JSON.stringify(folded.state))).toEqual(lived.state);
    });
  });

  test('are judged each: first judgements and the expected set are the same', () => {
    holds(plain, (life) => {
      const { decisions, state } = live(life);
      if (state.ended === undefined) return;
      const first = decisions.filter(
        ({ type, payload }) => type === 'judged' && payload['corrects'] === undefined,
      );
      const judged = first.map(({ payload }) => String(payload['obligation'])).sort();
      const owed = obligationsOf(life.input.context, life.input.task).map(({ key }) => key);
      expect(judged).toEqual([...owed].sort());
    });
  });

  test('give at most one notice of a step to a recipient on a day of one party', () => {
    holds(plain, (life) => {
      const { context } = life.input;
      if (context.regime.together?.[0]?.ladder === 'each') return;
      const { together } = lineAt(life.input, { suspensions: [] });
      const notices = live(life).decisions.flatMap((decision) => {
        if (decision.kind !== 'notice' || decision.type === 'recipient-missing') return [];
        const { obligation, step } = decision.payload;
        const day = together.get(String(obligation))?.members[0]?.key ?? String(obligation);
        return [`${day} ${String(step)} ${decision.recipient}`];
      });
      expect(doubles(notices)).toEqual([]);
    });
  });

  test('are answered by one report: every duty that it can still enter is judged by its own instants', () => {
    holds(plain, (life) => {
      const { told, state } = live(life);
      const { together, byKey } = lineAt(life.input, { suspensions: [] });
      for (const { message, answer } of told) {
        if (message.kind !== 'report' || answer.fault) continue;
        const named = [...byKey.values()].find(
          ({ slot, party }) =>
            slot.duty === message.duty &&
            slot.period === message.period &&
            party.members.includes(message.unit),
        );
        for (const { key, slot } of together.get(named?.key ?? '')?.members ?? []) {
          const { opens, closes, graceEnd, provisional } = slot.instants;
          const ms = epoch(message.receivedAt);
          const { verdict, receivedAt } = state.entries[key] ?? {};
          const open = epoch(opens) <= ms && (ms <= epoch(closes) || provisional);
          if (!open || verdict === 'exempt') continue;
          expect(epoch(receivedAt ?? LAST)).toBeLessThanOrEqual(ms);
          if (slot.provisional) continue;
          const onTime = epoch(receivedAt ?? LAST) <= epoch(graceEnd);
          expect(verdict).toBe(onTime ? 'on-time' : 'late');
        }
      }
    });
  });

  test('count each its own: what a step counted are periods of one duty, misses spent once', () => {
    holds(plain, (life) => {
      const kinds = new Map(life.input.context.regime.ladder.map(({ id, step }) => [id, step]));
      const steps = stepsOf(live(life).decisions);
      for (const { because, countOf, duty } of steps) {
        const duties = new Set(((because ?? []) as string[]).map((key) => key.split('/')[0]));
        if (because !== undefined) expect([...duties]).toEqual([countOf ?? duty]);
      }
      const spent = steps
        .filter(({ step }) => kinds.get(String(step)) === 'interview')
        .flatMap(({ because }) => (because ?? []) as string[]);
      expect(doubles(spent)).toEqual([]);
    });
  });
});

test('putting together duties that never coincide changes nothing', () => {
  fc.assert(
    fc.property(lives, ({ input, arrivals }) => {
      const still = arrivals.filter(({ message: { kind } }) =>
        ['report', 'exempt', 'close'].includes(kind),
      );
      const together = [{ duties: ['d0', 'd1'], ladder: 'longest' as const }];
      const context = { ...input.context, regime: { ...input.context.regime, together } };
      fc.pre(lineAt({ ...input, context }, { suspensions: [] }).together.size === 0);
      const before = live({ input, arrivals: still });
      const after = live({ input: { ...input, context }, arrivals: still });
      expect(after.decisions).toEqual(before.decisions);
      expect(after.state).toEqual(before.state);
    }),
    RUNS,
  );
});
