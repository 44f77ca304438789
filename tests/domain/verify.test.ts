import { describe, expect, test } from '@jest/globals';
import { gather } from '../../domain/gather.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { TaskMessage as Told } from '../../domain/taskMessages.ts';
import { resubmitLimit } from '../../domain/verifyLimit.ts';
import { verifyOf } from '../../domain/verifyState.ts';
import { contextOf, MONTHLY, regimeOf, taskOf } from '../harness/cast.ts';
import { togetherContext, togetherTask } from '../harness/coinciding.ts';
import { report, told } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

const DEPUTY = 'post:副主任';
const KEY = 'monthly/2026-01/u001';
const VERIFY = {
  by: 'office',
  limit: { workdays: 2 },
  then: { by: DEPUTY, limit: { workdays: 3 } },
  grades: ['优秀', '合格'],
};
const context = contextOf({ regime: regimeOf({ verify: VERIFY }) });

function started(over: Parameters<typeof contextOf>[0] = {}) {
  const input = { context: { ...context, ...contextOf({ ...context, ...over }) }, task: taskOf() };
  return play(taskMachine(input), initialTask(input));
}

function by(who: string, message: TaskMessage): TaskMessage {
  return { ...message, by: who, id: `${message.id} ${who}` };
}

const accept = (at: string, rest: object = {}) =>
  told('accept-report', at, { obligation: KEY, ...rest });
const sendBack = (at: string, rest: object = {}) =>
  told('return-report', at, { obligation: KEY, reason: '不实', ...rest });
const withdraw = (at: string, who = 'unit:u001') =>
  by(who, told('withdraw-report', at, { obligation: KEY }));

