import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Calendar } from '../../domain/calendar.ts';
import { calendarChange, type Change, type Standing } from '../../domain/calendarChange.ts';
import { taskPoints } from '../../domain/calendarChangePoints.ts';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import { dayOf, epoch, instantOf, type Day, type Instant } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { calendars, days, LAST, lives, RUNS, START } from '../harness/arbitraries.ts';
import { simulate, type Arrival } from '../harness/simulated.ts';

const ZONE = 'Asia/Shanghai';

interface Case {
  readonly input: TaskInput;
  readonly state: TaskState;
  readonly old: Calendar;
  readonly next: Calendar;
  readonly from: Day;
  readonly now: Instant;
}

/** A task that has lived for a while, and a calendar that is published then. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    life: lives,
    next: calendars,
    minutes: fc.integer({ min: 0, max: 300 * 24 * 60 }),
    boundary: fc.option(days, { nil: undefined }),
  })
  .map(({ life, next, minutes, boundary }) => {
    const { input } = life;
    const start = epoch(input.context.startedAt);
    const now = instantOf(Math.max(start, START + minutes * 60_000), ZONE);
    const arrivals = (life.arrivals as readonly Arrival<TaskMessage>[]).filter(
      ({ message, at }) =>
        epoch(at) <= epoch(now) && (message as { kind: string }).kind !== 'calendar',
    );
    const { state } = simulate(taskMachine(input), initialTask(input), arrivals, now, 'instants');
    const today = dayOf(now, ZONE);
    const from = boundary !== undefined && boundary > today ? boundary : today;
    return { input, state, old: input.context.calendar, next: { ...next, version: 99 }, from, now };
  });

function preview({ input, state, old, next, from, now }: Case) {
  const { context, task } = input;
  const campaign = initialCampaign({ context, units: [], leaders: [] });
  const standing: Standing = { context, campaign, tasks: [{ task, state }], now };
  return calendarChange(standing, old, next, from);
}

/** The task goes on from its state; with the message, or without. */
function goesOn({ input, state, now }: Case, calendar?: Calendar) {
  const machine = taskMachine(input);
  const message = { kind: 'calendar', id: 'published', receivedAt: now, by: 'office', calendar };
  const told =
    calendar === undefined
      ? { state, decisions: [] }
      : machine.advance(state, message as unknown as TaskMessage, now);
  const rest = simulate<TaskState, TaskMessage>(machine, told.state, [], LAST, 'instants');
  return { taken: told.state, decisions: [...told.decisions, ...rest.decisions] };
}

const own = (changes: readonly Change[]) => changes.filter(({ task }) => task !== undefined);
const idOf = (change: Change) =>
  `${change.duty}/${change.period}/${change.units.join('+')}#${change.step ?? change.kind}`;

function holds(check: (given: Case) => void): void {
  fc.assert(fc.property(cases, check), RUNS);
}

