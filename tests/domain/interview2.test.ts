import { describe, expect, test } from '@jest/globals';
import { when } from '../harness/played.ts';
import {
  APPROVER,
  approved,
  ground,
  line,
  meeting,
  proposed,
  RECORD,
  rectifying,
  say,
  scheduled,
  UNIT,
  unmet,
} from '../harness/talked.ts';

describe('the whole way', () => {
  test('from approval to closure: each step once, each with its notices', () => {
    const played = rectifying();
    expect(
      say(played, 'rectified', '2026-03-02 10:00', { by: UNIT, text: '已改' }),
    ).toBeUndefined();
    expect(say(played, 'verify', '2026-03-03 10:00', { result: 'passed' })).toBeUndefined();
    expect(played.decisions.filter(({ kind }) => kind === 'fact').map(line)).toEqual([
      '2026-02-05 17:00 fact ground',
      '2026-02-06 09:00 fact proposed',
      '2026-02-09 10:00 fact approved',
      '2026-02-09 11:00 fact scheduled',
      '2026-02-10 09:00 fact interview-reminded',
      '2026-02-12 16:00 fact held',
      '2026-02-13 10:00 fact minutes',
      '2026-03-02 10:00 fact rectified',
      '2026-03-03 10:00 fact closed',
    ]);
    expect(played.machine.ended(played.state())).toBe(true);
    expect(played.machine.next(played.state())).toBeUndefined();
  });

  test('the unit hears nothing before time and place are known', () => {
    const played = approved();
    expect(played.heard(/u001/)).toEqual([]);
    say(played, 'schedule', '2026-02-09 11:00', meeting('2026-02-12 15:00'));
    expect(played.heard(/u001/)).toEqual(['2026-02-09 11:00 notice interview-notice → u001/head']);
  });

  test('the notice has its fields; the approver may give time and place with the approval', () => {
    const played = proposed({ notice: { contact: '督查一科' } });
    say(played, 'approve', '2026-02-09 10:00', { ...APPROVER, ...meeting('2026-02-11 15:00') });
    const paper = played.decisions.find(({ type }) => type === 'interview-notice');
    expect(paper?.payload).toMatchObject({
      unit: 'u001',
      grounds: ['t0001/monthly/2026-01/u001'],
      meeting: {
        at: when('2026-02-11 15:00'),
        place: '会议室',
        interviewer: 'post:分管领导',
        contact: '督查一科',
        number: '督约〔2026〕1-2026-01B号',
      },
    });
    expect((paper?.payload['meeting'] as { bring: string[] }).bring).toHaveLength(3);
  });
});

describe('the gate', () => {
  test('lapsed once it returns to the clerk, who proposes once more; lapsed twice it is over', () => {
    const played = proposed();
    played.to('2026-02-13 17:00');
    expect(played.heard(/lapsed|sent-back/)).toEqual([
      '2026-02-13 17:00 fact lapsed',
      '2026-02-13 17:00 notice interview-sent-back → office',
    ]);
    expect(say(played, 'propose', '2026-02-16 10:00', { reason: '仍未报' })).toBeUndefined();
    expect(say(played, 'propose', '2026-02-17 10:00', { reason: '仍未报' })).toBe(
      'interview-wrong-phase',
    );
    played.to('2026-12-31 00:00');
    expect(played.heard(/fact/)).toEqual([
      '2026-02-16 10:00 fact proposed',
      '2026-02-19 09:00 fact interview-reminded',
      '2026-02-23 17:00 fact lapsed',
    ]);
    expect(played.state().phase).toBe('lapsed');
  });

  test('who does not propose again has let it go; a later ground is for the next window', () => {
    const played = proposed();
    played.to('2026-02-16 00:00');
    expect(played.tell(ground('2026-02-16 10:00', 't0002')).value).toEqual({ handedOn: true });
    played.to('2026-12-31 00:00');
    expect(played.heard(/fact not-proposed/)).toEqual(['2026-02-20 17:00 fact not-proposed-again']);
  });

  test('先听单位说明 asks the unit and gives one new limit; the statement stands before the approver', () => {
    const played = proposed();
    expect(say(played, 'hear', '2026-02-12 10:00', APPROVER)).toBeUndefined();
    expect(played.state().limitAt).toBe(when('2026-02-19 17:00'));
    expect(say(played, 'hear', '2026-02-12 11:00', APPROVER)).toBe('interview-heard-already');
    expect(
      say(played, 'statement', '2026-02-13 10:00', { by: UNIT, text: '说明' }),
    ).toBeUndefined();
    expect(played.heard(/notice (state|interview-statement)/)).toEqual([
      '2026-02-12 10:00 notice state-case → u001/head',
      '2026-02-13 10:00 notice interview-statement → post/分管领导',
    ]);
    played.to('2026-02-19 17:00');
    expect(played.state().phase).toBe('sent-back');
  });

  test('the office may withdraw before a decision, and not after', () => {
    const played = proposed();
    expect(say(played, 'withdraw', '2026-02-09 10:00', { reason: '已补报' })).toBeUndefined();
    expect(played.machine.ended(played.state())).toBe(true);
    expect(say(approved(), 'withdraw', '2026-02-10 10:00', { reason: '已补报' })).toBe(
      'interview-wrong-phase',
    );
  });
});

