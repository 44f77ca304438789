import { describe, expect, test } from '@jest/globals';
import { Draft, type Reading } from '../../domain/plan.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import { applyReview } from '../../importers/review.ts';
import {
  answered,
  digestOf,
  readReview,
  rebased,
  reviewYaml,
  type Answer,
} from '../../importers/reviewFile.ts';
import { assignmentsText, deadlinesText } from '../../importers/reviewWords.ts';
import { deadlinesValue, unitsValue } from '../../importers/reviewValues.ts';
import { reading, workbook, type Rows } from '../fixtures/import/build.ts';

const today = '2026-05-10';
const HEAD = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];
const ROWS: Rows = [
  HEAD,
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局等', '2027年6月底前'],
  ['2', '整治主干道路，定期督查整治进展', '各镇、街道', '相关部门单位', '抓紧办理'],
  ['3', '盘活低效用地，建立底数清册', '/', '/', '2026年3月底前'],
];
const READING: Reading = await reading(workbook(ROWS));
const DOUBTS = doubtsOf(READING, { today });

function idOf(kind: string, nth = 0): string {
  return DOUBTS.filter((doubt) => doubt.kind === kind)[nth]?.id ?? '';
}

function said(what: Answer['what'], kind: string, value?: string, nth = 0): Answer {
  const at = '2026-05-10T09:00:00+08:00';
  const given = value === undefined ? {} : { value };
  return { doubt: idOf(kind, nth), what, by: '督查室', at, ...given };
}

function apply(...answers: Answer[]) {
  return applyReview(READING, answers, { today });
}

describe('answers', () => {
  test('without any, nothing is changed and everything is open', () => {
    const { draft, diagnostics, open } = apply();
    expect(draft).toEqual(READING.draft);
    expect(diagnostics).toEqual(READING.diagnostics);
    expect(open).toEqual(DOUBTS);
  });

  test('accepted closes, and the field stays as it is', () => {
    const { draft, open, closed } = apply(said('accepted', 'deadline-past'));
    expect(draft.tasks).toEqual(READING.draft.tasks);
    expect(open).toHaveLength(DOUBTS.length - 1);
    expect(closed.map(({ doubt }) => doubt.kind)).toEqual(['deadline-past']);
  });

  test('asked stays open, with who is to be asked', () => {
    const { open } = apply({ ...said('asked', 'list-open'), of: '区乙局', note: '还有谁' });
    const asked = open.filter((doubt) => doubt.asked !== undefined);
    expect(open).toHaveLength(DOUBTS.length);
    expect(asked.map(({ kind, asked: question }) => [kind, question?.of])).toEqual([
      ['list-open', '区乙局'],
    ]);
  });

  test('the last answer about a doubt counts', () => {
    const first = said('corrected', 'title-missing', '甲方案');
    const { draft } = apply(first, { ...first, value: '乙方案' });
    expect(draft.title).toBe('乙方案');
  });

  test('an answer about a doubt that is not there is told and changes nothing', () => {
    const { invalid, draft } = apply({ ...said('accepted', 'list-open'), doubt: 'ffffffff' });
    expect(invalid.map(({ message }) => message)).toEqual(['没有编号为 ffffffff 的疑点。']);
    expect(draft).toEqual(READING.draft);
  });
});

