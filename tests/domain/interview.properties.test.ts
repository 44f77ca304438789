import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { epoch, instantOf } from '../../domain/instant.ts';
import { initialInterview, type InterviewInput } from '../../domain/interview.ts';
import { firstInterviewMachine } from '../../domain/interviewFirst.ts';
import type { InterviewMessage } from '../../domain/interviewMessages.ts';
import { Regime } from '../../domain/regime.ts';
import { calendars, LAST, RUNS } from '../harness/arbitraries.ts';
import { contextOf, regimeOf, UNITS } from '../harness/cast.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

const ZONE = 'Asia/Shanghai';
const FROM = epoch('2026-02-05T17:00:00+08:00');

const acts = fc.record({
  kind: fc.constantFrom('ground', 'ground', 'ground', 'approve', 'reject'),
  hours: fc.integer({ min: 0, max: 24 * 14 }),
  by: fc.constantFrom('post:分管领导', 'post:分管领导', 'office'),
  delay: fc.constantFrom(0, 0, 30),
  task: fc.integer({ min: 1, max: 4 }),
});

interface Life {
  readonly input: InterviewInput;
  readonly arrivals: readonly Arrival<InterviewMessage>[];
}

const lives: fc.Arbitrary<Life> = fc
  .record({
    calendar: calendars,
    list: fc.array(acts, { maxLength: 8 }),
    proposeAt: fc.constantFrom('09:00', '17:00'),
    limit: fc.constantFrom({ workdays: 0 }, { workdays: 5 }, { days: 3 }),
    time: fc.constantFrom('08:00', '17:00'),
    unit: fc.constantFrom(...UNITS),
  })
  .map(({ calendar, list, proposeAt, limit, time, unit }) => {
    const gate = { by: 'post:分管领导', limit, time };
    const regime = Regime.parse(
      regimeOf({ interview: { proposeAt, gate, to: ['head', 'office'] } }),
    );
    const context = contextOf({ calendar, regime });
    const startedAt = instantOf(FROM, ZONE);
    const first = { kind: 'ground' as const, hours: 0, by: 'office', delay: 0, task: 9 };
    const arrivals = [first, ...list].map((act, n): Arrival<InterviewMessage> => {
      const receivedAt = instantOf(FROM + act.hours * 3_600_000, ZONE);
      const base = { kind: act.kind, id: `m${n}`, receivedAt, by: act.by };
      const ground = { task: `t000${act.task}`, obligation: 'monthly/2026-01/u001', step: `s${n}` };
      const rest = {
        ground: { ...ground, because: [] },
        approve: {},
        reject: { reason: act.task > 1 ? '事由不足' : ' ' },
      }[act.kind];
      const at = instantOf(epoch(receivedAt) + act.delay * 3_600_000, ZONE);
      return { at, message: { ...base, ...rest } as unknown as InterviewMessage };
    });
    arrivals.sort((a, b) => epoch(a.at) - epoch(b.at));
    return { input: { context, unit, window: '2026-01B', startedAt }, arrivals };
  });

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(firstInterviewMachine(input), initialInterview(input), arrivals, LAST, pace);
}

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(lives, check), { ...RUNS, numRuns: RUNS.numRuns * 3 });
}

describe('any interview', () => {
  test('is proposed once and decided once, and every decision is once', () => {
    holds((life) => {
      const { decisions, broken, state } = live(life);
      expect(broken).toEqual([]);
      expect(doubles(decisions.map(({ kind, key }) => `${kind} ${key}`))).toEqual([]);
      const types = decisions.map(({ type }) => type);
      expect(types.filter((type) => type === 'proposed')).toHaveLength(1);
      const ends = types.filter((type) => ['approved', 'rejected', 'lapsed'].includes(type));
      expect(ends).toEqual([state.phase]);
    });
  });

  test('says nothing to the unit but after an approval by its approver', () => {
    holds((life) => {
      const { decisions } = live(life);
      const approved = decisions.findIndex(({ type }) => type === 'approved');
      decisions.forEach((decision, n) => {
        if (decision.kind !== 'notice' || !decision.recipient.startsWith('u')) return;
        expect(approved).toBeGreaterThanOrEqual(0);
        expect(n).toBeGreaterThan(approved);
        expect(decisions[approved]?.payload['by']).toBe('post:分管领导');
      });
    });
  });

  test.each(['one-step', { hours: 199 }] as const)(
    'takes time otherwise (%j) to the same end',
    (pace) => {
      holds((life) => expect(fingerprint(live(life, pace))).toEqual(fingerprint(live(life))));
    },
  );

  test('refuses exactly what its guard refuses; a repetition decides nothing', () => {
    holds((life) => {
      for (const { answer, guarded, again } of live(life).told) {
        expect(guarded).toBe(answer.fault !== undefined);
        expect(again.decisions).toBe(0);
      }
    });
  });

  test('decides after it is proposed and no later than the limit', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const proposed = decisions.find(({ type }) => type === 'proposed');
      expect(epoch(state.decidedAt ?? '')).toBeLessThanOrEqual(epoch(state.limitAt ?? ''));
      expect(epoch(state.limitAt ?? '')).toBeGreaterThan(epoch(proposed?.at ?? ''));
    });
  });
});
