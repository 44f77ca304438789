import { describe, expect, test } from '@jest/globals';
import { gathered } from '../../client/commands/commandOptions.ts';
import { contentGivenOn } from '../../client/commands/reportContent.ts';
import { FaultError } from '../../client/faultError.ts';
import { carriedContent } from '../../client/handlers/reportContent.ts';
import { measuresNow, withFilled } from '../../client/handlers/taskContent.ts';
import type { TaskNow } from '../../client/handlers/find.ts';
import { contentGiven, isEmptyReport } from '../../client/reportInput.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import type { TaskState } from '../../domain/taskState.ts';
import { namesOf } from '../../domain/words.ts';
import { contextOf, MONTHLY, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

describe('on the command line', () => {
  test('fields and measures are written as pairs', () => {
    const field = ['plan=部署 a=b', 'until＝2026-03-05'].reduce(
      (list: readonly string[] | undefined, one) => gathered(one, list),
      undefined,
    );
    expect(contentGivenOn({ field: field ?? [] })).toEqual({
      fields: { plan: '部署 a=b', until: '2026-03-05' },
    });
    const measure = ['invest=1,234.5', 'air=3/56', 'road=第2名', 'rank=前四', 'x= 7名'];
    expect(() => contentGivenOn({ measure })).toThrow('--measure rank 应为一个数');
    expect(contentGivenOn({ measure: measure.filter((one) => !one.startsWith('rank')) })).toEqual({
      measures: {
        ...{ invest: 1234.5, air: { rank: 3, population: 56 } },
        ...{ road: { rank: 2 }, x: { rank: 7 } },
      },
    });
    expect(contentGivenOn({})).toEqual({});
  });

  test.each([
    [{ field: ['plan'] }, '--field 应写作 标识=内容'],
    [{ field: ['=空'] }, '--field 应写作 标识=内容'],
    [{ field: ['a=1', 'a=2'] }, '--field a 写了两次'],
    [{ measure: ['invest=约三成'] }, '累计数 12.5'],
  ])('%j', (options, words) => {
    expect(() => contentGivenOn(options)).toThrow(words);
  });
});

describe('what a report says', () => {
  test('is nothing where all of it is empty', () => {
    expect(isEmptyReport({ text: ' ' })).toBe(true);
    expect(isEmptyReport({ text: ' ', fields: {}, measures: {} })).toBe(true);
    expect(isEmptyReport({ text: '', fields: { plan: '有' } })).toBe(false);
    expect(isEmptyReport({ text: '', measures: { invest: 3 } })).toBe(false);
    expect(isEmptyReport({ text: '', nil: '无' })).toBe(false);
  });

  test('keeps nothing of what is not there, so that older digests stand', () => {
    expect(contentGiven({ fields: {}, measures: {} })).toEqual({});
  });
});

const field = (id: string, label: string) => ({ id, label, kind: 'text', required: true });
const STAGED = {
  ...MONTHLY,
  stages: [
    {
      id: 'plan',
      title: '首日',
      after: { days: 0 },
      form: { fields: [field('plan', '工作安排')] },
    },
    {
      id: 'result',
      title: '七日',
      after: { days: 6 },
      form: { fields: [field('result', '办理结果')] },
    },
  ],
};

function now(
  over: object = {},
  task: Record<string, unknown> = {},
): TaskNow & { state: TaskState } {
  const context = contextOf({ regime: regimeOf({ duties: [STAGED], ...over }) });
  const input = { context, task: taskOf(task) };
  const state = initialTask(input);
  return {
    input,
    process: 'task/c2026-001/t0001',
    started: true,
    state,
    machine: taskMachine(input),
  };
}

describe('what the process is told of it', () => {
  const own = { duty: 'monthly', period: '2026-01', unit: 'u001' };
  const carried = (over: object, at: string, input: object) => {
    const task = now(over);
    return carriedContent(task.input.context, task, own, { text: '', ...input }, when(at));
  };

  test('is the stage, not what was filled in', () => {
    expect(carried({}, '2026-01-02 10:00', { fields: { plan: '已部署' } })).toEqual({
      stage: 'plan',
    });
    expect(carried({}, '2026-01-09 10:00', { fields: { result: '已办' } })).toEqual({
      stage: 'result',
    });
  });

  test.each([
    ['2026-01-09 10:00', { plan: '已部署' }, '没有“plan”这一项'],
    ['2026-01-02 10:00', {}, '工作安排'],
  ])('at %s %j is refused', (at, fields, words) => {
    expect(() => carried({}, at, { fields })).toThrow(FaultError);
    expect(() => carried({}, at, { fields })).toThrow(words);
  });

  test('of its text only the digest, and only where the regime compares texts', () => {
    const flags = { sameText: 3, to: 'office' };
    const told = (over: object, input: object) =>
      carried(over, '2026-01-02 10:00', { fields: { plan: '照旧。' }, ...input }).textDigest;
    expect(told({}, { text: '甲' })).toBeUndefined();
    expect(told({ flags }, { text: '本月 完成。' })).toBe(told({ flags }, { text: '本月完成' }));
    expect(told({ flags }, { text: '甲' })).not.toBe(told({ flags }, { text: '乙' }));
    expect(told({ flags }, { text: '甲', nil: '停工' })).toBeUndefined();
    expect(told({ flags: { nil: 3, to: 'office' } }, { text: '甲' })).toBeUndefined();
  });
});

describe('a task is shown', () => {
  const names = namesOf(
    { ...contextOf({ regime: regimeOf({ duties: [STAGED] }) }), year: 2026 },
    [],
    UNITS,
  );

  test('with what was filled in behind the line of its report', () => {
    const key = 'monthly/2026-01/u001:report:r1';
    const told = {
      ...{ kind: 'fact', type: 'report', at: when('2026-01-02 10:00'), key },
      ...{ process: 'task/c2026-001/t0001', payload: { duty: 'monthly', stage: 'plan' } },
    };
    const line = {
      ...{ at: told.at, kind: 'fact' as const, type: 'report', recipient: null },
      ...{ text: '收到', reason: null },
    };
    const filled = new Map([['r1', { plan: '已\n部署', other: '旧项' }]]);
    expect(withFilled(line, told, filled, names).text).toBe('收到；工作安排：已 部署；other：旧项');
    expect(withFilled(line, { ...told, type: 'judged' }, filled, names)).toBe(line);
    expect(withFilled(line, { ...told, key: `${key}2` }, filled, names)).toBe(line);
  });

  test('with its measures as they stand', () => {
    const measures = [
      {
        ...{ id: 'invest', title: '完成投资', kind: 'cumulative', target: 40, unit: '亿元' },
        by: '2026-12-31',
      },
      { id: 'air', title: '空气质量', kind: 'rank', rank: 3, by: '2026-12-31' },
    ];
    const task = now({ duties: [MONTHLY] }, { measures });
    const { tell, state } = play(taskMachine(task.input), initialTask(task.input));
    tell(report('2026-01-20 10:00', '2026-01', { measures: { invest: 5 } }));
    const shown = measuresNow({ ...task, state: state() }, when('2026-07-02 12:00'), names);
    expect(shown).toEqual([
      {
        ...{ id: 'invest', title: '完成投资', units: ['甲局'] },
        ...{ aim: '到2026年12月31日达到 40亿元', told: '累计 5亿元' },
        level: '完成 12.5%，序时进度应为 50.1%，落后 37.6 个百分点',
      },
      {
        ...{ id: 'air', title: '空气质量', units: ['甲局'] },
        ...{ aim: '到2026年12月31日进前3名', told: '未报', level: '—' },
      },
    ]);
    expect(measuresNow(now(), when('2026-07-02 12:00'), names)).toEqual([]);
  });
});
