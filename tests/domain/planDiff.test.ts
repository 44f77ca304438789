import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Plan, type PlanTask } from '../../domain/plan.ts';
import { comparePlans } from '../../domain/planDiff.ts';
import { bigramsOf, dice } from '../../domain/planDiffMatch.ts';

function task(ordinal: number, content: string, more: Partial<PlanTask> = {}): PlanTask {
  return {
    key: `t${String(ordinal).padStart(4, '0')}`,
    no: String(ordinal),
    category: ['规划建设'],
    title: null,
    content,
    assignments: [{ unit: '区甲局', role: 'lead' }],
    leaders: [],
    openEnded: false,
    deadlines: [{ kind: 'horizon' }],
    ...more,
  };
}

const head = { title: '甲方案', issuer: null, documentNumber: null, issuedOn: null };
const OLD: Plan = {
  ...head,
  version: 1,
  tasks: [
    task(1, '修订园区总体规划，划定三类用地边界'),
    task(2, '建设园区雨污分流管网十二公里'),
    task(3, '盘活低效用地六百亩，建立底数清册'),
    task(4, '开展企业用工服务，组织专场招聘会', { category: ['助企纾困'] }),
  ],
};

/** The next version as an importer reads it: without keys. */
function next(tasks: readonly PlanTask[], more: Partial<Plan> = {}) {
  const plain = tasks.map((one) => ({ ...one, key: undefined }));
  return { ...head, ...more, version: undefined, lastKey: undefined, tasks: plain };
}

const [ONE, TWO, THREE, FOUR] = OLD.tasks as [PlanTask, PlanTask, PlanTask, PlanTask];

function outcome(tasks: readonly PlanTask[], old = OLD) {
  const { same, changed, added, removed } = comparePlans(old, next(tasks));
  return {
    same: same.map(({ key }) => key),
    changed: changed.map(({ key, fields }) => `${key} ${fields.join(' ')}`),
    added: added.map(({ key, content }) => `${key} ${content.slice(0, 4)}`),
    removed: removed.map(({ key }) => key),
  };
}

const NOTHING = { same: [], changed: [], added: [], removed: [] };

describe('identity', () => {
  test('with itself all is the same', () => {
    const diff = comparePlans(OLD, next(OLD.tasks));
    expect(diff.same).toEqual(OLD.tasks);
    expect(diff.plan).toEqual({ ...OLD, version: 2, lastKey: 't0004' });
    expect(Plan.parse(diff.plan)).toEqual(diff.plan);
  });

  test('another order is no change', () => {
    expect(outcome([FOUR, TWO, ONE, THREE])).toEqual({
      ...NOTHING,
      same: ['t0004', 't0002', 't0001', 't0003'],
    });
  });

  test('a renumbered task is the same task under a new number', () => {
    expect(outcome([TWO, THREE, FOUR].map((t, i) => ({ ...t, no: `${i + 1}` })))).toEqual({
      ...NOTHING,
      changed: ['t0002 no', 't0003 no', 't0004 no'],
      removed: ['t0001'],
    });
  });

  test('a renumbered and edited task is not taken for its predecessor under that number', () => {
    const edited = { ...TWO, no: '1', content: '建设园区雨污分流管网十五公里' };
    expect(outcome([edited, { ...THREE, no: '2' }, { ...FOUR, no: '3' }])).toEqual({
      ...NOTHING,
      changed: ['t0002 no content', 't0003 no', 't0004 no'],
      removed: ['t0001'],
    });
  });

  test('a task that is rewritten in its place keeps its key; another task in its place does not', () => {
    const rewritten = { ...THREE, content: '清理低效用地，全年腾退八百亩并公开清册' };
    expect(outcome([ONE, TWO, rewritten, FOUR]).changed).toEqual(['t0003 content']);
    const other = task(3, '举办群众文化节', { assignments: [{ unit: '区乙局', role: 'lead' }] });
    expect(outcome([ONE, TWO, other, FOUR])).toMatchObject({
      added: ['t0005 举办群众'],
      removed: ['t0003'],
    });
  });

  test('of tasks with the same words the one in the same place counts', () => {
    const same = [1, 2, 3].map((n) => task(n, '完成年度任务', { category: [`第${n}类`] }));
    const old = { ...OLD, tasks: same };
    const moved = [same[2], same[0], same[1]].map((t) => ({ ...t })) as PlanTask[];
    expect(outcome(moved, old).same).toEqual(['t0003', 't0001', 't0002']);
  });

  test('blanks, line breaks and the order inside lists are no change', () => {
    const units = [
      { unit: '区甲局', role: 'lead' as const },
      { unit: '区乙局', role: 'cooperating' as const },
    ];
    const old = { ...OLD, tasks: [task(1, '修订园区规划', { assignments: units })] };
    const set = task(1, '修订\n园区 规划', { assignments: units.toReversed() });
    expect(outcome([set], old)).toEqual({ ...NOTHING, same: ['t0001'] });
  });
});