describe('attendance', () => {
  test('a delegate is an absence: a new date, and after a second one the approver decides', () => {
    const played = scheduled();
    played.heard();
    say(played, 'held', '2026-02-12 16:00', { attendance: 'delegate' });
    expect(played.state()).toMatchObject({ phase: 'approved', absences: 1 });
    expect(played.state().holdBy).toBe(when('2026-02-19 17:00'));
    say(played, 'schedule', '2026-02-13 10:00', meeting('2026-02-16 15:00'));
    say(played, 'held', '2026-02-16 16:00', { attendance: 'absent' });
    expect(played.state().phase).toBe('unmet');
    expect(say(played, 'rectified', '2026-02-16 17:00', { by: UNIT, text: '改' })).toBe(
      'interview-wrong-phase',
    );
  });

  test('or the second interview at once, where the regime says so', () => {
    const played = scheduled({ second: { absence: 'second' } });
    played.heard();
    say(played, 'held', '2026-02-12 16:00', { attendance: 'absent' });
    expect(played.state()).toMatchObject({ phase: 'approved', sitting: 2 });
    expect(played.heard(/interview-copy/)).toEqual([
      '2026-02-12 16:00 notice interview-copy → principal',
    ]);
  });
});

describe('where rectification fails', () => {
  test('silence is copied upward and waits for the approver; a late report is still verified', () => {
    const played = rectifying({ rectify: { days: 15 } });
    played.to('2026-03-01 00:00');
    expect(played.heard()).toEqual([
      '2026-02-26 09:00 fact interview-reminded',
      '2026-02-26 09:00 notice interview-reminder → u001/reporter',
      '2026-02-26 09:00 notice interview-reminder → u001/head',
      '2026-02-28 17:00 fact rectify-overdue',
      '2026-02-28 17:00 notice rectify-overdue → u001/reporter',
      '2026-02-28 17:00 notice rectify-overdue → u001/head',
      '2026-02-28 17:00 notice rectify-overdue → office',
      '2026-02-28 17:00 notice interview-copy → principal',
      '2026-02-28 17:00 notice decide-unmet → post/分管领导',
    ]);
    say(played, 'rectified', '2026-03-02 10:00', { by: UNIT, text: '补报' });
    const late = played.decisions.find(({ type }) => type === 'rectified');
    expect(late?.payload['late']).toBe(true);
    expect(say(played, 'verify', '2026-03-03 10:00', { result: 'passed' })).toBeUndefined();
    expect(played.state().phase).toBe('closed');
  });

  test('a slow verifier is reported up, and the unit hears nothing of it', () => {
    const played = rectifying();
    say(played, 'rectified', '2026-03-02 10:00', { by: UNIT, text: '已改' });
    played.heard();
    played.to('2026-12-31 00:00');
    expect(played.heard()).toEqual([
      '2026-03-05 09:00 fact interview-reminded',
      '2026-03-05 09:00 notice interview-reminder → office',
      '2026-03-09 17:00 fact verify-overdue',
      '2026-03-09 17:00 notice verify-overdue → office',
      '2026-03-09 17:00 notice verify-overdue → post/分管领导',
    ]);
    expect(played.state().phase).toBe('verifying');
  });

  test('the approver holds a second interview, once; then a referral waits for a person', () => {
    const played = unmet();
    expect(
      say(played, 'second', '2026-03-04 10:00', { ...APPROVER, reason: '未改' }),
    ).toBeUndefined();
    say(played, 'schedule', '2026-03-05 10:00', meeting('2026-03-09 15:00'));
    say(played, 'held', '2026-03-09 16:00', { attendance: 'principal' });
    say(played, 'minutes', '2026-03-10 10:00', { record: RECORD });
    played.to('2026-04-08 00:00');
    expect(played.state().phase).toBe('unmet');
    expect(say(played, 'second', '2026-04-08 10:00', { ...APPROVER, reason: '再约' })).toBe(
      'interview-second-used',
    );
    say(played, 'refer', '2026-04-08 11:00', { ...APPROVER, reason: '拒不整改' });
    expect(say(played, 'approve', '2026-04-09 10:00', APPROVER)).toBe('wrong-approver');
    expect(say(played, 'approve', '2026-04-09 11:00', { by: 'principal' })).toBeUndefined();
    expect(played.state().phase).toBe('referred');
  });

  test('a referral that nobody decides lapses', () => {
    const played = unmet();
    say(played, 'refer', '2026-03-04 10:00', { reason: '拒不整改' });
    played.to('2026-12-31 00:00');
    expect(played.state().phase).toBe('referral-lapsed');
  });
});
