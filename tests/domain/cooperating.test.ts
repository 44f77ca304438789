import { describe, expect, test } from '@jest/globals';
import { assign } from '../../domain/assign.ts';
import { Plan } from '../../domain/plan.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { namesOf, noticeWords } from '../../domain/words.ts';
import { contextOf, LADDER, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { play } from '../harness/played.ts';

const COPIED = LADDER.map((step) =>
  step.id === 'remind' ? { ...step, to: ['reporter', 'cooperating'] } : step,
);
const regime = regimeOf({ ladder: COPIED });

const PLAN = Plan.parse({
  ...{ title: '方案', issuer: null, documentNumber: null, issuedOn: null, version: 1 },
  tasks: [
    {
      ...{ key: 't0001', no: '1', category: [], title: null, content: '修路' },
      ...{ leaders: [], openEnded: false, deadlines: [] },
      assignments: [
        { unit: '甲局', role: 'lead' },
        { unit: '乙局', role: 'cooperating' },
        { unit: '戊局', role: 'cooperating' },
      ],
    },
  ],
});
const DIRECTORY = { version: 1, units: UNITS, groups: [] };

describe('配合单位', () => {
  test('are carried by a task only where the regime sends them copies', () => {
    const without = assign(PLAN, DIRECTORY, regimeOf());
    expect(without.tasks[0]?.units.map(({ id }) => id)).toEqual(['u001']);
    expect(without.tasks[0]).not.toHaveProperty('cooperating');
    const { tasks, units, diagnostics } = assign(PLAN, DIRECTORY, regime);
    expect(tasks[0]?.units.map(({ id }) => id)).toEqual(['u001', 'u002']);
    expect(tasks[0]?.cooperating).toEqual(['u002']);
    // They owe nothing, and a name that nobody knows keeps no campaign from starting.
    expect(units.map(({ id }) => id)).toEqual(['u001']);
    expect(diagnostics).toEqual([]);
  });

  test('get a copy that asks for nothing the owing unit must do', () => {
    const context = contextOf({ regime });
    const input = { context, task: taskOf({ cooperating: ['u001', 'u002', 'u003'] }) };
    const { to, decisions } = play(taskMachine(input), initialTask(input));
    to('2026-01-21 00:00');
    const notices = decisions.filter((one) => one.kind === 'notice');
    // u001 owes the report itself and is told as such, once.
    expect(notices.map(({ recipient, payload }) => [recipient, payload['copy']])).toEqual([
      ['u001/reporter', undefined],
      ['u002/reporter', true],
      ['u003/reporter', true],
    ]);
    const names = namesOf({ ...context, year: 2026 }, [], UNITS);
    const [own, copy] = notices.map((notice) =>
      noticeWords({ ...notice, process: 'task/c2026-001/t0001' }, names),
    );
    expect(own?.ask).toContain('请在');
    expect(copy?.title).toBe(`【抄送】${own?.title ?? ''}`);
    expect(copy?.ask).toContain('报送由责任单位办理');
    expect(copy).not.toHaveProperty('ifNothing');
  });

  test('are nobody where the task has none: the others are told all the same', () => {
    const input = { context: contextOf({ regime }), task: taskOf() };
    const { to, decisions } = play(taskMachine(input), initialTask(input));
    to('2026-01-21 00:00');
    const notices = decisions.filter((one) => one.kind === 'notice');
    expect(notices.map(({ recipient }) => recipient)).toEqual(['u001/reporter']);
  });
});

describe('the regime', () => {
  test('may copy them on any step that goes to somebody else too', () => {
    expect(checkRegime(regime)).toEqual([]);
    const alone = COPIED.map((step) =>
      step.id === 'urge' ? { ...step, to: ['cooperating'] } : step,
    );
    expect(checkRegime(regimeOf({ ladder: alone }))).toMatchObject([
      { path: ['ladder', 1, 'to'], message: expect.stringContaining('还要写明发给谁') },
    ]);
  });

  test('may not let them decide, or receive anything else', () => {
    const found = checkRegime(regimeOf({ fallback: 'cooperating' }));
    expect(found).toMatchObject([{ path: ['fallback'] }]);
    expect(
      checkRegime(
        regimeOf({ interview: { gate: { by: 'cooperating', limit: { days: 3 } }, to: ['head'] } }),
      ),
    ).toMatchObject([{ path: ['interview', 'gate', 'by'] }]);
    const role = regimeOf({ duties: [{ ...regime.duties[0], by: ['cooperating', 'lead'] }] });
    expect(checkRegime(role)).toEqual([]);
  });
});
