import { describe, expect, test } from '@jest/globals';
import { initialInterview } from '../../domain/interview.ts';
import { firstInterviewMachine } from '../../domain/interviewFirst.ts';
import type { Decision } from '../../domain/machine.ts';
import { contextOf, INTERVIEW, regimeOf, UNITS } from '../harness/cast.ts';
import { toInterview } from '../harness/messages.ts';
import { minute, play, when } from '../harness/played.ts';

function line({ at, type, payload, ...rest }: Decision): string {
  const to = rest.kind === 'notice' ? ` → ${rest.recipient}` : '';
  const grounds = (payload['grounds'] as string[] | undefined)?.join('+') ?? payload['obligation'];
  return [minute(at), rest.kind, type, grounds].filter(Boolean).join(' ') + to;
}

/** The interview of a unit for January and February 2026. */
function started(unit = 0, regime: Record<string, unknown> = {}, at = '2026-02-05 17:00') {
  const input = {
    context: contextOf({ regime: regimeOf(regime) }),
    unit: UNITS[unit] ?? UNITS[0]!,
    window: '2026-01B',
    startedAt: when(at),
  };
  return play(firstInterviewMachine(input), initialInterview(input), line);
}

function ground(at: string, task: string, obligation = 'monthly/2026-01/u001', step = 'interview') {
  const id = `task/c2026-001/${task}:${obligation}:${step}:ground:u001`;
  return toInterview('ground', at, { id, by: 'office', task, obligation, step, because: [] });
}

/** Two grounds of Thursday 5 February. */
function withTwo(unit = 0) {
  const interview = started(unit);
  interview.tell(ground('2026-02-05 17:00', 't0001'));
  interview.tell(ground('2026-02-05 17:00', 't0002'));
  return interview;
}

const A = 't0001/monthly/2026-01/u001';
const B = 't0002/monthly/2026-01/u001';
const C = 't0003/monthly/2026-01/u001';

describe('grounds', () => {
  test('of one day are proposed together on the next working day at 09:00; the unit hears nothing', () => {
    const interview = withTwo();
    interview.to('2026-02-06 12:00');
    expect(interview.heard()).toEqual([
      '2026-02-05 17:00 fact ground monthly/2026-01/u001',
      '2026-02-05 17:00 fact ground monthly/2026-01/u001',
      `2026-02-06 09:00 fact proposed ${A}+${B}`,
      `2026-02-06 09:00 notice decide-interview ${A}+${B} → post/分管领导`,
    ]);
  });

  test('of a Friday are proposed on Monday', () => {
    const interview = started(0, {}, '2026-02-06 17:00');
    interview.tell(ground('2026-02-06 17:00', 't0001'));
    interview.to('2026-02-28 00:00');
    expect(interview.heard(/proposed/)).toEqual([`2026-02-09 09:00 fact proposed ${A}`]);
  });

  test('later ones join before the decision, and the approval names them all', () => {
    const interview = withTwo();
    interview.tell(ground('2026-02-09 17:00', 't0003'), '2026-02-09 17:00');
    interview.tell(toInterview('approve', '2026-02-10 10:00', {}), '2026-02-10 10:00');
    expect(interview.heard(/approved|notice interview/)).toEqual([
      `2026-02-10 10:00 fact approved ${A}+${B}+${C}`,
      `2026-02-10 10:00 notice interview ${A}+${B}+${C} → u001/head`,
      `2026-02-10 10:00 notice interview ${A}+${B}+${C} → office`,
    ]);
  });

  test('the same ground twice is one; a second step about the same month is the same matter', () => {
    const interview = withTwo();
    expect(interview.tell(ground('2026-02-05 17:00', 't0001')).value).toEqual({ repeated: true });
    interview.tell(ground('2026-02-05 18:00', 't0001', 'monthly/2026-01/u001', 'again'));
    expect(interview.state().grounds).toEqual([A, B]);
  });

  test('an earlier one that arrives later joins the proposal that is to come', () => {
    const interview = started(0, {}, '2026-02-04 17:00');
    interview.tell(ground('2026-02-05 17:00', 't0001'));
    interview.tell(ground('2026-02-04 17:00', 't0002'));
    interview.to('2026-02-28 00:00');
    expect(interview.heard(/proposed/)).toEqual([`2026-02-06 09:00 fact proposed ${A}+${B}`]);
  });
});

