import { describe, expect, test } from '@jest/globals';
import {
  behindWords,
  countedByAll,
  metWords,
  stepsTold,
} from '../../client/handlers/deskBehind.ts';
import { namesOf } from '../../domain/words.ts';
import type { GroundRow, StandRow } from '../../store/deskGrounds.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

const { regime, calendar } = sampleYear().input.context;
const world = { now: '2026-04-08T09:30:00+08:00', calendar, regime };
const names = namesOf({ regime, calendar, year: 2026 }, [], []);
const MONTHS = ['2026-01', '2026-02', '2026-03'];

const stand = (month: string, more: Partial<StandRow> = {}): StandRow => ({
  ...{ gate: 0, task: 't0001', obligation: `monthly/${month}/u001`, duty: 'monthly' },
  ...{ period: month, due: new Date(`${month}-25T17:00:00+08:00`), verdict: 'missing', open: true },
  ...more,
});

const ground = (task: string, condition: object, months = MONTHS): GroundRow => {
  const because = months.map((month) => `monthly/${month}/u001`);
  const obligation = because.at(-1) ?? '';
  return {
    ...{ gate: 0, process: `task/demo/${task}`, task, obligation, because },
    at: '2026-03-30T17:00:00+08:00',
    step: { step: 'interview', condition, count: months.length, because },
  };
};
const THREE = { consecutive: 'missing', atLeast: 3 };
const FIVE = { cumulative: 'missing-or-late', atLeast: 5, within: 'year' };

describe('晚多久', () => {
  test('counts every period that is behind, not the grounds', () => {
    expect(
      behindWords(
        world,
        MONTHS.map((month) => stand(month)),
      ),
    ).toBe(
      '1 项任务 3 期未报（2026年1月、2月、3月），最早一期 1月25日 17:00 到期，逾期 48 个工作日',
    );
  });

  test('of several tasks says how many reports there are', () => {
    const rows = ['t0001', 't0002'].flatMap((task) =>
      MONTHS.map((month) => stand(month, { task })),
    );
    expect(behindWords(world, rows)).toMatch(
      /^2 项任务共 6 份未报，涉及 3 期（2026年1月、2月、3月），/u,
    );
  });

  test('what has come since is behind no longer, and the lateness is of the oldest still open', () => {
    const made = stand('2026-01', { open: false, verdict: 'late' });
    expect(behindWords(world, [made, stand('2026-02'), stand('2026-03')])).toMatch(
      /^1 项任务 2 期未报（2026年2月、3月），另有 1 份已报送，最早一期 2月25日 17:00 到期，逾期/u,
    );
    expect(behindWords(world, [made])).toBe(
      '1 项任务 1 期（2026年1月），现均已报送，其中逾期才报的 1 份',
    );
  });

  test('an exempt period is not owed', () => {
    const rows = [stand('2026-02', { verdict: 'exempt', open: false }), stand('2026-03')];
    expect(behindWords(world, rows)).toMatch(/^1 项任务 1 期未报（2026年3月），最早/u);
    expect(behindWords(world, [])).toBe('');
  });
});

describe('为什么是现在', () => {
  test('names the condition that was met, and what met it', () => {
    expect(metWords([ground('t0001', THREE)], names)).toEqual([
      '连续3期未报（2026年1月、2月、3月），达到制度规定的提请约谈条件“连续3期未报”',
    ]);
  });

  test('says more than was needed where more was counted', () => {
    const [words] = metWords([ground('t0001', THREE, [...MONTHS, '2026-04'])], names);
    expect(words).toMatch(/^连续4期未报（.*4月），达到.*“连续3期未报”$/u);
  });

  test('tasks that met it alike are said together, others apart', () => {
    const five = [...MONTHS, '2026-05', '2026-06'];
    const grounds = [ground('t0001', THREE), ground('t0002', THREE), ground('t0003', FIVE, five)];
    expect(metWords(grounds, names)).toEqual([
      '2 项任务连续3期未报（2026年1月、2月、3月），达到制度规定的提请约谈条件“连续3期未报”',
      '1 项任务本年度累计5期未报或迟报（2026年1月、2月、3月、5月、6月），达到制度规定的提请约谈条件“本年度累计5期未报或迟报”',
    ]);
  });

  test('all tasks that met it alike are one sentence', () => {
    expect(metWords([ground('t0001', THREE), ground('t0002', THREE)], names)).toEqual([
      '2 项任务均连续3期未报（2026年1月、2月、3月），达到制度规定的提请约谈条件“连续3期未报”',
    ]);
  });

  test('guesses nothing where the step is not in the register', () => {
    expect(metWords([{ ...ground('t0001', THREE), step: null }], names)).toEqual([]);
  });

  test('a period that two grounds have counted is counted once', () => {
    const twice = [ground('t0001', THREE), ground('t0001', FIVE, ['2026-03', '2026-04'])];
    expect(countedByAll(twice)).toHaveLength(4);
  });

  test('the steps are told with their last instant, without the proposal itself', () => {
    const told = (step: string, last: string, count = 3) => ({ gate: 0, step, count, last });
    const [words] = stepsTold(world, [
      told('interview', '2026-03-30T17:00:00+08:00', 1),
      told('remind', '2026-03-20T09:00:00+08:00'),
    ]);
    expect(words).toBe('提醒 3 次（最近 3月20日 09:00），均已送达收件箱');
    expect(stepsTold(world, [told('interview', '2026-03-30T17:00:00+08:00')])).toEqual([]);
  });
});
