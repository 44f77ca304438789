import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { contextOf, partyOf, PLAIN, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { when } from '../harness/played.ts';

const DEPUTY = 'post:副主任';
const KEY = 'monthly/2026-01/u001';
const VERIFY = {
  by: 'office',
  limit: { workdays: 2 },
  then: { by: DEPUTY, limit: { workdays: 3 } },
  grades: ['优秀', '合格'],
};
const context = contextOf({ regime: regimeOf({ verify: VERIFY }) });

describe('what is said', () => {
  const names = namesOf(
    { regime: context.regime, calendar: PLAIN, year: 2026 },
    [{ key: 't0001', no: '1', title: '修订规划', content: '修订规划' }],
    UNITS,
  );
  const claimed = { at: when('2026-02-26 11:00'), how: 'phone' as const, evidence: '电话记录3号' };
  const told1 = (at: string, kind: TaskMessage['kind'], who: string, rest: object) =>
    ({ kind, id: `${kind} ${at}`, receivedAt: when(at), by: who, ...rest }) as TaskMessage;
  const rows: LedgerRow[] = [];
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    tasks: [taskOf({ owes: [partyOf('u001')] })],
    behaviour: Behaviour.parse({ reports: 'silent', talks: 'none', matters: 'none' }),
    acts: [
      told1('2026-01-22 10:00', 'report', 'unit:u001', {
        ...report('2026-01-22 10:00', '2026-01', { obstacle: '缺地', asks: '乙局' }),
      }),
      told1('2026-01-23 10:00', 'assign-obstacle', 'office', {
        ...{ obstacle: 1, owner: 'unit:u002', until: '2026-01-28' },
      }),
      told1('2026-02-02 10:00', 'resolve-obstacle', 'unit:u002', { obstacle: 1, text: '已落实' }),
      told1('2026-02-03 09:00', 'return-report', 'office', { obligation: KEY, reason: '不实' }),
      told1('2026-02-24 10:00', 'report', 'unit:u001', report('2026-02-24 10:00', '2026-02')),
      told1('2026-02-24 11:00', 'withdraw-report', 'unit:u001', {
        obligation: 'monthly/2026-02/u001',
      }),
      told1('2026-02-27 10:00', 'report', 'office', {
        ...report('2026-02-27 10:00', '2026-02', { by: 'office', claimed }),
      }),
      told1('2026-03-02 10:00', 'confirm-arrival', 'principal', {
        claim: 'claim/report 2026-02-27 10:00 2026-02',
      }),
      told1('2026-03-03 10:00', 'accept-report', 'office', { obligation: 'monthly/2026-02/u001' }),
      told1('2026-03-04 10:00', 'accept-report', DEPUTY, {
        ...{ obligation: 'monthly/2026-02/u001', grade: '优秀', reason: '及时' },
      }),
      told1('2026-03-20 10:00', 'report', 'office', {
        ...report('2026-03-20 10:00', '2026-03', {
          ...{ by: 'office', claimed: { ...claimed, at: when('2026-03-19 11:00') } },
        }),
      }),
    ].map((message) => ({
      at: message.receivedAt,
      process: 'task/c2026-001/t0001',
      message,
    })),
    onRow: (row) => rows.push(row),
    until: when('2026-04-20'),
  });
  const spoken = rows
    .filter(({ process }) => process.startsWith('task/'))
    .map(({ process, decision }) => {
      const words =
        decision.kind === 'notice'
          ? noticeWords({ ...decision, process }, names)
          : factWords({ ...decision, process }, names);
      return { type: decision.type, text: Object.values(words).join('\n') };
    });

  test('has no id and no hole, and is read in half a minute', () => {
    const holes = /undefined|NaN|null|\[object|\bu\d{3}\b|\bt\d{4}\b|\d{4}-\d{2}-\d{2}T/;
    expect(spoken.filter(({ text }) => holes.test(text))).toEqual([]);
    expect(spoken.filter(({ text }) => [...text].length > 420)).toEqual([]);
    const types = new Set(spoken.map(({ type }) => type));
    for (const type of [
      ...['check-asked', 'check-reminder', 'check-overdue', 'report-checked'],
      ...['report-accepted', 'report-returned', 'resubmit-reminder', 'resubmit-missed'],
      ...['resubmit-step', 'resubmit-urge', 'resubmit-letter', 'report-withdrawn'],
      ...['arrival-claimed', 'arrival-reminder', 'arrival-confirmed', 'arrival-lapsed'],
      ...['obstacle', 'obstacle-assigned', 'obstacle-reminder', 'obstacle-overdue'],
      'obstacle-resolved',
    ]) {
      expect([type, types.has(type)]).toEqual([type, true]);
    }
  });

  test('a slow verifier is told that the unit is not harmed by it', () => {
    const late = spoken.filter(({ type }) => type === 'check-overdue');
    expect(late.length).toBeGreaterThan(0);
    for (const { text } of late) expect(text).toMatch(/单位的判定/);
  });
});

describe('a rehearsal', () => {
  const types = (behaviour: object) => {
    const found: string[] = [];
    rehearse({
      input: { context, units: UNITS, leaders: ['分管领导甲'] },
      tasks: [taskOf()],
      behaviour: Behaviour.parse({ reports: 'on-time', ...behaviour }),
      onRow: ({ decision }) => found.push(`${decision.kind} ${decision.type}`),
      until: when('2026-07-01'),
    });
    return new Map(
      [...new Set(found)].map((type) => [type, found.filter((t) => t === type).length]),
    );
  };

  test('has verifiers who check in time, each report twice', () => {
    const found = types({});
    expect(found.get('fact report')).toBe(6);
    expect(found.get('fact report-checked')).toBe(6);
    expect(found.get('fact report-accepted')).toBe(6);
    expect(found.has('fact check-overdue')).toBe(false);
  });

  test('in which nobody checks anything reports each verifier once, and no unit', () => {
    const found = types({ matters: 'none' });
    expect(found.get('fact check-overdue')).toBe(6);
    expect(found.get('notice check-overdue')).toBe(12);
    expect(found.has('fact report-accepted')).toBe(false);
    expect(found.has('notice urge')).toBe(false);
  });
});
