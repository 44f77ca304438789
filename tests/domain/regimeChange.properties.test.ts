import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regimesOf, succeededContext, withoutRegimes } from '../../domain/amendedContext.ts';
import { campaignTicks, type CampaignTick } from '../../domain/campaignTicks.ts';
import type { Context } from '../../domain/context.ts';
import { epoch } from '../../domain/instant.ts';
import { deadlineSlots, dutySlots, obligationsOf, type Slot } from '../../domain/obligation.ts';
import type { Regime } from '../../domain/regime.ts';
import { regimeChange } from '../../domain/regimeChange.ts';
import { boundaryInstant, periodsUnder } from '../../domain/regimePeriods.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { BULLETIN, contextOf, LADDER, MONTHLY, regimeOf, taskOf } from '../harness/cast.ts';

const every = fc.constantFrom('week', 'ten-days', 'month', 'two-months', 'quarter', 'half-year');
const workdays = fc.integer({ min: 0, max: 6 });

const duty = fc.record({
  every,
  day: fc.integer({ min: 1, max: 31 }),
  next: fc.boolean(),
  grace: workdays,
  phase: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
});

type Drafted = typeof duty extends fc.Arbitrary<infer T> ? T : never;

const dutyRule = (id: string, { every: cadence, day, next, grace, phase }: Drafted) => ({
  ...{ ...MONTHLY, id, title: id, every: cadence, grace: { workdays: grace } },
  due: next ? { next: { day } } : { day },
  ...(phase === undefined ? {} : { phase }),
});

const regime = fc
  .record({
    first: duty,
    other: fc.option(duty, { nil: undefined }),
    bulletin: fc.option(every, { nil: undefined }),
    remind: workdays,
    deadlineGrace: workdays,
  })
  .map(({ first, other, bulletin, remind, deadlineGrace }) => (version: number): Regime => {
    const duties = [dutyRule('monthly', first), ...(other ? [dutyRule('extra', other)] : [])];
    return regimeOf({
      ...{ version, duties, interview: undefined },
      bulletins: bulletin ? [{ ...BULLETIN, every: bulletin }] : [],
      deadlines: { grace: { workdays: deadlineGrace } },
      ladder: [
        { ...LADDER[0], at: { before: 'due', offset: { workdays: remind } } },
        ...LADDER.slice(1, 3),
      ],
    });
  });

