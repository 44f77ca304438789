import { describe, expect, test } from '@jest/globals';
import type { OwedTask, Party } from '../../domain/context.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, partyOf, taskOf } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

function started(task: OwedTask = taskOf()) {
  const input = { context: contextOf(), task };
  return play(taskMachine(input), initialTask(input));
}

function owedBy(...owes: readonly Party[]) {
  return started(taskOf({ owes }));
}

const JUDGED = / (judged|report) /;

/** January is due on Friday the 23rd at 17:00, its grace ends on Monday the 26th, its entry closes on the 30th. */
describe('a report of January', () => {
  test.each([
    ['before due', '2026-01-22 10:00', 'on-time'],
    ['at due', '2026-01-23 17:00', 'on-time'],
    ['within grace', '2026-01-23 17:00:01', 'on-time within-grace'],
    ['at the very end of grace', '2026-01-26 17:00', 'on-time within-grace'],
  ])('%s is on time, and nobody is accused', (_, at, verdict) => {
    const task = started();
    const { value } = task.tell(report(at, '2026-01'));
    task.to('2026-02-05 00:00');
    expect(task.heard(/judged|urge|letter/)).toEqual([
      `${at} judged monthly/2026-01/u001 ${verdict}`,
    ]);
    expect(value).toEqual({ obligation: 'monthly/2026-01/u001', verdict: 'on-time', version: 1 });
  });

  test.each([
    ['a second after grace', '2026-01-26 17:00:01'],
    ['at closing', '2026-01-30 17:00'],
  ])('%s corrects the miss to late', (_, at) => {
    const task = started();
    task.to(at);
    expect(task.heard(JUDGED)).toEqual(['2026-01-26 17:00 judged monthly/2026-01/u001 missing']);
    expect(task.tell(report(at, '2026-01')).fault).toBeUndefined();
    expect(task.heard(JUDGED)).toEqual([
      `${at} report monthly/2026-01/u001`,
      `${at} judged monthly/2026-01/u001 late instead of missing`,
    ]);
  });

  test.each([
    ['after closing', report('2026-01-30 17:00:01', '2026-01'), 'report-closed'],
    ['before it opens', report('2026-01-22 10:00', '2026-02'), 'report-not-open'],
    ['before the campaign', report('2025-12-30 10:00', '2026-01'), 'report-not-open'],
    [
      'for a period that nobody owes',
      report('2026-01-22 10:00', '2025-12'),
      'report-unknown-period',
    ],
    [
      'for a duty that nobody owes',
      report('2026-01-22 10:00', '2026-01', { duty: 'weekly' }),
      'report-unknown-period',
    ],
    [
      'of a unit that does not owe it',
      report('2026-01-22 10:00', '2026-01', { unit: 'u002' }),
      'report-wrong-unit',
    ],
  ] as const)('%s is refused', (_, message, code) => {
    const task = started();
    expect(task.tell(message).fault?.code).toBe(code);
    expect(task.heard(JUDGED).filter((line) => !line.includes('missing'))).toEqual([]);
  });

  test('a nil report counts and is marked', () => {
    const task = started();
    task.tell(report('2026-01-22 10:00', '2026-01', { nil: '本期无进展' }));
    expect(task.heard(/judged/)).toEqual([
      '2026-01-22 10:00 judged monthly/2026-01/u001 on-time nil',
    ]);
  });
});

