import { describe, expect, test } from '@jest/globals';
import { targetFaults } from '../../domain/attained.ts';
import { Plan } from '../../domain/plan.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { factWords, namesOf } from '../../domain/words.ts';
import { UNITS } from '../harness/cast.ts';
import {
  MONTH,
  QUARTER,
  togetherContext,
  togetherRegime,
  togetherTask,
  XUN,
} from '../harness/coinciding.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

type Input = Record<string, unknown>;

const GUARDS = [
  { of: 'xun', within: 'month' },
  { of: 'month', within: 'quarter' },
];
const TARGETS = {
  xun: { value: 30, unit: '万元' },
  month: { value: 90, unit: '万元' },
  quarter: { value: 270, unit: '万元' },
};

function life(regime: Input = {}, from = '2026-03-01', task: Input = {}) {
  const context = togetherContext({ guards: GUARDS, ...regime }, { from });
  const input = { context, task: togetherTask({ targets: TARGETS, ...task }) };
  const played = play(taskMachine(input), initialTask(input));
  const send = (at: string, duty: string, period: string, value?: number, late?: string) =>
    played.tell(
      report(at, period, { duty, id: `${at} ${duty}`, ...(value === undefined ? {} : { value }) }),
      late,
    );
  const attained = () =>
    played.decisions
      .filter(({ type }) => type === 'attained')
      .map(({ payload: { obligation, value, short } }) => {
        const [duty = '', period = ''] = String(obligation).split('/');
        return [`${duty} ${period}`, value, short];
      });
  const words = () => {
    const names = namesOf({ ...context, year: 2026 }, [], UNITS);
    const process = 'task/c2026-001/t0001';
    return played.decisions
      .filter(({ type }) => type === 'attained')
      .map((fact) => factWords({ ...fact, process }, names));
  };
  return { ...played, send, attained, words };
}

describe('three 旬 of a month', () => {
  test('a shortfall made up inside the month clears the month, and stays recorded on the 旬', () => {
    const { send, to, attained } = life();
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    send('2026-03-20 10:00', 'xun', '2026-03b', 30);
    send('2026-03-31 10:00', 'xun', '2026-03c', 40);
    to('2026-04-01 12:00');
    expect(attained()).toEqual([
      ['xun 2026-03a', 20, 10],
      ['xun 2026-03b', 30, 0],
      ['xun 2026-03c', 40, 0],
      ['month 2026-03', 90, 0],
      ['quarter 2026Q1', 90, 180],
    ]);
  });

  test('what is not made up is short in the month as well; neither is a miss', () => {
    const { send, to, attained, state } = life();
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    send('2026-03-20 10:00', 'xun', '2026-03b', 30);
    send('2026-03-31 10:00', 'xun', '2026-03c', 35.5);
    to('2026-04-01 12:00');
    expect(attained().slice(2, 4)).toEqual([
      ['xun 2026-03c', 35.5, 0],
      ['month 2026-03', 85.5, 4.5],
    ]);
    const verdicts = Object.values(state().entries).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['on-time']));
  });

  test('a late number counts in the month that is not yet judged, and leaves the 旬 as it was', () => {
    const { send, to, attained } = life();
    send('2026-03-12 10:00', 'xun', '2026-03a', 30);
    send('2026-03-20 10:00', 'xun', '2026-03b', 30);
    send('2026-03-31 10:00', 'xun', '2026-03c', 30);
    send('2026-04-02 10:00', 'xun', '2026-03c', 99);
    to('2026-04-03 12:00');
    expect(attained()).toEqual([
      ['xun 2026-03a', 0, 30],
      ['xun 2026-03b', 30, 0],
      ['xun 2026-03c', 30, 0],
      ['month 2026-03', 90, 0],
      ['quarter 2026Q1', 90, 180],
    ]);
  });

  test('a number of the month’s own stands instead of the sum; the newest by the end of grace counts', () => {
    const { send, to, attained } = life({ together: undefined });
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    send('2026-03-28 10:00', 'month', '2026-03', 70);
    send('2026-03-29 10:00', 'month', '2026-03', 95);
    send('2026-04-01 10:00', 'month', '2026-03', 10);
    to('2026-04-01 12:00');
    expect(attained().filter(([what]) => what !== 'xun 2026-03a')).toContainEqual([
      'month 2026-03',
      95,
      0,
    ]);
  });

  test('a number received in time and delivered late corrects 旬, month and quarter', () => {
    const { send, to, attained, words } = life();
    send('2026-03-10 10:00', 'xun', '2026-03a', 30);
    send('2026-03-20 10:00', 'xun', '2026-03b', 30);
    send('2026-03-31 16:00', 'xun', '2026-03c', 30, '2026-04-01 09:00');
    to('2026-04-02 12:00');
    expect(attained().slice(2)).toEqual([
      ['xun 2026-03c', 0, 30],
      ['month 2026-03', 60, 30],
      ['quarter 2026Q1', 60, 210],
      ['xun 2026-03c', 30, 0],
      ['month 2026-03', 90, 0],
      ['quarter 2026Q1', 90, 180],
    ]);
    expect(words().at(-1)?.what).toContain('更正此前记录的 60万元');
  });

  test('decimals add up as on paper', () => {
    const { send, to, attained } = life();
    send('2026-03-10 10:00', 'xun', '2026-03a', 0.1);
    send('2026-03-20 10:00', 'xun', '2026-03b', 0.2);
    to('2026-04-01 12:00');
    expect(attained()[3]).toEqual(['month 2026-03', 0.3, 89.7]);
  });

  test('is told with what it was summed from, and where a shortfall can be made up', () => {
    const { send, to, words } = life();
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    send('2026-03-31 10:00', 'xun', '2026-03c', 70);
    to('2026-04-01 12:00');
    const said = words();
    expect(said[0]?.what).toContain('完成 20万元（指标 30万元），短欠 10万元');
    expect(said[0]?.why).toContain('短欠不算未报；在2026年3月“月报”期内补足的');
    expect(said[1]?.what).toContain('未报完成数（指标 30万元），短欠 30万元');
    expect(said[3]?.what).toContain('达到指标');
    expect(said[3]?.why).toContain(
      '合计：2026年3月上旬“旬简报” 20万元、2026年3月中旬“旬简报” 0万元',
    );
  });
});