describe('corrections', () => {
  const second = (...answers: Answer[]) => apply(...answers).draft.tasks[1];

  test('units of a group take its role, and the list is closed once no group is left', () => {
    const lead = said('corrected', 'group-unresolved', '东塘街道、南浦镇');
    const helping = said('corrected', 'group-unresolved', '区丁局', 1);
    expect(second(lead)?.openEnded).toBe(true);
    const task = second(lead, helping);
    expect(task?.assignments).toEqual([
      { unit: '东塘街道', role: 'lead' },
      { unit: '南浦镇', role: 'lead' },
      { unit: '区丁局', role: 'cooperating' },
    ]);
    expect(task?.openEnded).toBe(false);
    expect(task?.inferred?.['assignments.2']).toEqual({
      rule: 'corrected-in-review',
      confidence: 1,
    });
  });

  test('a role may be said', () => {
    const task = second(said('corrected', 'group-unresolved', '区丁局(牵头)、南浦镇(配合)'));
    expect(task?.assignments.slice(0, 2)).toEqual([
      { unit: '区丁局', role: 'lead' },
      { unit: '南浦镇', role: 'cooperating' },
    ]);
  });

  test('spans still cut out the words that a field was read from', () => {
    const { draft } = apply(said('corrected', 'group-unresolved', '东塘街道、南浦镇'));
    expect(Draft.parse(draft)).toEqual(draft);
    const spans = draft.tasks[1]?.spans ?? {};
    expect(sliceSpan(draft.text, spans['lead'] ?? { from: 0, to: 0 })).toBe('各镇、街道');
  });

  test('a whole list answers for its elements', () => {
    const whole = said('corrected', 'list-open', '区甲局(牵头)、区乙局(配合)、区戊局(配合)');
    const { draft, open } = apply(whole);
    expect(draft.tasks[0]?.assignments.map(({ unit }) => unit)).toContain('区戊局');
    expect(draft.tasks[0]?.openEnded).toBe(false);
    expect(open.some(({ kind }) => kind === 'list-open')).toBe(false);
  });

  test.each([
    ['2027-06-30', [{ kind: 'date', on: '2027-06-30' }]],
    ['2027年6月底前', [{ kind: 'date', on: '2027-06-30' }]],
    ['持续推进', [{ kind: 'continuous' }]],
    ['每季度', [{ kind: 'recurring', every: 'quarter' }]],
    ['无', [{ kind: 'horizon' }]],
    [
      '2027-03-31 主路完工（力争）；每月',
      [
        { kind: 'date', on: '2027-03-31', what: '主路完工', tentative: true },
        { kind: 'recurring', every: 'month' },
      ],
    ],
  ])('a time %s', (value, deadlines) => {
    expect(second(said('corrected', 'deadline-unknown', value))?.deadlines).toEqual(deadlines);
  });

  test('a clause without a period gets one, and its words stand in the text', () => {
    const { draft } = apply(said('corrected', 'period-missing', '每季度'));
    expect(draft.regime.duties).toEqual([
      { every: 'quarter', what: 'inspection', quote: '定期督查整治进展' },
    ]);
    expect(draft.text).toContain('定期督查整治进展');
  });

  test('heading fields', () => {
    const { draft } = apply(
      said('corrected', 'title-missing', ' 青溪区重点任务 '),
      said('corrected', 'date-missing', '2026年4月7日'),
    );
    expect([draft.title, draft.issuedOn]).toEqual(['青溪区重点任务', '2026-04-07']);
  });

  test.each([
    ['deadline-unknown', '尽快', '“尽快”无法确定为日期或周期'],
    ['deadline-unknown', '2027-02-30', '“2027-02-30”无法确定'],
    ['deadline-unknown', '', '没有写明改为什么'],
    ['group-unresolved', '各街道', '“各街道”仍是一类单位'],
    ['group-unresolved', '/', '没有单位名称'],
    ['list-open', '区己局', '没有写明“区己局”是牵头、责任还是配合'],
    ['period-missing', '经常', '“经常”不是周期'],
    ['title-missing', '无', '标题不能为空'],
    ['date-missing', '四月', '“四月”不是日期'],
  ])('%s cannot be %j', (kind, value, sentence) => {
    const { invalid, draft, open } = apply(said('corrected', kind, value));
    expect(invalid[0]?.message).toContain(sentence);
    expect(invalid[0]?.message).toMatch(/。$/);
    expect(draft).toEqual(READING.draft);
    expect(open).toHaveLength(DOUBTS.length);
  });

  test.each(['title-missing', 'task-without-unit'])('%s cannot be accepted', (kind) => {
    const { invalid, open } = apply(said('accepted', kind));
    expect(invalid).toHaveLength(1);
    expect(open.some((doubt) => doubt.kind === kind)).toBe(true);
  });

  test('a task without units gets leads unless another role is said', () => {
    const { draft } = apply(said('corrected', 'task-without-unit', '区庚局'));
    expect(draft.tasks[2]?.assignments).toEqual([{ unit: '区庚局', role: 'lead' }]);
  });
});

