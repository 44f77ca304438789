import { describe, expect, test } from '@jest/globals';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { contextOf, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

const DECIDE = { by: 'post:分管领导', limit: { workdays: 5 } };
const CLOSURE = { first: { by: 'office', limit: { workdays: 3 } }, decide: DECIDE };
const UNIT = 'unit:u001';
const POST = 'post:分管领导';

/** An act at a time: `[time, who, kind, content]`. */
function act(time: string, by: string, kind: string, content: object = {}): TaskMessage {
  return { id: `${kind} ${by} ${time}`, receivedAt: when(time), by, kind, ...content } as never;
}

function started(over: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const regime = regimeOf({ closure: CLOSURE, ...over });
  const input = { context: contextOf({ regime, ...more }), task: taskOf() };
  return play(taskMachine(input), initialTask(input));
}

const apply = (time: string, by = UNIT, content: object = {}) =>
  act(time, by, 'apply-closure', { text: '已完成', evidence: ['验收单'], ...content });
const code = (answer: { fault?: { code: string } }) => answer.fault?.code;

describe('销号: who, when, with what', () => {
  const fresh = () => started();
  const open = () => {
    const task = started();
    task.tell(apply('2026-02-03 09:00'));
    return task;
  };
  const reviewed = () => {
    const task = open();
    task.tell(act('2026-02-03 10:00', 'office', 'review-closure'));
    return task;
  };
  const at = '2026-02-03 16:00';
  const ask = (make: () => ReturnType<typeof started>, message: TaskMessage) =>
    code(make().tell(message));
  const until = { reason: '不足', until: '2026-02-20' };

  test.each([
    [
      'no closure in the regime',
      () => started({ closure: undefined }),
      apply(at),
      'closure-not-asked',
    ],
    ['another unit', fresh, apply(at, 'unit:u003'), 'unit-not-holder'],
    ['a post', fresh, apply(at, POST), 'wrong-approver'],
    ['without a word', fresh, apply(at, UNIT, { text: ' ' }), 'content-missing'],
    ['without evidence', fresh, apply(at, UNIT, { evidence: [] }), 'closure-evidence'],
    ['while one is open', open, apply(at), 'closure-open'],
    ['nothing applied for', fresh, act(at, 'office', 'review-closure'), 'closure-none'],
    ['the unit as clerk', open, act(at, UNIT, 'review-closure'), 'wrong-approver'],
    ['approved before the clerk', open, act(at, POST, 'approve-closure'), 'closure-unreviewed'],
    ['reviewed twice', reviewed, act(at, 'office', 'review-closure'), 'closure-reviewed'],
    ['the clerk as approver', reviewed, act(at, 'office', 'approve-closure'), 'wrong-approver'],
    [
      'a grade where there are none',
      reviewed,
      act(at, POST, 'approve-closure', { grade: '优秀' }),
      'grade-none',
    ],
    [
      'returned without a reason',
      reviewed,
      act(at, POST, 'return-closure', { ...until, reason: '' }),
      'reason-missing',
    ],
    [
      'returned until a day that is past',
      reviewed,
      act(at, POST, 'return-closure', { ...until, until: '2026-02-02' }),
      'day-past',
    ],
    [
      'withdrawn by somebody else',
      open,
      act(at, 'office', 'withdraw-closure', { reason: '误' }),
      'wrong-approver',
    ],
  ])('%s', (_, make, message, expected) => {
    const task = make();
    const before = JSON.stringify(task.state().matters);
    expect(code(task.tell(message))).toBe(expected);
    expect(JSON.stringify(task.state().matters)).toBe(before);
    expect(ask(make, message)).toBe(expected);
  });

  test('a rest day that the shift leaves where it is', () => {
    const deadlines = { shift: 'unchanged' };
    const task = started({ deadlines, closure: { decide: DECIDE } });
    task.tell(apply('2026-02-03 09:00'));
    const saturday = act(at, POST, 'return-closure', { ...until, until: '2026-02-21' });
    expect(code(task.tell(saturday))).toBe('day-rests');
  });

  test('only the office applies where the regime says so', () => {
    const task = started({ closure: { apply: 'office', decide: DECIDE } });
    expect(code(task.tell(apply('2026-02-03 09:00')))).toBe('wrong-approver');
    expect(code(task.tell(apply('2026-02-03 10:00', 'office')))).toBeUndefined();
  });

  test('a closed task takes no report and no decision, and hears of calendars', () => {
    const task = started({ closure: { decide: DECIDE, lookBack: [{ days: 90 }] } });
    task.tell(apply('2026-02-03 09:00'));
    task.tell(act('2026-02-04 09:00', POST, 'approve-closure'));
    expect(task.state().closed).toEqual({ at: when('2026-02-04 09:00'), reason: '销号' });
    const late = '2026-02-10 10:00';
    expect(code(task.tell(report(late, '2026-02')))).toBe('task-closed');
    expect(code(task.tell(act(late, 'office', 'suspend', { reason: '防汛' })))).toBe('task-closed');
    expect(code(task.tell(apply(late)))).toBe('task-closed');
    const calendar = { calendar: { ...PLAIN, version: 2 } };
    expect(code(task.tell(act(late, 'office', 'calendar', calendar)))).toBeUndefined();
    expect(
      code(task.tell(act(late, 'office', 'look-back', { result: 'passed', reason: '好' }))),
    ).toBe('look-back-early');
  });

  test('nothing is told between closure and reopening, and the steps held before are gone', () => {
    const task = started({ closure: { decide: DECIDE, lookBack: [{ days: 60 }] } });
    task.tell(apply('2026-01-22 09:00'));
    task.to('2026-02-03 00:00');
    expect(task.state().stayed?.length).toBeGreaterThan(0);
    task.tell(act('2026-02-03 10:00', POST, 'approve-closure'));
    task.heard();
    task.to('2026-04-03 00:00');
    expect(task.heard()).toEqual([]);
    task.to('2026-04-10 00:00');
    expect(task.heard(/look-back/)).toEqual([
      '2026-04-06 09:00 look-back-due',
      '2026-04-06 09:00 notice look-back-due → office',
    ]);
  });

  test('a pause of the campaign is heard by a closed task, and lasts when it is opened again', () => {
    const task = started({ closure: { decide: DECIDE, lookBack: [{ days: 30 }] } });
    task.tell(apply('2026-02-03 09:00'));
    task.tell(act('2026-02-04 09:00', POST, 'approve-closure'));
    const passedOn = (time: string, kind: string) => ({
      ...act(time, 'office', kind, { reason: '防汛' }),
      id: `broadcast:${kind}`,
    });
    expect(code(task.tell(passedOn('2026-03-02 09:00', 'suspend')))).toBeUndefined();
    task.to('2026-03-09 00:00');
    const failed = { result: 'failed', reason: '不实' };
    task.tell(act('2026-03-09 09:00', 'office', 'look-back', failed));
    expect(task.state().suspensions).toEqual([{ from: when('2026-02-04 09:00') }]);
    task.tell(passedOn('2026-03-16 09:00', 'resume'));
    expect(task.state().suspensions).toEqual([
      { from: when('2026-02-04 09:00'), to: when('2026-03-16 09:00') },
    ]);
    task.heard();
    task.to('2026-04-01 00:00');
    expect(task.heard(/judged/)).toEqual(['2026-03-26 17:00 judged monthly/2026-03/u001 missing']);
  });
});

describe('持续推进: no deadline, a report each period, ended by decision or at the horizon', () => {
  const continuous = () => {
    const input = {
      context: contextOf({ regime: regimeOf({ closure: { decide: DECIDE } }) }),
      task: taskOf({ deadlines: [{ kind: 'continuous' }] }),
    };
    return play(taskMachine(input), initialTask(input));
  };

  test('it owes twelve reports and nothing by a date', () => {
    const task = continuous();
    task.to('2027-12-31 00:00');
    const judged = task.decisions.filter(({ type }) => type === 'judged');
    expect(judged.map(({ payload }) => payload['duty'])).toEqual(Array(12).fill('monthly'));
    expect(task.state().ended?.reason).toBe('期满');
  });

  test('it ends by a decision, or by a closure', () => {
    const ended = continuous();
    ended.tell(act('2026-05-11 10:00', 'office', 'close', { reason: '转入日常' }));
    expect(ended.state().ended).toEqual({ at: when('2026-05-11 10:00'), reason: '转入日常' });
    const closed = continuous();
    closed.tell(apply('2026-05-11 09:00'));
    closed.tell(act('2026-05-11 10:00', POST, 'approve-closure'));
    expect(closed.state().ended).toEqual({ at: when('2026-05-11 10:00'), reason: '销号' });
  });
});

describe('what cannot be meant in a regime', () => {
  const messages = (over: Record<string, unknown>) =>
    checkRegime(regimeOf(over)).map(({ path, message }) => `${path.join('.')}：${message}`);
  const limit = { days: 60 };

  test.each([
    [{ closure: { decide: { ...DECIDE, by: 'head' } } }, 'closure.decide.by'],
    [{ closure: { decide: { ...DECIDE, limit: { days: 0 } } } }, 'closure.decide.limit'],
    [{ closure: { decide: DECIDE, lookBack: [{ days: 0 }] } }, 'closure.lookBack.0'],
    [{ closure: { decide: DECIDE, lookBack: [{ days: 90 }, { days: 30 }] } }, 'closure.lookBack.1'],
    [{ closure: { decide: DECIDE, grades: ['好', '好'] } }, 'closure.grades'],
    [{ closure: { decide: DECIDE, grades: ['好', '差'], adverse: ['中'] } }, 'closure.adverse.0'],
    [{ listing: { decide: { ...DECIDE, by: 'leader' }, limit } }, 'listing.decide.by'],
    [{ listing: { decide: DECIDE, limit: { days: 400 } } }, 'listing.limit'],
    [{ listing: { decide: DECIDE, limit: { days: 20 } } }, 'listing.extension.applyBefore'],
    [{ objection: { decide: { by: 'reporter' } } }, 'objection.decide.by'],
    [{ objection: { decide: { by: 'principal' } } }, 'objection.decide.otherwise'],
    [{ objection: { within: { days: 0 }, decide: { by: 'office' } } }, 'objection.within'],
  ])('%j', (over, path) => {
    expect(messages(over).join('\n')).toContain(`${path}：`);
  });

  test('what is sensible passes', () => {
    const closure = { ...CLOSURE, lookBack: { after: [{ days: 30 }, { days: 90 }] } };
    const listing = { decide: DECIDE, limit };
    const objection = { decide: { by: 'post:复核领导' } };
    expect(messages({ closure, listing, objection })).toEqual([]);
  });
});
