import { describe, expect, test } from '@jest/globals';
import { bulkOf, unitsInBulk, type BulkAsked, type BulkChosen } from '../../domain/bulkPlan.ts';
import type { BulkTold } from '../../domain/bulkMessages.ts';
import { broadcast, toldBy } from '../../domain/campaignBroadcast.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { minute, play, when } from '../harness/played.ts';

const context = contextOf({ regime: regimeOf({ bulletins: [] }) });
const MARCH = 'monthly/2026-03/u001';

function started(over: Parameters<typeof taskOf>[0] = {}) {
  const task = taskOf(over);
  const input = { context, task };
  return { task, played: play(taskMachine(input), initialTask(input)) };
}

const bulk = (at: string, over: Partial<BulkTold>): TaskMessage => ({
  ...{ kind: 'bulk', id: `bulk ${at}`, receivedAt: when(at), by: 'office', number: '1号' },
  ...{ act: 'exempt', reason: '防汛', items: [{ obligation: MARCH }], ...over },
});

/** What a preview says, in short; the state is brought to the instant first, as the handler does. */
function previewed(
  { task, played }: ReturnType<typeof started>,
  asked: BulkAsked,
  at: string,
): readonly string[] | string | undefined {
  const now = when(at);
  const { state } = played.machine.advance(played.state(), undefined, now);
  const found = bulkOf({ context, task, state }, asked, now);
  if (found === undefined) return undefined;
  if ('left' in found) return found.left;
  const short = (instant: string | null) => (instant === null ? '—' : minute(instant).slice(5));
  return found.changes.map(
    ({ obligation, due, verdict }) =>
      `${obligation} ${short(due.from)}→${short(due.to)} ${verdict.from}→${verdict.to}`,
  );
}

describe('what an act for a set comes to', () => {
  test('a suspension holds what is open; its instants come with the resumption', () => {
    const one = started();
    one.played.to('2026-03-20 10:00');
    expect(previewed(one, { act: 'suspend' }, '2026-03-20 10:00')).toEqual([
      `${MARCH} 03-25 17:00→— pending→pending`,
    ]);
    expect(previewed(one, { act: 'resume' }, '2026-03-20 10:00')).toBe('没有暂停');
    one.played.tell({
      ...{ kind: 'suspend', id: 's', receivedAt: when('2026-03-20 18:00') },
      ...{ by: 'office', reason: '防汛', number: '1号' },
    });
    expect(previewed(one, { act: 'suspend' }, '2026-03-23 10:00')).toBe('已在暂停中');
    expect(previewed(one, { act: 'resume' }, '2026-04-06 09:00')).toEqual([
      `${MARCH} 03-25 17:00→04-09 17:00 pending→pending`,
    ]);
    expect(previewed(one, { act: 'extend', days: 2 }, '2026-03-23 10:00')).toMatch('正在暂停');
  });

  test('an extension moves what is open by working days, and nothing that is not yet', () => {
    const one = started();
    expect(previewed(one, { act: 'extend', days: 5 }, '2026-03-20 10:00')).toEqual([
      `${MARCH} 03-25 17:00→04-01 17:00 pending→pending`,
    ]);
  });

  test('what was reported needs no extension, and no exemption', () => {
    const one = started();
    one.played.tell(report('2026-03-10 10:00', '2026-03'));
    expect(previewed(one, { act: 'extend', days: 5 }, '2026-03-20 10:00')).toBeUndefined();
    const dueBetween = { from: when('2026-03-25 00:00'), to: when('2026-03-25 23:59') };
    const asked = { act: 'exempt', dueBetween } as const;
    expect(previewed(one, asked, '2026-03-20 10:00')).toBe('各期均已判定');
  });

  test('a window takes in what falls due, or whose grace ends, in it; judged 未报 is owed again', () => {
    const one = started();
    const asked = (from: string, to: string): BulkAsked => ({
      ...{ act: 'extend', days: 1 },
      dueBetween: { from: when(from), to: when(to) },
    });
    const at = '2026-03-26 18:00';
    expect(previewed(one, asked('2026-03-26 16:00', '2026-03-26 18:00'), at)).toEqual([
      `${MARCH} 03-25 17:00→03-26 17:00 missing→pending`,
    ]);
    expect(previewed(one, asked('2026-03-25 17:00', '2026-03-25 17:00'), at)).toHaveLength(1);
    expect(previewed(one, asked('2026-03-25 17:01', '2026-03-26 16:59'), at)).toBeUndefined();
    expect(
      previewed(one, asked('2026-03-26 16:00', '2026-03-26 18:00'), '2026-04-20 09:00'),
    ).toMatch('顺延之后仍已过期');
  });

  test('only obligations of the unit that is named', () => {
    const one = started({ owes: [partyOf('u001'), partyOf('u002')] });
    const asked = { act: 'exempt', unit: 'u002' } as const;
    expect(previewed(one, asked, '2026-03-20 10:00')).toEqual([
      'monthly/2026-03/u002 03-25 17:00→03-25 17:00 pending→exempt',
    ]);
    expect(previewed(one, { ...asked, unit: 'u004' }, '2026-03-20 10:00')).toBeUndefined();
  });

  test('an ended task is left out, with the reason', () => {
    const one = started();
    const close = { kind: 'close', id: 'c', by: 'office', reason: '任务完成' } as const;
    one.played.tell({ ...close, receivedAt: when('2026-03-10 10:00') });
    expect(previewed(one, { act: 'suspend' }, '2026-03-20 10:00')).toBe('已结束（任务完成）');
  });

  test('each unit is counted by tasks, or by obligations where they are listed', () => {
    const task = taskOf({ owes: [partyOf('u001', 'u002')] });
    const change = { obligation: MARCH, duty: 'monthly', period: '2026-03', units: ['u002'] };
    const nothing = { from: null, to: null };
    const chosen: BulkChosen = {
      ...{ task: 't0001', items: [] },
      changes: [
        { ...change, due: nothing, graceEnd: nothing, verdict: { from: 'pending', to: 'exempt' } },
      ],
    };
    const tasks = new Map([['t0001', task]]);
    expect(unitsInBulk('suspend', [chosen], tasks)).toEqual({ u001: 1, u002: 1 });
    expect(unitsInBulk('exempt', [chosen], tasks)).toEqual({ u002: 1 });
  });
});