test('a doubtful name is replaced wherever it stands, in the role that it has there', () => {
  const rows: Rows = [
    HEAD,
    ['1', '清理河道淤泥', '区甲局、青溪', '区乙局', '2027年6月底前'],
    ['2', '修缮桥梁护栏', '区乙局', '青溪', '2027年6月底前'],
  ];
  return reading(workbook(rows)).then((read) => {
    const doubt = doubtsOf(read, { today }).find(({ kind }) => kind === 'unit-doubtful');
    expect(doubt).toMatchObject({ field: 'unit', printed: '青溪' });
    const answer = { ...said('corrected', '', '青溪镇'), doubt: doubt?.id ?? '' };
    const { draft } = applyReview(read, [answer], { today });
    expect(draft.tasks.map(({ assignments }) => assignmentsText(assignments))).toEqual([
      '区甲局(牵头)、青溪镇(牵头)、区乙局(配合)',
      '区乙局(牵头)、青溪镇(配合)',
    ]);
  });
});

test('diagnostics say what is left', () => {
  const codes = (...answers: Answer[]) =>
    apply(...answers).diagnostics.filter(({ code }) => code === 'group-unresolved');
  const one = said('accepted', 'group-unresolved');
  expect(codes()).toHaveLength(2);
  expect(codes(one).map(({ where }) => where)).toEqual(['第2项（D3）']);
  expect(codes(one, said('accepted', 'group-unresolved', undefined, 1))).toEqual([]);
});

test.each(['甲镇(责任', '甲镇)责任', '区甲局(牵头)、乙镇（配合'])(
  'brackets that are no pair are refused: %s',
  (text) => {
    expect(unitsValue(text, [{ unit: '各镇', role: 'responsible' }])).toMatchObject({
      fault: expect.stringContaining('括号没有成对'),
    });
  },
);

describe('what is shown may be written', () => {
  test('deadlines', () => {
    const all = READING.draft.tasks.flatMap(({ deadlines }) => deadlines);
    const known = all.filter(({ kind }) => kind !== 'unknown');
    const every = ['week', 'ten-days', 'month', 'two-months', 'quarter', 'half-year', 'year'];
    for (const deadline of [
      ...known,
      ...every.map((word) => ({ kind: 'recurring' as const, every: word as 'week' })),
      { kind: 'start-now' as const },
      { kind: 'date' as const, on: '2027-01-31', what: '主体封顶', tentative: true },
    ]) {
      expect(deadlinesValue(deadlinesText([deadline]), {})).toEqual({ value: [deadline] });
    }
  });

  test('units', () => {
    for (const { assignments } of READING.draft.tasks.filter((t) => t.assignments.length > 0)) {
      const read = unitsValue(assignmentsText(assignments), []);
      expect(read).toMatchObject({ value: { assignments } });
    }
  });
});

describe('the file', () => {
  const review = { plan: digestOf(Buffer.from('甲')), answers: [said('accepted', 'list-open')] };

  test('reads back as it was written', () => {
    expect(readReview(reviewYaml(review))).toEqual({ review, faults: [] });
  });

  test('a fault is told at its place', () => {
    const { faults } = readReview('plan: 甲\nanswers: []\n');
    expect(faults[0]).toMatchObject({ line: 1 });
    expect(faults[0]?.message).toContain('SHA-256');
  });

  test('a new answer about a doubt stands instead of the old one', () => {
    const next = answered(review, [said('asked', 'list-open')]);
    expect(next.answers.map(({ what }) => what)).toEqual(['asked']);
  });

  test('another edition keeps the answers whose doubts are still there', () => {
    const both = { ...review, answers: [...review.answers, said('accepted', 'deadline-past')] };
    const left = DOUBTS.filter(({ kind }) => kind !== 'deadline-past');
    const { review: next, dropped } = rebased(both, digestOf(Buffer.from('乙')), left);
    expect(next.answers).toEqual(review.answers);
    expect(next.plan).toBe(digestOf(Buffer.from('乙')));
    expect(dropped.map(({ doubt }) => doubt)).toEqual([idOf('deadline-past')]);
  });
});
