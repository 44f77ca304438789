import { describe, expect, test } from '@jest/globals';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, partyOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { report } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

/** An act at a time, by the office unless said otherwise. */
function act(time: string, rest: Record<string, unknown>): TaskMessage {
  const kind = String(rest['kind']);
  return { id: `${kind} ${time}`, receivedAt: when(time), by: 'office', ...rest } as never;
}

const SIGN = {
  limit: { workdays: 3 },
  steps: [
    { after: { workdays: 0 }, to: ['reporter', 'head'] },
    { after: { workdays: 2 }, to: ['office'] },
  ],
};
const RETURNS = {
  within: { workdays: 5 },
  decide: { by: 'post:分管领导', limit: { workdays: 3 } },
};

function started(over: Record<string, unknown> = {}, owes = [partyOf('u001')]) {
  const regime = regimeOf({ sign: SIGN, returns: RETURNS, ...over });
  const input = { context: contextOf({ regime }), task: taskOf({ owes }) };
  return play(taskMachine(input), initialTask(input));
}

const sign = (time: string, unit = 'u001', by = `unit:${unit}`) =>
  act(time, { kind: 'sign', unit, by });
const OTHER = UNITS[1];

describe('签收', () => {
  test('unsigned: reminded, overdue, then step by step, each once', () => {
    const task = started();
    task.to('2026-01-15 00:00');
    expect(task.heard(/ sign|unsigned/)).toEqual([
      '2026-01-01 00:30 sign-asked',
      '2026-01-01 00:30 notice sign-task → u001/reporter',
      '2026-01-02 09:00 sign-reminded',
      '2026-01-02 09:00 notice sign-reminder → u001/reporter',
      '2026-01-06 17:00 unsigned',
      '2026-01-06 17:00 notice unsigned → u001/reporter',
      '2026-01-06 17:00 notice unsigned → u001/head',
      '2026-01-08 17:00 sign-urged',
      '2026-01-08 17:00 notice unsigned → office',
    ]);
  });

  test('signing stops it, and is late after the limit', () => {
    const early = started();
    expect(early.tell(sign('2026-01-02 08:00'))).toEqual({ value: { unit: 'u001', late: false } });
    early.to('2026-01-15 00:00');
    expect(early.heard(/ sign|unsigned/).at(-1)).toBe('2026-01-02 08:00 signed');
    const late = started();
    expect(late.tell(sign('2026-01-07 08:00'), '2026-01-07 08:00').value).toEqual({
      unit: 'u001',
      late: true,
    });
    late.to('2026-01-15 00:00');
    expect(late.heard(/sign-urged/)).toEqual([]);
  });

  test('whoever reports has received it', () => {
    const task = started();
    task.tell(report('2026-01-05 10:00', '2026-01'), '2026-01-05 10:00');
    task.to('2026-01-15 00:00');
    expect(task.heard(/ (signed|unsigned)/)).toEqual(['2026-01-05 10:00 signed']);
  });

  test('a suspension shifts the limit by its working days', () => {
    const task = started();
    task.tell(act('2026-01-05 08:00', { kind: 'suspend', reason: '防汛' }), '2026-01-05 08:00');
    task.tell(act('2026-01-12 08:00', { kind: 'resume' }), '2026-01-12 08:00');
    task.to('2026-01-20 00:00');
    expect(task.heard(/unsigned → u001\/head/)).toEqual([
      '2026-01-13 17:00 notice unsigned → u001/head',
    ]);
  });

  test('nobody else signs, nor twice, nor where nobody asks', () => {
    const task = started();
    expect(task.tell(sign('2026-01-02 08:00', 'u002')).fault?.code).toBe('unit-not-holder');
    expect(task.tell(sign('2026-01-02 08:10', 'u001', 'unit:u002')).fault?.code).toBe(
      'sign-not-own',
    );
    task.tell(sign('2026-01-02 09:30'));
    expect(task.tell(sign('2026-01-02 09:40')).fault?.code).toBe('signed-already');
    const plain = started({ sign: undefined });
    expect(plain.tell(sign('2026-01-02 08:00')).fault?.code).toBe('sign-not-asked');
  });
});