/** January is due on Friday the 23rd at 17:00; its entry closes on the 30th. */
describe('who may do what, and when', () => {
  const beforehand = [report('2026-01-21 10:00', '2026-01')];
  const checked = [...beforehand, accept('2026-01-21 11:00')];
  const accepted = [...checked, by(DEPUTY, accept('2026-01-21 12:00'))];
  const returned = [...beforehand, sendBack('2026-01-21 11:00')];
  const claimed = { at: when('2026-01-20 09:00'), how: 'paper' as const, evidence: '收文12号' };
  const entered = [report('2026-01-26 18:00', '2026-01', { by: 'office', claimed })];
  const claim = 'claim/report 2026-01-26 18:00 2026-01';
  const confirm = (at: string, who = 'principal') =>
    by(who, told('confirm-arrival', at, { claim }));
  const obstacle = [report('2026-01-21 10:00', '2026-01', { obstacle: '缺地', asks: '乙局' })];
  const assign = (at: string, rest: object = {}) =>
    told('assign-obstacle', at, { obstacle: 1, owner: 'unit:u002', until: '2026-01-30', ...rest });
  const resolve = (at: string, who: string) =>
    by(who, told('resolve-obstacle', at, { obstacle: 1, text: '已落实' }));
  const faulty: readonly (readonly [string, readonly TaskMessage[], TaskMessage, string])[] = [
    ['nothing was reported', [], accept('2026-01-21 11:00'), 'verify-nothing'],
    [
      'no such obligation',
      beforehand,
      told('accept-report', '2026-01-21 11:00', { obligation: 'x' }),
      'obligation-unknown',
    ],
    ['not his turn', beforehand, by(DEPUTY, accept('2026-01-21 11:00')), 'wrong-approver'],
    ['his turn is over', checked, accept('2026-01-21 12:00'), 'wrong-approver'],
    ['accepted twice', accepted, by(DEPUTY, accept('2026-01-21 13:00')), 'report-accepted'],
    ['returned after acceptance', accepted, sendBack('2026-01-21 13:00'), 'report-accepted'],
    ['accepted while it is returned', returned, accept('2026-01-21 12:00'), 'verify-returned'],
    ['returned twice', returned, sendBack('2026-01-21 12:00'), 'verify-returned'],
    ['no reason', beforehand, sendBack('2026-01-21 11:00', { reason: ' ' }), 'reason-missing'],
    ['in the past', beforehand, sendBack('2026-01-21 11:00', { until: '2026-01-20' }), 'act-day'],
    ['no such day', beforehand, sendBack('2026-01-21 11:00', { until: '2026-02-30' }), 'act-day'],
    ['a rest day', beforehand, sendBack('2026-01-21 11:00', { until: '2026-01-24' }), 'act-day'],
    ['years away', beforehand, sendBack('2026-01-21 11:00', { until: '2028-01-24' }), 'act-day'],
    [
      'a grade of another regime',
      checked,
      by(DEPUTY, accept('2026-01-21 12:00', { grade: '好', reason: '快' })),
      'grade-unknown',
    ],
    [
      'a grade before the last level',
      beforehand,
      accept('2026-01-21 12:00', { grade: '优秀', reason: '快' }),
      'grade-not-last',
    ],
    [
      'a grade without a reason',
      checked,
      by(DEPUTY, accept('2026-01-21 12:00', { grade: '优秀' })),
      'reason-missing',
    ],
    [
      'corrected after acceptance',
      accepted,
      report('2026-01-22 10:00', '2026-01'),
      'report-accepted',
    ],
    ['withdrawn after acceptance', accepted, withdraw('2026-01-22 10:00'), 'report-accepted'],
    ['withdrawn at due', beforehand, withdraw('2026-01-23 17:00'), 'withdraw-late'],
    [
      'withdrawn by another',
      beforehand,
      withdraw('2026-01-22 10:00', 'unit:u002'),
      'not-own-report',
    ],
    [
      'withdrawn by the office',
      beforehand,
      withdraw('2026-01-22 10:00', 'office'),
      'not-own-report',
    ],
    ['nothing to withdraw', [], withdraw('2026-01-22 10:00'), 'withdraw-nothing'],
    [
      'a unit claims when it came',
      [],
      report('2026-01-22 10:00', '2026-01', { claimed }),
      'claim-not-office',
    ],
    [
      'claimed of the future',
      [],
      report('2026-01-19 10:00', '2026-01', { by: 'office', claimed }),
      'claim-future',
    ],
    [
      'claimed before it opened',
      [],
      report('2026-01-22 10:00', '2026-01', {
        ...{ by: 'office', claimed: { ...claimed, at: when('2025-12-31 10:00') } },
      }),
      'claim-not-open',
    ],
    [
      'confirmed by who entered it',
      entered,
      confirm('2026-01-27 10:00', 'office'),
      'claim-same-person',
    ],
    ['confirmed by another', entered, confirm('2026-01-27 10:00', DEPUTY), 'wrong-approver'],
    ['confirmed what is none', [], confirm('2026-01-27 10:00'), 'claim-unknown'],
    [
      'confirmed twice',
      [...entered, confirm('2026-01-27 10:00')],
      { ...confirm('2026-01-27 11:00'), id: 'again' },
      'claim-decided',
    ],
    ['confirmed too late', entered, confirm('2026-02-09 10:00'), 'claim-decided'],
    [
      'refused without a reason',
      entered,
      by('principal', told('refuse-arrival', '2026-01-27 10:00', { claim, reason: '' })),
      'reason-missing',
    ],
    [
      'whom to ask without what',
      [],
      report('2026-01-22 10:00', '2026-01', { asks: '乙局' }),
      'asks-without-obstacle',
    ],
    ['no such obstacle', obstacle, assign('2026-01-22 10:00', { obstacle: 2 }), 'obstacle-unknown'],
    ['assigned by a unit', obstacle, by('unit:u001', assign('2026-01-22 10:00')), 'wrong-approver'],
    [
      'assigned for a past day',
      obstacle,
      assign('2026-01-22 10:00', { until: '2026-01-21' }),
      'act-day',
    ],
    [
      'resolved by another',
      [...obstacle, assign('2026-01-22 10:00')],
      resolve('2026-01-23 10:00', 'unit:u003'),
      'obstacle-not-own',
    ],
    [
      'resolved twice',
      [...obstacle, resolve('2026-01-23 10:00', 'office')],
      by('post:甲', resolve('2026-01-23 11:00', 'office')),
      'obstacle-resolved',
    ],
  ];

  test.each(faulty)('%s: refused, and nothing is changed', (_, before, message, code) => {
    const task = started();
    for (const one of before) expect(task.tell(one).fault).toBeUndefined();
    task.to(message.receivedAt.slice(0, 16).replace('T', ' '));
    const known = task.state();
    expect(Told.safeParse(message).success).toBe(true);
    const { fault } = task.tell(message);
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(/。$/);
    expect(task.state()).toEqual(known);
  });

  test('evidence is asked for only where the duty says so; a nil report needs none', () => {
    const regime = regimeOf({ duties: [{ ...MONTHLY, evidence: 'required' }] });
    const evidence = [{ name: '照片.jpg', sha256: 'a'.repeat(64) }];
    const answer = (over: object) =>
      started({ regime }).tell(report('2026-01-22 10:00', '2026-01', over)).fault?.code;
    expect([answer({}), answer({ evidence }), answer({ nil: '停工' })]).toEqual([
      'evidence-missing',
      undefined,
      undefined,
    ]);
    expect(started().tell(report('2026-01-22 10:00', '2026-01')).fault).toBeUndefined();
  });
});

