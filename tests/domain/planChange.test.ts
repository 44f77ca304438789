import { describe, expect, test } from '@jest/globals';
import { assign, directoryOf } from '../../domain/assign.ts';
import { Plan, type PlanTask } from '../../domain/plan.ts';
import { planChange, type RunningTask } from '../../domain/planChange.ts';
import { lineWords, PROBLEM_WORDS } from '../../domain/planChangeWords.ts';
import { comparePlans, replaced } from '../../domain/planDiff.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { lineOf } from '../../domain/taskTicks.ts';
import { contextOf, LADDER, regimeOf } from '../harness/cast.ts';
import { minute, play, when } from '../harness/played.ts';

const regime = regimeOf({ bulletins: [], ladder: LADDER.slice(0, 2) });
const context = contextOf({ regime });
const NOW = when('2026-03-10 10:00');
const on = (day: string, what?: string) =>
  ({ kind: 'date', on: day, ...(what === undefined ? {} : { what }) }) as const;

function task(n: number, content: string, more: Partial<PlanTask> = {}): PlanTask {
  return {
    ...{ key: `t000${n}`, no: String(n), category: ['城建'], title: null, content },
    assignments: [{ unit: '甲局', role: 'lead' }],
    ...{ leaders: ['分管领导甲'], openEnded: false, deadlines: [] },
    ...more,
  };
}

const ROADS = task(1, '整治城区积水道路十二条', {
  deadlines: [on('2026-02-10'), on('2026-06-30')],
});
const SCHOOLS = task(2, '新建中小学三所并投入使用');
const PARKS = task(3, '建成口袋公园二十处');
const HEAD = { title: '方案', issuer: null, documentNumber: null, issuedOn: null };
const OLD: Plan = Plan.parse({ ...HEAD, version: 1, tasks: [ROADS, SCHOOLS, PARKS] });
const BASE = directoryOf({
  ...OLD,
  tasks: [...OLD.tasks, task(9, '', UNIT('乙局')), task(8, '', UNIT('丙镇'))],
});

function UNIT(...names: readonly string[]): Partial<PlanTask> {
  return { assignments: names.map((unit) => ({ unit, role: 'lead' as const })) };
}

/** The tasks of the first version as they stand at 10:00 on 10 March, when nobody has reported. */
function runningOf(close: readonly string[] = []): ReadonlyMap<string, RunningTask> {
  return new Map(
    assign(OLD, BASE, regime).tasks.map((owed) => {
      const input = { context, task: owed };
      const played = play(taskMachine(input), initialTask(input));
      played.to('2026-03-10 10:00');
      if (close.includes(owed.key)) {
        const by = { id: 'c', receivedAt: NOW, by: 'office', reason: '办结' };
        played.tell({ kind: 'close', ...by });
      }
      const state = played.state();
      return [owed.key, { task: owed, state, line: lineOf(context, owed, context.calendar, []) }];
    }),
  );
}

function changeOf(
  tasks: readonly PlanTask[],
  options: { replace?: string[]; close?: string[] } = {},
) {
  const plain = tasks.map((one) => ({ ...one, key: undefined }));
  const found = comparePlans(OLD, {
    ...HEAD,
    version: undefined,
    lastKey: undefined,
    tasks: plain,
  });
  const diff = replaced(found, new Set(options.replace));
  const concerned = [...diff.added, ...diff.changed.map(({ after }) => after)];
  const assigned = assign({ ...diff.plan, tasks: concerned }, BASE, regime).tasks;
  return planChange(diff, {
    ...{ context, now: NOW, running: runningOf(options.close) },
    next: new Map(assigned.map((owed) => [owed.key, owed])),
  });
}

const names = {
  context,
  unit: (id: string) => BASE.units.find((unit) => unit.id === id)?.name ?? id,
  moment: minute,
};
const said = (tasks: readonly PlanTask[], options = {}) =>
  changeOf(tasks, options).lines.map(
    (line) => `${line.kind} ${line.task.key} ${lineWords(line, names).join('；')}`,
  );