describe('退回任务', () => {
  const back = (time: string, unit = 'u001') =>
    act(time, { kind: 'return-task', reason: '不属本单位职责', by: `unit:${unit}` });
  const decide = (time: string, accept: boolean, by = 'post:分管领导') =>
    act(time, {
      ...{ kind: 'decide-return', unit: 'u001', accept, reason: '职责在乙局', by },
      ...(accept ? { to: OTHER } : {}),
    });

  test('accepted: the other unit owes what is open and signs for it; what was judged stays', () => {
    const task = started({}, [partyOf('u001')]);
    task.tell(back('2026-01-05 10:00'), '2026-01-05 10:00');
    expect(task.tell(decide('2026-01-06 10:00', true), '2026-01-06 10:00').fault).toBeUndefined();
    expect(task.heard(/return|transfer|sign-task/)).toEqual(
      [
        '2026-01-01 00:30 notice sign-task → u001/reporter',
        '2026-01-05 10:00 return-asked',
        '2026-01-05 10:00 notice decide-return → post/分管领导',
        '2026-01-06 09:00 return-reminded',
        '2026-01-06 09:00 notice return-reminder → post/分管领导',
        '2026-01-06 10:00 return-accepted',
        '2026-01-06 10:00 transferred',
        '2026-01-06 10:00 transferred',
        '2026-01-06 10:00 notice transfer-out → u001/reporter',
        '2026-01-06 10:00 notice transfer-out → u001/head',
        '2026-01-06 10:00 notice transfer-in → u002/reporter',
        '2026-01-06 10:00 notice transfer-in → u002/head',
        '2026-01-06 10:00 notice sign-task → u002/reporter',
      ].filter((line, i, all) => line !== all[i - 1] || !line.endsWith('transferred')),
    );
    const own = { unit: 'u001' };
    expect(task.tell({ ...report('2026-01-20 10:00', '2026-01'), ...own }).fault?.code).toBe(
      'report-wrong-unit',
    );
    const theirs = { unit: 'u002', by: 'unit:u002', id: 'theirs' };
    expect(task.tell({ ...report('2026-01-20 11:00', '2026-01'), ...theirs }).value).toEqual({
      obligation: 'monthly/2026-01/u001',
      verdict: 'on-time',
      version: 1,
    });
  });

  test('while it is pending a miss is recorded with its mark, and nothing above 催办 is done', () => {
    const limit = { by: 'post:分管领导', limit: { workdays: 30 } };
    const task = started({ returns: { within: { workdays: 20 }, decide: limit } });
    task.tell(back('2026-01-20 10:00'), '2026-01-20 10:00');
    task.to('2026-02-05 00:00');
    expect(task.heard(/judged|notice urge|letter/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing return-pending',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/head',
    ]);
    task.tell(decide('2026-02-05 10:00', false), '2026-02-05 10:00');
    expect(task.heard(/return-refused|letter/)).toEqual([
      '2026-02-05 10:00 return-refused',
      '2026-02-05 10:00 notice return-refused → u001/reporter',
      '2026-02-05 10:00 notice return-refused → u001/head',
      '2026-02-05 10:00 notice letter monthly/2026-01/u001 → u001/head',
      '2026-02-05 10:00 notice letter monthly/2026-01/u001 → leader/分管领导甲',
    ]);
  });

  test('silence decides nothing: reminded, then reported up', () => {
    const task = started();
    task.tell(back('2026-01-05 10:00'), '2026-01-05 10:00');
    task.to('2026-01-20 00:00');
    expect(task.heard(/return-(rem|over)/)).toEqual([
      '2026-01-06 09:00 return-reminded',
      '2026-01-06 09:00 notice return-reminder → post/分管领导',
      '2026-01-08 17:00 return-overdue',
      '2026-01-08 17:00 notice return-overdue → post/分管领导',
      '2026-01-08 17:00 notice return-overdue → office',
      '2026-01-08 17:00 notice return-overdue → principal',
    ]);
    expect(task.tell(decide('2026-01-21 10:00', false)).fault).toBeUndefined();
  });

  test('where the clock stops, what is left of the period is kept', () => {
    const returns = { ...RETURNS, within: { workdays: 30 }, clock: 'stops' };
    const task = started({ returns });
    task.tell(back('2026-01-19 10:00'), '2026-01-19 10:00');
    task.tell(decide('2026-01-22 10:00', false), '2026-01-22 10:00');
    task.to('2026-02-10 00:00');
    expect(task.heard(/judged/)).toEqual(['2026-01-29 17:00 judged monthly/2026-01/u001 missing']);
  });

  test('late, twice, by the wrong person, without a new unit', () => {
    const task = started();
    expect(task.tell(decide('2026-01-02 10:00', false)).fault?.code).toBe('return-none');
    task.tell(back('2026-01-05 10:00'));
    expect(task.tell({ ...back('2026-01-05 11:00'), id: 'again' }).fault?.code).toBe('return-open');
    const office = decide('2026-01-05 12:00', false, 'office');
    expect(task.tell(office).fault?.code).toBe('wrong-approver');
    const nobody = { ...decide('2026-01-05 13:00', true), to: undefined } as never;
    expect(task.tell(nobody).fault?.code).toBe('content-missing');
    task.tell(decide('2026-01-05 14:00', false));
    expect(task.tell({ ...back('2026-01-05 15:00'), id: 'more' }).fault?.code).toBe('return-used');
    const late = started();
    expect(late.tell(back('2026-01-20 10:00'), '2026-01-20 10:00').fault?.code).toBe('return-late');
  });
});

