import { describe, expect, test } from '@jest/globals';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { CALENDAR, contextOf, LADDER, MONTHLY, regimeOf, taskOf } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

type Over = Record<string, unknown>;

function started(regime: Over = {}, context: Over = {}) {
  const input = { context: contextOf({ regime: regimeOf(regime), ...context }), task: taskOf() };
  return play(taskMachine(input), initialTask(input));
}

type Task = ReturnType<typeof started>;

function pause(task: Task, from: string, to?: string) {
  task.tell(told('suspend', from, { reason: '防汛应急' }), from);
  if (to !== undefined) task.tell(told('resume', to, {}), to);
}

/** March is due on Wednesday the 25th, its grace ends on the 26th; reminded on Friday the 20th at 09:00. */
describe('what is open when a suspension begins', () => {
  test('keeps its remaining working days: ten days of pause with three left resume with three left', () => {
    const task = started();
    task.to('2026-03-20 11:00');
    task.heard();
    pause(task, '2026-03-20 12:00', '2026-04-03 12:00');
    task.to('2026-04-20 00:00');
    expect(task.heard()).toEqual([
      '2026-03-20 12:00 suspended',
      '2026-04-03 12:00 resumed',
      '2026-04-09 17:00 judged monthly/2026-03/u001 missing',
      '2026-04-09 17:00 step monthly/2026-03/u001',
      '2026-04-09 17:00 notice urge monthly/2026-03/u001 → u001/reporter',
      '2026-04-09 17:00 notice urge monthly/2026-03/u001 → u001/head',
      '2026-04-14 17:00 step monthly/2026-03/u001',
      '2026-04-14 17:00 notice letter monthly/2026-03/u001 → u001/head',
      '2026-04-14 17:00 notice letter monthly/2026-03/u001 → leader/分管领导甲',
    ]);
    const judged = task.decisions.filter((decision) => decision.type === 'judged').at(-1);
    expect(judged?.payload['due']).toBe('2026-04-08T17:00:00+08:00');
  });

  test('a reminder that had not gone out goes out as long before the new due', () => {
    const task = started();
    task.to('2026-03-18 11:00');
    pause(task, '2026-03-18 12:00', '2026-04-01 12:00');
    task.to('2026-04-09 00:00');
    expect(task.heard(/remind.*2026-03/)).toEqual([
      '2026-04-03 09:00 notice remind monthly/2026-03/u001 → u001/reporter',
    ]);
  });

  test('holidays do not count: over Spring Festival three left are three working days left', () => {
    const task = started({}, { calendar: CALENDAR });
    pause(task, '2026-02-12 12:00', '2026-02-25 12:00');
    task.to('2026-03-15 00:00');
    // Friday 13, Saturday 14 (worked), Tuesday 24, Wednesday 25 were left, and one of grace; Saturday 28 is worked.
    expect(task.heard(/judged monthly.2026-02/)).toEqual([
      '2026-03-03 17:00 judged monthly/2026-02/u001 missing',
    ]);
  });

  test('a ladder that had begun goes on with its remaining days', () => {
    const task = started();
    task.to('2026-03-27 11:00');
    pause(task, '2026-03-27 12:00', '2026-04-10 12:00');
    task.to('2026-04-20 00:00');
    expect(task.heard(/judged monthly.2026-03|letter.*2026-03.*head/)).toEqual([
      '2026-03-26 17:00 judged monthly/2026-03/u001 missing',
      '2026-04-14 17:00 notice letter monthly/2026-03/u001 → u001/head',
    ]);
  });

  test('resumed after the time of day of its last day: the next working day, and no step comes first', () => {
    const steps = [
      { ...LADDER[2], at: { after: 'grace', offset: { workdays: 1 } }, time: '09:00' },
    ];
    const duty = { ...MONTHLY, grace: { workdays: 0 } };
    const task = started({ duties: [duty], ladder: steps });
    task.to('2026-03-25 11:00');
    task.heard();
    pause(task, '2026-03-25 12:00', '2026-03-30 18:00');
    task.to('2026-04-10 00:00');
    expect(task.heard(/judged|letter.*head/)).toEqual([
      '2026-03-31 17:00 judged monthly/2026-03/u001 missing',
      '2026-04-01 09:00 notice letter monthly/2026-03/u001 → u001/head',
    ]);
  });

  test('begun and ended on rest days', () => {
    const task = started();
    task.to('2026-03-21 11:00');
    pause(task, '2026-03-21 12:00', '2026-04-05 12:00');
    task.to('2026-04-10 00:00');
    expect(task.heard(/judged monthly.2026-03/)).toEqual([
      '2026-04-09 17:00 judged monthly/2026-03/u001 missing',
    ]);
  });

  test('begun at the very end of grace: that judgement has been made', () => {
    const task = started();
    pause(task, '2026-03-26 17:00', '2026-04-09 17:00');
    expect(task.heard(/judged monthly.2026-03|suspended/)).toEqual([
      '2026-03-26 17:00 judged monthly/2026-03/u001 missing',
      '2026-03-26 17:00 suspended',
    ]);
  });

  test('begun at the very due instant: due stands, grace keeps its day', () => {
    const task = started();
    pause(task, '2026-03-25 17:00', '2026-04-08 09:00');
    task.to('2026-04-15 00:00');
    expect(task.heard(/judged monthly.2026-03/)).toEqual([
      '2026-04-09 17:00 judged monthly/2026-03/u001 missing',
    ]);
  });

  test('two suspensions add up', () => {
    const task = started();
    task.to('2026-03-20 11:00');
    pause(task, '2026-03-20 12:00', '2026-03-27 12:00');
    pause(task, '2026-03-30 12:00', '2026-04-06 12:00');
    task.to('2026-04-20 00:00');
    // four left, one used on the 30th of March
    expect(task.heard(/judged monthly.2026-03/)).toEqual([
      '2026-04-09 17:00 judged monthly/2026-03/u001 missing',
    ]);
  });
});