describe('the preview of a calendar', () => {
  test('of the one in force is empty', () => {
    holds((given) => {
      expect(preview({ ...given, next: given.old }).changes).toEqual([]);
      expect(preview({ ...given, next: { ...given.old, version: 99 } }).changes).toEqual([]);
    });
  });

  test('names each instant once, and one that stays only where it is confirmed or 暂定 again', () => {
    holds((given) => {
      const changes = own(preview(given).changes);
      expect(new Set(changes.map(idOf)).size).toBe(changes.length);
      for (const { change, from, to, provisional } of changes) {
        if (change === 'moved') expect(from).not.toBe(to);
        if (change === 'confirmed') expect([from, provisional.after]).toEqual([to, false]);
        if (change === 'unconfirmed') expect([from, provisional.after]).toEqual([to, true]);
      }
    });
  });

  test('is where every instant ahead lies after the message, and nothing else has moved', () => {
    holds((given) => {
      const { input, state, old, now } = given;
      const { calendar, changes } = preview(given);
      const listed = new Map(own(changes).map((change) => [idOf(change), change]));
      const { taken } = goesOn(given, calendar);
      if (taken.ended) return;
      const before = taskPoints(input.context, input.task, state, old);
      for (const [key, point] of taskPoints(input.context, input.task, taken, calendar)) {
        if (epoch(point.at) <= epoch(now)) continue;
        const change = listed.get(key);
        expect([key, point.at]).toEqual([key, change?.to ?? before.get(key)?.at]);
        expect(change?.provisional.after ?? point.provisional).toBe(point.provisional);
      }
    });
  });

  test('is when judgements and steps are then taken, to the minute', () => {
    holds((given) => {
      const { input, state, old } = given;
      const { calendar, changes } = preview(given);
      const listed = new Map(own(changes).map((change) => [idOf(change), change]));
      const before = taskPoints(input.context, input.task, state, old);
      for (const decision of goesOn(given, calendar).decisions) {
        const key = pointOf(decision);
        if (key === undefined) continue;
        const expected = listed.get(key)?.to ?? before.get(key)?.at;
        expect([key, decision.at]).toEqual([key, expected]);
      }
    });
  });

  test('leaves every judgement that has been made', () => {
    holds((given) => {
      const { calendar } = preview(given);
      const { taken } = goesOn(given, calendar);
      for (const [key, { verdict }] of Object.entries(given.state.entries)) {
        if (verdict !== undefined)
          expect([key, taken.entries[key]?.verdict]).toEqual([key, verdict]);
      }
    });
  });

  test('gives a cause for every instant that moves, and none where only the announcement changes', () => {
    holds((given) => {
      for (const { change, cause } of preview(given).changes) {
        if (change === 'moved') expect(cause).not.toEqual([]);
        if (change === 'confirmed' || change === 'unconfirmed') expect(cause).toEqual([]);
      }
    });
  });

  test('taken back before anything has come of it, the rest goes as if it had never been', () => {
    holds((given) => {
      const { input, old, now } = given;
      const there = preview(given);
      const { taken } = goesOn(given, there.calendar);
      const ahead = (at: Instant | null) => at === null || epoch(at) > epoch(now);
      const untouched = own(there.changes).every(({ to, from }) => ahead(to) && ahead(from));
      if (!untouched || taken.ended) return;
      const message = {
        kind: 'calendar',
        id: 'back',
        receivedAt: now,
        by: 'office',
        calendar: old,
      };
      const told = message as unknown as TaskMessage;
      const { state } = taskMachine(input).advance(taken, told, now);
      expect(later({ ...given, state })).toEqual(later(given));
    });
  });
});

/** What a task decides from here on if nobody does anything. */
function later(given: Case): readonly string[] {
  return goesOn(given)
    .decisions.map(({ at, key }) => `${at} ${key}`)
    .sort();
}

/** The instant at which a silent task decides: the end of grace of a missing report, or a step. */
function pointOf({ kind, type, payload }: Decision): string | undefined {
  const obligation = String(payload['obligation']);
  if (kind !== 'fact') return undefined;
  if (type === 'step') return `${obligation}#${String(payload['step'])}`;
  const missing = type === 'judged' && payload['verdict'] === 'missing';
  return missing ? `${obligation}#grace` : undefined;
}

test('the campaign takes its cut-offs where the preview says', () => {
  fc.assert(
    fc.property(cases, ({ input: { context }, old, next, from, now }) => {
      const input = { context, units: [], leaders: [] };
      const machine = campaignMachine(input);
      const { state } = machine.advance(initialCampaign(input), undefined, now);
      const standing: Standing = { context, campaign: state, tasks: [], now };
      const { calendar, changes } = calendarChange(standing, old, next, from);
      const message = {
        kind: 'calendar',
        id: 'm',
        receivedAt: now,
        by: 'office',
        calendar,
      } as const;
      const told = machine.advance(state, message, now);
      for (const { duty, period, to, atOnce } of changes) {
        const taken = told.state.bulletins[`${duty}/${period}`];
        if (atOnce) expect([period, taken?.cutOff]).toEqual([period, to]);
        else expect([period, taken]).toEqual([period, undefined]);
      }
    }),
    RUNS,
  );
});
