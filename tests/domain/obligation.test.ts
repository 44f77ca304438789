import { describe, expect, test } from '@jest/globals';
import {
  amendedContext,
  cadenceOf,
  deadlineSlots,
  dutySlots,
  endOf,
  obligationsOf,
  resumedInstant,
  suspended,
  type Slot,
} from '../../domain/obligation.ts';
import { contextOf, LADDER, MONTHLY, partyOf, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Context } from '../../domain/context.ts';
import { minute, when } from '../harness/played.ts';

const context = contextOf();

function slot(period: string): Slot {
  const found = dutySlots(context).find((own) => own.period === period);
  if (found === undefined) throw new Error(period);
  return found;
}

function line({ instants }: Slot): string[] {
  const { opens, due, graceEnd, closes } = instants;
  return [opens, due, graceEnd, closes].map(minute);
}

describe('slots', () => {
  test('one for each month of the horizon, with its instants', () => {
    const slots = dutySlots(context);
    expect(slots).toHaveLength(12);
    expect(line(slots[1] as Slot)).toEqual([
      '2026-02-01 00:00',
      '2026-02-25 17:00',
      '2026-02-26 17:00',
      '2026-03-04 17:00',
    ]);
    expect(slots[1]?.steps.map(({ step, at }) => [step.id, minute(at)])).toEqual([
      ['remind', '2026-02-20 09:00'],
      ['urge', '2026-02-26 17:00'],
      ['letter', '2026-03-03 17:00'],
      ['interview', '2026-03-03 17:00'],
    ]);
  });

  test('steps that name other duties are not among them', () => {
    const ladder = [{ ...LADDER[0], on: ['deadlines'] }];
    expect(dutySlots(contextOf({ regime: regimeOf({ ladder }) }))[0]?.steps).toEqual([]);
  });

  test('beyond the announced calendar they are provisional', () => {
    const known = contextOf({ calendar: { ...PLAIN, announcedThrough: '2026-06-30' } });
    const provisional = dutySlots(known).filter((own) => own.provisional);
    expect(provisional.map(({ period }) => period)[0]).toBe('2026-07');
  });

  test('deadlines inside the horizon and after the start, in order of time', () => {
    const task = taskOf({
      deadlines: [
        { kind: 'date', on: '2026-06-30', what: '投产' },
        { kind: 'date', on: '2026-03-31' },
        { kind: 'date', on: '2026-06-30', what: '验收' },
        { kind: 'date', on: '2025-12-31' },
        { kind: 'date', on: '2027-01-01' },
        { kind: 'horizon' },
      ],
    });
    expect(deadlineSlots(context, task).map(({ period, what }) => [period, what])).toEqual([
      ['2026-03-31', undefined],
      ['2026-06-30', '投产'],
      ['2026-06-30#2', '验收'],
    ]);
  });

  test('6 月底前 on a rest day is due at a minute of the working day before', () => {
    const task = taskOf({ deadlines: [{ kind: 'date', on: '2026-05-31' }] });
    expect(deadlineSlots(context, task)[0]?.instants.due).toBe('2026-05-29T17:00:00+08:00');
  });

  test('every party of every slot owes', () => {
    const owes = [partyOf('u001'), partyOf('u002', 'u003')];
    const task = taskOf({ owes, deadlines: [{ kind: 'date', on: '2026-06-30' }] });
    const keys = obligationsOf(context, task).map(({ key }) => key);
    expect(keys).toHaveLength(26);
    expect(keys.slice(0, 2)).toEqual(['monthly/2026-01/u001', 'monthly/2026-01/u002+u003']);
    expect(keys.at(-1)).toBe('deadlines/2026-06-30/u002+u003');
  });
});

test('two months begin with the first month of the campaign unless the regime says otherwise', () => {
  const april = contextOf({ horizon: { from: '2026-04-07', to: '2027-01-01' } });
  expect(cadenceOf({ every: 'two-months' }, april)).toEqual({ every: 'two-months', phase: 4 });
  expect(cadenceOf({ every: 'two-months', phase: 1 }, april).phase).toBe(1);
  expect(cadenceOf({ every: 'quarter' }, april)).toEqual({ every: 'quarter' });
});