describe('what a suspension holds whole', () => {
  test('is exempt when it ends; nothing fires during it, nothing bursts after', () => {
    const task = started();
    task.to('2026-03-31 11:00');
    task.heard();
    pause(task, '2026-03-31 12:00');
    task.to('2026-05-06 00:00');
    expect(task.heard()).toEqual(['2026-03-31 12:00 suspended']);
    expect(task.machine.next(task.state())).toBeUndefined();
    task.tell(told('resume', '2026-05-06 12:00', {}), '2026-05-06 12:00');
    expect(task.heard()).toEqual([
      '2026-05-06 12:00 resumed',
      '2026-05-06 12:00 judged monthly/2026-04/u001 exempt',
    ]);
  });

  test('what opened in it and is due later keeps its due', () => {
    const task = started();
    task.to('2026-03-31 11:00');
    pause(task, '2026-03-31 12:00', '2026-04-22 12:00');
    task.to('2026-05-04 00:00');
    expect(task.heard(/remind.*2026-04|judged monthly.2026-04/)).toEqual([
      '2026-04-27 17:00 judged monthly/2026-04/u001 missing',
    ]);
  });

  test('counters skip it', () => {
    const task = started();
    task.tell(report('2026-02-25 10:00', '2026-02'), '2026-02-25 10:00');
    task.to('2026-03-31 18:00');
    pause(task, '2026-03-31 18:00', '2026-05-06 12:00');
    task.to('2026-06-10 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-05-29 17:00 effect ground monthly/2026-05/u001 u001',
    ]);
  });
});

describe('a report during a suspension', () => {
  test('of what was open is on time', () => {
    const task = started();
    pause(task, '2026-03-20 12:00');
    expect(task.tell(report('2026-03-31 10:00', '2026-03')).value).toMatchObject({
      verdict: 'on-time',
    });
  });

  test('of what opened in it is on time even after its usual due, and is not exempted', () => {
    const task = started();
    pause(task, '2026-03-31 12:00');
    expect(task.tell(report('2026-05-04 10:00', '2026-04')).value).toMatchObject({
      verdict: 'on-time',
    });
    task.tell(told('resume', '2026-05-06 12:00', {}));
    expect(task.heard(/2026-04/)).toEqual([
      '2026-05-04 10:00 report monthly/2026-04/u001',
      '2026-05-04 10:00 judged monthly/2026-04/u001 on-time',
    ]);
    const dues = task.decisions.map(({ payload }) => String(payload['due']));
    expect(dues.filter((due) => due.startsWith('9999'))).toEqual([]);
  });

  test('of what was missing makes it late, however long the pause', () => {
    const task = started();
    pause(task, '2026-03-27 12:00');
    expect(task.tell(report('2026-06-30 10:00', '2026-03')).value).toMatchObject({
      verdict: 'late',
    });
  });
});

describe('late and mistaken messages', () => {
  test('a suspension received before what has been taken begins after it', () => {
    const task = started();
    task.to('2026-03-26 17:00');
    task.tell(told('suspend', '2026-03-25 09:00', { reason: '防汛' }));
    expect(task.state().suspensions).toEqual([{ from: '2026-03-26T17:00:00+08:00' }]);
    expect(task.heard(/03-2[56].*(judged|suspended)/)).toEqual([
      '2026-03-26 17:00 judged monthly/2026-03/u001 missing',
      '2026-03-26 17:00 suspended',
    ]);
  });

  test('a resumption received before the suspension ends it where it began', () => {
    const task = started();
    pause(task, '2026-03-20 12:00');
    task.tell(told('resume', '2026-03-20 09:00', {}));
    task.to('2026-03-27 00:00');
    expect(task.heard(/judged monthly.2026-03/)).toEqual([
      '2026-03-26 17:00 judged monthly/2026-03/u001 missing',
    ]);
  });

  test('twice is refused, and so is a resumption of nothing', () => {
    const task = started();
    expect(task.tell(told('resume', '2026-03-20 12:00', {})).fault?.code).toBe('not-suspended');
    pause(task, '2026-03-20 12:00');
    const again = told('suspend', '2026-03-20 13:00', { reason: '防汛' });
    expect(task.tell(again).fault?.code).toBe('already-suspended');
  });
});

describe('a suspension over the end of the horizon', () => {
  test('moves the end with what it holds, so that nobody stays unjudged', () => {
    const task = started();
    task.to('2026-12-22 00:00');
    pause(task, '2026-12-22 12:00', '2027-01-28 12:00');
    task.to('2027-06-30 00:00');
    expect(task.heard(/judged monthly.2026-12|letter.*12.*head| ended/)).toEqual([
      '2027-02-03 17:00 judged monthly/2026-12/u001 missing',
      '2027-02-08 17:00 notice letter monthly/2026-12/u001 → u001/head',
      '2027-03-09 17:00 ended',
    ]);
  });

  test('closing during it exempts what is open', () => {
    const task = started();
    pause(task, '2026-03-20 12:00');
    task.tell(told('close', '2026-04-02 10:00', { reason: '任务取消' }));
    expect(task.heard(/04-02/)).toEqual([
      '2026-04-02 10:00 judged monthly/2026-03/u001 exempt',
      '2026-04-02 10:00 judged monthly/2026-04/u001 exempt',
      '2026-04-02 10:00 ended',
    ]);
  });
});
