import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../domain/machine.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import {
  contextOfJoining,
  contextSince,
  joiningContext,
  joiningEffects,
  numbered,
  owesFrom,
  slotsFromJoining,
} from '../../domain/joining.ts';
import { DEADLINES, dutySlots } from '../../domain/obligation.ts';
import { joinedTasks, openedFor } from '../../domain/rehearseJoining.ts';
import { contextOf, MONTHLY, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

const duties = [
  MONTHLY,
  { ...MONTHLY, id: 'xun', title: '旬报', every: 'ten-days', due: { day: 8 } },
];
const context = contextOf({ regime: regimeOf({ duties, ladder: [], bulletins: [] }) });
const keys = (slots: readonly { duty: string; period: string }[]) =>
  slots.map(({ duty, period }) => `${duty}/${period}`);

describe('a task that is added in flight', () => {
  const instant = fc
    .integer({ min: epoch(when('2026-01-01 01:00')), max: epoch(when('2026-12-31 23:00')) })
    .map((ms) => instantOf(ms, 'Asia/Shanghai'));

  test('owes exactly what opens after it was added', () => {
    fc.assert(
      fc.property(instant, (since) => {
        const later = dutySlots(context).filter(
          ({ instants }) => epoch(instants.opens) > epoch(since),
        );
        expect(keys(dutySlots(joiningContext(context, since)))).toEqual(keys(later));
      }),
      { numRuns: 60 },
    );
  });

  test('one that is added at the very opening owes from the next period on', () => {
    const own = joiningContext(context, when('2026-03-01 00:00'));
    expect(keys(dutySlots(own)).filter((key) => key.startsWith('monthly'))[0]).toBe(
      'monthly/2026-04',
    );
    expect(owesFrom(own, when('2026-03-01 00:00'))).toBe(false);
    expect(owesFrom(own, when('2026-03-11 00:00'))).toBe(true);
    expect(owesFrom(context, when('2026-01-01 00:00'))).toBe(true);
  });

  test('of its days only those that lie ahead', () => {
    const own = joiningContext(context, when('2026-03-10 10:00'));
    const task = taskOf({
      deadlines: ['2026-03-09', '2026-03-10', '2026-05-08'].map((on) => ({ kind: 'date', on })),
    });
    expect(keys(slotsFromJoining(own, task))).toEqual([
      'deadlines/2026-03-10',
      'deadlines/2026-05-08',
    ]);
  });

  test('shares its context with all that join at one instant; nobody else has another', () => {
    const since = when('2026-03-10 10:00');
    expect(joiningContext(context, since)).toBe(joiningContext(context, since));
    expect(contextSince(context, undefined)).toBe(context);
    const calendar = { ...PLAIN, version: 2 };
    expect(contextOfJoining(context, { since, calendar })).toMatchObject({
      calendar,
      joined: true,
    });
    expect(joiningContext(context, when('2026-01-01 00:10')).firstNoticesAt).toBe(
      context.firstNoticesAt,
    );
  });
});

describe('the effects of joining', () => {
  const since = when('2026-03-10 10:00');
  const item = { source: 'instruction', leader: 'post:区长' };
  const later = ['t0002', 't0003'].map((key) => taskOf({ key, item }));
  const numbering = { prefix: '督批', year: 2026, due: '2026-04-01' };

  test('stand in one lane: the start, then the days', () => {
    const effects = joiningEffects('m1', { keys: ['t0002'], since });
    expect(effects.map(({ type, lane, key }) => [type, lane, key])).toEqual([
      ['startTasks', 'tasks', 'startTasks:m1'],
      ['openPeriod', 'tasks', 'open:deadlines:m1'],
    ]);
  });

  test('items are numbered in the order in which they are approved', () => {
    const numbers = new Map<string, number>();
    const given = ['t0003', 't0002'].map((key) => {
      const [effect] = joiningEffects(key, { keys: [key], since, items: { [key]: numbering } });
      return joinedTasks(later, context, effect as Effect, numbers)?.[0]?.task;
    });
    expect(given.map((task) => [task?.key, task?.item?.number, task?.deadlines])).toEqual([
      ['t0003', '督批〔2026〕1号', [{ kind: 'date', on: '2026-04-01' }]],
      ['t0002', '督批〔2026〕2号', [{ kind: 'date', on: '2026-04-01' }]],
    ]);
    expect(() => numbered(taskOf(), numbering, 1)).toThrow('t0001 is no item');
  });

  test('a task that nobody has brought cannot join; the start of a campaign is no joining', () => {
    const [effect] = joiningEffects('m1', { keys: ['t0009'], since });
    const none = new Map<string, number>();
    expect(() => joinedTasks(later, context, effect as Effect, none)).toThrow('no task t0009');
    const start: Effect = {
      kind: 'effect',
      at: since,
      type: 'startTasks',
      key: 'startTasks',
      payload: {},
    };
    expect(joinedTasks(later, context, start, none)).toBeUndefined();
  });

  test('what enters the expected set, for whom', () => {
    const own = { context: joiningContext(context, since), task: taskOf({ key: 't0002' }) };
    const opening = (at: string, payload: object): Effect => ({
      ...{ kind: 'effect', at: when(at), type: 'openPeriod', key: 'open' },
      payload: { ...payload },
    });
    const march = { duty: 'monthly', period: '2026-03' };
    expect(openedFor(own, opening('2026-03-01 00:00', march), false)).toEqual([]);
    const april = { duty: 'monthly', period: '2026-04' };
    expect(openedFor(own, opening('2026-04-01 00:00', april), false)).toEqual([april]);
    const other = { duty: DEADLINES, period: 'all', tasks: ['t0003'] };
    expect(openedFor(own, opening('2026-03-10 10:00', other), false)).toEqual([]);
    const rows = {
      duty: DEADLINES,
      period: 'all',
      rows: [{ duty: DEADLINES, period: '2026-05-08' }],
    };
    expect(openedFor(own, opening('2026-03-10 10:00', rows), true)).toEqual(rows.rows);
    expect(openedFor(own, opening('2026-03-10 10:00', rows), false)).toEqual([]);
  });
});