describe('a report that was overtaken', () => {
  test('by its acceptance is taken as a version, and is checked anew', () => {
    const task = started();
    task.tell(report('2026-01-21 10:00', '2026-01'));
    task.tell(accept('2026-01-21 11:00'));
    task.tell(by(DEPUTY, accept('2026-01-21 12:00')));
    const { fault } = task.tell(report('2026-01-21 11:30', '2026-01'), '2026-01-22 09:00');
    expect(fault).toBeUndefined();
    expect(verifyOf(task.state(), KEY)).toMatchObject({ phase: 'clerk', round: 2, version: 2 });
  });

  test('by its withdrawal: a withdrawal whose signal came late leaves nobody unjudged', () => {
    const task = started();
    task.tell(report('2026-01-21 10:00', '2026-01'));
    task.tell(withdraw('2026-01-22 10:00'), '2026-01-27 09:00');
    task.to('2026-01-27 09:00');
    expect(task.heard(/judged|urge/)).toEqual([
      '2026-01-21 10:00 judged monthly/2026-01/u001 on-time',
      '2026-01-22 10:00 judged monthly/2026-01/u001 pending instead of on-time',
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/head',
    ]);
  });
});

describe('a correction', () => {
  test('while the clerk has it takes the place of the version before him, within his limit', () => {
    const task = started();
    task.tell(report('2026-01-21 10:00', '2026-01'));
    const before = verifyOf(task.state(), KEY);
    task.tell(report('2026-01-21 15:00', '2026-01'));
    expect(verifyOf(task.state(), KEY)).toEqual({ ...before, version: 2 });
  });

  test('while the leader has it goes back to the clerk', () => {
    const task = started();
    task.tell(report('2026-01-21 10:00', '2026-01'));
    task.tell(accept('2026-01-21 11:00'));
    task.tell(report('2026-01-22 10:00', '2026-01'));
    expect(verifyOf(task.state(), KEY)).toMatchObject({ phase: 'clerk', round: 2, version: 2 });
  });
});

