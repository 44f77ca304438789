import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { engineOf, fold } from '../../domain/engines.ts';
import type { Decision } from '../../domain/machine.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { LAST, RUNS } from '../harness/arbitraries.ts';
import { exceptionalLives } from '../harness/exceptions.ts';
import { doubles, fingerprint, simulate, type Pace } from '../harness/simulated.ts';

type Life = Parameters<Parameters<typeof exceptionalLives.map>[0]>[0];

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(taskMachine(input), initialTask(input), arrivals, LAST, pace);
}

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(exceptionalLives, check), RUNS);
}

const facts = (decisions: readonly Decision[], type: string) =>
  decisions.filter((decision) => decision.kind === 'fact' && decision.type === type);

describe('any task with extensions and gates', () => {
  test('progresses, decides nothing of the future, and has every key once', () => {
    holds((life) => {
      const { decisions, broken } = live(life);
      expect(broken).toEqual([]);
      for (const kind of ['fact', 'notice', 'effect'] as const) {
        const own = decisions.filter((decision) => decision.kind === kind);
        expect(doubles(own.map(({ key }) => key))).toEqual([]);
      }
    });
  });

  test('every judgement stands beside the one that it corrects; what is owed again is pending', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const standing = new Map<string, unknown>();
      for (const { payload } of facts(decisions, 'judged')) {
        const key = String(payload['obligation']);
        expect(payload['corrects']).toBe(standing.get(key));
        standing.set(key, payload['verdict'] === 'pending' ? undefined : payload['verdict']);
      }
      for (const [key, { verdict }] of Object.entries(state.entries)) {
        expect(verdict).toBe(standing.get(key));
      }
    });
  });

  test('silence extends nothing: every new due day follows an approval, and lies after the old one', () => {
    holds((life) => {
      const { decisions } = live(life);
      const approved = facts(decisions, 'extension-approved').map(
        ({ payload }) => payload['matter'],
      );
      for (const { payload } of facts(decisions, 'due-moved')) {
        expect(approved).toContain(payload['matter']);
        if (typeof payload['due'] === 'string') {
          expect(payload['due'] > String(payload['was'])).toBe(true);
        }
      }
    });
  });

  test('silence approves nothing: a gated step leaves only when its approver has said so, and never twice', () => {
    holds((life) => {
      const { decisions } = live(life);
      const gated = life.input.context.regime.ladder.filter((step) => step.gate !== undefined);
      for (const { payload } of facts(decisions, 'step')) {
        const rule = gated.find(({ id }) => id === payload['step']);
        expect(payload['approvedBy']).toBe(rule?.gate?.by);
      }
    });
  });

  test('while an application waits for a decision no step above urging is taken against its obligation', () => {
    holds((life) => {
      const { decisions } = live(life);
      const mild = life.input.context.regime.ladder
        .filter(({ step }) => step === 'remind' || step === 'urge')
        .map(({ id }) => id);
      const open = new Set<unknown>();
      const closing = ['approved', 'refused', 'withdrawn', 'settled'].map(
        (end) => `extension-${end}`,
      );
      for (const { kind, type, payload } of decisions) {
        if (kind !== 'fact') continue;
        if (type === 'extension-asked') open.add(payload['obligation']);
        if (closing.includes(type)) open.delete(payload['obligation']);
        const accuses = type === 'step' && !mild.includes(String(payload['step']));
        if (accuses && payload['approvedBy'] === undefined) {
          expect(open.has(payload['obligation'])).toBe(false);
        }
      }
    });
  });

  test('taken again is nothing, a guard refuses what the machine refuses, and the state folds from the steps', () => {
    holds((life) => {
      const played = live(life);
      expect(fingerprint(live(life))).toEqual(fingerprint(played));
      for (const { guarded, answer, again } of played.told) {
        expect(guarded).toBe(answer.fault !== undefined);
        if (answer.fault === undefined) expect(again).toMatchObject({ decisions: 0 });
      }
      const engine = played.steps.map((step) => ({ ...step, engine: 1 }));
      expect(fold(engineOf('task', life.input), engine).state).toEqual(played.state);
    });
  });
});
