import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../domain/machine.ts';
import { Behaviour, script } from '../../domain/behaviour.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { partyOf } from '../harness/cast.ts';
import {
  MONTH,
  QUARTER,
  STEPS,
  togetherContext,
  togetherRegime,
  togetherTask,
  XUN,
} from '../harness/coinciding.ts';
import { announced, report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

type Input = Record<string, unknown>;

function life(regime: Input = {}, horizon: Input = {}, task: Input = {}) {
  const context = togetherContext(regime, horizon);
  const input = { context, task: togetherTask(task) };
  return { ...play(taskMachine(input), initialTask(input)), context };
}

const of = (at: string, duty: string, period: string, over: Partial<ReportSubmitted> = {}) =>
  report(at, period, { duty, ...over });
const steps = (decisions: readonly Decision[]) =>
  decisions.filter(({ type }) => type === 'step').map(({ payload }) => payload);
const THREE = ['xun/2026-03c/u001', 'month/2026-03/u001', 'quarter/2026Q1/u001'];

describe('a silent day on which 旬、月、季 end', () => {
  test('gives three misses, one reminder and one urging, which name the others', () => {
    const { to, heard, decisions } = life();
    to('2026-04-01 12:00');
    expect(heard(/judged|remind|urge/)).toEqual([
      '2026-03-30 09:00 notice remind quarter/2026Q1/u001 → u001/reporter',
      '2026-03-31 17:00 judged xun/2026-03c/u001 missing',
      '2026-03-31 17:00 judged month/2026-03/u001 missing',
      '2026-03-31 17:00 judged quarter/2026Q1/u001 missing',
      '2026-03-31 17:00 notice urge quarter/2026Q1/u001 → u001/reporter',
      '2026-03-31 17:00 notice urge quarter/2026Q1/u001 → u001/head',
    ]);
    expect(steps(decisions).map((payload) => payload['with'])).toEqual([
      THREE.slice(0, 2),
      THREE.slice(0, 2),
    ]);
    const carriers = decisions
      .filter(({ type }) => type === 'judged')
      .map(({ payload }) => payload['carrier']);
    expect(carriers).toEqual([THREE[2], THREE[2], undefined]);
  });

  test.each([
    ['shortest', ['xun/2026-03c/u001', 'xun/2026-03c/u001']],
    ['each', [...THREE, ...THREE]],
  ])('%s: whose steps are taken', (ladder, expected) => {
    const together = [{ duties: ['quarter', 'month', 'xun'], ladder }];
    const { to, decisions } = life({ together });
    to('2026-04-01 12:00');
    expect(steps(decisions).map((payload) => payload['obligation'])).toEqual(expected);
  });

  test('without `together` each duty goes its own way', () => {
    const { to, decisions } = life({ together: undefined });
    to('2026-04-01 12:00');
    expect(steps(decisions)).toHaveLength(6);
    expect(steps(decisions).filter((payload) => 'with' in payload)).toEqual([]);
  });

  test('another party, and a duty that is not among them, stand apart', () => {
    const owes = [partyOf('u001')];
    const apart = life({}, {}, { parties: { xun: owes, month: owes, quarter: [partyOf('u002')] } });
    apart.to('2026-04-01 12:00');
    expect(steps(apart.decisions).map((payload) => payload['obligation'])).toEqual([
      'month/2026-03/u001',
      'quarter/2026Q1/u002',
      'month/2026-03/u001',
      'quarter/2026Q1/u002',
    ]);
    const two = life({ together: [{ duties: ['xun', 'month'] }] });
    two.to('2026-03-30 12:00');
    expect(steps(two.decisions).map((payload) => payload['with'])).toEqual([
      ['xun/2026-03c/u001'],
      undefined,
    ]);
  });
});

describe('a report', () => {
  test.each([
    ['xun', '2026-03c'],
    ['month', '2026-03'],
    ['quarter', '2026Q1'],
  ])('that names the %s counts for all three', (duty, period) => {
    const { tell, heard, decisions } = life();
    const answer = tell(of('2026-03-31 16:00', duty, period));
    expect(heard(/judged/)).toHaveLength(3);
    expect(heard(/missing/)).toEqual([]);
    expect(answer.value).toMatchObject({ verdict: 'on-time', version: 1 });
    const received = decisions.filter(({ type }) => type === 'report');
    expect(received).toHaveLength(1);
    expect(
      new Set([received[0]?.payload['obligation'], ...(received[0]?.payload['with'] as [])]),
    ).toEqual(new Set(THREE));
  });

  test('is judged by each duty’s own instants', () => {
    const { tell, heard } = life({
      duties: [{ ...XUN, time: '18:00' }, { ...MONTH, time: '12:00' }, QUARTER],
    });
    tell(of('2026-03-31 15:00', 'xun', '2026-03c'));
    expect(heard(/judged/)).toEqual([
      '2026-03-31 12:00 judged month/2026-03/u001 missing',
      '2026-03-31 15:00 judged xun/2026-03c/u001 on-time',
      '2026-03-31 15:00 judged month/2026-03/u001 late instead of missing',
      '2026-03-31 15:00 judged quarter/2026Q1/u001 on-time',
    ]);
  });

  test('before the 旬 has opened leaves it owed, and its own steps with it', () => {
    const { tell, to, heard, decisions } = life({}, { from: '2026-03-11' });
    tell(of('2026-03-20 10:00', 'quarter', '2026Q1'));
    to('2026-04-01 12:00');
    const lines = heard(/judged|urge/);
    expect(lines).toContain('2026-03-20 10:00 judged month/2026-03/u001 on-time');
    expect(lines).toContain('2026-03-31 17:00 judged xun/2026-03c/u001 missing');
    expect(lines).toContain('2026-03-31 17:00 notice urge xun/2026-03c/u001 → u001/head');
    const last = steps(decisions).at(-1);
    expect([last?.['obligation'], last?.['with']]).toEqual(['xun/2026-03c/u001', undefined]);
  });

  test('that names a closed 旬 still enters what is open, once, and remembers its number there', () => {
    const { tell, heard, state } = life();
    const message = of('2026-04-06 10:00', 'xun', '2026-03c');
    const answer = tell(message);
    expect(heard(/late/)).toEqual([
      '2026-04-06 10:00 judged month/2026-03/u001 late instead of missing',
      '2026-04-06 10:00 judged quarter/2026Q1/u001 late instead of missing',
    ]);
    expect(answer.value).toMatchObject({ obligation: 'month/2026-03/u001', verdict: 'late' });
    expect(state().entries['xun/2026-03c/u001']?.verdict).toBe('missing');
    expect(tell(message).value).toEqual({ repeated: true });
    expect(tell(of('2026-04-16 10:00', 'xun', '2026-03c')).fault?.code).toBe('report-closed');
  });

  test('stops the ladder of all: nothing more follows a late one', () => {
    const { tell, to, heard } = life();
    tell(of('2026-04-02 10:00', 'month', '2026-03'));
    heard();
    to('2026-04-08 12:00');
    expect(heard(/step|notice/)).toEqual([]);
  });
});

describe('counters run per duty', () => {
  /** The quarter is on its first miss, the month on its third. */
  const months = { from: '2026-01-01' };

  test('the count of a coinciding duty calls for the step, is named, and only its misses are spent', () => {
    const { to, decisions, state } = life(
      { duties: [MONTH, QUARTER], together: [{ duties: ['month', 'quarter'] }] },
      months,
    );
    to('2026-04-04 12:00');
    const [talk, ...more] = steps(decisions).filter((payload) => payload['step'] === 'talk');
    expect(more).toEqual([]);
    expect(talk).toMatchObject({
      obligation: 'quarter/2026Q1/u001',
      with: ['month/2026-03/u001'],
      countOf: 'month',
      count: 3,
      because: ['month/2026-01/u001', 'month/2026-02/u001', 'month/2026-03/u001'],
    });
    const grounds = decisions.filter(({ kind }) => kind === 'effect');
    expect(grounds).toHaveLength(1);
    const spent = Object.entries(state().entries).filter(([, entry]) => entry.spent);
    expect(spent.map(([key]) => key)).toEqual(talk?.['because']);
  });

  test('one’s own count goes first', () => {
    const when = [{ consecutive: 'missing', atLeast: 1 }];
    const { to, decisions } = life({ ladder: [{ ...STEPS[2], when }] });
    to('2026-04-04 12:00');
    const [talk] = steps(decisions);
    expect(talk?.['because']).toEqual(['quarter/2026Q1/u001']);
    expect(talk).not.toHaveProperty('countOf');
  });

  test('a duty to which no such step applies is not counted', () => {
    const { to, decisions } = life(
      {
        duties: [MONTH, QUARTER],
        ladder: [{ ...STEPS[2], on: ['quarter'] }],
        together: [{ duties: ['month', 'quarter'] }],
      },
      months,
    );
    to('2026-04-04 12:00');
    expect(steps(decisions)).toEqual([]);
  });

  test('a duty that is not judged yet does not count: its earlier misses have had their step', () => {
    const when = [{ consecutive: 'missing', atLeast: 2 }];
    const { to, decisions } = life(
      {
        duties: [{ ...MONTH, grace: { workdays: 5 } }, QUARTER],
        ladder: [{ ...STEPS[1], when }],
        together: [{ duties: ['month', 'quarter'] }],
      },
      months,
    );
    to('2026-04-10 12:00');
    expect(steps(decisions).map((payload) => payload['obligation'])).toEqual([
      'month/2026-02/u001',
    ]);
  });

  test('each counts by its own rule where the regime writes a step for each', () => {
    const talk = (id: string, on: string, atLeast: number) => ({
      ...STEPS[2],
      ...{ id, on: [on], when: [{ consecutive: 'missing', atLeast }] },
    });
    const regime = (atLeast: number) => ({
      duties: [MONTH, QUARTER],
      ladder: [talk('talk-month', 'month', atLeast), talk('talk-quarter', 'quarter', 2)],
      together: [{ duties: ['month', 'quarter'] }],
    });
    const taken = (atLeast: number) => {
      const { to, decisions } = life(regime(atLeast), months);
      to('2026-04-04 12:00');
      return steps(decisions).map((payload) => [payload['step'], payload['countOf']]);
    };
    expect(taken(3)).toEqual([['talk-quarter', 'month']]);
    expect(taken(4)).toEqual([]);
  });
});

test('the expected set stays one for each duty: 14 units owe 504, 168 and 56 in a year', () => {
  const context = togetherContext({}, { from: '2026-01-01', to: '2027-01-01' });
  const owes = Array.from({ length: 14 }, (_, n) => partyOf(`u${String(n + 1).padStart(3, '0')}`));
  const task = togetherTask({ parties: { xun: owes, month: owes, quarter: owes } });
  const owed = obligationsOf(context, task).map(({ slot }) => slot.duty);
  const count = (duty: string) => owed.filter((own) => own === duty).length;
  expect(['xun', 'month', 'quarter'].map(count)).toEqual([504, 168, 56]);
  const delivered = script(Behaviour.parse({}), context, [task]);
  expect(delivered).toHaveLength(504);
});

describe('the line as it stands', () => {
  test('an exempted quarter leaves the day to the month', () => {
    const { tell, to, heard, state } = life();
    tell(told('exempt', '2026-03-25 10:00', { obligation: THREE[2] as string, reason: '改革' }));
    to('2026-04-01 12:00');
    expect(heard(/notice/)).toEqual([
      '2026-03-30 09:00 notice remind month/2026-03/u001 → u001/reporter',
      '2026-03-31 17:00 notice urge month/2026-03/u001 → u001/reporter',
      '2026-03-31 17:00 notice urge month/2026-03/u001 → u001/head',
    ]);
    tell(of('2026-04-01 12:30', 'xun', '2026-03c'));
    expect(state().entries[THREE[2] as string]).toEqual({ version: 0, verdict: 'exempt' });
    expect(heard(/judged/)).toHaveLength(2);
    tell(of('2026-04-01 13:00', 'quarter', '2026Q1'));
    expect(heard(/judged/)).toEqual([]);
    expect(state().entries[THREE[0] as string]?.version).toBe(2);
  });

  test('a suspension that parts them gives each its own day', () => {
    const { tell, to, heard } = life({}, { from: '2026-03-01' });
    tell(told('suspend', '2026-03-19 10:00', { reason: '防汛' }));
    tell(told('resume', '2026-03-26 10:00', {}));
    to('2026-04-08 12:00');
    const urged = heard(/urge .*head/);
    expect(urged).toContain('2026-03-31 17:00 notice urge xun/2026-03c/u001 → u001/head');
    expect(urged).toContain('2026-04-07 17:00 notice urge quarter/2026Q1/u001 → u001/head');
    expect(urged.filter((line) => line.includes('month/2026-03/'))).toEqual([]);
  });

  test('while a suspension lasts a report still counts for what falls due together', () => {
    const { tell, heard } = life();
    tell(told('suspend', '2026-03-24 10:00', { reason: '防汛' }));
    tell(of('2026-03-25 10:00', 'xun', '2026-03c'));
    expect(heard(/judged/)).toHaveLength(3);
  });

  test('an amended calendar that parts them takes no step twice', () => {
    const dayBefore = { ...STEPS[0], at: { before: 'due', offset: { days: 1 } } };
    const { tell, to, heard, context } = life({
      duties: [{ ...XUN, shift: 'later' }, MONTH, QUARTER],
      ladder: [dayBefore, STEPS[1]],
    });
    to('2026-03-30 12:00');
    expect(heard(/remind/)).toEqual([
      '2026-03-30 09:00 notice remind quarter/2026Q1/u001 → u001/reporter',
    ]);
    const calendar = announced(context.calendar, '2030-12-31', ['2026-03-31']);
    tell(told('calendar', '2026-03-30 12:30', { calendar }));
    to('2026-04-01 18:00');
    expect(heard(/remind|urge .*head/)).toEqual([
      '2026-03-30 17:00 notice urge quarter/2026Q1/u001 → u001/head',
      '2026-04-01 17:00 notice urge xun/2026-03c/u001 → u001/head',
    ]);
  });

  test('of two 旬 that a suspension brings to one day the later goes with the month', () => {
    const tenth = { ...MONTH, due: { day: 10 } };
    const { tell, to, heard } = life(
      { duties: [XUN, tenth], together: [{ duties: ['xun', 'month'] }] },
      { from: '2026-03-01' },
    );
    tell(told('suspend', '2026-03-09 10:00', { reason: '防汛' }));
    tell(told('resume', '2026-03-19 10:00', {}));
    to('2026-03-19 18:00');
    heard();
    tell(of('2026-03-20 10:00', 'xun', '2026-03b'));
    expect(heard(/judged/)).toEqual([
      '2026-03-20 10:00 judged xun/2026-03b/u001 on-time',
      '2026-03-20 10:00 judged month/2026-03/u001 on-time',
    ]);
  });
});

describe('what a regime may put together', () => {
  const faults = (over: Input) =>
    checkRegime(togetherRegime(over)).map(({ path, message }) => [path.join('.'), message]);
  const weekly = { ...XUN, id: 'weekly', title: '周报', every: 'week' };
  const bimonthly = { ...XUN, id: 'bimonthly', title: '双月报', every: 'two-months' };
  const half = { ...QUARTER, id: 'half', title: '半年报', every: 'half-year' };

  test.each([
    [
      'an unknown duty',
      { together: [{ duties: ['xun', 'monht'] }] },
      'together.0.duties.1',
      /没有标识为“monht”.*month/,
    ],
    [
      'deadlines',
      { together: [{ duties: ['xun', 'deadlines'] }] },
      'together.0.duties.1',
      /没有标识为“deadlines”/,
    ],
    [
      'a duty in two groups',
      { together: [{ duties: ['xun', 'month'] }, { duties: ['month', 'quarter'] }] },
      'together.1.duties.0',
      /只能列入一次/,
    ],
    [
      'a week',
      { duties: [weekly, MONTH], together: [{ duties: ['weekly', 'month'] }] },
      'together.0.duties',
      /一周会跨月/,
    ],
    [
      'two months in a quarter',
      {
        duties: [{ ...bimonthly, phase: 1 }, QUARTER],
        together: [{ duties: ['bimonthly', 'quarter'] }],
      },
      'together.0.duties',
      /前者的一期会跨后者的两期/,
    ],
    [
      'phases that do not meet',
      { duties: [QUARTER, { ...half, phase: 2 }], together: [{ duties: ['half', 'quarter'] }] },
      'together.0.duties',
      /起始月（phase）也要对齐/,
    ],
    [
      'two months without a phase',
      { duties: [bimonthly, half], together: [{ duties: ['bimonthly', 'half'] }] },
      'together.0.duties',
      /请给“双月报”写明 phase/,
    ],
  ])('%s', (_title, over, path, message) => {
    expect(faults({ ladder: [], ...over })).toEqual([[path, expect.stringMatching(message)]]);
  });

  test('旬、月、季、半年 nest', () => {
    const duties = [XUN, MONTH, QUARTER, half, { ...bimonthly, phase: 3 }];
    const together = [{ duties: ['half', 'xun', 'quarter', 'month'] }];
    expect(faults({ duties, together })).toEqual([]);
    expect(faults({ duties, together: [{ duties: ['bimonthly', 'half'] }] })).toEqual([]);
  });
});
