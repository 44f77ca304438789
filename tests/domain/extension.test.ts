import { describe, expect, test } from '@jest/globals';
import { APPROVER, asked, exceptional, said } from '../harness/exceptions.ts';
import { report, told } from '../harness/messages.ts';
import { MONTHLY } from '../harness/cast.ts';

/** March is due on Wednesday the 25th at 17:00; its grace ends on the 26th, it closes on 1 April. */
const DECIDE = { by: APPROVER, limit: { workdays: 3 } };
const RULE = { extension: { decide: DECIDE } };
const FIRST = { extension: { decide: DECIDE, first: { limit: { workdays: 1 } } } };

type Task = ReturnType<typeof exceptional>;

/** The code of the fault, and that nothing was decided besides time. */
function refused(task: Task, message: Parameters<Task['tell']>[0]): string | undefined {
  const facts = () => task.decisions.filter(({ type }) => type.startsWith('extension')).length;
  const before = facts();
  const answer = task.tell(message);
  expect(facts()).toBe(before);
  expect(answer.fault?.message).toMatch(/^[^\n]*[。]$/);
  return answer.fault?.code;
}

describe('an application is refused with a sentence, and nothing has changed', () => {
  test('where the regime has no extension', () => {
    expect(refused(exceptional(), asked('2026-03-23 10:00'))).toBe('extension-none');
  });

  test('from another unit, from the office, for an unknown obligation', () => {
    const task = exceptional(RULE);
    const by = (who: string) => ({ ...asked('2026-03-23 10:00'), by: who, id: who });
    expect(refused(task, by('unit:u002'))).toBe('extension-not-own');
    expect(refused(task, by('office'))).toBe('extension-not-own');
    const strange = asked('2026-03-23 10:00', { obligation: 'monthly/1999-01/u001' });
    expect(refused(task, strange)).toBe('obligation-unknown');
  });

  test('without a reason, without progress', () => {
    const task = exceptional(RULE);
    expect(refused(task, asked('2026-03-23 10:00', { reason: ' ' }))).toBe('reason-missing');
    expect(refused(task, asked('2026-03-23 10:01', { progress: '' }))).toBe('content-missing');
  });

  test.each([
    ['2026-03-24', '不晚于'],
    ['2026-03-25', '不晚于'],
    ['2026-02-27', '已经过去'],
    ['2027-01-01', '期限'],
    ['2026-02-30', '没有这一天'],
  ])('until %s: %s', (until, words) => {
    const task = exceptional(RULE);
    const { fault } = task.tell(asked('2026-03-23 10:00', { until }));
    expect(fault?.code).toBe('extension-day');
    expect(fault?.message).toContain(words);
  });

  test('after the due instant, by the rule; the very instant is still in time', () => {
    const task = exceptional(RULE);
    expect(task.tell(asked('2026-03-25 17:00')).fault).toBeUndefined();
    expect(refused(exceptional(RULE), asked('2026-03-25 17:00:01'))).toBe('extension-late');
  });

  test('later than the days before due that the regime asks for', () => {
    const task = exceptional({ extension: { decide: DECIDE, before: { workdays: 20 } } });
    const late = task.tell(asked('2026-02-25 17:01'));
    expect(late.fault?.code).toBe('extension-too-late');
    expect(late.fault?.message).toContain('2026年2月25日17:00');
    expect(task.tell(asked('2026-02-25 17:02', { until: '2026-04-15' })).fault).toBeDefined();
  });

  test('on a rest day: with the day that it would become, to be confirmed; never where the regime leaves it', () => {
    const task = exceptional(RULE);
    const { fault } = task.tell(asked('2026-03-23 10:00', { until: '2026-04-18' }));
    expect(fault?.code).toBe('extension-rest');
    expect(fault?.message).toContain('2026年4月17日17:00');
    const confirmed = { until: '2026-04-18', confirm: true };
    expect(task.tell(asked('2026-03-23 10:01', confirmed)).fault).toBeUndefined();
    const left = exceptional({ ...RULE, duties: [{ ...MONTHLY, shift: 'unchanged' }] });
    expect(refused(left, asked('2026-03-23 10:00', confirmed))).toBe('extension-day');
  });

  test('a shifted day that is not later than the present one', () => {
    const task = exceptional({ ...RULE, duties: [{ ...MONTHLY, due: { day: 27 } }] });
    const confirmed = { until: '2026-03-28', confirm: true };
    expect(refused(task, asked('2026-03-23 10:00', confirmed))).toBe('extension-day');
  });

  test('twice, for what is reported, and while the task is suspended', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-23 10:00'));
    expect(refused(task, asked('2026-03-23 11:00'))).toBe('extension-open');
    const done = exceptional(RULE);
    done.tell(report('2026-03-20 10:00', '2026-03'));
    expect(refused(done, asked('2026-03-23 10:00'))).toBe('extension-settled');
    const paused = exceptional(RULE);
    paused.tell(told('suspend', '2026-03-20 10:00', { reason: '防汛' }));
    expect(refused(paused, asked('2026-03-23 10:00'))).toBe('extension-paused');
  });

  test('more often, or further, than the regime allows', () => {
    const atMost = { times: 1, offset: { workdays: 10 } };
    const task = exceptional({ extension: { decide: DECIDE, atMost } });
    expect(refused(task, asked('2026-03-23 10:00', { until: '2026-04-09' }))).toBe('extension-day');
    task.tell(asked('2026-03-23 11:00', { until: '2026-04-01' }));
    task.tell(said('approve-extension', '2026-03-23 12:00', APPROVER));
    const more = asked('2026-03-30 10:00', { until: '2026-04-08' });
    expect(refused(task, more)).toBe('extension-used');
  });

  test('on an ended task', () => {
    const task = exceptional(RULE);
    task.tell(told('close', '2026-03-20 10:00', { reason: '完成' }));
    expect(refused(task, asked('2026-03-23 10:00'))).toBe('task-ended');
  });
});