describe('an amended calendar moves instants, and neither adds nor drops what is owed', () => {
  const horizon = { from: '2026-02-21', to: '2026-04-01' };
  const weekly = { ...MONTHLY, every: 'week', due: { next: { day: 1 } } };
  const regime = regimeOf({ duties: [weekly], bulletins: [] });
  const resting = { ...PLAIN, rest: ['2026-02-23'] };
  const first = (start: Context, calendar: Calendar) =>
    dutySlots(amendedContext(start, calendar)).map(({ period, instants }) => [
      period,
      minute(instants.due),
    ])[0];

  test('a period that stood before the start stays there', () => {
    const start = contextOf({ regime, horizon, calendar: resting });
    expect(first(start, PLAIN)).toEqual(['2026-W09', '2026-03-02 17:00']);
  });

  test('a period that it would move to before the start keeps its instants', () => {
    const start = contextOf({ regime, horizon, calendar: PLAIN });
    expect(first(start, resting)).toEqual(['2026-W08', '2026-02-23 17:00']);
  });

  test('the same of deadlines', () => {
    const start = contextOf({ horizon, calendar: PLAIN });
    const task = taskOf({ deadlines: [{ kind: 'date', on: '2026-02-23' }] });
    const [slot] = deadlineSlots(amendedContext(start, resting), task);
    expect(minute(slot?.instants.due ?? '')).toBe('2026-02-23 17:00');
  });
});

describe('suspension of a slot', () => {
  const under = (period: string, ...spans: readonly [string, string?][]) => {
    const list = spans.map(([from, to]) => ({ from: when(from), ...(to ? { to: when(to) } : {}) }));
    const { slot: moved, exempt } = suspended(slot(period), list, PLAIN);
    return { due: minute(moved.instants.due), grace: minute(moved.instants.graceEnd), exempt };
  };

  test.each([
    [
      'after everything',
      '2026-02',
      '2026-03-10 12:00',
      '2026-03-20 12:00',
      '02-25',
      '02-26',
      false,
    ],
    ['three left', '2026-02', '2026-02-20 12:00', '2026-03-06 12:00', '03-11', '03-12', false],
    [
      'none left but hours',
      '2026-02',
      '2026-02-25 12:00',
      '2026-03-06 12:00',
      '03-06',
      '03-09',
      false,
    ],
    [
      'none left, resumed later in the day',
      '2026-02',
      '2026-02-25 12:00',
      '2026-03-05 18:00',
      '03-06',
      '03-06',
      false,
    ],
    [
      'opened at its begin',
      '2026-02',
      '2026-02-01 00:00',
      '2026-02-09 00:00',
      '03-05',
      '03-06',
      false,
    ],
    [
      'opened just after its begin',
      '2026-02',
      '2026-01-31 23:59',
      '2026-02-09 00:00',
      '02-25',
      '02-26',
      false,
    ],
    [
      'ends at due: whole',
      '2026-02',
      '2026-01-31 23:59',
      '2026-02-25 17:00',
      '02-25',
      '02-26',
      true,
    ],
    ['ends before due', '2026-02', '2026-01-31 23:59', '2026-02-25 16:59', '02-25', '02-26', false],
  ])('%s', (_, period, from, to, due, grace, exempt) => {
    expect(under(period, [from, to])).toEqual({
      due: `2026-${due} 17:00`,
      grace: `2026-${grace} 17:00`,
      exempt,
    });
  });

  test('nothing falls due while one lasts, whenever it opened', () => {
    for (const period of ['2026-02', '2026-05']) {
      expect(under(period, ['2026-02-10 12:00'])).toMatchObject({
        due: '9999-12-31 00:00',
        exempt: false,
      });
    }
  });

  test('never before the resumption, whatever the days', () => {
    for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) {
      const suspension = { from: when('2026-02-25 12:00'), to: when(`${day} 18:00`) };
      const moved = resumedInstant(when('2026-02-25 17:00'), suspension, PLAIN);
      expect(Date.parse(moved)).toBeGreaterThan(Date.parse(suspension.to));
    }
  });
});

describe('the end', () => {
  test('is that of the last entry', () => {
    expect(endOf(context)).toBe('2027-01-29T17:00:00+08:00');
  });

  test('keeps its remaining working days over suspensions', () => {
    const week = { from: when('2026-06-01 12:00'), to: when('2026-06-08 12:00') };
    expect(endOf(context, [week])).toBe('2027-02-05T17:00:00+08:00');
    expect(endOf(context, [{ from: when('2027-02-01 12:00'), to: when('2027-03-01 12:00') }])).toBe(
      '2027-01-29T17:00:00+08:00',
    );
  });

  test('waits for the last step of the ladder', () => {
    const late = { ...LADDER[1], at: { after: 'grace', offset: { workdays: 60 } } };
    const long = contextOf({ regime: regimeOf({ duties: [MONTHLY], ladder: [late] }) });
    expect(endOf(long)).toBe('2027-03-22T17:00:00+08:00');
  });
});