describe('one submission for several duties 合报', () => {
  const verify = { by: 'office', limit: { workdays: 2 } };
  const KEYS = ['xun/2026-03c/u001', 'month/2026-03/u001', 'quarter/2026Q1/u001'];
  const about = (at: string, kind: 'accept-report' | 'return-report', obligation: string) =>
    told(kind, at, {
      obligation,
      ...(kind === 'return-report' ? { reason: '不实' } : {}),
    });
  const send = (at: string) => report(at, '2026-03c', { duty: 'xun' });
  const reported = () => {
    const input = { context: togetherContext({ verify }), task: togetherTask() };
    const task = play(taskMachine(input), initialTask(input));
    expect(task.tell(send('2026-03-30 10:00')).fault).toBeUndefined();
    return task;
  };

  test('is checked once, for all of them', () => {
    const task = reported();
    expect(task.heard(/check-asked/)).toHaveLength(1);
    expect(task.state().matters).toMatchObject([{ kind: 'verify', covers: KEYS }]);
    expect(task.tell(about('2026-03-30 11:00', 'accept-report', KEYS[2] ?? '')).fault).toBe(
      undefined,
    );
    const again = report('2026-03-30 12:00', '2026Q1', { duty: 'quarter' });
    expect(task.tell(again).fault?.code).toBe('report-accepted');
  });

  test('is withdrawn for all of them', () => {
    const task = reported();
    task.heard();
    const back = told('withdraw-report', '2026-03-30 11:00', { obligation: KEYS[1] ?? '' });
    expect(task.tell(by('unit:u001', back)).fault).toBeUndefined();
    expect(task.heard(/judged/)).toHaveLength(3);
    expect(KEYS.map((key) => task.state().entries[key]?.verdict)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect(task.state().matters).toEqual([]);
  });

  test('is returned for all, and enters all again when the shortest has closed', () => {
    const task = reported();
    expect(task.tell(about('2026-03-31 10:00', 'return-report', KEYS[0] ?? '')).fault).toBe(
      undefined,
    );
    expect(task.tell(send('2026-04-07 10:00')).fault).toBeUndefined();
    expect(KEYS.map((key) => task.state().entries[key])).toMatchObject([
      ...[1, 2, 3].map(() => ({ verdict: 'on-time', version: 2 })),
    ]);
    expect(task.state().matters).toMatchObject([{ kind: 'verify', round: 2, covers: KEYS }]);
  });
});

describe('limits', () => {
  test.each([
    [{ workdays: 3 }, '2026-01-27T17:00:00+08:00'],
    [{ days: 3 }, '2026-01-26T17:00:00+08:00'],
  ])(
    'the new limit of a return %j: a rest day moves to the working day after',
    (limit, expected) => {
      const regime = regimeOf({ verify: { ...VERIFY, resubmit: { limit } } });
      const input = { context: contextOf({ regime }), task: taskOf() };
      const task = play(taskMachine(input), initialTask(input));
      task.tell(report('2026-01-21 10:00', '2026-01'));
      const { value } = task.tell(sendBack('2026-01-22 09:00'));
      expect(value).toMatchObject({ limitAt: expected, phase: 'returned' });
    },
  );

  test('it is the same that is shown beforehand', () => {
    const input = { context, task: taskOf() };
    const obligation = { slot: { duty: 'monthly', period: '2026-01' } } as never;
    const shown = resubmitLimit(
      { input },
      initialTask(input),
      obligation,
      when('2026-01-23 09:00'),
    );
    expect(shown).toBe('2026-01-28T17:00:00+08:00');
  });
});

describe('a regime', () => {
  const faults = (over: Record<string, unknown>) =>
    checkRegime(regimeOf(over)).map(({ path, message }) => `${path.join('.')} ${message}`);

  test('that asks for verification is sound', () => {
    expect(faults({ verify: VERIFY, claims: { confirm: DEPUTY, limit: { days: 3 } } })).toEqual([]);
  });

  test.each([
    [{ verify: { ...VERIFY, by: 'head' } }, /^verify\.by 核实人不能是被督办单位自己/],
    [
      { verify: { ...VERIFY, then: { by: 'office', limit: { days: 1 } } } },
      /^verify\.then\.by 初核和复核/,
    ],
    [{ verify: { ...VERIFY, limit: { days: 0 } } }, /^verify\.limit 核实时限不能是 0/],
    [
      { verify: { ...VERIFY, duties: ['monthli'] } },
      /^verify\.duties\.0 没有标识为“monthli”.*monthly/,
    ],
    [
      { verify: { ...VERIFY, resubmit: { limit: { days: 2 }, ladder: ['interview'] } } },
      /^verify\.resubmit\.ladder\.0 “interview”以未报、迟报的期数为条件/,
    ],
    [
      {
        ladder: [
          {
            ...{ id: 'gated', step: 'letter', at: { after: 'grace', offset: { workdays: 1 } } },
            ...{ to: ['head'], gate: { by: 'principal', limit: { workdays: 2 } } },
          },
        ],
        verify: { ...VERIFY, resubmit: { limit: { days: 2 }, ladder: ['gated'] } },
      },
      /^verify\.resubmit\.ladder\.0 “gated”须经审批/,
    ],
    [
      { verify: { ...VERIFY, resubmit: { limit: { days: 2 }, ladder: ['remind'] } } },
      /^verify\.resubmit\.ladder\.0 “remind”是到期前的步骤/,
    ],
    [{ verify: { ...VERIFY, grades: ['优秀', '优秀'] } }, /^verify\.grades\.1 等次“优秀”重复/],
    [{ claims: { confirm: 'office', limit: { days: 3 } } }, /^claims\.confirm 代录由督查室办理/],
  ])('%j is refused', (over, message) => {
    expect(faults(over)).toEqual([expect.stringMatching(message)]);
  });
});

test('a bulletin counts what was withdrawn as pending', () => {
  const judged = [
    { at: when('2026-01-20 10:00'), verdict: 'on-time' as const },
    { at: when('2026-01-21 10:00'), verdict: 'pending' as const },
  ];
  const row = { duty: 'monthly', period: '2026-01', members: ['u001'], judged };
  const coverage = { since: when('2026-01-01'), cutOff: when('2026-01-31'), suspensions: [] };
  expect(gather(context, [row], coverage)).toMatchObject({ expected: 1, onTime: 0, pending: 1 });
});