describe('the same report again', () => {
  test('three times is once', () => {
    const task = started();
    const message = report('2026-01-22 10:00', '2026-01');
    task.tell(message);
    expect(task.tell(message).value).toEqual({ repeated: true });
    expect(task.tell(message, '2026-01-28 10:00').value).toEqual({ repeated: true });
    expect(task.heard(JUDGED)).toHaveLength(2);
    expect(task.state().entries['monthly/2026-01/u001']?.version).toBe(1);
  });

  test('is recognised after hundreds of other messages', () => {
    const task = started();
    const message = report('2026-01-02 10:00', '2026-01');
    task.tell(message);
    for (let n = 0; n < 450; n++) {
      const at = `2026-02-03 10:${String(n % 60).padStart(2, '0')}`;
      task.tell(report(at, '2026-02', { id: `other ${n}` }));
    }
    task.heard();
    expect(task.tell(message).value).toEqual({ repeated: true });
    expect(task.heard()).toEqual([]);
  });

  test('a refused message is judged anew when it comes again', () => {
    const task = started();
    const message = report('2026-01-30 17:00:01', '2026-01');
    expect(task.tell(message).fault?.code).toBe('report-closed');
    expect(task.tell(message).fault?.code).toBe('report-closed');
  });
});

describe('versions', () => {
  test('a second version keeps the first verdict, and both stay', () => {
    const task = started();
    task.tell(report('2026-01-22 10:00', '2026-01'));
    expect(task.tell(report('2026-01-28 10:00', '2026-01')).value).toMatchObject({
      verdict: 'on-time',
      version: 2,
    });
    expect(task.heard(JUDGED)).toEqual([
      '2026-01-22 10:00 report monthly/2026-01/u001',
      '2026-01-22 10:00 judged monthly/2026-01/u001 on-time',
      '2026-01-28 10:00 report monthly/2026-01/u001',
    ]);
  });

  test('a lost signal received in time corrects the miss by a new entry and stops the ladder', () => {
    const task = started();
    task.tell(report('2026-01-23 09:00', '2026-01'), '2026-01-27 12:00');
    task.to('2026-02-10 00:00');
    expect(task.heard(/judged|urge|letter/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/head',
      '2026-01-23 09:00 judged monthly/2026-01/u001 on-time instead of missing',
    ]);
  });

  test('an earlier report that arrives after a later one makes it on time', () => {
    const task = started();
    task.to('2026-01-27 12:00');
    task.tell(report('2026-01-27 12:00', '2026-01'));
    task.tell(report('2026-01-23 09:00', '2026-01'));
    expect(task.heard(/judged/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-01-27 12:00 judged monthly/2026-01/u001 late instead of missing',
      '2026-01-23 09:00 judged monthly/2026-01/u001 on-time instead of late',
    ]);
    const keys = task.decisions.filter((d) => d.type === 'judged').map((d) => d.key);
    expect(new Set(keys).size).toBe(3);
  });

  test('periods are judged apart, whatever order their reports come in', () => {
    const task = started();
    task.tell(report('2026-03-02 10:00', '2026-03'));
    task.tell(report('2026-03-02 11:00', '2026-02'));
    task.to('2026-04-15 00:00');
    expect(task.heard(/judged/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-02-26 17:00 judged monthly/2026-02/u001 missing',
      '2026-03-02 10:00 judged monthly/2026-03/u001 on-time',
      '2026-03-02 11:00 judged monthly/2026-02/u001 late instead of missing',
    ]);
  });
});

describe('parties', () => {
  test('joint: a report of any member suffices', () => {
    const task = owedBy(partyOf('u001', 'u002'));
    task.tell(report('2026-01-22 10:00', '2026-01', { unit: 'u002' }));
    task.to('2026-02-05 00:00');
    expect(task.heard(/judged/)).toEqual([
      '2026-01-22 10:00 judged monthly/2026-01/u001+u002 on-time',
    ]);
  });

  test('joint: silence is one miss, and after two a ground against each member', () => {
    const task = owedBy(partyOf('u001', 'u002'));
    task.to('2026-03-10 00:00');
    expect(task.heard(/judged|effect/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001+u002 missing',
      '2026-02-26 17:00 judged monthly/2026-02/u001+u002 missing',
      '2026-03-03 17:00 effect ground monthly/2026-02/u001+u002 u001',
      '2026-03-03 17:00 effect ground monthly/2026-02/u001+u002 u002',
    ]);
  });

  test('several: each owes and is judged alone', () => {
    const task = owedBy(partyOf('u001'), partyOf('u002'));
    task.tell(report('2026-01-22 10:00', '2026-01', { unit: 'u002' }));
    task.to('2026-01-27 00:00');
    expect(task.heard(/judged/)).toEqual([
      '2026-01-22 10:00 judged monthly/2026-01/u002 on-time',
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
    ]);
  });
});

