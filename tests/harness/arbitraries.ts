import fc from 'fast-check';
import type { Calendar } from '../../domain/calendar.ts';
import { Context, type OwedTask } from '../../domain/context.ts';
import {
  dayOfSerial,
  epoch,
  instantOf,
  plusDays,
  serial,
  type Instant,
} from '../../domain/instant.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { Regime } from '../../domain/regime.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { INTERVIEW, partyOf, PLAIN, taskOf } from './cast.ts';
import type { Arrival } from './simulated.ts';

/** How often a property is tried: some seconds in all; FC_RUNS for a night. */
export const RUNS = { numRuns: Number(process.env['FC_RUNS'] ?? 25) };

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
const FIRST = '2026-01-01';
const DAYS = 200;

/** Any day of the span in which campaigns of these tests live. */
export const days = fc.integer({ min: 0, max: DAYS }).map((n) => plusDays(FIRST, n));
const offsets = (max: number) =>
  fc.oneof(
    fc.record({ workdays: fc.integer({ min: 0, max }) }),
    fc.record({ days: fc.integer({ min: 0, max }) }),
  );
const times = fc.constantFrom('09:00', '12:00', '17:00', '18:00');
const shifts = fc.constantFrom('earlier', 'later', 'unchanged');

/** Working days with random holidays and 调休; announced through some day, or all of it. */
export const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    rest: fc.uniqueArray(days, { maxLength: 12 }),
    work: fc.uniqueArray(days, { maxLength: 4 }),
    through: fc.option(days, { freq: 1, nil: undefined }),
  })
  .map(({ rest, work, through }) => ({
    ...PLAIN,
    rest,
    work,
    announcedThrough: through ?? '2030-12-31',
  }));

const inPeriod = fc.oneof(
  fc.record({ day: fc.integer({ min: 1, max: 31 }) }),
  fc.constant({ lastDay: true }),
  fc.constantFrom({ workday: 1 }, { workday: 3 }, { workday: -1 }, { workday: -5 }),
);

const duties = fc.record({
  every: fc.constantFrom('week', 'ten-days', 'month', 'two-months', 'quarter'),
  due: fc.oneof(
    inPeriod,
    inPeriod.map((next) => ({ next })),
  ),
  time: times,
  shift: shifts,
  grace: offsets(3),
  closes: offsets(12),
});

const conditions = fc.oneof(
  fc.record({
    consecutive: fc.constantFrom('missing', 'late', 'missing-or-late'),
    atLeast: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    cumulative: fc.constantFrom('missing', 'late', 'missing-or-late'),
    atLeast: fc.integer({ min: 1, max: 4 }),
    within: fc.constantFrom('year', 'campaign'),
  }),
);

const steps = fc.oneof(
  fc.record({
    step: fc.constantFrom('remind', 'urge'),
    at: offsets(6).map((offset) => ({ before: 'due', offset })),
    to: fc.constantFrom(['reporter'], ['reporter', 'head'], ['leader']),
  }),
  fc.record({
    step: fc.constantFrom('urge', 'letter', 'report-up', 'interview'),
    at: offsets(15).map((offset) => ({ after: 'grace', offset })),
    time: fc.option(times, { nil: undefined }),
    when: fc.option(fc.array(conditions, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    while: fc.constantFrom('unreported', 'any'),
    to: fc.constantFrom(['reporter', 'head'], ['head', 'leader'], ['office'], ['head', 'office']),
  }),
);

const ladders = fc
  .array(steps, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((step, n) => ({ ...step, id: `s${n}` })));

const bulletins = fc.record({
  every: fc.constantFrom('month', 'two-months', 'quarter'),
  cutOff: inPeriod,
  shift: shifts,
  limit: offsets(4),
});

export const regimes: fc.Arbitrary<Regime> = fc
  .record({
    duties: fc.array(duties, { minLength: 1, maxLength: 2 }),
    ladder: ladders,
    bulletins: fc.array(bulletins, { maxLength: 2 }),
    deadlines: fc.record({ grace: offsets(3), closes: offsets(20) }),
  })
  .map((made) =>
    Regime.parse({
      ...{ id: 'random', title: '随机制度', interview: INTERVIEW },
      ladder: made.ladder.map((step) => JSON.parse(JSON.stringify(step)) as unknown),
      duties: made.duties.map((duty, n) => ({
        ...duty,
        id: `d${n}`,
        title: `d${n}`,
        by: ['lead'],
      })),
      deadlines: made.deadlines,
      bulletins: made.bulletins.map(({ limit, ...rule }, n) => ({
        ...{ ...rule, id: `b${n}`, title: `b${n}`, to: ['reporter', 'leader'] },
        criticise: { missing: 1, to: ['head', 'office'] },
        commend: { allOnTime: true, atLeast: 1 },
        sign: { by: 'office', limit },
      })),
    }),
  );

/** A campaign of some two to six months that may start in the middle of a period. */
export const contexts: fc.Arbitrary<Context> = fc
  .record({
    regime: regimes,
    calendar: calendars,
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 60, max: 140 }),
    hour: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ regime, calendar, from, length, hour }) => {
    const first = plusDays(FIRST, from);
    const startedAt = instantOf(epoch(`${first}T00:00:00+08:00`) + hour * HOUR, ZONE);
    return Context.parse({
      campaign: 'c2026-001',
      ...{ regime, calendar, startedAt },
      horizon: { from: first, to: plusDays(first, length) },
      firstNoticesAt: instantOf(epoch(startedAt) + HOUR / 2, ZONE),
    });
  });