const boundary = fc
  .tuple(fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

const deadlines = ['2026-02-27', '2026-05-30', '2026-07-04', '2026-09-05', '2026-12-20'].map(
  (on) => ({ kind: 'date', on }),
);
const task = taskOf({
  deadlines,
  parties: Object.fromEntries(
    ['monthly', 'extra', 'deadlines'].map((id) => [id, [{ id: 'u001', members: ['u001'] }]]),
  ),
});

const changed = fc
  .tuple(regime, regime, boundary)
  .map(([a, b, from]) => ({ context: contextOf({ regime: a(1) }), next: b(2), from }));

const slotsIn = (context: Context): readonly Slot[] => [
  ...dutySlots(context),
  ...deadlineSlots(context, task),
];

/** Every instant of a context, with what it is. */
function instantsIn(context: Context): readonly (readonly [at: string, what: string])[] {
  return slotsIn(context).flatMap(({ duty: id, period, instants, steps }) => [
    ...(['opens', 'due', 'graceEnd', 'closes'] as const).map(
      (name) => [instants[name], `${id}/${period} ${name}`] as const,
    ),
    ...steps.map(({ at, step }) => [at, `${id}/${period} ${step.id}`] as const),
  ]);
}

const cutOffs = (context: Context) =>
  campaignTicks(context).filter(
    (tick): tick is Extract<CampaignTick, { kind: 'cut-off' }> => tick.kind === 'cut-off',
  );

describe('a change of regime in flight', () => {
  test('to one that says the same, with another version, moves no instant', () => {
    fc.assert(
      fc.property(regime, boundary, (make, from) => {
        const context = contextOf({ regime: make(1) });
        const after = succeededContext(context, [{ from, regime: make(2) }]);
        expect(instantsIn(after)).toEqual(instantsIn(context));
        const times = (own: Context) => cutOffs(own).map(({ at, since }) => [at, since]);
        expect(times(after)).toEqual(times(context));
      }),
      { numRuns: 25 },
    );
  });

  test('leaves every instant before the boundary where it was, and brings none before it', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const after = succeededContext(context, [{ from, regime: next }]);
        const limit = epoch(boundaryInstant(from, context));
        // A deadline opens for entry long before; that instant is the same under every rule.
        const before = (own: Context) =>
          instantsIn(own)
            .filter(([at]) => epoch(at) < limit)
            .sort();
        expect(before(after)).toEqual(before(context));
      }),
      { numRuns: 50 },
    );
  });

  test('covers no day twice, and gives every key once', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const after = succeededContext(context, [{ from, regime: next }]);
        for (const id of ['monthly', 'extra']) {
          const own = periodsUnder(after, ({ duties }) => duties.filter((rule) => rule.id === id));
          own.slice(1).forEach(({ period }, n) => {
            expect(period.from >= (own[n]?.period.to ?? '')).toBe(true);
          });
        }
        const keys = obligationsOf(after, task).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 50 },
    );
  });

  test('what began before the boundary is whole as it was; what begins later is as the new one says', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const after = succeededContext(context, [{ from, regime: next }]);
        const alone = dutySlots({ ...context, regime: next });
        for (const slot of dutySlots(after)) {
          const same = ({ duty: id, period }: Slot) => id === slot.duty && period === slot.period;
          const found = slot.under === undefined ? dutySlots(context) : alone;
          expect(slot.instants).toEqual(found.find(same)?.instants);
          expect(slot.steps).toEqual(found.find(same)?.steps);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the cut-offs of a bulletin follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const own = cutOffs(succeededContext(context, [{ from, regime: next }]));
        own.slice(1).forEach(({ since, at }, n) => {
          expect(since).toBe(own[n]?.at);
          expect(epoch(at)).toBeGreaterThan(epoch(since));
        });
      }),
      { numRuns: 50 },
    );
  });

  test('taken back it is as if it had never been published', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const after = succeededContext(context, [{ from, regime: next }]);
        const back = withoutRegimes(after, [2]);
        expect(instantsIn(back)).toEqual(instantsIn(context));
        expect(regimesOf(back)).toEqual([context.regime]);
        const input = { context, task };
        const machine = taskMachine(input);
        const at = '2026-01-10T10:00:00+08:00';
        const start = machine.advance(initialTask(input), undefined, at).state;
        const base = { receivedAt: at, by: 'office', reason: '试改' };
        const told = machine.advance(
          start,
          { ...base, kind: 'regime', id: 'm1', regime: next, hash: 'h', from },
          at,
        ).state;
        const { id, version } = next;
        const undone = machine.advance(
          told,
          { ...base, kind: 'regime-withdraw', id: 'm2', withdraws: { id, version } },
          at,
        ).state;
        expect({ ...undone, seen: [], clock: '' }).toEqual({ ...start, seen: [], clock: '' });
        expect(machine.next(undone)).toBe(machine.next(start));
      }),
      { numRuns: 20 },
    );
  });

  test('the preview lists exactly the instants that differ, each at or after the boundary', () => {
    fc.assert(
      fc.property(changed, ({ context, next, from }) => {
        const input = { context, task };
        const now = '2026-01-10T10:00:00+08:00';
        const state = taskMachine(input).advance(initialTask(input), undefined, now).state;
        const { changes } = regimeChange(
          { context, tasks: [{ task, state }], now },
          context.regime,
          {
            regime: next,
            from,
          },
        );
        const limit = epoch(boundaryInstant(from, context));
        for (const { from: was, to } of changes) {
          expect([was, to].flatMap((at) => at ?? []).every((at) => epoch(at) >= limit)).toBe(true);
        }
        const after = succeededContext(context, [{ from, regime: next }]);
        const ahead = (own: Context) =>
          new Set(
            instantsIn(own)
              .filter(([at, what]) => epoch(at) > epoch(now) && !what.endsWith(' opens'))
              .map(([at, what]) => `${what} ${epoch(at)}`),
          );
        const [was, is] = [ahead(context), ahead(after)];
        const gone = [...was].filter((one) => !is.has(one)).length;
        const came = [...is].filter((one) => !was.has(one)).length;
        const count = (...kinds: readonly string[]) =>
          changes.filter(({ change }) => kinds.includes(change)).length;
        expect(count('moved', 'vanishes')).toBe(gone);
        expect(count('moved', 'appears')).toBe(came);
      }),
      { numRuns: 30 },
    );
  });
});