describe('decisions of the office', () => {
  const obligation = 'monthly/2026-01/u001';

  test('an exemption is a verdict; nothing follows from that period', () => {
    const task = started();
    task.tell(told('exempt', '2026-01-12 10:00', { obligation, reason: '机构改革' }));
    task.to('2026-02-05 00:00');
    expect(task.heard(/judged|notice/)).toEqual([
      '2026-01-12 10:00 judged monthly/2026-01/u001 exempt',
    ]);
  });

  test('a report for an exempt period is kept, and the period stays exempt', () => {
    const task = started();
    task.tell(told('exempt', '2026-01-12 10:00', { obligation, reason: '机构改革' }));
    expect(task.tell(report('2026-01-13 10:00', '2026-01')).value).toMatchObject({
      verdict: 'exempt',
    });
    expect(task.heard(JUDGED)).toEqual([
      '2026-01-12 10:00 judged monthly/2026-01/u001 exempt',
      '2026-01-13 10:00 report monthly/2026-01/u001',
    ]);
  });

  test.each([
    ['without a reason', { obligation, reason: ' ' }, 'reason-missing'],
    [
      'of what nobody owes',
      { obligation: 'monthly/2025-01/u001', reason: 'x' },
      'obligation-unknown',
    ],
  ])('an exemption %s is refused', (_, rest, code) => {
    expect(started().tell(told('exempt', '2026-01-12 10:00', rest)).fault?.code).toBe(code);
  });

  test('what is judged is not exempted afterwards', () => {
    const task = started();
    task.to('2026-01-27 00:00');
    const message = told('exempt', '2026-01-27 10:00', { obligation, reason: '机构改革' });
    expect(task.tell(message).fault?.code).toBe('obligation-settled');
  });

  test('closing exempts what is open, ends the task, and refuses what comes after', () => {
    const task = started(taskOf({ deadlines: [{ kind: 'date', on: '2026-09-30' }] }));
    task.to('2026-01-27 00:00');
    task.tell(told('close', '2026-02-03 10:00', { reason: '任务完成' }));
    task.to('2027-12-31 00:00');
    expect(task.heard(/judged|ended/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-02-03 10:00 judged monthly/2026-02/u001 exempt',
      '2026-02-03 10:00 judged deadlines/2026-09-30/u001 exempt',
      '2026-02-03 10:00 ended',
    ]);
    expect(task.tell(report('2026-02-03 11:00', '2026-02')).fault?.code).toBe('task-ended');
    expect(task.machine.next(task.state())).toBeUndefined();
  });

  test.each([
    ['close', told('close', '2026-02-03 10:00', { reason: '' })],
    ['suspend', told('suspend', '2026-02-03 10:00', { reason: '  ' })],
  ])('%s needs a reason', (_, message) => {
    expect(started().tell(message).fault?.code).toBe('reason-missing');
  });

  test('what comes late is dated by what the task has already taken', () => {
    const task = started();
    task.to('2026-01-26 18:00');
    task.tell(told('close', '2026-01-26 16:00', { reason: '任务完成' }));
    expect(task.state().ended?.at).toBe('2026-01-26T17:00:00+08:00');
  });

  test('a message from the future is taken as received now', () => {
    const task = started();
    const future = told('suspend', '2026-05-01 10:00', { reason: '防汛' });
    const { state } = task.machine.advance(task.state(), future, '2026-02-02T10:00:00+08:00');
    expect(state.suspensions).toEqual([{ from: '2026-02-02T10:00:00+08:00' }]);
  });
});
