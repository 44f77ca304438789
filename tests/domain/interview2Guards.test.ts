import { describe, expect, test } from '@jest/globals';
import { engineOf, fold, newestEngine } from '../../domain/engines.ts';
import { initialInterview } from '../../domain/interview.ts';
import { firstInterviewMachine } from '../../domain/interviewFirst.ts';
import type { TalkState } from '../../domain/interview2State.ts';
import { reminderBetween, talkRule } from '../../domain/interview2Rule.ts';
import type { InterviewMessage } from '../../domain/interviewMessages.ts';
import { PLAIN, regimeOf } from '../harness/cast.ts';
import { toInterview } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';
import {
  APPROVER,
  approved,
  ground,
  inputOf,
  line,
  meeting,
  type Played,
  proposed,
  RECORD,
  rectifying,
  type Rest,
  say,
  scheduled,
  UNIT,
  unmet,
} from '../harness/talked.ts';

describe('what is refused changes nothing', () => {
  const REFUSED: readonly [string, () => Played, InterviewMessage['kind'], string, Rest, string][] =
    [
      ['an approval by the office', proposed, 'approve', '2026-02-09 10:00', {}, 'wrong-approver'],
      [
        'a hearing by the office',
        proposed,
        'hear',
        '2026-02-09 10:00',
        {},
        'interview-wrong-actor',
      ],
      [
        'a statement of another unit',
        proposed,
        'statement',
        '2026-02-09 10:00',
        { by: 'unit:u002', text: '说' },
        'interview-wrong-actor',
      ],
      [
        'an empty statement',
        proposed,
        'statement',
        '2026-02-09 10:00',
        { by: UNIT, text: ' ' },
        'content-missing',
      ],
      [
        'a date before approval',
        proposed,
        'schedule',
        '2026-02-09 10:00',
        meeting('2026-02-12 15:00'),
        'interview-wrong-phase',
      ],
      [
        'a date in the past',
        approved,
        'schedule',
        '2026-02-10 10:00',
        meeting('2026-02-10 09:00'),
        'interview-time',
      ],
      [
        'a rest day',
        () => approved({ hold: { days: 9 } }),
        'schedule',
        '2026-02-10 10:00',
        meeting('2026-02-14 15:00'),
        'interview-time',
      ],
      [
        'a date beyond the limit',
        approved,
        'schedule',
        '2026-02-10 10:00',
        meeting('2026-02-17 15:00'),
        'interview-beyond-limit',
      ],
      [
        'no place',
        approved,
        'schedule',
        '2026-02-10 10:00',
        { meeting: { at: when('2026-02-11 15:00'), place: ' ' } },
        'content-missing',
      ],
      [
        'attendance before the meeting',
        scheduled,
        'held',
        '2026-02-10 10:00',
        { attendance: 'principal' },
        'interview-not-yet',
      ],
      [
        'minutes before the interview',
        scheduled,
        'minutes',
        '2026-02-10 10:00',
        { record: RECORD },
        'interview-wrong-phase',
      ],
      [
        'minutes twice',
        rectifying,
        'minutes',
        '2026-02-16 10:00',
        { record: RECORD },
        'interview-wrong-phase',
      ],
      [
        'a verification of nothing',
        rectifying,
        'verify',
        '2026-02-16 10:00',
        { result: 'passed' },
        'interview-wrong-phase',
      ],
      [
        'rectification by the office',
        rectifying,
        'rectified',
        '2026-02-16 10:00',
        { text: '改' },
        'interview-wrong-actor',
      ],
      [
        'a second interview without reason',
        unmet,
        'second',
        '2026-03-04 10:00',
        { ...APPROVER, reason: '' },
        'reason-missing',
      ],
      [
        'a second interview by the office',
        unmet,
        'second',
        '2026-03-04 10:00',
        { reason: '未改' },
        'interview-wrong-actor',
      ],
    ];
  test.each(REFUSED)('%s', (_, start, kind, at, rest, code) => {
    const played = start();
    played.to(at);
    const before = played.state();
    const told = played.decisions.length;
    expect(say(played, kind, at, rest)).toBe(code);
    expect(played.state()).toEqual(before);
    expect(played.decisions).toHaveLength(told);
  });
});

describe('engines', () => {
  test('engine 1 takes nothing new for an approval, and goes on as it was', () => {
    const input = inputOf();
    const played = play(firstInterviewMachine(input), initialInterview(input), line);
    played.tell(ground());
    played.to('2026-02-06 12:00');
    const hear = toInterview('hear', '2026-02-09 10:00', {});
    expect(played.machine.guard(played.state(), hear)?.code).toBe('interview-old-rules');
    expect(played.tell(hear).fault?.code).toBe('interview-old-rules');
    expect(played.state().phase).toBe('proposed');
  });

  test.each(['2026-02-05 18:00', '2026-02-06 12:00'])(
    'a process that stands at %s under engine 1 goes to its end under engine 2',
    (turn) => {
      const steps = [
        { engine: 1, upTo: when('2026-02-05 17:00'), message: ground() },
        { engine: 1, upTo: when(turn) },
        { engine: 2, upTo: when('2026-02-13 18:00') },
      ];
      const folded = fold(engineOf('interview', inputOf()), steps);
      expect(folded.engine).toBe(newestEngine('interview'));
      expect(folded.state).toMatchObject({ phase: 'sent-back', limitAt: when('2026-02-20 17:00') });
      const again = toInterview('propose', '2026-02-16 10:00', { by: 'office', reason: '仍未报' });
      const step = folded.machine.advance(folded.state, again, again.receivedAt);
      expect(step.decisions.map(({ key }) => key)).toEqual([
        'proposed:2',
        'interview/c2026-001/u001/2026-01B:decide-interview:2:post/分管领导',
      ]);
      expect((step.state as TalkState).phase).toBe('proposed');
    },
  );
});

describe('rules', () => {
  test('what a regime leaves out has its defaults', () => {
    const { interview } = regimeOf();
    expect(Object.keys(interview ?? {}).sort()).toEqual(['gate', 'proposeAt', 'to']);
    expect(talkRule(interview!)).toMatchObject({
      hold: { workdays: 5 },
      rectify: { workdays: 20 },
      verify: { by: 'office', limit: { workdays: 5 } },
      absence: 'new-date',
    });
  });

  test.each([
    [{ before: { workdays: 2 } }, '2026-02-06 09:00', '2026-02-13 17:00', '2026-02-11 09:00'],
    ['half', '2026-02-06 09:00', '2026-02-13 17:00', '2026-02-10 09:00'],
    [{ before: { days: 9 } }, '2026-02-06 09:00', '2026-02-13 17:00', '2026-02-10 09:00'],
    ['half', '2026-02-06 10:00', '2026-02-06 12:00', '2026-02-06 11:00'],
  ] as const)('a reminder (%j) between %s and %s', (remind, from, limit, found) => {
    expect(reminderBetween(remind, when(from), when(limit), PLAIN)).toBe(when(found));
  });
});
