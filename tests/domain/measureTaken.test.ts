import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../domain/machine.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { factWords, namesOf } from '../../domain/words.ts';
import { contextOf, partyOf, taskOf, UNITS } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

type Input = Record<string, unknown>;

const INVEST = {
  ...{ id: 'invest', title: '完成投资', kind: 'cumulative', target: 40, unit: '亿元' },
  by: '2026-06-30',
};
const PLACE = { id: 'air', title: '空气质量', kind: 'rank', rank: 3, by: '2026-06-30' };

function life(task: Input = {}) {
  const context = contextOf();
  const input = { context, task: taskOf({ measures: [INVEST, PLACE], ...task }) };
  const played = play(taskMachine(input), initialTask(input));
  const send = (at: string, period: string, over: Input = {}, late?: string) =>
    played.tell(report(at, period, { id: `r ${at}`, ...over }), late);
  const measured = () =>
    played.decisions
      .filter(({ type }) => type === 'measured' || type === 'measure-settled')
      .map(({ type, payload }) => {
        const { measure, value, behind, reached, met, was } = payload;
        const said = [value, behind ?? reached ?? met].filter((one) => one !== undefined);
        const own = [type, measure, ...said];
        return was === undefined ? own.join(' ') : `${own.join(' ')} instead of ${was === true}`;
      });
  const words = () => {
    const names = namesOf({ ...context, year: 2026 }, [], UNITS);
    return played.decisions
      .filter(({ type }) => type.startsWith('measure'))
      .map((fact) => factWords({ ...fact, process: 'task/c2026-001/t0001' }, names));
  };
  return { ...played, send, measured, words };
}

function refusal(answer: Answer): string {
  return 'fault' in answer ? (answer.fault?.message ?? '') : '';
}

describe('what reports tell of a measure', () => {
  test('is held against time, and told in words', () => {
    const { send, measured, words } = life();
    send('2026-01-20 10:00', '2026-01', {
      measures: { invest: 5, air: { rank: 4, population: 56 } },
    });
    send('2026-02-20 10:00', '2026-02', { measures: { invest: 9 } });
    expect(measured()).toEqual([
      'measured invest 5 0',
      'measured air 4 false',
      'measured invest 9 5.7',
    ]);
    expect(words()).toEqual([
      {
        what: 't0001 指标“完成投资”：累计 5亿元（甲局）',
        why: '到2026年6月30日达到 40亿元；完成 12.5%，序时进度应为 11%，达到序时进度',
      },
      {
        what: 't0001 指标“空气质量”：第4名（共56个）（甲局）',
        why: '到2026年6月30日进前3名；目前没有达到要求',
      },
      {
        what: 't0001 指标“完成投资”：累计 9亿元（甲局）',
        why: '到2026年6月30日达到 40亿元；完成 22.5%，序时进度应为 28.2%，落后 5.7 个百分点',
      },
    ]);
  });

  test('a value that falls needs a reason, and nothing changes without it', () => {
    const { send, state, words } = life();
    send('2026-01-20 10:00', '2026-01', { measures: { invest: 5 } });
    const before = state();
    const refused = send('2026-02-20 10:00', '2026-02', { measures: { invest: 4 } });
    expect(refusal(refused)).toContain('比上次少');
    expect(state().measured).toEqual(before.measured);
    expect(state().entries['monthly/2026-02/u001']?.receivedAt).toBeUndefined();
    const taken = send('2026-02-20 10:05', '2026-02', {
      ...{ measures: { invest: 4 }, fallReason: '核减重复计算的一笔' },
    });
    expect('fault' in taken).toBe(false);
    expect(words().at(-1)?.why).toContain('比上次所报 5亿元 减少，原因：核减重复计算的一笔');
  });

  test('a worse place needs no reason', () => {
    const { send } = life();
    send('2026-01-20 10:00', '2026-01', { measures: { air: { rank: 2 } } });
    const answer = send('2026-02-20 10:00', '2026-02', { measures: { air: { rank: 9 } } });
    expect('fault' in answer).toBe(false);
  });

  test.each([
    [{ invset: 3 }, '没有指标“invset”（是否想写“invest”？）'],
    [{ invest: { rank: 3 } }, '应报累计数（亿元），不是名次'],
    [{ air: { rank: 57, population: 56 } }, '名次 57 大于参加排名的个数 56'],
    [{ air: { rank: 0 } }, '名次应为'],
    [{ air: 1.5 }, '名次应为'],
  ])('%j is refused', (measures, words) => {
    const { send, state } = life();
    expect(refusal(send('2026-01-20 10:00', '2026-01', { measures }))).toContain(words);
    expect(state().measured).toBeUndefined();
  });

  test('a report that was overtaken is recorded, and the newer value stays', () => {
    const { send, state, measured } = life();
    send('2026-02-20 10:00', '2026-02', { measures: { invest: 9 } });
    send('2026-01-20 10:00', '2026-01', { measures: { invest: 5 } }, '2026-02-21 09:00');
    expect(measured()).toHaveLength(2);
    expect(state().measured?.['invest/u001']?.value).toBe(9);
  });

  test('each party tells its own', () => {
    const owes = [partyOf('u001'), partyOf('u002')];
    const { send, state } = life({ owes });
    send('2026-01-20 10:00', '2026-01', { measures: { invest: 9 } });
    const answer = send('2026-01-20 11:00', '2026-01', { unit: 'u002', measures: { invest: 3 } });
    expect('fault' in answer).toBe(false);
    expect(Object.keys(state().measured ?? {})).toEqual(['invest/u001', 'invest/u002']);
  });
});

