import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Behaviour } from '../../domain/behaviour.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Figures } from '../../domain/campaignMessages.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import { DEADLINES, dutySlots, obligationsOf, type Obligation } from '../../domain/obligation.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { contexts, RUNS, tasks } from '../harness/arbitraries.ts';
import { UNITS } from '../harness/cast.ts';
import { doubles } from '../harness/simulated.ts';

interface Year {
  readonly context: Context;
  readonly tasks: readonly OwedTask[];
  readonly behaviour: Behaviour;
}

const DAY = 86_400_000;

const behaviours = (context: Context) =>
  fc
    .record({
      seed: fc.integer({ min: 1, max: 1000 }),
      reports: fc.constantFrom(...['silent', 'on-time', 'late', 'lost'], {
        'on-time': 3,
        late: 2,
        silent: 3,
        nil: 1,
        duplicate: 1,
        lost: 1,
        early: 1,
      }),
      gates: fc.constantFrom(['approve'], ['approve', 'reject', 'lapse'], ['lapse']),
      signs: fc.constantFrom(0, 1, 5, 'never'),
      pause: fc.option(
        fc.record({
          from: fc.integer({ min: 2, max: 120 }),
          length: fc.integer({ min: 1, max: 60 }),
        }),
        { nil: undefined },
      ),
    })
    .map(({ pause, ...rest }) => {
      const after = (days: number) =>
        instantOf(epoch(context.startedAt) + days * DAY + 1_800_000, context.calendar.zone);
      const pauses = pause
        ? [{ from: after(pause.from), to: after(pause.from + pause.length) }]
        : [];
      return Behaviour.parse({ ...rest, pauses });
    });

/** A year on an announced calendar: every judgement can be made. */
const years: fc.Arbitrary<Year> = fc
  .tuple(contexts, tasks, tasks)
  .map(([context, first, second]) => ({
    context: { ...context, calendar: { ...context.calendar, announcedThrough: '2030-12-31' } },
    tasks: [first, { ...second, key: 't0002' }],
  }))
  .chain((year) => behaviours(year.context).map((behaviour) => ({ ...year, behaviour })));

function rehearsed({ context, tasks: owed, behaviour }: Year): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  const input = { context, units: UNITS, leaders: ['分管领导甲'] };
  rehearse({ input, tasks: owed, behaviour, onRow: (row) => rows.push(row) });
  return rows;
}

function holds(check: (year: Year) => void, divide = 2): void {
  fc.assert(fc.property(years, check), { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / divide) });
}

const of = (rows: readonly LedgerRow[], type: string) =>
  rows.filter(({ decision }) => decision.type === type).map(({ decision }) => decision);

describe('any rehearsed year', () => {
  test('is the same again', () => {
    holds((year) => {
      expect(rehearsed(year).map(canonicalJson)).toEqual(rehearsed(year).map(canonicalJson));
    }, 4);
  });

  test('has no key of a process twice, and no notice twice anywhere', () => {
    holds((year) => {
      const rows = rehearsed(year);
      const keys = rows.map(({ process, decision: { kind, key } }) => `${process} ${kind} ${key}`);
      expect(doubles(keys)).toEqual([]);
      const notices = rows.filter(({ decision }) => decision.kind === 'notice');
      expect(doubles(notices.map(({ decision }) => decision.key))).toEqual([]);
    });
  });

  test('opens what is owed and judges what is opened, and nothing else', () => {
    holds((year) => {
      const rows = rehearsed(year);
      const opened = new Set(
        of(rows, 'openPeriod').map(
          ({ payload: { duty, period } }) => `${String(duty)}/${String(period)}`,
        ),
      );
      const slots = dutySlots(year.context).map(({ duty, period }) => `${duty}/${period}`);
      expect([...opened].sort()).toEqual([`${DEADLINES}/all`, ...slots].sort());
      const expected = year.tasks.flatMap((task) =>
        obligationsOf(year.context, task).map(({ key }: Obligation) => `${task.key} ${key}`),
      );
      const judged = rows
        .filter(({ decision }) => decision.type === 'judged')
        .map(
          ({ process, decision }) =>
            `${process.slice(-5)} ${String(decision.payload['obligation'])}`,
        );
      expect([...new Set(judged)].sort()).toEqual([...new Set(expected)].sort());
    });
  });

  test('ends for everybody, unless a bulletin stays unsigned', () => {
    holds((year) => {
      const rows = rehearsed(year);
      const ended = of(rows, 'ended').length;
      const drafted = of(rows, 'bulletin-drafted').length;
      const open = drafted > 0 && year.behaviour.signs === 'never' ? 1 : 0;
      expect(ended).toBe(year.tasks.length + 1 - open);
    });
  });

  test('a bulletin never waits for a task, its counts sum, and none counts twice', () => {
    holds((year) => {
      const drafts = of(rehearsed(year), 'bulletin-drafted');
      const totals = new Map<string, number>();
      for (const { payload } of drafts) {
        const { bulletin, figures } = payload as unknown as { bulletin: string; figures: Figures };
        const { expected, onTime, late, missing, exempt, pending } = figures;
        expect(pending).toBe(0);
        expect(onTime + late + missing + exempt).toBe(expected);
        totals.set(bulletin, (totals.get(bulletin) ?? 0) + expected);
      }
      const owed = year.tasks.flatMap((task) => obligationsOf(year.context, task)).length;
      for (const total of totals.values()) expect(total).toBeLessThanOrEqual(owed);
    });
  });

  test('every ground reaches one interview, and every interview is proposed', () => {
    holds((year) => {
      const rows = rehearsed(year);
      const effects = rows.filter(
        ({ process, decision }) =>
          process.startsWith('task/') && decision.kind === 'effect' && decision.type === 'ground',
      );
      const facts = rows.filter(
        ({ process, decision }) =>
          process.startsWith('interview/') &&
          decision.kind === 'fact' &&
          decision.type === 'ground',
      );
      expect(facts).toHaveLength(effects.length);
      const interviews = new Set(facts.map(({ process }) => process));
      expect(of(rows, 'proposed')).toHaveLength(interviews.size);
    });
  });
});