describe('changes', () => {
  test('name their fields', () => {
    const changed = {
      ...ONE,
      assignments: [{ unit: '区乙局', role: 'lead' as const }],
      deadlines: [{ kind: 'date' as const, on: '2026-09-30' }],
      leaders: ['分管副区长'],
    };
    expect(outcome([changed, TWO, THREE, FOUR]).changed).toEqual([
      't0001 assignments leaders deadlines',
    ]);
  });

  test('of the heading are told; a title that is not printed stays', () => {
    const diff = comparePlans(OLD, {
      ...next(OLD.tasks),
      title: null,
      documentNumber: '青政办〔2026〕3号',
    });
    expect(diff.head).toEqual(['documentNumber']);
    expect(diff.plan.title).toBe('甲方案');
  });
});

describe('keys', () => {
  test('of a removed task are never given to another, also versions later', () => {
    const second = comparePlans(OLD, next([ONE, TWO, THREE])).plan;
    expect(second.lastKey).toBe('t0004');
    const third = comparePlans(second, next([ONE, TWO, THREE, task(9, '新设招商驿站')])).plan;
    expect(third.tasks.map(({ key }) => key)).toEqual(['t0001', 't0002', 't0003', 't0005']);
    expect(third.version).toBe(3);
  });

  test('in a file of a later version count; in one that was numbered by itself they do not', () => {
    const rewritten = { ...ONE, key: 't0003', no: '7', content: '全面评估招商成效' };
    const own = { ...OLD, tasks: [rewritten] };
    expect(comparePlans(OLD, { ...own, version: 2 }).changed.map(({ key }) => key)).toEqual([
      't0003',
    ]);
    expect(comparePlans(OLD, own).added.map(({ key }) => key)).toEqual(['t0005']);
  });
});

const LETTERS = [...'修订园区总体规划建设管网盘活用地开展服务组织招聘整治道路清淤河'];
const contents = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 6, maxLength: 30 })
  .map((letters) => letters.join(''));
const plans = fc.uniqueArray(contents, { minLength: 1, maxLength: 20 }).map((all): Plan => ({
  ...OLD,
  tasks: all.map((content, i) => task(i + 1, content, { category: [`第${i % 3}类`] })),
}));

describe('properties', () => {
  test('shuffling and renumbering keep every identity', () => {
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.nat()), fc.nat(50), (old, random, offset) => {
        const order = old.tasks
          .map((one) => ({ one, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }, i) => ({ ...one, no: `${i + offset}` }));
        const { plan, added, removed } = comparePlans(old, next(order));
        expect([added, removed]).toEqual([[], []]);
        expect(plan.tasks.map(({ key }) => key)).toEqual(order.map(({ key }) => key));
      }),
      { numRuns: 100 },
    );
  });

  test('every old task is the same, changed or removed, every next one the same, changed or added', () => {
    fc.assert(
      fc.property(plans, plans, (old, other) => {
        const diff = comparePlans(old, next(other.tasks));
        const kept = [...diff.same, ...diff.changed].map(({ key }) => key);
        const before = [...kept, ...diff.removed.map(({ key }) => key)].sort();
        expect(before).toEqual(old.tasks.map(({ key }) => key));
        expect(kept.length + diff.added.length).toBe(other.tasks.length);
        const keys = diff.plan.tasks.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const known = new Set(old.tasks.map(({ key }) => key));
        expect(diff.added.filter(({ key }) => known.has(key))).toEqual([]);
        expect(comparePlans(old, next(other.tasks))).toEqual(diff);
      }),
      { numRuns: 100 },
    );
  });

  test('over many versions no key comes back', () => {
    fc.assert(
      fc.property(plans, fc.array(plans, { maxLength: 5 }), (first, later) => {
        const owners = new Map(first.tasks.map(({ key, content }) => [key, content]));
        let gone = new Set<string>();
        let current = first;
        for (const { tasks } of later) {
          const diff = comparePlans(current, next(tasks));
          for (const { key } of diff.added) expect(owners.has(key)).toBe(false);
          for (const { key } of diff.plan.tasks) expect(gone.has(key)).toBe(false);
          for (const { key, content } of diff.added) owners.set(key, content);
          gone = new Set([...gone, ...diff.removed.map(({ key }) => key)]);
          current = diff.plan;
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('likeness is that of Dice, and stops where it cannot reach what is asked', () => {
  const [a, b] = [bigramsOf('甲乙丙丁'), bigramsOf('甲乙丙戊')];
  expect(dice(a, b)).toBeCloseTo(4 / 6);
  expect(dice(a, b, 4 / 6)).toBeCloseTo(4 / 6);
  expect(dice(a, b, 0.7)).toBe(0);
  expect(dice(bigramsOf(''), bigramsOf('甲'))).toBe(0);
});