describe('what a later version does', () => {
  test('nothing, where nothing differs', () => {
    const change = changeOf(OLD.tasks);
    expect(change).toMatchObject({ lines: [], added: [], changed: {}, removed: [], words: [] });
    expect(change).toMatchObject({ units: [], leaders: [], touched: {}, problems: [] });
  });

  test('an added task owes what opens after now, and its days that lie ahead', () => {
    const fresh = task(7, '改造供热管网四十公里', {
      ...UNIT('乙局'),
      deadlines: [on('2026-03-01'), on('2026-09-30', '投运')],
    });
    const change = changeOf([...OLD.tasks, fresh]);
    expect(said([...OLD.tasks, fresh])).toEqual([
      'added t0004 完成时限 2026-09-30 17:00；“月调度”自2026年4月起报，首期 2026-04-24 17:00 到期；此前各期为启动前',
    ]);
    expect(change).toMatchObject({ added: ['t0004'], problems: [] });
    expect(change.units.map(({ name }) => name)).toEqual(['乙局']);
    expect(Object.values(change.touched)).toEqual([{ added: 1, changed: 0, removed: 0 }]);
  });

  test('an added task that would owe nothing is not taken', () => {
    const late = task(7, '举办迎春灯会', { duties: [], deadlines: [on('2026-03-01')] });
    const { problems } = changeOf([...OLD.tasks, late]);
    expect(problems.map(({ problem }) => PROBLEM_WORDS[problem])).toEqual([
      expect.stringContaining('没有要报的'),
    ]);
  });

  test('a changed day is dropped and added; what was judged stays, what is past is not owed', () => {
    const roads = { ...ROADS, deadlines: [on('2026-03-02'), on('2026-10-31')] };
    const change = changeOf([roads, SCHOOLS, PARKS]);
    expect(change.changed).toEqual({
      t0001: { drop: ['deadlines/2026-06-30/u001'], add: [on('2026-10-31')] },
    });
    expect(said([roads, SCHOOLS, PARKS])).toEqual([
      'changed t0001 完成时限 2026年2月10日取消；已判定为未报的不变；' +
        '完成时限 2026年6月30日取消，记免报（方案调整）；' +
        '完成时限 2026年3月2日已过，或不在专项行动期限之内，不计入应报；' +
        '新增完成时限 2026年10月31日',
    ]);
  });

  test('a day that is only about another thing is another day', () => {
    const roads = { ...ROADS, deadlines: [on('2026-02-10'), on('2026-06-30', '验收')] };
    expect(changeOf([roads, SCHOOLS, PARKS]).changed).toEqual({
      t0001: { drop: ['deadlines/2026-06-30/u001'], add: [on('2026-06-30', '验收')] },
    });
  });

  test('a changed lead hands over, a changed 牵头领导 is told', () => {
    const schools = { ...SCHOOLS, ...UNIT('丙镇'), leaders: ['分管领导乙'] };
    const change = changeOf([ROADS, schools, PARKS]);
    const { moves, leaders } = change.changed['t0002'] ?? {};
    expect(moves?.map(({ from, to }) => [from, to.map(({ name }) => name)])).toEqual([
      ['u001', ['丙镇']],
    ]);
    expect([leaders, change.leaders]).toEqual([['分管领导乙'], ['分管领导乙']]);
    expect(Object.values(change.touched)).toEqual([
      { added: 0, changed: 1, removed: 0 },
      { added: 0, changed: 1, removed: 0 },
    ]);
    expect(said([ROADS, schools, PARKS])[0]).toContain('甲局 移交 丙镇：未判定的报送义务随之移交');
  });

  test('what no hand-over can do is a problem, unless the task begins anew', () => {
    const groups = [
      { unit: '甲局', role: 'lead' as const },
      { unit: '乙局', role: 'responsible' as const },
    ];
    const parks = { ...PARKS, assignments: groups, duties: [] };
    const next = [ROADS, SCHOOLS, parks];
    expect(changeOf(next).problems.map(({ task: { key }, problem }) => [key, problem])).toEqual([
      ['t0003', 'parties'],
    ]);
    const anew = changeOf([ROADS, SCHOOLS, { ...parks, deadlines: [on('2026-09-30')] }], {
      replace: ['t0003'],
    });
    expect([anew.added, anew.removed, anew.problems]).toEqual([['t0004'], ['t0003'], []]);
  });

  test('a day that goes after it was judged, and one that comes too late, are only recorded', () => {
    const roads = { ...ROADS, deadlines: [on('2026-03-02'), on('2026-06-30')] };
    expect(said([roads, SCHOOLS, PARKS])).toEqual([
      'words t0001 完成时限 2026年2月10日取消；已判定为未报的不变；' +
        '完成时限 2026年3月2日已过，或不在专项行动期限之内，不计入应报',
    ]);
  });

  test('a removed task ends', () => {
    const change = changeOf([ROADS, SCHOOLS]);
    expect(change).toMatchObject({ removed: ['t0003'], words: [] });
    expect(said([ROADS, SCHOOLS])[0]).toMatch(
      /^removed t0003 终止；未判定的 \d+ 项报送义务不再要求/,
    );
  });

  test('words alone are recorded; what has ended hears nothing more', () => {
    const parks = { ...PARKS, content: '建成口袋公园二十五处', no: '3-1' };
    expect(said([ROADS, SCHOOLS, parks])).toEqual(['words t0003 序号、内容按新版记录']);
    const change = changeOf([{ ...ROADS, deadlines: [] }, SCHOOLS], { close: ['t0001', 't0003'] });
    expect(change).toMatchObject({ changed: {}, removed: [], words: ['t0001'] });
  });
});
