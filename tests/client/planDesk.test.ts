import { describe, expect, test } from '@jest/globals';
import { FaultError } from '../../client/faultError.ts';
import { plainWords } from '../../client/plainWords.ts';
import { readinessOf } from '../../client/planDeskStart.ts';
import { deskCalendar, deskDirectory, type DeskWork } from '../../client/planDeskWork.ts';
import { rehearsedYear } from '../../client/planDeskYear.ts';
import { yearBefore } from '../../client/unitRecords.ts';
import { readPlanBytes } from '../../client/planRead.ts';
import { checkedRegime, editedRegime, regimeYaml } from '../../client/regimeEdit.ts';
import { regimeSample, regimeSamples } from '../../client/regimeSamples.ts';
import { regimeSentences } from '../../client/regimeWords.ts';
import { nameKey } from '../../domain/unit.ts';
import type { Reading } from '../../domain/plan.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import { sourceText } from '../../importers/doubtsPlace.ts';
import { sourceWindow } from '../../importers/doubtsSource.ts';
import { applyReview } from '../../importers/review.ts';
import { workbook } from '../fixtures/import/build.ts';

const TODAY = '2026-03-02';
const START = '2026-03-02T00:00:00+08:00';
const ROWS = [
  ['青溪区园区建设任务分工表'],
  ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'],
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局等', '2027年6月底前'],
  ['2', '整治主干道路，定期督查整治进展', '各镇、街道', '相关部门单位', '抓紧办理'],
  ['3', '修建水厂', '区甲局、区丙局', '/', '2026年9月底前'],
];

async function read(): Promise<Reading> {
  return readPlanBytes({ name: '方案.xlsx', bytes: workbook(ROWS, ['A1:E1']) }, TODAY);
}

function workOf(more: Partial<DeskWork> = {}): DeskWork {
  return {
    ...{ heading: null, title: null, answers: [], corrections: [], units: null, groups: {} },
    regime: { yaml: regimeSample('park').yaml, from: 'park' },
    ...{ calendar: null, horizon: { from: TODAY, to: '2027-01-01' } },
    ...{ leadership: null, approval: null },
    ...more,
  };
}

