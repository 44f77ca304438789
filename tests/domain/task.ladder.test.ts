import { describe, expect, test } from '@jest/globals';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, LADDER, MONTHLY, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

type Over = Record<string, unknown>;

function started(regime: Over = {}, task: Parameters<typeof taskOf>[0] = {}, context: Over = {}) {
  const input = {
    context: contextOf({ regime: regimeOf(regime), ...context }),
    task: taskOf(task),
  };
  return play(taskMachine(input), initialTask(input));
}

/** The interview step of the small regime under other conditions. */
function interviewIf(when: readonly Over[], more: Over = {}) {
  const ladder = LADDER.map((step) =>
    step.id === 'interview' ? { ...step, when, ...more } : step,
  );
  return { ladder };
}

const months = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `2026-${String(from + i).padStart(2, '0')}`);

/** Reports late in these months: two working days after the end of grace. */
const LATE: Readonly<Record<string, string>> = {
  '2026-01': '2026-01-28 10:00',
  '2026-02': '2026-03-02 10:00',
  '2026-03': '2026-03-30 10:00',
  '2026-04': '2026-04-29 10:00',
};

describe('a silent month climbs the ladder', () => {
  test('each step once, in order, to everybody it names', () => {
    const task = started();
    task.to('2026-02-19 00:00');
    expect(task.heard(/notice|judged|step/)).toEqual([
      '2026-01-20 09:00 step monthly/2026-01/u001',
      '2026-01-20 09:00 notice remind monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 judged monthly/2026-01/u001 missing',
      '2026-01-26 17:00 step monthly/2026-01/u001',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/reporter',
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 → u001/head',
      '2026-01-29 17:00 step monthly/2026-01/u001',
      '2026-01-29 17:00 notice letter monthly/2026-01/u001 → u001/head',
      '2026-01-29 17:00 notice letter monthly/2026-01/u001 → leader/分管领导甲',
    ]);
  });

  test('a report stops what is `unreported`', () => {
    const task = started();
    task.tell(report('2026-01-28 10:00', '2026-01'), '2026-01-28 10:00');
    task.to('2026-02-19 00:00');
    expect(task.heard(/letter/)).toEqual([]);
  });

  test('three working days before Sunday 8 February is Wednesday the 4th', () => {
    const due = { ...MONTHLY, due: { day: 8 }, shift: 'unchanged', grace: { workdays: 0 } };
    const task = started({ duties: [due] });
    task.to('2026-02-05 00:00');
    expect(task.heard(/remind/)).toEqual([
      '2026-01-05 09:00 notice remind monthly/2026-01/u001 → u001/reporter',
      '2026-02-04 09:00 notice remind monthly/2026-02/u001 → u001/reporter',
    ]);
  });
});