const partiesList = fc.constantFrom(
  [partyOf('u001')],
  [partyOf('u001', 'u002')],
  [partyOf('u001'), partyOf('u004')],
);

export const tasks: fc.Arbitrary<OwedTask> = fc
  .record({ owes: partiesList, deadlines: fc.array(days, { maxLength: 3 }) })
  .map(({ owes, deadlines }) =>
    taskOf({
      deadlines: deadlines.map((on) => ({ kind: 'date', on })),
      parties: { d0: owes, d1: owes, deadlines: owes },
    }),
  );

export const START = epoch(`${FIRST}T00:00:00+08:00`);
/** Long after everything. */
export const LAST: Instant = '2028-01-01T00:00:00+08:00';

/** An act: what, how far through the year, which obligation, and hours between its receipt and its arrival. */
const acts = fc.record({
  kind: fc.constantFrom(
    ...(['report', 'report', 'report', 'report', 'report', 'report'] as const),
    ...(['suspend', 'resume', 'resume', 'exempt', 'calendar', 'close', 'nonsense'] as const),
  ),
  minutes: fc.integer({ min: 0, max: 300 * 24 * 60 }),
  near: fc.option(fc.constantFrom('opens', 'due', 'graceEnd', 'closes'), {
    freq: 2,
    nil: undefined,
  }),
  shift: fc.integer({ min: -1, max: 1 }),
  which: fc.nat(),
  delay: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 24 * 20 })),
});

/** Everything that may happen to one task, in the order in which it arrives. */
export const lives = fc
  .record({
    context: contexts,
    task: tasks,
    list: fc.array(acts, { maxLength: 14 }),
    amended: calendars,
  })
  .map(({ context, task, list, amended }) => {
    const obligations = obligationsOf(context, task);
    const arrivals = list.map((act, n): Arrival<TaskMessage> => {
      const found = obligations[act.which % Math.max(1, obligations.length)];
      const near =
        act.near && found ? epoch(found.slot.instants[act.near]) + act.shift * 60_000 : 0;
      const receivedAt = instantOf(near || START + act.minutes * 60_000, ZONE);
      const at = instantOf(epoch(receivedAt) + act.delay * HOUR, ZONE);
      const base = { id: `m${n}`, receivedAt, by: 'office' };
      const calendar = {
        ...amended,
        version: n + 2,
        announcedThrough: dayOfSerial(serial(FIRST) + (act.which % 700)),
      };
      const report = {
        ...{ ...base, kind: 'report', digest: 'x', unit: found?.party.members[0] ?? 'u001' },
        ...{ duty: found?.slot.duty ?? 'd0', period: found?.slot.period ?? '2026-01' },
        ...(act.which % 5 === 0 ? { nil: '无' } : {}),
      };
      const messages = {
        report,
        suspend: { ...base, kind: 'suspend', reason: '防汛' },
        resume: { ...base, kind: 'resume' },
        exempt: { ...base, kind: 'exempt', obligation: found?.key ?? 'x', reason: '改革' },
        calendar: { ...base, kind: 'calendar', calendar },
        close: { ...base, kind: 'close', reason: act.which % 2 ? '完成' : '' },
        nonsense: { ...report, period: '1999-01' },
      };
      return { at, message: messages[act.kind] as unknown as TaskMessage };
    });
    arrivals.sort((a, b) => epoch(a.at) - epoch(b.at));
    return { input: { context, task }, arrivals };
  });
