import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { engineOf, fold } from '../../domain/engines.ts';
import { epoch } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { amendedContext, DEADLINES } from '../../domain/obligation.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { lineOf, type Line } from '../../domain/taskTicks.ts';
import { LAST, lives, RUNS } from '../harness/arbitraries.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

interface Life {
  readonly input: TaskInput;
  readonly arrivals: readonly Arrival<TaskMessage>[];
}

function live({ input, arrivals }: Life, pace: Pace = 'instants', until = LAST) {
  return simulate(taskMachine(input), initialTask(input), arrivals, until, pace);
}

/** The line of time that a task has come to. */
function lineAt({ context, task }: TaskInput, state: TaskState): Line {
  const calendar = state.calendar ?? context.calendar;
  return lineOf(amendedContext(context, calendar), task, calendar, state.suspensions);
}

const judged = (decisions: readonly Decision[]) =>
  decisions.filter(({ type }) => type === 'judged');
const keys = (decisions: readonly Decision[], kind: Decision['kind']) =>
  decisions.filter((decision) => decision.kind === kind).map(({ key }) => key);

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(lives, check), RUNS);
}

describe('any task', () => {
  test('progresses, decides nothing of the future, and rests when it has ended', () => {
    holds((life) => expect(live(life).broken).toEqual([]));
  });

  test('has every fact, notice and effect once, and every step of an obligation once', () => {
    holds((life) => {
      const { decisions } = live(life);
      for (const kind of ['fact', 'notice', 'effect'] as const) {
        expect(doubles(keys(decisions, kind))).toEqual([]);
      }
    });
  });

  test('gives each obligation one verdict, and says what a correction corrects', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const verdicts = new Map<string, unknown>();
      for (const { payload } of judged(decisions)) {
        const obligation = String(payload['obligation']);
        expect(payload['corrects']).toBe(verdicts.get(obligation));
        expect(payload['verdict']).not.toBe(verdicts.get(obligation));
        verdicts.set(obligation, payload['verdict']);
      }
      for (const [obligation, { verdict }] of Object.entries(state.entries)) {
        expect(verdict).toBe(verdicts.get(obligation));
      }
    });
  });

  test('leaves nobody unjudged when it has ended', () => {
    holds((life) => {
      const { state } = live(life);
      if (!state.ended) return;
      const closed = state.ended.reason !== '期满';
      const end = epoch(state.ended.at);
      const open = lineAt(life.input, state).obligations.filter(
        ({ key, slot }) =>
          state.entries[key]?.verdict === undefined &&
          (!closed || slot.duty === DEADLINES || epoch(slot.instants.opens) <= end),
      );
      expect(open.map(({ key }) => key)).toEqual([]);
    });
  });

  test('ends, unless it is suspended or waits for a calendar', () => {
    holds((life) => {
      const { state } = live(life);
      const lasting = state.suspensions.at(-1);
      if (state.ended || (lasting && lasting.to === undefined)) return;
      const waiting = lineAt(life.input, state).ticks.filter(({ provisional }) => provisional);
      expect(waiting.length).toBeGreaterThan(0);
    });
  });

  test('fires and accuses nobody before the first notices, nor while it is suspended', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const fired = decisions.filter(
        ({ type, payload }) =>
          type === 'step' || (type === 'judged' && payload['verdict'] === 'missing'),
      );
      const first = epoch(life.input.context.firstNoticesAt);
      for (const { at } of fired) {
        expect(epoch(at)).toBeGreaterThanOrEqual(first);
        const within = state.suspensions.filter(
          ({ from, to }) => epoch(at) > epoch(from) && epoch(at) <= epoch(to ?? LAST),
        );
        expect(within).toEqual([]);
      }
    });
  });

  test('takes no step against what was on time or exempt at that instant', () => {
    holds((life) => {
      const now = new Map<string, unknown>();
      for (const { type, payload } of live(life).decisions) {
        const obligation = String(payload['obligation']);
        if (type === 'judged') now.set(obligation, payload['verdict']);
        if (type === 'step') expect([undefined, 'missing', 'late']).toContain(now.get(obligation));
      }
    });
  });
});

describe('time', () => {
  test.each(['one-step', { hours: 37 }] as const)(
    'taken otherwise (%j) is the same time',
    (pace) => {
      holds((life) => {
        expect(fingerprint(live(life, pace))).toEqual(fingerprint(live(life)));
      });
    },
  );

  test('taken again is nothing', () => {
    holds(({ input, arrivals }) => {
      const machine = taskMachine(input);
      const { state } = live({ input, arrivals }, 'instants', '2026-04-01T00:00:00+08:00');
      const again = machine.advance(state, undefined, '2026-04-01T00:00:00+08:00');
      expect(again.decisions).toEqual([]);
      expect(again.state).toEqual(state);
    });
  });

  test('every prefix has the same beginning', () => {
    holds((life) => {
      const until = '2026-04-15T12:00:00+08:00';
      const early = life.arrivals.filter(({ at }) => epoch(at) <= epoch(until));
      const part = live({ ...life, arrivals: early }, 'instants', until).decisions;
      expect(live(life).decisions.slice(0, part.length)).toEqual(part);
    });
  });
});

describe('messages', () => {
  test('a guard refuses exactly what the machine refuses', () => {
    holds((life) => {
      const { told } = live(life);
      expect(
        told.filter(({ answer, guarded }) => guarded !== (answer.fault !== undefined)),
      ).toEqual([]);
    });
  });

  test('a repetition decides nothing', () => {
    holds((life) => {
      for (const { answer, again } of live(life).told) {
        expect(again.decisions).toBe(0);
        if (answer.fault === undefined) expect(again.answer.value).toEqual({ repeated: true });
        else expect(again.answer.fault).toBeDefined();
      }
    });
  });

  test('the state folds from the register of steps', () => {
    holds((life) => {
      const { state, steps } = live(life);
      const folded = fold(engineOf('task', life.input), steps);
      expect(JSON.parse(JSON.stringify(folded.state))).toEqual(state);
    });
  });

  test('only the steps that decided something are needed', () => {
    holds((life) => {
      const { state, steps } = live(life);
      const machine = taskMachine(life.input);
      let now = initialTask(life.input);
      for (const { upTo, message } of steps) {
        const made = machine.advance(now, message, upTo);
        if (made.decisions.length > 0) now = made.state;
      }
      const told = steps.at(-1);
      expect(
        JSON.parse(JSON.stringify(machine.advance(now, undefined, told?.upTo ?? LAST).state)),
      ).toEqual(state);
    });
  });
});