describe('a file that is dropped', () => {
  const code = async (name: string, bytes: Uint8Array) =>
    readPlanBytes({ name, bytes }, TODAY).then(
      () => 'read',
      (error: unknown) => (error instanceof FaultError ? error.fault : String(error)),
    );

  test('is read', async () => {
    expect((await read()).draft.tasks).toHaveLength(3);
  });

  test.each([
    ['方案（秘密）.docx', Buffer.from('x'), 'classified'],
    ['方案.txt', Buffer.from('机密★5年\n关于某事的方案\n一、甲局完成某事。'), 'classified'],
    ['空.docx', Buffer.alloc(0), 'plan-unreadable'],
    ['图.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'plan-unreadable'],
    ['坏.docx', Buffer.from('PK\u0003\u0004 and no more'), 'plan-unreadable'],
    ['制度.yaml', Buffer.from('ladder: []\nduties: []\n'), 'plan-unreadable'],
    ['乱.yaml', Buffer.from([0xff, 0xfe, 0xfd, 0x00]), 'plan-unreadable'],
  ])('%s is refused with a sentence', async (name, bytes, wanted) => {
    const found = await code(name, bytes);
    expect(found).toMatchObject({ code: wanted, message: expect.stringMatching(/。|：/) });
  });
});

describe('the source around a doubt', () => {
  test('has the words that are in doubt', async () => {
    const { draft, ...rest } = await read();
    const source = sourceText(draft);
    const doubts = doubtsOf({ draft, ...rest }, { today: TODAY });
    const windows = doubts.map((doubt) => ({ doubt, window: sourceWindow(source, draft, doubt) }));
    const known = windows.filter(({ doubt }) => doubt.printed !== '');
    expect(known.length).toBeGreaterThan(2);
    for (const { doubt, window } of known) {
      expect(window.words.replace(/\s/g, '')).toBe(doubt.printed.replace(/\s/g, ''));
      expect(draft.text).toContain(window.before + window.words + window.after);
    }
    const unknown = windows.find(({ doubt }) => doubt.kind === 'issuer-missing');
    expect(unknown?.window).toMatchObject({ words: '' });
  });
});

describe('the directory of a desk', () => {
  test('is the plan’s own until groups are filled', async () => {
    const { draft } = await read();
    expect(deskDirectory(draft, workOf())).toEqual({ faults: [] });
    const groups = { '各镇、街道': ['东塘街道', '南浦镇'], 相关部门单位: ['区甲局'] };
    const { value } = deskDirectory(draft, workOf({ groups }));
    expect(value?.units.map(({ name }) => name)).toEqual([
      '区甲局',
      '区乙局',
      '区丙局',
      '东塘街道',
      '南浦镇',
    ]);
    expect(new Set(value?.units.map(({ id }) => id)).size).toBe(5);
    expect(deskDirectory(draft, workOf({ groups })).added).toEqual(['东塘街道', '南浦镇']);
    expect(value?.groups.map(({ name, members }) => [name, members])).toEqual(
      Object.entries(groups),
    );
  });

  test('keeps the faults of what was typed', async () => {
    const { draft } = await read();
    const { value, faults } = deskDirectory(
      draft,
      workOf({ units: 'units:\n  - { nam: 甲局 }\n' }),
    );
    expect(value).toBeUndefined();
    expect(faults[0]).toMatchObject({ line: 2 });
    expect(deskCalendar(workOf({ calendar: 'id: 甲' })).value).toBeUndefined();
    expect(deskCalendar(workOf()).value?.announcedThrough).toMatch(/^\d{4}/);
  });
});

describe('what stands before a start', () => {
  test('is every required doubt and what may be confirmed; no word of the command line', async () => {
    const reading = await read();
    const reviewed = applyReview(reading, [], { today: TODAY });
    const { must } = readinessOf({ work: workOf(), reviewed, today: TODAY }, START);
    expect(must.filter(({ step }) => step === 'review').map(({ code }) => code)).toEqual([
      'group-unresolved',
      'deadline-unknown',
    ]);
    expect(must.find(({ code }) => code === 'list-open')).toMatchObject({ confirmable: true });
    expect(must.map(({ words }) => words).join()).not.toContain('--');
    const groups = { '各镇、街道': ['东塘街道'], 相关部门单位: ['区甲局'] };
    const filled = readinessOf({ work: workOf({ groups }), reviewed, today: TODAY }, START);
    expect(filled.must.map(({ code }) => code)).not.toContain('group-unresolved');
  });

  test('names the line of a faulty regime', async () => {
    const reviewed = applyReview(await read(), [], { today: TODAY });
    const work = workOf({
      regime: { yaml: 'id: x\ntitle: 甲\nduties: []\nladder: []\n', from: 'own' },
    });
    const { must, documents } = readinessOf({ work, reviewed, today: TODAY }, START);
    expect(documents).toBeUndefined();
    expect(must.find(({ step }) => step === 'regime')?.words).toMatch(/^制度第\d+行第\d+列：/);
  });

  test('words of the command line become those of the pages', () => {
    expect(plainWords('已过；请确认（--confirm deadline-past）或改期')).toBe('已过；请确认或改期');
  });
});

describe('a regime as text', () => {
  const yaml = regimeSample('park').yaml;

  test('a form changes one field and keeps the remarks', () => {
    const edited = editedRegime(yaml, [{ path: ['duties', 0, 'due'], value: { day: 20 } }]);
    const { regime, faults } = checkedRegime(edited);
    expect(faults).toEqual([]);
    expect(regime?.duties[0]?.due).toEqual({ day: 20 });
    expect(edited.match(/#/g)?.length).toBe(yaml.match(/#/g)?.length);
    expect(edited).toContain('due: { day: 20 }');
  });

  test('what is no YAML is left as it is, and told', () => {
    const broken = 'duties: [';
    expect(editedRegime(broken, [{ path: ['title'], value: '甲' }])).toBe(broken);
    expect(checkedRegime(broken).faults[0]?.line).toBe(1);
  });

  test('a place that is not there is refused', () => {
    const edit = () => editedRegime(yaml, [{ path: ['title', 'x', 0], value: 1 }]);
    expect(edit).toThrow(FaultError);
  });

  test.each(regimeSamples().map(({ name }) => [name]))(
    '%s comes back from its own text',
    (name) => {
      const { regime } = checkedRegime(regimeSample(name).yaml);
      expect(regime).toBeDefined();
      if (regime === undefined) return;
      expect(checkedRegime(regimeYaml(regime)).regime).toEqual(regime);
      expect(regimeSentences(regime).length).toBeGreaterThan(regime.duties.length);
    },
  );
});

describe('the rehearsed year', () => {
  test('has the figures of each day and lists that agree with them', async () => {
    const reviewed = applyReview(await read(), [], { today: TODAY });
    const groups = { '各镇、街道': ['东塘街道', '南浦镇'], 相关部门单位: ['区甲局'] };
    const work = workOf({ groups });
    const { documents } = readinessOf({ work, reviewed, today: TODAY }, START);
    if (documents === undefined) throw new Error('no documents');
    const told: number[] = [];
    const order = { documents, startedAt: START, way: 'silent' as const, seed: 1 };
    const year = rehearsedYear(order, (done) => told.push(done));
    const due = year.days.reduce((sum, day) => sum + day.due, 0);
    expect(due).toBe(year.expected);
    // A joint submission is asked of each of its members.
    const asked = year.own.reduce((sum, unit) => sum + unit.total, 0);
    expect(asked).toBeGreaterThan(due);
    for (const [day, items] of year.items) {
      const figures = year.days.find((one) => one.day === day);
      const listed = items
        .filter(({ kind }) => kind === 'due')
        .reduce((n, { count }) => n + count, 0);
      if (figures) expect([day, listed]).toEqual([day, figures.due]);
    }
    const missing = year.figures.find(({ label }) => label === '未报');
    expect(missing).toMatchObject({ onTime: 0, count: year.expected });
    expect(told.at(-1)).toBeLessThanOrEqual(1);
    const leads = rehearsedYear({ ...order, way: 'compare-leads' }).leads;
    expect(leads?.map(({ no }) => no)).toEqual(['3']);
  });

  test('按去年情况 takes each unit for what it did, and says of whom it knows', async () => {
    const reviewed = applyReview(await read(), [], { today: TODAY });
    const work = workOf({ groups: { '各镇、街道': ['南浦镇'], 相关部门单位: ['区甲局'] } });
    const { documents } = readinessOf({ work, reviewed, today: TODAY }, START);
    if (documents === undefined) throw new Error('no documents');
    const record = { campaign: 'c2025-001', title: '去年行动', known: [nameKey('区甲局')] };
    const lines = ['m'.repeat(12)];
    const lastYear = {
      ...yearBefore(TODAY),
      records: [{ ...record, name: '区甲局', lines, late: [] }],
    };
    const order = { documents, startedAt: START, way: 'last-year' as const, seed: 1 };
    const year = rehearsedYear({ ...order, lastYear });
    const missing = year.figures.find(({ label }) => label === '未报');
    expect(missing?.count).toBeGreaterThan(0);
    expect(missing?.count).toBeLessThan(missing?.silent ?? 0);
    expect(year.record).toMatchObject({ known: 1, campaigns: [{ title: '去年行动', units: 1 }] });
    expect(year.assumption).toContain('按去年情况：1 家各按自己的记录；没有记录的全部按时');
    const none = rehearsedYear({ ...order, lastYear: { ...lastYear, records: [] } });
    expect(none.figures.find(({ label }) => label === '未报')?.count).toBe(0);
  });

  test('a plan that cannot start is refused with its list', async () => {
    const reviewed = applyReview(await read(), [], { today: TODAY });
    const { documents } = readinessOf({ work: workOf(), reviewed, today: TODAY }, START);
    if (documents === undefined) throw new Error('no documents');
    const order = { documents, startedAt: START, way: 'silent' as const, seed: 1 };
    expect(() => rehearsedYear(order)).toThrow(/没有推演/);
  });
});
