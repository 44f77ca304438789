import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { epoch, instantOf } from '../../domain/instant.ts';
import type { InterviewInput } from '../../domain/interview.ts';
import { talkMachine } from '../../domain/interview2.ts';
import { initialTalk } from '../../domain/interview2State.ts';
import type { InterviewMessage } from '../../domain/interviewMessages.ts';
import { Regime } from '../../domain/regime.ts';
import { calendars, LAST, RUNS } from '../harness/arbitraries.ts';
import { contextOf, regimeOf, UNITS } from '../harness/cast.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

const ZONE = 'Asia/Shanghai';
const FROM = epoch('2026-02-05T17:00:00+08:00');
const APPROVER = 'post:分管领导';

/** The order in which a talk goes best; a life is most of it, with other acts in between. */
const BEST = [
  ['approve', APPROVER],
  ['schedule', 'office'],
  ['held', 'office'],
  ['minutes', 'office'],
  ['rectified', 'unit'],
  ['verify', 'office'],
  ['second', APPROVER],
  ['schedule', 'office'],
  ['held', 'office'],
  ['minutes', 'office'],
  ['rectified', 'unit'],
  ['verify', 'office'],
  ['refer', APPROVER],
  ['approve', 'principal'],
] as const;
const OTHERS = ['ground', 'hear', 'statement', 'propose', 'withdraw', 'reject', 'second'] as const;

const acts = fc.record({
  skip: fc.integer({ min: 0, max: 29 }),
  /** Mostly a day or so; now and then long enough for a limit to pass. */
  hours: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 9, max: 50 }) }, fc.constant(24 * 25)),
  other: fc.constantFrom(...Array<undefined>(30).fill(undefined), ...OTHERS),
  wrong: fc.integer({ min: 0, max: 29 }),
  choice: fc.integer({ min: 0, max: 2 }),
  delay: fc.constantFrom(0, 0, 0, 20),
});

interface Life {
  readonly input: InterviewInput;
  readonly arrivals: readonly Arrival<InterviewMessage>[];
}

const lives: fc.Arbitrary<Life> = fc
  .record({
    calendar: calendars,
    list: fc.array(acts, { minLength: 8, maxLength: BEST.length }),
    limit: fc.constantFrom({ workdays: 2 }, { workdays: 5 }, { days: 6 }),
    rectify: fc.constantFrom({ workdays: 5 }, { days: 15 }),
    remind: fc.constantFrom('half' as const, { before: { workdays: 2 } }),
    absence: fc.constantFrom('new-date', 'second'),
    unit: fc.constantFrom(...UNITS),
  })
  .map(({ calendar, list, limit, rectify, remind, absence, unit }) => {
    const gate = { by: APPROVER, limit };
    const more = { hold: { days: 12 }, rectify, remind, second: { absence } };
    const regime = Regime.parse(regimeOf({ interview: { gate, to: ['head', 'office'], ...more } }));
    const context = contextOf({ calendar, regime });
    let ms = FROM;
    const make = (kind: string, by: string, n: number, choice: number, delay = 0) => {
      const receivedAt = instantOf(ms, ZONE);
      const text = { text: '内容', reason: '理由' };
      const rest = {
        ...text,
        ...{
          task: `t000${choice}`,
          obligation: `monthly/2026-01/${unit.id}`,
          step: `s${n}`,
          because: [],
        },
        meeting: { at: instantOf(ms + (choice + 1) * 3 * 3_600_000, ZONE), place: '会议室' },
        attendance: ['principal', 'delegate', 'principal'][choice],
        record: { problems: '一', explanation: '二', demands: '三', commitment: '四' },
        result: ['passed', 'failed', 'failed'][choice],
      };
      if (kind === 'approve') Object.assign(rest, { meeting: undefined });
      const message = {
        kind,
        id: `m${n}`,
        receivedAt,
        by: by === 'unit' ? `unit:${unit.id}` : by,
        ...rest,
      };
      const kept = JSON.parse(JSON.stringify(message)) as InterviewMessage;
      return { at: instantOf(ms + delay * 3_600_000, ZONE), message: kept };
    };
    const arrivals = [make('ground', 'office', 0, 1)];
    ms += 40 * 3_600_000;
    list.forEach(({ skip, hours, other, wrong, choice, delay }, i) => {
      const [kind, by] = BEST[i] ?? BEST[0];
      ms += hours * 3_600_000;
      if (other !== undefined) {
        const who = ['hear', 'reject', 'second'].includes(other) ? APPROVER : 'office';
        arrivals.push(make(other, other === 'statement' ? 'unit' : who, 100 + i, choice));
        ms += 3_600_000;
      }
      if (skip > 0) arrivals.push(make(kind, wrong === 0 ? 'auditor' : by, i + 1, choice, delay));
    });
    arrivals.sort((a, b) => epoch(a.at) - epoch(b.at));
    const startedAt = instantOf(FROM, ZONE);
    return { input: { context, unit, window: '2026-01B', startedAt }, arrivals };
  });

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(talkMachine(input), initialTalk(input), arrivals, LAST, pace);
}

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(lives, check), { ...RUNS, numRuns: RUNS.numRuns * 3 });
}