describe('who is held against a target', () => {
  test('nobody without one, nor one that is exempt', () => {
    const { send, to, attained } = life({}, '2026-03-01', { targets: { month: TARGETS.month } });
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    to('2026-03-20 10:00');
    expect(attained()).toEqual([]);
    const exempt = life();
    const obligation = 'xun/2026-03a/u001';
    exempt.tell(told('exempt', '2026-03-09 10:00', { obligation, reason: '改革' }));
    exempt.to('2026-03-20 17:00');
    expect(exempt.attained()).toEqual([['xun 2026-03b', 0, 30]]);
  });

  test('without `guards` nothing is summed', () => {
    const { send, to, attained } = life({ guards: undefined });
    send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    to('2026-04-01 12:00');
    expect(attained().at(-1)).toEqual(['quarter 2026Q1', 0, 270]);
  });

  test('numbers without targets change nothing but the report', () => {
    const bare = life({}, '2026-03-01', { targets: undefined });
    const numbered = life({}, '2026-03-01', { targets: undefined });
    bare.send('2026-03-10 10:00', 'xun', '2026-03a');
    numbered.send('2026-03-10 10:00', 'xun', '2026-03a', 20);
    bare.to('2026-12-31');
    numbered.to('2026-12-31');
    expect(numbered.decisions.filter(({ type }) => type !== 'report')).toEqual(
      bare.decisions.filter(({ type }) => type !== 'report'),
    );
  });
});

describe('what a regime may guard', () => {
  const faults = (guards: readonly Input[], duties: readonly Input[] = [XUN, MONTH, QUARTER]) =>
    checkRegime(togetherRegime({ guards, duties, together: undefined })).map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    );

  test('以旬保月、以月保季 stands', () => {
    expect(faults(GUARDS)).toEqual([]);
  });

  test.each([
    [
      'an unknown duty',
      [{ of: 'xunn', within: 'month' }],
      /guards\.0\.of .*是不是.*xun|guards\.0\.of .*xun/,
    ],
    ['the wrong way', [{ of: 'month', within: 'xun' }], /guards\.0 应以短保长/],
    ['itself', [{ of: 'month', within: 'month' }], /guards\.0 应以短保长/],
    ['two of one', [...GUARDS, { of: 'xun', within: 'quarter' }], /guards\.2\.within .*已由别的/],
    [
      'one twice',
      [
        { of: 'xun', within: 'month' },
        { of: 'xun', within: 'quarter' },
      ],
      /guards\.1\.of .*逐级写/,
    ],
  ])('%s', (_title, guards, message) => {
    expect(faults(guards)).toEqual([expect.stringMatching(message)]);
  });

  test('weeks do not add up to months', () => {
    const weekly = { ...XUN, id: 'weekly', title: '周报', every: 'week' };
    const found = faults([{ of: 'weekly', within: 'month' }], [weekly, MONTH, QUARTER]);
    expect(found).toEqual([expect.stringMatching(/一周会跨月/)]);
  });

  test('a target under a duty that the regime does not have is asked about', () => {
    const task = {
      ...{ key: 't0001', no: '1', category: [], title: null, content: '项目' },
      ...{ assignments: [], leaders: [], openEnded: false, deadlines: [] },
      targets: { month: TARGETS.month, xunn: TARGETS.xun },
    };
    const head = { title: '方案', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
    const plan = Plan.parse({ ...head, tasks: [task] });
    expect(targetFaults(plan, togetherRegime())).toEqual([
      expect.objectContaining({ severity: 'blocking', message: expect.stringContaining('“xunn”') }),
    ]);
  });
});