describe('conditions', () => {
  test('two misses in a row are one ground, with its reason; they are spent', () => {
    const task = started();
    task.to('2026-05-20 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-03-03 17:00 effect ground monthly/2026-02/u001 u001',
      '2026-04-30 17:00 effect ground monthly/2026-04/u001 u001',
    ]);
    const [ground] = task.decisions.filter((decision) => decision.type === 'ground');
    expect(ground?.payload).toMatchObject({
      count: 2,
      because: ['monthly/2026-01/u001', 'monthly/2026-02/u001'],
      condition: { consecutive: 'missing', atLeast: 2 },
    });
  });

  test('a period on time between two misses breaks the run', () => {
    const task = started();
    task.tell(report('2026-02-25 10:00', '2026-02'), '2026-02-25 10:00');
    task.to('2026-04-20 00:00');
    expect(task.heard(/effect/)).toEqual([]);
  });

  test('late breaks a run of misses, but not a run of misses or lateness', () => {
    for (const [consecutive, grounds] of [
      ['missing', 0],
      ['missing-or-late', 1],
    ] as const) {
      const task = started(interviewIf([{ consecutive, atLeast: 3 }]));
      task.to('2026-02-28 00:00');
      task.tell(report('2026-03-02 10:00', '2026-02'));
      task.to('2026-04-20 00:00');
      expect(task.heard(/effect/)).toHaveLength(grounds);
    }
  });

  test('cumulative counts over the year, and `any` is judged also where the month was made up', () => {
    const task = started(interviewIf([{ cumulative: 'late', atLeast: 3, within: 'year' }]));
    for (const [period, at] of Object.entries(LATE)) task.tell(report(at, period), at);
    task.to('2026-05-20 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-03-31 17:00 effect ground monthly/2026-03/u001 u001',
    ]);
  });

  test('`unreported` is not taken for a month that was made up', () => {
    const condition = [{ cumulative: 'late', atLeast: 1 }];
    const task = started(interviewIf(condition, { while: 'unreported' }));
    task.tell(report('2026-01-28 10:00', '2026-01'), '2026-01-28 10:00');
    task.to('2026-02-19 00:00');
    expect(task.heard(/effect/)).toEqual([]);
  });

  test('a year ends the count of the year, not that of the campaign', () => {
    const horizon = { from: '2026-11-01', to: '2027-06-01' };
    const run = (within: string) => {
      const conditions = interviewIf([{ cumulative: 'missing', atLeast: 3, within }]);
      const task = started(conditions, {}, { horizon });
      task.to('2027-04-20 00:00');
      return task.heard(/effect/);
    };
    expect(run('year')).toEqual(['2027-03-31 17:00 effect ground monthly/2027-03/u001 u001']);
    expect(run('campaign')).toEqual(['2027-01-29 17:00 effect ground monthly/2027-01/u001 u001']);
  });

  test('an exempt period is skipped: it neither counts nor breaks the run', () => {
    const task = started();
    const obligation = 'monthly/2026-02/u001';
    task.tell(
      told('exempt', '2026-02-10 10:00', { obligation, reason: '防汛' }),
      '2026-02-10 10:00',
    );
    task.to('2026-04-20 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-03-31 17:00 effect ground monthly/2026-03/u001 u001',
    ]);
  });

  test('what a lost report turns into on time counts no more', () => {
    const task = started();
    task.tell(report('2026-01-22 10:00', '2026-01'), '2026-02-27 10:00');
    task.to('2026-03-10 00:00');
    expect(task.heard(/effect/)).toEqual([]);
  });

  test('counters run per duty and per party', () => {
    const quarterly = { ...MONTHLY, id: 'quarterly', title: '季报', every: 'quarter' };
    const task = started(
      { duties: [MONTHLY, quarterly], ...interviewIf([{ consecutive: 'missing', atLeast: 3 }]) },
      { parties: { monthly: [partyOf('u001')], quarterly: [partyOf('u001')] } },
    );
    for (const period of months(1, 2)) {
      const at = `${period}-10 10:00`;
      task.tell(report(at, period), at);
    }
    task.to('2026-05-20 00:00');
    expect(task.heard(/effect/)).toEqual([]);
    task.to('2026-06-20 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-05-29 17:00 effect ground monthly/2026-05/u001 u001',
    ]);
  });
});

describe('an empty recipient', () => {
  test('the fallback gets it at once, and the office is told that there is nobody', () => {
    const task = started({}, { owes: [partyOf('u004')] });
    task.to('2026-01-27 00:00');
    expect(task.heard(/urge|missing:|recipient/)).toEqual([
      '2026-01-26 17:00 notice urge monthly/2026-01/u004 → u004/reporter',
      '2026-01-26 17:00 notice urge monthly/2026-01/u004 for u004/head → office',
      '2026-01-26 17:00 notice recipient-missing monthly/2026-01/u004 for u004/head → office',
    ]);
  });

  test('a task without a leader goes to the fallback of the regime', () => {
    const task = started({ fallback: 'post:秘书长' }, { leaders: [] });
    task.to('2026-01-30 00:00');
    expect(task.heard(/letter|recipient/)).toEqual([
      '2026-01-29 17:00 notice letter monthly/2026-01/u001 → u001/head',
      '2026-01-29 17:00 notice letter monthly/2026-01/u001 for leader → post/秘书长',
      '2026-01-29 17:00 notice recipient-missing monthly/2026-01/u001 for leader → office',
    ]);
  });

  test('a fallback that is empty itself ends at the office', () => {
    const task = started({ fallback: 'head' }, { owes: [partyOf('u004')] });
    task.to('2026-01-27 00:00');
    expect(task.heard(/ urge.*for/)).toEqual([
      '2026-01-26 17:00 notice urge monthly/2026-01/u004 for u004/head → office',
    ]);
  });

  test('two empty posts that fall back to one inbox are one notice and two issues', () => {
    const units = [
      { id: 'u001', name: '甲局', aliases: [], reporter: null, head: null },
      ...taskOf().units.slice(1),
    ];
    const task = started({}, { units });
    task.to('2026-01-27 00:00');
    expect(task.heard(/01-26 .*(urge|recipient)/)).toEqual([
      '2026-01-26 17:00 notice urge monthly/2026-01/u001 for u001/reporter → office',
      '2026-01-26 17:00 notice recipient-missing monthly/2026-01/u001 for u001/reporter → office',
      '2026-01-26 17:00 notice recipient-missing monthly/2026-01/u001 for u001/head → office',
    ]);
  });
});