/** What must have come before a fact. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  approved: ['proposed'],
  scheduled: ['approved'],
  held: ['scheduled'],
  absent: ['scheduled'],
  minutes: ['held'],
  rectified: ['minutes'],
  closed: ['rectified'],
  'not-verified': ['rectified'],
  'rectify-overdue': ['minutes'],
  'second-interview': ['not-verified', 'rectify-overdue', 'absent'],
  'referral-proposed': ['not-verified', 'rectify-overdue', 'absent'],
  referred: ['referral-proposed'],
};

describe('any interview to its end', () => {
  test('tells every fact and notice once, and skips no step', () => {
    const reached = new Set<string>();
    holds((life) => {
      const { decisions, broken } = live(life);
      expect(broken).toEqual([]);
      expect(doubles(decisions.map(({ kind, key }) => `${kind} ${key}`))).toEqual([]);
      const facts = decisions.filter(({ kind }) => kind === 'fact').map(({ type }) => type);
      facts.forEach((type, n) => {
        reached.add(type);
        const needed = AFTER[type];
        if (needed) expect(facts.slice(0, n).some((one) => needed.includes(one))).toBe(true);
      });
    });
    expect([...reached]).toEqual(
      expect.arrayContaining(['closed', 'absent', 'not-verified', 'rectify-overdue', 'lapsed']),
    );
  });

  test('has one end at most, and then nothing more but grounds handed on', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const ends = [
        'rejected',
        'withdrawn',
        'closed',
        'referred',
        'not-referred',
        'referral-lapsed',
        'not-proposed-again',
      ];
      const found = decisions.findIndex(({ type, kind }) => kind === 'fact' && ends.includes(type));
      if (found < 0) return;
      expect(state.endedAt).toBe(decisions[found]?.at);
      const after = decisions.slice(found + 1).filter(({ kind }) => kind === 'fact');
      expect(after).toEqual([]);
    });
  });

  test('approves, closes and refers only by the person named', () => {
    holds((life) => {
      for (const { kind, type, payload } of live(life).decisions) {
        if (kind !== 'fact') continue;
        if (type === 'approved') expect(payload['by']).toBe(APPROVER);
        if (type === 'closed') expect(payload['by']).toBe('office');
        if (type === 'referred') expect(payload['by']).toBe('principal');
      }
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

  test('reminds before a limit, and at every limit something follows', () => {
    holds((life) => {
      const { decisions } = live(life);
      const facts = decisions.filter(({ kind }) => kind === 'fact');
      facts.forEach(({ type, payload, at }) => {
        if (type !== 'interview-reminded') return;
        expect(epoch(at)).toBeLessThan(epoch(String(payload['limitAt'])));
      });
      const { limitAt, endedAt } = live(life).state;
      if (endedAt === undefined && limitAt !== undefined) {
        expect(epoch(limitAt)).toBeGreaterThan(epoch(LAST));
      }
    });
  });
});
