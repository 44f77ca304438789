import { describe, expect, test } from '@jest/globals';
import { assign } from '../../domain/assign.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { campaignTicks } from '../../domain/campaignTicks.ts';
import { dutySlots } from '../../domain/obligation.ts';
import { Plan } from '../../domain/plan.ts';
import { instantsOf } from '../../domain/proofInstants.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { initialTask } from '../../domain/task.ts';
import { dutyWords, namesOf, obligationWords } from '../../domain/wordsParts.ts';
import {
  BULLETIN,
  CALENDAR,
  contextOf,
  MONTHLY,
  partyOf,
  regimeOf,
  taskOf,
  UNITS,
} from '../harness/cast.ts';
import { minute, when } from '../harness/played.ts';

const SCHEME = {
  id: 'scheme',
  title: '实施方案',
  by: ['lead'],
  due: { within: { workdays: 20 } },
  grace: { workdays: 1 },
};

const context = contextOf({ regime: regimeOf({ firsts: [SCHEME] }) });
const own = () => dutySlots(context).find(({ duty }) => duty === 'scheme');

describe('实施方案', () => {
  test('is owed once, open from the start, due twenty working days after it', () => {
    // From Thursday 1 January: the twentieth working day after it is Thursday the 29th.
    expect(own()).toMatchObject({
      period: 'once',
      instants: {
        opens: '2026-01-01T00:00:00+08:00',
        due: '2026-01-29T17:00:00+08:00',
        graceEnd: '2026-01-30T17:00:00+08:00',
        dueDay: '2026-01-29',
      },
    });
  });

  test('counts the working days of the calendar, and shifts a day that rests', () => {
    const china = contextOf({ regime: regimeOf({ firsts: [SCHEME] }), calendar: CALENDAR });
    const found = dutySlots(china).find(({ duty }) => duty === 'scheme');
    // 1–3 January rest and Sunday the 4th is worked.
    expect(found?.instants.dueDay).toBe('2026-01-29');
    const on = { ...SCHEME, due: { on: '2026-03-01' } };
    const dated = contextOf({ regime: regimeOf({ firsts: [on] }) });
    expect(dutySlots(dated).find(({ duty }) => duty === 'scheme')?.instants.dueDay).toBe(
      '2026-03-02',
    );
  });

  test('a day before the first notices is owed by nobody', () => {
    const past = { ...SCHEME, due: { on: '2025-12-30' }, shift: 'unchanged' };
    const started = contextOf({ regime: regimeOf({ firsts: [past] }) });
    expect(dutySlots(started).some(({ duty }) => duty === 'scheme')).toBe(false);
  });

  test('opens its expected set at the start', () => {
    const [open] = campaignTicks(context).filter(
      (tick) => tick.kind === 'open' && tick.duty === 'scheme',
    );
    expect(open).toMatchObject({ at: '2026-01-01T00:00:00+08:00', period: 'once' });
  });

  test('is owed by the roles of its rule, of every task that does not leave it out', () => {
    const task = (n: number, more: object) => ({
      ...{ key: `t000${n}`, no: String(n), category: [], title: null, content: '修路' },
      ...{ leaders: [], openEnded: false, deadlines: [] },
      assignments: [
        { unit: '甲局', role: 'lead' },
        { unit: '乙局', role: 'responsible' },
      ],
      ...more,
    });
    const head = { title: '方案', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
    const plan = Plan.parse({ ...head, tasks: [task(1, {}), task(2, { duties: ['monthly'] })] });
    const directory = { version: 1, units: UNITS, groups: [] };
    const regime = regimeOf({ firsts: [{ ...SCHEME, by: ['lead', 'responsible'] }] });
    const { tasks, diagnostics } = assign(plan, directory, regime);
    expect(diagnostics).toEqual([]);
    expect(tasks[0]?.parties['scheme']).toEqual([partyOf('u001'), partyOf('u002')]);
    expect(tasks[1]?.parties['scheme']).toBeUndefined();
  });

  test('climbs the ladder, is covered by bulletins, and is told without a period', () => {
    const rows: LedgerRow[] = [];
    const task = taskOf({ parties: { scheme: [partyOf('u001')], monthly: [], deadlines: [] } });
    const regime = regimeOf({ firsts: [SCHEME], bulletins: [{ ...BULLETIN, every: 'month' }] });
    const result = rehearse({
      input: { context: contextOf({ regime }), units: UNITS, leaders: [] },
      tasks: [task],
      behaviour: Behaviour.parse({ reports: 'silent', signs: 'never' }),
      onRow: (row) => rows.push(row),
      until: when('2026-02-10'),
    });
    expect(result).toBeDefined();
    const lines = rows
      .filter(({ decision }) => ['remind', 'judged', 'urge', 'letter'].includes(decision.type))
      .map(({ decision: { at, type } }) => `${minute(at)} ${type}`);
    expect(lines).toEqual([
      '2026-01-26 09:00 remind',
      '2026-01-30 17:00 judged',
      '2026-01-30 17:00 urge',
      '2026-01-30 17:00 urge',
      '2026-02-04 17:00 letter',
      '2026-02-04 17:00 letter',
    ]);
    const drafted = rows.find(({ decision }) => decision.type === 'bulletin-drafted')?.decision;
    expect(drafted?.payload['figures']).toMatchObject({ expected: 1, missing: 1 });
  });

  test('is proven from the start of the campaign', () => {
    const input = { context, task: taskOf({ parties: { scheme: [partyOf('u001')] } }) };
    const payload = { obligation: 'scheme/once/u001', step: 'remind' };
    const found = instantsOf(input, [initialTask(input)], {
      at: when('2026-01-26 09:00'),
      payload,
    });
    expect(found).toMatchObject({
      period: { key: 'once', from: '2026-01-01', to: '2026-01-30' },
      ...{ rule: '启动后20个工作日内17:00，遇休息日顺延', ruled: '2026-01-29' },
      ...{ dueDay: '2026-01-29', shift: 'later' },
      step: { at: '2026-01-26T09:00:00+08:00' },
    });
  });

  test('has words of its own', () => {
    const names = namesOf({ ...context, year: 2026 }, [], UNITS);
    expect(dutyWords({ duty: 'scheme', period: 'once' }, names)).toBe('“实施方案”');
    expect(obligationWords('scheme/once/u001', names)).toBe('“实施方案”');
  });
});

describe('the rule', () => {
  test.each([
    [[{ ...SCHEME, id: 'monthly' }], ['firsts', 0, 'id'], '已经用于别的报送要求'],
    [[{ ...SCHEME, id: 'deadlines' }], ['firsts', 0, 'id'], '已经用于别的报送要求'],
    [[SCHEME, SCHEME], ['firsts', 1, 'id'], '已经用于别的报送要求'],
    [
      [{ ...SCHEME, due: { on: '2026-02-30' } }],
      ['firsts', 0, 'due', 'on'],
      '没有 2026-02-30 这一天',
    ],
    [[{ ...SCHEME, by: ['lead', 'lead'] }], ['firsts', 0, 'by', 1], '重复'],
  ] as const)('%#', (firsts, path, words) => {
    const [found] = checkRegime(regimeOf({ firsts }));
    expect(found?.path).toEqual(path);
    expect(found?.message).toContain(words);
  });

  test('steps and bulletins may name it', () => {
    const step = {
      ...{ id: 'ask', step: 'urge', on: ['scheme'], to: ['reporter'] },
      at: { after: 'grace', offset: { workdays: 0 } },
    };
    const bulletins = [{ ...BULLETIN, duties: ['scheme', 'monthly'] }];
    const over = { duties: [MONTHLY], firsts: [SCHEME], ladder: [step], bulletins };
    expect(checkRegime(regimeOf(over))).toEqual([]);
  });
});
