import { describe, expect, test } from '@jest/globals';
import type { DueShift } from '../../domain/machine.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskState } from '../../domain/taskState.ts';
import { contextOf, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { announced, report, told } from '../harness/messages.ts';
import { minute } from '../harness/played.ts';

/** March is due on Wednesday the 25th; its entry opens with the month. */
const NEXT = announced(PLAIN, '2030-12-31', ['2026-03-25', '2026-04-24', '2026-08-31']);

/** A task that has heard some messages, each in its own step, and where its last step moved what is open. */
function shifted(over: Parameters<typeof taskOf>[0], ...messages: readonly TaskMessage[]) {
  const context = contextOf({ calendar: PLAIN, regime: regimeOf({ ladder: [] }) });
  const input = { context, task: taskOf(over) };
  const machine = taskMachine(input);
  let state: TaskState = initialTask(input);
  let shifts: readonly DueShift[] | undefined;
  for (const message of messages) {
    const made = machine.advance(state, message, message.receivedAt);
    expect(made.answer?.fault).toBeUndefined();
    ({ state, shifts } = made);
  }
  return shifts?.map(({ obligation, due, cause }) => `${obligation} ${minute(due)} ${cause}`);
}

const amend = (at: string) => told('calendar', at, { calendar: NEXT });

describe('what is open falls due at another instant', () => {
  test('by a calendar: the period that has opened, and none that has not', () => {
    expect(shifted({}, amend('2026-03-20 10:00'))).toEqual([
      'monthly/2026-03/u001 2026-03-24 17:00 calendar',
    ]);
  });

  test('dated deadlines, which are expected from the start', () => {
    const deadlines = [{ kind: 'date', on: '2026-08-31' }];
    expect(shifted({ deadlines }, amend('2026-03-27 10:00'))).toEqual([
      'deadlines/2026-08-31/u001 2026-08-28 17:00 calendar',
    ]);
  });

  test('not where it was judged, unless both days lie ahead: whoever reported early', () => {
    const sent = report('2026-03-10 09:00', '2026-03');
    expect(shifted({}, sent, amend('2026-03-20 10:00'))).toEqual([
      'monthly/2026-03/u001 2026-03-24 17:00 calendar',
    ]);
    expect(shifted({}, sent, amend('2026-03-25 10:00'))).toBeUndefined();
    expect(shifted({}, amend('2026-03-27 10:00'))).toBeUndefined();
  });

  test('not by the same calendar, nor by anything that moves no instant', () => {
    const same = told('calendar', '2026-03-20 10:00', { calendar: { ...PLAIN, version: 2 } });
    expect(shifted({}, same)).toBeUndefined();
    expect(shifted({}, report('2026-03-10 09:00', '2026-03'))).toBeUndefined();
  });

  test('while a suspension lasts nothing is said; the resumption says where it lies', () => {
    const suspend = told('suspend', '2026-03-20 12:00', { reason: '防汛应急' });
    expect(shifted({}, suspend)).toBeUndefined();
    expect(shifted({}, suspend, amend('2026-03-23 10:00'))).toBeUndefined();
    expect(shifted({}, suspend, told('resume', '2026-04-03 12:00', {}))).toEqual([
      'monthly/2026-03/u001 2026-04-08 17:00 resume',
      'monthly/2026-04/u001 2026-04-24 17:00 resume',
    ]);
  });

  test('told twice it has moved once', () => {
    const message = amend('2026-03-20 10:00');
    expect(shifted({}, message, message)).toBeUndefined();
  });
});

test('what the new calendar makes due at once is said, though it is judged in the same step', () => {
  const far = announced(PLAIN, '2030-12-31', ['2026-03-24', '2026-03-25', '2026-03-26']);
  const late = told('calendar', '2026-03-26 16:00', { calendar: far });
  expect(shifted({}, late)).toEqual(['monthly/2026-03/u001 2026-03-23 17:00 calendar']);
});