describe('the gate', () => {
  test('approved: only now the unit hears, and the interview is over', () => {
    const interview = withTwo();
    interview.tell(
      toInterview('approve', '2026-02-09 10:00', { note: '请主要负责人参加' }),
      '2026-02-09 10:00',
    );
    expect(interview.decisions.filter(({ type }) => type === 'approved')[0]?.payload).toMatchObject(
      {
        by: 'post:分管领导',
        note: '请主要负责人参加',
      },
    );
    expect(interview.machine.ended(interview.state())).toBe(true);
    expect(interview.machine.next(interview.state())).toBeUndefined();
  });

  test('rejected with a reason: the office hears, the unit never', () => {
    const interview = withTwo();
    interview.tell(
      toInterview('reject', '2026-02-09 10:00', { reason: '已当面说明' }),
      '2026-02-09 10:00',
    );
    interview.to('2026-12-31 00:00');
    expect(interview.heard(/notice/)).toEqual([
      `2026-02-06 09:00 notice decide-interview ${A}+${B} → post/分管领导`,
      '2026-02-09 10:00 notice interview-rejected → office',
    ]);
  });

  test('silence lapses at the limit, five working days after the proposal, and never approves', () => {
    const interview = withTwo();
    interview.to('2026-12-31 00:00');
    expect(interview.heard(/lapsed|approved|notice interview/)).toEqual([
      '2026-02-13 17:00 fact lapsed',
      '2026-02-13 17:00 notice interview-lapsed → office',
    ]);
  });

  test('an approval at the very limit is too late', () => {
    const interview = withTwo();
    interview.to('2026-02-12 00:00');
    const approve = toInterview('approve', '2026-02-13 17:00', {});
    expect(interview.machine.guard(interview.state(), approve)?.code).toBe('already-ended');
    expect(interview.tell(approve).fault?.code).toBe('already-ended');
    expect(interview.state().phase).toBe('lapsed');
  });

  test.each([
    [
      'of somebody else',
      toInterview('approve', '2026-02-09 10:00', { by: 'office' }),
      'wrong-approver',
    ],
    [
      'before the proposal',
      toInterview('approve', '2026-02-05 18:00', {}),
      'interview-not-proposed',
    ],
    [
      'without a reason',
      toInterview('reject', '2026-02-09 10:00', { reason: ' ' }),
      'reason-missing',
    ],
  ])('a decision %s is refused', (_, message, code) => {
    const interview = withTwo();
    interview.heard();
    expect(interview.machine.guard(interview.state(), message)?.code).toBe(code);
    expect(interview.tell(message).fault?.code).toBe(code);
    expect(interview.heard(/approved|rejected/)).toEqual([]);
  });

  test('decided is decided', () => {
    const interview = withTwo();
    interview.to('2026-02-06 09:00');
    interview.tell(toInterview('approve', '2026-02-09 10:00', {}));
    const reject = toInterview('reject', '2026-02-09 11:00', { reason: '改主意' });
    expect(interview.tell(reject).fault?.code).toBe('already-ended');
  });

  test('a ground that comes when it has been decided is handed on, not lost', () => {
    const interview = withTwo();
    interview.to('2026-02-12 00:00');
    interview.heard();
    const late = ground('2026-02-13 17:00', 't0003');
    expect(interview.tell(late).value).toEqual({ handedOn: true });
    expect(interview.heard(/lapsed|effect|ground/)).toEqual([
      '2026-02-13 17:00 fact lapsed',
      '2026-02-13 17:00 notice interview-lapsed → office',
      '2026-02-13 17:00 effect ground monthly/2026-01/u001',
    ]);
    expect(interview.tell(late).value).toEqual({ repeated: true });
    interview.tell(ground('2026-02-11 17:00', 't0004'));
    expect(interview.heard()).toEqual(['2026-02-13 17:00 effect ground monthly/2026-01/u001']);
  });

  test('a limit of no days earlier in the day is the next working day', () => {
    const gate = { ...INTERVIEW.gate, limit: { workdays: 0 }, time: '08:30' };
    const interview = started(0, { interview: { ...INTERVIEW, gate } });
    interview.tell(ground('2026-02-05 17:00', 't0001'));
    interview.to('2026-02-28 00:00');
    expect(interview.heard(/lapsed/)[0]).toBe('2026-02-09 08:30 fact lapsed');
  });

  test('a unit without a head: the fallback gets the notice and the office is told', () => {
    const interview = withTwo(3);
    interview.to('2026-02-06 12:00');
    interview.tell(toInterview('approve', '2026-02-09 10:00', {}));
    const keys = interview.decisions.filter(({ kind }) => kind === 'notice').map(({ key }) => key);
    expect(keys).toEqual([
      'interview/c2026-001/u004/2026-01B:decide-interview:post/分管领导',
      'interview/c2026-001/u004/2026-01B:interview:office',
      'interview/c2026-001/u004/2026-01B:interview:missing:u004/head',
    ]);
  });
});

test('a regime without interviews has no such process', () => {
  expect(() => started(0, { interview: undefined })).toThrow('no interview');
});
