import { describe, expect, test } from '@jest/globals';
import { assign, directoryOf } from '../../domain/assign.ts';
import { Plan } from '../../domain/plan.ts';
import { LADDER, regimeOf } from '../harness/cast.ts';
import { APPROVER, exceptional, said } from '../harness/exceptions.ts';
import { report, told } from '../harness/messages.ts';

const GATE = { by: APPROVER, limit: { workdays: 2 } };
const [REMIND, URGE, LETTER] = LADDER;
const GATED = { ladder: [REMIND, URGE, { ...LETTER, gate: GATE }], bulletins: [] };

/** March's letter is proposed on Tuesday 31 March at 17:00. */
function proposed() {
  const task = exceptional(GATED);
  task.to('2026-03-31 17:00');
  task.heard();
  return task;
}

const step = (kind: string, at: string, by: string, rest: Record<string, unknown> = {}) =>
  said(kind, at, by, { step: 'letter', ...rest });

describe('a decision about a gated step is refused with a sentence, and nothing has changed', () => {
  test.each([
    ['approve-step', 'office', {}, 'wrong-approver'],
    ['approve-step', 'unit:u001', {}, 'wrong-approver'],
    ['approve-step', APPROVER, { step: 'urge' }, 'gate-unknown'],
    ['approve-step', APPROVER, { obligation: 'monthly/2026-01/u001' }, 'gate-decided'],
    ['approve-step', APPROVER, { obligation: 'monthly/1999-01/u001' }, 'obligation-unknown'],
    ['reject-step', APPROVER, { reason: ' ' }, 'reason-missing'],
    ['propose-step', 'office', { reason: '仍未报' }, 'gate-decided'],
    ['withdraw-step', APPROVER, { reason: '误报' }, 'wrong-approver'],
  ])('%s by %s %j: %s', (kind, by, rest, code) => {
    const task = proposed();
    const { fault } = task.tell(step(kind, '2026-03-31 18:00', by, rest));
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(/。$/);
    expect(task.heard()).toEqual([]);
  });

  test('twice, and on an ended task', () => {
    const task = proposed();
    task.tell(step('approve-step', '2026-03-31 18:00', APPROVER));
    const again = step('approve-step', '2026-03-31 19:00', APPROVER);
    expect(task.tell(again).fault?.code).toBe('gate-decided');
    const ended = proposed();
    ended.tell(told('close', '2026-03-31 18:00', { reason: '完成' }));
    expect(ended.tell(again).fault?.code).toBe('task-ended');
  });
});

describe('a gated step', () => {
  test('says what it rests on, and with its approval by whom and since when', () => {
    const task = proposed();
    task.tell(step('approve-step', '2026-04-01 10:00', APPROVER, { note: '照办' }));
    const taken = task.decisions.filter(
      ({ kind, key }) => kind === 'fact' && key === 'monthly/2026-03/u001:letter',
    );
    expect(taken.map(({ at, payload }) => [at, payload])).toEqual([
      [
        '2026-04-01T10:00:00+08:00',
        expect.objectContaining({
          approvedBy: APPROVER,
          proposedAt: '2026-03-31T17:00:00+08:00',
          note: '照办',
        }),
      ],
    ]);
  });

  test('goes on in a suspension, as every gate does', () => {
    const task = proposed();
    task.tell(told('suspend', '2026-04-01 08:00', { reason: '防汛' }));
    task.to('2026-04-10 00:00');
    expect(task.heard(/sent-back|not-proposed/)).toEqual([
      '2026-04-02 17:00 step-sent-back monthly/2026-03/u001',
      '2026-04-02 17:00 notice step-sent-back monthly/2026-03/u001 → office',
      '2026-04-06 17:00 step-not-proposed monthly/2026-03/u001',
      '2026-04-06 17:00 notice step-not-proposed monthly/2026-03/u001 → office',
    ]);
  });

  test('a report at the very instant of the step comes first: nothing is proposed', () => {
    const task = exceptional(GATED);
    task.to('2026-03-31 16:00');
    task.heard();
    task.tell(report('2026-03-31 17:00', '2026-03'));
    task.to('2026-04-10 00:00');
    expect(task.heard(/step-/)).toEqual([]);
  });
});

describe('entry at a higher step 特事特办', () => {
  const PLAN = Plan.parse({
    ...{ title: '方案', issuer: null, documentNumber: null, issuedOn: null, version: 1 },
    tasks: [
      {
        ...{ key: 't0001', no: '1', category: [], title: null, content: '建成管网' },
        ...{ leaders: [], openEnded: false, deadlines: [] },
        assignments: [{ unit: '甲局', role: 'lead' }],
        entry: 'letter',
      },
    ],
  });

  test('is carried from the plan; a step before due, or none of the regime, blocks the start', () => {
    const assigned = (entry: string) => {
      const plan = { ...PLAN, tasks: PLAN.tasks.map((task) => ({ ...task, entry })) };
      return assign(plan, directoryOf(plan), regimeOf());
    };
    expect(assigned('letter')).toMatchObject({ diagnostics: [], tasks: [{ entry: 'letter' }] });
    expect(assigned('remind').diagnostics).toMatchObject([{ code: 'entry-unknown' }]);
    expect(assigned('red').diagnostics[0]?.message).toContain('urge、letter、interview');
  });

  test('takes the step once, at the end of grace, without what it would count', () => {
    const task = exceptional({ bulletins: [] }, { entry: 'interview' });
    task.to('2026-02-10 00:00');
    expect(task.heard(/step|ground/)).toEqual([
      '2026-01-20 09:00 step monthly/2026-01/u001',
      '2026-01-26 17:00 step monthly/2026-01/u001',
      '2026-01-26 17:00 effect ground monthly/2026-01/u001 u001',
    ]);
  });

  test('keeps its distance in a suspension', () => {
    const task = exceptional({ bulletins: [] }, { entry: 'letter' });
    task.to('2026-03-20 11:00');
    task.tell(told('suspend', '2026-03-20 12:00', { reason: '防汛' }));
    task.tell(told('resume', '2026-04-03 12:00', {}));
    task.to('2026-04-10 00:00');
    expect(task.heard(/notice letter.*2026-03.*head/)).toEqual([
      '2026-04-09 17:00 notice letter monthly/2026-03/u001 → u001/head',
    ]);
  });
});
