import { describe, expect, test } from '@jest/globals';
import { firstInterviewMachine } from '../../domain/interviewFirst.ts';
import { initialInterview } from '../../domain/interview.ts';
import { INTERVIEW, PLAIN } from '../harness/cast.ts';
import { announced, toInterview } from '../harness/messages.ts';
import { play } from '../harness/played.ts';
import { ground, inputOf, line, proposed, RECORD, UNIT } from '../harness/talked.ts';

type Rule = Parameters<typeof proposed>[0];

/** Minutes of Friday 13 February at 10:00: rectified within 20 working days, by 13 March at 17:00. */
function rectifying(rule: Rule = {}) {
  const talk = proposed(rule);
  talk.tell(toInterview('approve', '2026-02-09 10:00', {}));
  const meeting = { at: '2026-02-11T15:00:00+08:00', place: '会议室' };
  talk.tell(toInterview('schedule', '2026-02-09 11:00', { by: 'office', meeting }));
  talk.tell(
    toInterview('held', '2026-02-11 17:00', { by: 'office', attendance: 'principal' as const }),
  );
  talk.tell(toInterview('minutes', '2026-02-13 10:00', { by: 'office', record: RECORD }));
  talk.heard();
  return talk;
}

const suspend = (at: string) => toInterview('suspend', at, { by: 'office', reason: '防汛' });
const resume = (at: string) => toInterview('resume', at, { by: 'office' });

describe('a suspension that an interview hears of', () => {
  test('stops the rectification clock, reminder and limit, and gives back what was left', () => {
    const talk = rectifying();
    expect(talk.state().limitAt).toBe('2026-03-13T17:00:00+08:00');
    talk.tell(suspend('2026-03-06 12:00'));
    talk.to('2026-04-10 00:00');
    expect(talk.heard().map((text) => text.slice(17))).toEqual(['fact suspended']);
    expect(talk.machine.next(talk.state())).toBeUndefined();
    expect(talk.machine.describe(talk.state())).toContain('已暂停');
    talk.tell(resume('2026-04-10 12:00'));
    expect(talk.state()).toMatchObject({ limitAt: '2026-04-17T17:00:00+08:00' });
    expect(talk.heard()).toContain('2026-04-10 12:00 notice rectify-moved → u001/head');
  });

  test('a limit in calendar days keeps its remaining working days as well', () => {
    const talk = rectifying({ rectify: { days: 28 } });
    talk.tell(suspend('2026-03-06 12:00'));
    talk.tell(resume('2026-03-20 12:00'));
    expect(talk.state().limitAt).toBe('2026-03-27T17:00:00+08:00');
  });

  test('what has been reported lies with the verifier, whose limit runs on', () => {
    const talk = rectifying();
    talk.tell(suspend('2026-02-20 12:00'));
    talk.tell(toInterview('rectified', '2026-02-23 10:00', { by: UNIT, text: '已整改' }));
    talk.to('2026-03-10 00:00');
    expect(talk.heard().some((text) => text.includes('verify-overdue'))).toBe(true);
  });

  test('twice, and the end of none, are refused; an ended one hears nothing', () => {
    const talk = rectifying();
    expect(talk.tell(resume('2026-02-20 12:00')).fault?.code).toBe('not-suspended');
    talk.tell(suspend('2026-02-20 12:00'));
    expect(talk.tell(suspend('2026-02-20 13:00')).fault?.code).toBe('already-suspended');
    const ended = proposed();
    ended.tell(toInterview('reject', '2026-02-09 10:00', { reason: '已说明' }));
    expect(ended.tell(suspend('2026-02-20 12:00')).fault?.code).toBe('already-ended');
  });
});

describe('an amended calendar that an interview hears of', () => {
  const calendar = announced(PLAIN, '2030-12-31', ['2026-03-02', '2026-03-03']);
  const amended = (at: string) => toInterview('calendar', at, { by: 'office', calendar });

  test('keeps the working days of a rectification clock, and tells the unit', () => {
    const talk = rectifying();
    talk.tell(amended('2026-02-20 12:00'));
    expect(talk.state().limitAt).toBe('2026-03-17T17:00:00+08:00');
    expect(talk.heard().map((text) => text.slice(17))).toEqual([
      'fact calendar-amended',
      'notice rectify-moved → u001/reporter',
      'notice rectify-moved → u001/head',
    ]);
  });

  test('leaves a limit in calendar days, and a limit of an office, as they were told', () => {
    const talk = rectifying({ rectify: { days: 28 } });
    talk.tell(amended('2026-02-20 12:00'));
    expect(talk.state().limitAt).toBe('2026-03-13T17:00:00+08:00');
    const gate = proposed();
    const { limitAt } = gate.state();
    gate.tell(amended('2026-02-09 12:00'));
    expect(gate.state().limitAt).toBe(limitAt);
  });

  test('counts what begins later', () => {
    const talk = proposed({ hold: { workdays: 15 } });
    talk.tell(amended('2026-02-09 09:00'));
    talk.tell(toInterview('approve', '2026-02-10 10:00', {}));
    expect(talk.state().limitAt).toBe('2026-03-05T17:00:00+08:00');
  });
});

test('an interview under the first engine goes on as it was and says so', () => {
  const input = inputOf(INTERVIEW);
  const talk = play(firstInterviewMachine(input), initialInterview(input), line);
  talk.tell(ground());
  const { fault } = talk.tell(suspend('2026-02-06 12:00'));
  expect(fault?.code).toBe('interview-old-rules');
  expect(talk.state().phase).toBe('proposed');
});
