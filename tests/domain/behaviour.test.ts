import { describe, expect, test } from '@jest/globals';
import { Behaviour, draw, respond, script, type Manner } from '../../domain/behaviour.ts';
import { contextOf, MONTHLY, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import { minute, when } from '../harness/played.ts';

const context = contextOf();
const task = taskOf({ parties: { monthly: [partyOf('u001')], deadlines: [] } });

function reports(manner: Manner, over = context) {
  return script(Behaviour.parse({ reports: manner }), over, [task]);
}

/** January: reminded on the 20th, due on the 23rd, grace ends on the 26th, closed on the 30th. */
describe('manners of January', () => {
  test.each([
    ['early', /^2026-01-16/, 1],
    ['on-time', /^2026-01-22/, 1],
    ['nil', /^2026-01-22/, 1],
    ['late', /^2026-01-28/, 1],
    ['duplicate', /^2026-01-22/, 2],
    ['lost', /^2026-01-22/, 1],
  ] as const)('%s', (manner, day, times) => {
    const january = reports(manner).filter(({ message }) => message.id.includes('2026-01/'));
    expect(january).toHaveLength(times);
    for (const { message } of january) expect(minute(message.receivedAt)).toMatch(day);
    expect(new Set(january.map(({ message }) => message.id)).size).toBe(1);
  });

  test('silent says nothing', () => {
    expect(reports('silent')).toEqual([]);
  });

  test('lost arrives two hours after its judgement', () => {
    const [lost] = reports('lost');
    expect(lost?.at).toBe('2026-01-26T19:00:00+08:00');
  });

  test('late is never after closing', () => {
    const regime = regimeOf({
      duties: [{ ...MONTHLY, grace: { workdays: 0 }, closes: { workdays: 1 } }],
    });
    const [late] = reports('late', contextOf({ regime }));
    expect(minute(late?.at ?? '')).toBe('2026-01-26 17:00');
  });

  test('who starts late on the day before due still reports between opening and due', () => {
    const over = contextOf({
      horizon: { from: '2026-01-22', to: '2027-01-01' },
      startedAt: when('2026-01-22 18:00'),
      firstNoticesAt: when('2026-01-22 18:30'),
    });
    for (const manner of ['early', 'on-time'] as const) {
      const [first] = reports(manner, over);
      expect(minute(first?.at ?? '')).toBe('2026-01-23 17:00');
    }
  });
});

test('a manner for a task wins over that of its unit, and that over the rest', () => {
  const of = (over: Record<string, unknown>) =>
    script(Behaviour.parse({ reports: 'on-time', ...over }), context, [task]).length;
  expect(of({})).toBe(12);
  expect(of({ units: { u001: 'silent' } })).toBe(0);
  expect(of({ units: { u001: 'silent' }, tasks: { t0001: 'duplicate' } })).toBe(24);
});

test('the same seed is the same year; weights of nothing never come', () => {
  const mixed = (seed: number) =>
    script(Behaviour.parse({ seed, reports: { 'on-time': 1, late: 1, silent: 0 } }), context, [
      task,
    ]);
  expect(mixed(7)).toEqual(mixed(7));
  expect(mixed(7)).not.toEqual(mixed(8));
  expect(mixed(7)).toHaveLength(12);
});

test('draws lie in [0, 1) and spread', () => {
  const drawn = Array.from({ length: 2000 }, (_, n) => draw(1, `t${n}`));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});

describe('people behind gates', () => {
  const notice = (type: string, payload = {}) => ({ at: when('2026-02-27 18:00'), type, payload });
  const answer = (over: Record<string, unknown>, type: string, payload = {}) =>
    respond(Behaviour.parse(over), context, 'campaign/c2026-001', notice(type, payload));
  const draft = { bulletin: 'bimonthly', period: '2026-01B', draft: 1 };

  test('sign after so many working days, as the approver', () => {
    const signed = answer({ signs: 2 }, 'sign-bulletin', draft);
    expect(signed?.message).toMatchObject({
      kind: 'sign',
      by: 'post:分管领导',
      period: '2026-01B',
    });
    expect(minute(signed?.at ?? '')).toMatch(/^2026-03-03 10:/);
    expect(answer({ signs: 'never' }, 'sign-bulletin', draft)).toBeUndefined();
  });

  test('decide interviews as drawn, or let them lapse', () => {
    expect(answer({ gates: ['approve'] }, 'decide-interview')?.message.kind).toBe('approve');
    expect(answer({ gates: ['reject'] }, 'decide-interview')?.message).toMatchObject({
      kind: 'reject',
    });
    expect(answer({ gates: ['lapse'] }, 'decide-interview')).toBeUndefined();
  });

  test('nothing else is answered', () => {
    expect(answer({}, 'urge')).toBeUndefined();
  });
});