describe('the deadline of a measure', () => {
  const deadlines = [{ kind: 'date', on: '2026-06-30' }];

  test('is settled by the report of its dated deadline, by the value told with it', () => {
    const { send, measured } = life({ deadlines });
    send('2026-05-20 10:00', '2026-05', { measures: { invest: 39, air: { rank: 3 } } });
    send('2026-06-29 10:00', '2026-06-30', { duty: 'deadlines', measures: { invest: 40 } });
    expect(measured().slice(-3)).toEqual([
      'measured invest 40 0',
      'measure-settled invest 40 true',
      'measure-settled air 3 true',
    ]);
  });

  test('unreported it is settled at the judgement, with what was known', () => {
    const { send, to, measured, words } = life({ deadlines });
    send('2026-05-20 10:00', '2026-05', { measures: { invest: 39 } });
    to('2026-07-01 00:00');
    expect(measured().slice(-2)).toEqual([
      'measure-settled invest 39 false',
      'measure-settled air false',
    ]);
    expect(words().at(-1)?.what).toContain('未完成：一直未报');
  });

  test('a late report of the deadline corrects it by a new entry, once for each result', () => {
    const { send, to, measured, words } = life({ deadlines });
    to('2026-07-01 00:00');
    send('2026-07-02 10:00', '2026-06-30', { duty: 'deadlines', measures: { invest: 41 } });
    send('2026-07-02 11:00', '2026-06-30', { duty: 'deadlines' });
    expect(measured().filter((line) => line.includes('invest'))).toEqual([
      'measure-settled invest false',
      'measured invest 41 0',
      'measure-settled invest 41 true instead of false',
    ]);
    expect(words().at(-1)?.what).toContain('由未完成更正为完成：累计 41亿元');
  });

  test('without a dated deadline of that day the first period whose grace ends on or after it settles', () => {
    const { send, measured } = life();
    send('2026-06-20 10:00', '2026-06', { measures: { invest: 39 } });
    expect(measured()).toEqual(['measured invest 39 0']);
    send('2026-07-20 10:00', '2026-07', { measures: { invest: 42 } });
    expect(measured().slice(-1)).toEqual(['measure-settled air false']);
    expect(measured()).toContain('measure-settled invest 42 true');
  });

  test('reported early, a better value before the end of grace still counts', () => {
    const { send, measured } = life({ deadlines });
    send('2026-06-01 10:00', '2026-06-30', { duty: 'deadlines', measures: { invest: 30 } });
    send('2026-06-20 10:00', '2026-06', { measures: { invest: 41 } });
    send('2026-07-20 10:00', '2026-07', { measures: { invest: 45 } });
    expect(measured().filter((line) => line.startsWith('measure-settled invest'))).toEqual([
      'measure-settled invest 30 false',
      'measure-settled invest 41 true instead of false',
    ]);
  });

  test('an exempt deadline settles nothing; the next period does', () => {
    const { send, tell, measured, to } = life({ deadlines });
    const obligation = 'deadlines/2026-06-30/u001';
    tell(told('exempt', '2026-06-01 10:00', { obligation, reason: '机构改革' }));
    to('2026-07-01 00:00');
    expect(measured()).toEqual([]);
    send('2026-07-20 10:00', '2026-07', { measures: { invest: 40 } });
    expect(measured()).toContain('measure-settled invest 40 true');
  });
});

test('a task without measures keeps nothing of them', () => {
  const { send, state, decisions } = life({ measures: undefined });
  send('2026-01-20 10:00', '2026-01');
  expect('measured' in state()).toBe(false);
  expect(decisions.map(({ type }) => type)).toEqual([
    ...['assigned', 'step', 'remind', 'report', 'judged'],
  ]);
});