describe('转办', () => {
  const delegate = (time: string, to: string) =>
    act(time, { kind: 'delegate', to, by: 'unit:u001' });

  test('who is reminded changes; the unit is judged as before', () => {
    const task = started({ sign: undefined });
    task.tell(delegate('2026-01-05 10:00', '规划科'), '2026-01-05 10:00');
    task.to('2026-01-27 00:00');
    expect(task.heard(/delegated|remind|urge|judged/)).toEqual([
      '2026-01-05 10:00 delegated',
      '2026-01-05 10:00 notice delegated-to → u001/规划科',
      '2026-01-20 09:00 notice remind monthly/2026-01/u001 → u001/规划科',
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/规划科',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/head',
    ]);
    task.tell(delegate('2026-02-02 10:00', ''), '2026-02-02 10:00');
    task.to('2026-02-21 00:00');
    expect(task.heard(/remind/)).toEqual([
      '2026-02-20 09:00 notice remind monthly/2026-02/u001 → u001/reporter',
    ]);
  });

  test('only by a unit that owes', () => {
    const task = started();
    expect(
      task.tell(act('2026-01-05 10:00', { kind: 'delegate', to: '甲科', by: 'unit:u002' })).fault
        ?.code,
    ).toBe('unit-not-holder');
    expect(task.tell(delegate('2026-01-05 10:10', '甲/科')).fault?.code).toBe('delegate-malformed');
  });
});

describe('移交', () => {
  const transfer = (time: string, from = 'u001', by = 'office') =>
    act(time, { kind: 'transfer', from, to: [OTHER], reason: '职责调整', what: 'transfer', by });

  test('counters begin anew for whoever takes over; the record of the other stays', () => {
    const task = started({ sign: undefined });
    task.to('2026-01-28 00:00');
    task.tell(transfer('2026-02-02 10:00'), '2026-02-02 10:00');
    task.to('2026-03-03 00:00');
    expect(task.heard(/judged|effect/)).toEqual([
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-02-26 17:00 judged monthly/2026-02/u001 missing',
    ]);
    task.to('2026-04-01 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-03-31 17:00 effect ground monthly/2026-03/u001 u002',
    ]);
  });

  test('of a joint party only the one changes', () => {
    const task = started({ sign: undefined }, [partyOf('u001', 'u003')]);
    const { parties } = task.tell(transfer('2026-01-05 10:00')).value as { parties: string[] };
    expect(parties).toEqual(['u001+u003']);
    task.to('2026-01-21 00:00');
    expect(task.heard(/remind/)).toEqual([
      '2026-01-20 09:00 notice remind monthly/2026-01/u001+u003 → u002/reporter',
      '2026-01-20 09:00 notice remind monthly/2026-01/u001+u003 → u003/reporter',
    ]);
  });

  test('by the office, from one that owes, to another', () => {
    const task = started();
    expect(task.tell(transfer('2026-01-05 10:00', 'u003')).fault?.code).toBe('unit-not-holder');
    expect(task.tell(transfer('2026-01-05 10:10', 'u001', 'principal')).fault?.code).toBe(
      'wrong-approver',
    );
    const self = { ...transfer('2026-01-05 10:20'), to: [UNITS[0]] } as never;
    expect(task.tell(self).fault?.code).toBe('transfer-to-itself');
  });
});