describe('a task that is told', () => {
  test('refuses a list of which nothing is left, and takes what is', () => {
    const { played } = started();
    played.to('2026-03-27 00:00');
    const refused = played.tell(bulk('2026-03-27 10:00', {}));
    expect(refused.fault?.code).toBe('bulk-settled');
    const items = [{ obligation: MARCH }, { obligation: 'monthly/2026-04/u001' }];
    played.heard();
    played.tell(bulk('2026-03-27 11:00', { items }));
    expect(played.heard()).toEqual([
      '2026-03-27 11:00 bulk-done',
      '2026-03-27 11:00 judged monthly/2026-04/u001 exempt',
    ]);
  });

  test('an extension that would already be past is refused', () => {
    const { played } = started();
    const due = '2026-03-26';
    const items = [{ obligation: MARCH, due }];
    const told = played.tell(bulk('2026-04-20 10:00', { act: 'extend', items }));
    expect(told.fault?.code).toBe('bulk-settled');
  });

  test('an unknown obligation, no reason: refused whole', () => {
    const { played } = started();
    const items = [{ obligation: MARCH }, { obligation: 'monthly/2026-03/u009' }];
    expect(played.tell(bulk('2026-03-10 10:00', { items })).fault?.code).toBe('obligation-unknown');
    expect(played.tell(bulk('2026-03-10 11:00', { reason: ' ' })).fault?.code).toBe(
      'reason-missing',
    );
  });

  test('twice is once', () => {
    const { played } = started();
    played.tell(bulk('2026-03-10 10:00', {}));
    const again = played.tell({ ...bulk('2026-03-10 10:00', {}) });
    expect(again.value).toEqual({ repeated: true });
  });
});

test('a broadcast reaches the tasks that are named, each with what is its own', () => {
  const { payload } = broadcast(
    when('2026-03-10 10:00'),
    'x',
    { kind: 'bulk', act: 'exempt' },
    {
      ...{ tasks: ['t0001', 't0002'], each: { t0001: { items: [1] }, t0002: { items: [2] } } },
    },
  );
  expect(toldBy(payload, 't0002')).toMatchObject({ kind: 'bulk', items: [2], id: 'broadcast:x' });
  expect(toldBy(payload, 't0003')).toBeUndefined();
  const all = broadcast(when('2026-03-10 10:00'), 'x', { kind: 'resume' });
  expect(toldBy(all.payload, 't0003')).toMatchObject({ kind: 'resume' });
});
