import { describe, expect, test } from '@jest/globals';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, LADDER, MONTHLY, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { announced, report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

/** Announced through 2026; the campaign goes on to the end of February 2027. */
const KNOWN = { ...PLAIN, announcedThrough: '2026-12-31' };
const HORIZON = { from: '2026-11-01', to: '2027-03-01' };
/** In 2027 Monday the 25th and Tuesday the 26th of January are rest days. */
const ANNOUNCED = announced(KNOWN, '2027-12-31', ['2027-01-25', '2027-01-26']);

function started(regime: Record<string, unknown> = {}, calendar = KNOWN) {
  const context = contextOf({ horizon: HORIZON, calendar, regime: regimeOf(regime) });
  const input = { context, task: taskOf() };
  return play(taskMachine(input), initialTask(input));
}

const amend = (at: string, calendar = ANNOUNCED) => told('calendar', at, { calendar });

/** January 2027 is due on Monday the 25th by the old calendar, on Friday the 22nd by the new one. */
describe('beyond the announced calendar', () => {
  test('reminders go out 暂定, judgements and steps wait', () => {
    const task = started();
    task.to('2027-06-30 00:00');
    expect(task.heard(/2027-0[12]\/| ended/)).toEqual([
      '2027-01-20 09:00 step monthly/2027-01/u001 provisional',
      '2027-01-20 09:00 notice remind monthly/2027-01/u001 provisional → u001/reporter',
      '2027-02-22 09:00 step monthly/2027-02/u001 provisional',
      '2027-02-22 09:00 notice remind monthly/2027-02/u001 provisional → u001/reporter',
    ]);
    expect(task.machine.next(task.state())).toBeUndefined();
    expect(task.machine.ended(task.state())).toBe(false);
  });

  test('a new calendar decides what waited, at its confirmed instants; past judgements stand', () => {
    const task = started();
    task.to('2027-02-05 00:00');
    task.heard();
    task.tell(amend('2027-02-05 10:00'));
    expect(task.heard()).toEqual([
      '2027-02-05 10:00 calendar-amended',
      '2027-01-27 17:00 judged monthly/2027-01/u001 missing',
      '2027-01-27 17:00 step monthly/2027-01/u001',
      '2027-01-27 17:00 notice urge monthly/2027-01/u001 → u001/reporter',
      '2027-01-27 17:00 notice urge monthly/2027-01/u001 → u001/head',
      '2027-02-01 17:00 step monthly/2027-01/u001',
      '2027-02-01 17:00 notice letter monthly/2027-01/u001 → u001/head',
      '2027-02-01 17:00 notice letter monthly/2027-01/u001 → leader/分管领导甲',
    ]);
    task.to('2027-06-30 00:00');
    expect(task.heard(/judged| ended/)).toEqual([
      '2027-02-26 17:00 judged monthly/2027-02/u001 missing',
      '2027-03-29 17:00 ended',
    ]);
  });

  test('a new calendar that comes after everything ends the task when it has decided', () => {
    const task = started();
    task.to('2027-06-30 00:00');
    task.heard();
    task.tell(amend('2027-07-01 10:00'));
    expect(task.heard(/judged| ended/)).toEqual([
      '2027-01-27 17:00 judged monthly/2027-01/u001 missing',
      '2027-02-26 17:00 judged monthly/2027-02/u001 missing',
      '2027-07-01 10:00 ended',
    ]);
    expect(task.machine.next(task.state())).toBeUndefined();
  });

  test('a calendar for half of it leaves the rest waiting', () => {
    const task = started();
    task.to('2027-06-30 00:00');
    task.heard();
    task.tell(amend('2027-07-01 10:00', { ...ANNOUNCED, announcedThrough: '2027-01-31' }));
    expect(task.heard(/judged|letter| ended/)).toEqual([
      '2027-01-27 17:00 judged monthly/2027-01/u001 missing',
    ]);
    task.tell(amend('2027-07-02 10:00', { ...ANNOUNCED, version: 3 }));
    expect(task.heard(/judged|letter.*head| ended/)).toEqual([
      '2027-02-01 17:00 notice letter monthly/2027-01/u001 → u001/head',
      '2027-02-26 17:00 judged monthly/2027-02/u001 missing',
      '2027-03-03 17:00 notice letter monthly/2027-02/u001 → u001/head',
      '2027-07-02 10:00 ended',
    ]);
  });

  test('what everybody has reported does not keep the task open', () => {
    const task = started();
    task.to('2027-01-05 00:00');
    task.tell(report('2027-01-10 10:00', '2027-01'), '2027-01-10 10:00');
    task.tell(report('2027-02-10 10:00', '2027-02'), '2027-02-10 10:00');
    task.to('2027-06-30 00:00');
    expect(task.heard(/ended/)).toEqual(['2027-03-29 17:00 ended']);
  });
});

describe('a report while its judgement waits', () => {
  test('in time by the provisional calendar is on time for good', () => {
    const task = started();
    task.tell(report('2027-01-26 10:00', '2027-01'), '2027-01-26 10:00');
    task.tell(amend('2027-02-05 10:00'));
    expect(task.heard(/(judged|report) .*2027-01/)).toEqual([
      '2027-01-26 10:00 report monthly/2027-01/u001',
      '2027-01-26 10:00 judged monthly/2027-01/u001 on-time within-grace',
    ]);
  });

  test('after it is kept, not reminded again, and judged by the confirmed calendar', () => {
    const task = started();
    const answer = task.tell(report('2027-01-27 10:00', '2027-01'), '2027-01-27 10:00');
    expect(answer.value).toMatchObject({ verdict: 'pending', version: 1 });
    task.tell(amend('2027-02-05 10:00'));
    expect(task.heard(/(judged|report|urge) .*2027-01/)).toEqual([
      '2027-01-27 10:00 report monthly/2027-01/u001',
      '2027-01-27 10:00 judged monthly/2027-01/u001 on-time within-grace',
    ]);
  });

  test('after the confirmed end of grace too is late, with its mark', () => {
    const task = started();
    const nil = { nil: '本期无进展' };
    task.tell(report('2027-01-28 10:00', '2027-01', nil), '2027-01-28 10:00');
    task.tell(amend('2027-02-05 10:00'));
    expect(task.heard(/(judged|urge|letter) .*2027-01/)).toEqual([
      '2027-01-28 10:00 judged monthly/2027-01/u001 late nil',
    ]);
  });

  test('nothing closes by a calendar that is not announced', () => {
    const task = started();
    expect(task.tell(report('2027-02-12 10:00', '2027-01'), '2027-02-12 10:00').fault).toBe(
      undefined,
    );
    const confirmed = started();
    confirmed.tell(amend('2026-11-20 10:00'), '2026-11-20 10:00');
    const late = report('2027-02-12 10:00', '2027-01');
    expect(confirmed.tell(late, '2027-02-12 10:00').fault?.code).toBe('report-closed');
  });
});

describe('no step is taken twice', () => {
  test('a reminder that has gone out, and that a new calendar moves to later', () => {
    const task = started();
    task.to('2027-01-20 10:00');
    expect(task.heard(/remind.*2027-01/)).toHaveLength(1);
    const later = announced(KNOWN, '2027-12-31', ['2027-01-20', '2027-01-21']);
    task.tell(amend('2027-01-20 11:00', { ...later, work: ['2027-01-23', '2027-01-24'] }));
    task.to('2027-03-10 00:00');
    expect(task.heard(/remind.*2027-01/)).toEqual([]);
  });

  test('a step that waited, came in its own time, and meets a second new calendar', () => {
    const ladder = [LADDER[1]];
    const task = started({ ladder });
    task.to('2027-01-27 10:00');
    const later = announced(KNOWN, '2027-12-31', ['2027-01-27', '2027-01-28']);
    const moved = { ...later, rest: [...later.rest, '2027-01-26'] };
    task.tell(amend('2027-01-27 11:00', moved));
    task.to('2027-02-01 00:00');
    expect(task.heard(/urge.*2027-01.*head/)).toHaveLength(1);
    task.tell(amend('2027-02-01 10:00', { ...moved, version: 3 }));
    expect(task.heard(/urge|judged/)).toEqual([]);
    expect(task.state().held).toEqual([]);
  });

  test('what a new calendar moves to before the clock is taken then', () => {
    const calendar = { ...PLAIN };
    const duty = { ...MONTHLY, grace: { workdays: 0 } };
    const task = started({ duties: [duty] }, calendar);
    task.to('2027-01-25 10:00');
    task.heard();
    task.tell(amend('2027-01-25 11:00'));
    expect(task.heard(/judged|urge.*head/)).toEqual([
      '2027-01-22 17:00 judged monthly/2027-01/u001 missing',
      '2027-01-22 17:00 notice urge monthly/2027-01/u001 → u001/head',
    ]);
    task.to('2027-01-26 00:00');
    expect(task.heard(/judged|urge/)).toEqual([]);
  });
});

test('nothing is decided while suspended; what waited is decided when it resumes', () => {
  const task = started();
  task.to('2027-02-01 00:00');
  task.tell(told('suspend', '2027-02-01 10:00', { reason: '防汛' }));
  task.heard();
  task.tell(amend('2027-02-05 10:00'), '2027-02-05 10:00');
  expect(task.heard()).toEqual(['2027-02-05 10:00 calendar-amended']);
  task.tell(told('resume', '2027-02-08 10:00', {}));
  expect(task.heard(/resumed|judged|urge.*head|letter.*head/)).toEqual([
    '2027-02-08 10:00 resumed',
    '2027-01-27 17:00 judged monthly/2027-01/u001 missing',
    '2027-01-27 17:00 notice urge monthly/2027-01/u001 → u001/head',
  ]);
  task.to('2027-02-09 00:00');
  expect(task.heard(/letter.*head/)).toEqual([
    '2027-02-08 17:00 notice letter monthly/2027-01/u001 → u001/head',
  ]);
});
