import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { epoch, instantOf } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskInput } from '../../domain/taskState.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { LAST, RUNS, START } from '../harness/arbitraries.ts';
import { contextOf, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

const ZONE = 'Asia/Shanghai';
const LEADER = 'post:副主任';
const CLERK = 'office';
const PLAIN_RULES = regimeOf();
const CHECKED = regimeOf({
  verify: {
    ...{ by: CLERK, limit: { workdays: 2 }, then: { by: LEADER, limit: { days: 3 } } },
    ...{ resubmit: { limit: { workdays: 2 } }, grades: ['优秀', '合格'] },
  },
  claims: { confirm: LEADER, limit: { workdays: 3 } },
});

const KINDS = [
  ...(['report', 'report', 'report', 'report', 'accept', 'accept', 'second', 'return'] as const),
  ...(['withdraw', 'claimed', 'confirm', 'refuse', 'suspend', 'resume', 'exempt'] as const),
] as const;

const acts = fc.record({
  kind: fc.constantFrom(...KINDS),
  which: fc.nat({ max: 7 }),
  /** Hours from the opening of its period: until long after it has closed. */
  hours: fc.integer({ min: 1, max: 24 * 60 }),
  delay: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 24 * 15 })),
});

interface Life {
  readonly input: TaskInput;
  readonly arrivals: readonly Arrival<TaskMessage>[];
}

const lives: fc.Arbitrary<Life> = fc.array(acts, { maxLength: 24 }).map((list) => {
  const context = contextOf({ regime: CHECKED, horizon: { from: '2026-01-01', to: '2026-04-01' } });
  const task = taskOf({ owes: [partyOf('u001'), partyOf('u002', 'u003')] });
  const obligations = obligationsOf(context, task);
  const arrivals = list.map((act, n): Arrival<TaskMessage> => {
    const found = obligations[act.which % obligations.length] as (typeof obligations)[number];
    const { duty, period, instants } = found.slot;
    const ms = Math.max(START, epoch(instants.opens)) + act.hours * 3_600_000;
    const receivedAt = instantOf(ms, ZONE);
    const unit = found.party.members[0] ?? 'u001';
    const base = { id: `m${n}`, receivedAt, by: 'office' };
    const report = { ...base, kind: 'report', digest: 'x', unit, duty, period };
    const claimed = { at: instantOf(ms - 3 * 86_400_000, ZONE), how: 'paper', evidence: '收文' };
    const last = `claim/m${Math.max(0, n - 1)}`;
    const messages: Record<(typeof KINDS)[number], object> = {
      report: act.which % 5 === 0 ? { ...report, nil: '无' } : report,
      accept: { ...base, kind: 'accept-report', obligation: found.key },
      second: { ...base, kind: 'accept-report', obligation: found.key, by: LEADER },
      return: { ...base, kind: 'return-report', obligation: found.key, reason: '不实' },
      withdraw: { ...base, kind: 'withdraw-report', obligation: found.key, by: `unit:${unit}` },
      claimed: { ...report, claimed },
      confirm: { ...base, kind: 'confirm-arrival', claim: last, by: LEADER },
      refuse: { ...base, kind: 'refuse-arrival', claim: last, by: LEADER, reason: '无' },
      suspend: { ...base, kind: 'suspend', reason: '防汛' },
      resume: { ...base, kind: 'resume' },
      exempt: { ...base, kind: 'exempt', obligation: found.key, reason: '改革' },
    };
    const at = instantOf(ms + act.delay * 3_600_000, ZONE);
    return { at, message: messages[act.kind] as unknown as TaskMessage };
  });
  arrivals.sort((a, b) => epoch(a.at) - epoch(b.at));
  return { input: { context, task }, arrivals };
});

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(taskMachine(input), initialTask(input), arrivals, LAST, pace);
}

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(lives, check), { numRuns: RUNS.numRuns * 2 });
}

const judged = (decisions: readonly Decision[]) =>
  decisions.filter(({ type }) => type === 'judged');

describe('whatever verifiers do', () => {
  test('a task progresses, decides nothing of the future, and does nothing twice', () => {
    holds((life) => {
      const { broken, decisions } = live(life);
      expect(broken).toEqual([]);
      for (const kind of ['fact', 'notice', 'effect'] as const) {
        const keys = decisions.filter((one) => one.kind === kind).map(({ key }) => key);
        expect(doubles(keys)).toEqual([]);
      }
    });
  });

  test('a guard refuses exactly what the machine refuses, and a repetition decides nothing', () => {
    holds((life) => {
      for (const { answer, guarded, again } of live(life).told) {
        expect(guarded).toBe(answer.fault !== undefined);
        expect(again.decisions).toBe(0);
      }
    });
  });

  test('its state follows from the steps that decided something', () => {
    holds((life) => {
      const { state, steps } = live(life);
      const machine = taskMachine(life.input);
      let now = initialTask(life.input);
      for (const { upTo, message } of steps) {
        const made = machine.advance(now, message, upTo);
        if (made.decisions.length > 0) now = made.state;
      }
      const last = machine.advance(now, undefined, steps.at(-1)?.upTo ?? LAST).state;
      expect(JSON.parse(JSON.stringify(last))).toEqual(state);
    });
  });

  test('it decides the same at each instant and in one step', () => {
    holds((life) => {
      expect(fingerprint(live(life, 'one-step'))).toEqual(fingerprint(live(life)));
    });
  });

  test('the unit is judged as if nobody checked anything', () => {
    const told: readonly TaskMessage['kind'][] = ['report', 'suspend', 'resume', 'exempt'];
    const checks: readonly TaskMessage['kind'][] = [...told, 'accept-report', 'return-report'];
    // a pause that is told late begins where the clock stands by then, and each check takes the clock on
    const isLate = ({ at, message }: Life['arrivals'][number]) =>
      ['suspend', 'resume'].includes(message.kind) && epoch(message.receivedAt) < epoch(at);
    holds(({ input, arrivals }) => {
      const plain = (kinds: typeof checks) =>
        arrivals.filter(
          (one) => kinds.includes(one.message.kind) && !('claimed' in one.message) && !isLate(one),
        );
      const context = { ...input.context, regime: PLAIN_RULES };
      const checked = live({ input, arrivals: plain(checks) });
      const unchecked = live({ input: { ...input, context }, arrivals: plain(told) });
      expect(judged(checked.decisions)).toEqual(judged(unchecked.decisions));
    });
  });

  test('the four kinds sum to the expected set, and each correction says what it corrects', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const verdicts = new Map<string, unknown>();
      for (const { payload } of judged(decisions)) {
        const obligation = String(payload['obligation']);
        const before = verdicts.get(obligation);
        expect(payload['corrects']).toBe(before === 'pending' ? undefined : before);
        verdicts.set(obligation, payload['verdict']);
      }
      if (!state.ended) return;
      const owed = obligationsOf(life.input.context, life.input.task).map(({ key }) => key);
      const four = ['on-time', 'late', 'missing', 'exempt'];
      expect(owed.filter((key) => !four.includes(String(verdicts.get(key))))).toEqual([]);
    });
  });

  test('退回未报 comes once for a return, and nothing of it after the report was sent again', () => {
    holds((life) => {
      const open = new Map<string, boolean>();
      for (const { type, payload, kind } of live(life).decisions) {
        const key = String(payload['obligation']);
        if (type === 'report' || type === 'report-withdrawn') open.set(key, false);
        if (type === 'report-returned' && kind === 'fact') open.set(key, true);
        if (type.startsWith('resubmit-')) expect([type, open.get(key)]).toEqual([type, true]);
      }
    });
  });
});