describe('a decision is refused with a sentence, and nothing has changed', () => {
  test('where nothing is asked, by the wrong post, without a reason, twice', () => {
    const task = exceptional(RULE);
    const approve = (at: string, by = APPROVER) => said('approve-extension', at, by);
    expect(refused(task, approve('2026-03-23 09:00'))).toBe('extension-not-open');
    task.tell(asked('2026-03-23 10:00'));
    expect(refused(task, approve('2026-03-23 11:00', 'office'))).toBe('wrong-approver');
    expect(refused(task, approve('2026-03-23 11:01', 'unit:u001'))).toBe('wrong-approver');
    const refuse = said('refuse-extension', '2026-03-23 11:02', APPROVER, { reason: '' });
    expect(refused(task, refuse)).toBe('reason-missing');
    expect(task.tell(approve('2026-03-23 12:00')).fault).toBeUndefined();
    expect(refused(task, approve('2026-03-23 13:00'))).toBe('extension-not-open');
  });

  test('before the clerk has seen it; the clerk gives an opinion, once', () => {
    const task = exceptional(FIRST);
    task.tell(asked('2026-03-23 10:00'));
    expect(refused(task, said('approve-extension', '2026-03-23 11:00', APPROVER))).toBe(
      'extension-unchecked',
    );
    const pass = (at: string, opinion: string) => said('pass-extension', at, 'office', { opinion });
    expect(refused(task, pass('2026-03-23 11:01', ' '))).toBe('content-missing');
    expect(task.tell(pass('2026-03-23 11:02', '属实')).fault).toBeUndefined();
    expect(refused(task, pass('2026-03-23 11:03', '属实'))).toBe('extension-checked');
  });

  test('with a day that has passed meanwhile; the approver names another', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-23 10:00', { until: '2026-03-27' }));
    const late = said('approve-extension', '2026-03-30 10:00', APPROVER);
    task.to('2026-03-30 09:59');
    expect(refused(task, late)).toBe('extension-day');
    const other = { until: '2026-04-10' };
    const named = said('approve-extension', '2026-03-30 11:00', APPROVER, other);
    expect(task.tell(named).value).toMatchObject(other);
  });

  test('the unit alone withdraws, with a reason', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-23 10:00'));
    const withdraw = (by: string, reason = '办妥') =>
      said('withdraw-extension', '2026-03-23 11:00', by, { reason });
    expect(refused(task, withdraw('unit:u002'))).toBe('extension-not-own');
    expect(refused(task, withdraw('office'))).toBe('extension-not-own');
    expect(refused(task, withdraw('unit:u001', ' '))).toBe('reason-missing');
  });
});

describe('an approved extension', () => {
  test('is open again for entry that had closed, and its ladder begins anew', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-24 10:00'));
    task.to('2026-04-02 09:00');
    expect(task.tell(report('2026-04-02 09:30', '2026-03')).fault?.code).toBe('report-closed');
    task.tell(said('approve-extension', '2026-04-02 10:00', APPROVER));
    expect(task.tell(report('2026-04-14 10:00', '2026-03')).value).toMatchObject({
      verdict: 'on-time',
    });
  });

  test('may be extended once more, and is judged under a key of its own each time', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-24 10:00'));
    task.tell(said('approve-extension', '2026-03-24 11:00', APPROVER));
    task.tell(asked('2026-04-14 10:00', { until: '2026-05-06' }));
    task.tell(said('approve-extension', '2026-04-14 11:00', APPROVER));
    task.to('2026-05-20 00:00');
    const keys = task.decisions
      .filter(({ type, payload }) => type === 'judged' && payload['period'] === '2026-03')
      .map(({ key, at }) => `${at.slice(0, 10)} ${key}`);
    expect(keys).toEqual(['2026-05-07 monthly/2026-03/u001~2:judged']);
  });

  test('asked for in time and told late is still in time', () => {
    const task = exceptional(RULE);
    task.tell(asked('2026-03-25 16:00'), '2026-03-27 10:00');
    expect(task.heard(/extension-asked/)).toEqual([
      '2026-03-26 17:00 extension-asked monthly/2026-03/u001',
    ]);
  });

  test('never by itself: what nobody decides stays before the approver after the end of the campaign', () => {
    const task = exceptional(RULE);
    task.tell(
      asked('2026-12-24 10:00', { obligation: 'monthly/2026-12/u001', until: '2026-12-31' }),
    );
    task.to('2027-12-31 00:00');
    expect(task.state().ended).toBeUndefined();
    const refuse = said('refuse-extension', '2027-12-31 10:00', APPROVER, {
      ...{ obligation: 'monthly/2026-12/u001', reason: '过时' },
    });
    task.tell(refuse);
    expect(task.state().ended).toMatchObject({ reason: '期满' });
  });
});