describe('deadlines and milestones', () => {
  const deadlines = [
    { kind: 'date', on: '2026-06-30', what: '投产' },
    { kind: 'date', on: '2026-03-31', what: '入规' },
    { kind: 'date', on: '2025-11-30' },
    { kind: 'continuous' },
  ];

  test('escalate by the ladder that names them or all; past ones and 持续推进 never fire', () => {
    const task = started({}, { deadlines, parties: { monthly: [], deadlines: [partyOf('u001')] } });
    task.to('2026-12-31 00:00');
    expect(task.heard(/judged|remind|letter/)).toEqual([
      '2026-03-26 09:00 notice remind deadlines/2026-03-31/u001 → u001/reporter',
      '2026-03-31 17:00 judged deadlines/2026-03-31/u001 missing',
      '2026-04-03 17:00 notice letter deadlines/2026-03-31/u001 → u001/head',
      '2026-04-03 17:00 notice letter deadlines/2026-03-31/u001 → leader/分管领导甲',
      '2026-06-25 09:00 notice remind deadlines/2026-06-30/u001 → u001/reporter',
      '2026-06-30 17:00 judged deadlines/2026-06-30/u001 missing',
      '2026-07-03 17:00 notice letter deadlines/2026-06-30/u001 → u001/head',
      '2026-07-03 17:00 notice letter deadlines/2026-06-30/u001 → leader/分管领导甲',
    ]);
  });

  test('runs are counted in order of time, not in that of the plan', () => {
    const step = {
      ...{ id: 'meet', step: 'interview', on: ['deadlines'], to: ['office'] },
      ...{ at: { after: 'grace', offset: { workdays: 0 } } },
      when: [{ consecutive: 'missing', atLeast: 2 }],
    };
    const task = started({ ladder: [step] }, { deadlines });
    task.to('2026-12-31 00:00');
    expect(task.heard(/effect/)).toEqual([
      '2026-06-30 17:00 effect ground deadlines/2026-06-30/u001 u001',
    ]);
  });

  test('two deadlines of one day are two obligations', () => {
    const twice = [
      { kind: 'date', on: '2026-06-30', what: '甲' },
      { kind: 'date', on: '2026-06-30', what: '乙' },
    ];
    const task = started({}, { deadlines: twice });
    const at = '2026-06-29 10:00';
    const rest = { duty: 'deadlines' };
    task.tell(report(at, '2026-06-30#2', rest), at);
    task.to('2026-07-01 00:00');
    expect(task.heard(/judged dead/)).toEqual([
      '2026-06-29 10:00 judged deadlines/2026-06-30#2/u001 on-time',
      '2026-06-30 17:00 judged deadlines/2026-06-30/u001 missing',
    ]);
  });
});

describe('the start', () => {
  const midway = { horizon: { from: '2026-03-20', to: '2027-01-01' } };

  test('in the middle of a period: it opens with the start, and its reminder comes on the next morning', () => {
    const startedAt = '2026-03-24T10:00:00+08:00';
    const task = started(
      {},
      {},
      { ...midway, startedAt, firstNoticesAt: '2026-03-24T10:30:00+08:00' },
    );
    expect(task.tell(report('2026-03-24 09:59', '2026-03')).fault?.code).toBe('report-not-open');
    task.to('2026-03-27 00:00');
    expect(task.heard()).toEqual([
      '2026-03-24 10:00 assigned',
      '2026-03-25 09:00 step monthly/2026-03/u001',
      '2026-03-25 09:00 notice remind monthly/2026-03/u001 → u001/reporter',
      '2026-03-26 17:00 judged monthly/2026-03/u001 missing',
      '2026-03-26 17:00 step monthly/2026-03/u001',
      '2026-03-26 17:00 notice urge monthly/2026-03/u001 → u001/reporter',
      '2026-03-26 17:00 notice urge monthly/2026-03/u001 → u001/head',
    ]);
  });

  test('a period due before the first notices stands outside', () => {
    const startedAt = '2026-03-25T16:00:00+08:00';
    const context = { ...midway, startedAt, firstNoticesAt: '2026-03-26T08:00:00+08:00' };
    const task = started({}, {}, context);
    task.to('2026-04-20 00:00');
    expect(task.heard()).toEqual(['2026-03-25 16:00 assigned']);
    const answer = task.tell(report('2026-03-25 16:30', '2026-03'));
    expect(answer.fault?.code).toBe('report-unknown-period');
  });
});

test('持续推进 ends at the horizon, when the last entry has closed', () => {
  const task = started({}, { deadlines: [{ kind: 'continuous' }] });
  task.to('2027-12-31 00:00');
  expect(task.heard(/ended/)).toEqual(['2027-01-29 17:00 ended']);
});

test('a step later than the last closing is still taken', () => {
  const late = { ...LADDER[1], id: 'late', at: { after: 'grace', offset: { workdays: 60 } } };
  const task = started({ ladder: [late] });
  task.to('2027-12-31 00:00');
  expect(task.heard(/urge.*2026-12.*head/)).toHaveLength(1);
});
