import { describe, expect, test } from '@jest/globals';
import type { Draft, DraftTask, Reading } from '../../domain/plan.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import { finding } from '../../importers/findings.ts';
import { reading, workbook, type Rows } from '../fixtures/import/build.ts';

const today = '2026-05-10';
const HEAD = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];
const ROWS: Rows = [
  ['青溪区园区建设任务分工表'],
  HEAD,
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局等', '2027年6月底前'],
  ['2', '整治主干道路，定期督查整治进展', '各镇、街道', '相关部门单位', '抓紧办理'],
  ['3', '盘活低效用地，建立底数清册', '/', '/', '2026年3月底前'],
  ['4', '建设雨污管网十二公里', '区丙局', '/', '持续推进'],
];
const MERGES = ['A1:E1'];

async function read(rows: Rows = ROWS): Promise<Reading> {
  return reading(workbook(rows, MERGES));
}

function brief({ kind, field, printed, where, required, proposal }: Doubt) {
  return [kind, field, printed, where, required ? '必须' : '', proposal].join('｜');
}

describe('a table', () => {
  test('every doubtful field, once, at its place', async () => {
    expect(doubtsOf(await read(), { today }).map(brief)).toEqual([
      'issuer-missing｜issuer｜｜文首｜｜无',
      'number-missing｜documentNumber｜｜文首｜｜无',
      'date-missing｜issuedOn｜｜文首｜｜无',
      'list-open｜assignments｜区乙局等｜第1项（D3）｜｜区甲局(牵头)、区乙局(配合)',
      'group-unresolved｜assignments.0｜各镇、街道｜第2项（C4）｜必须｜各镇、街道(牵头)',
      'group-unresolved｜assignments.1｜相关部门单位｜第2项（D4）｜｜相关部门单位(配合)',
      'deadline-unknown｜deadlines.0｜抓紧办理｜第2项（E4）｜必须｜待确认：抓紧办理',
      'task-without-unit｜assignments｜｜第3项（B5）｜必须｜无',
      'deadline-past｜deadlines.0｜2026年3月底前｜第3项（E5）｜｜2026-03-31',
      'period-missing｜regime｜定期督查整治进展｜B4｜｜无',
    ]);
  });

  test('the source words stand marked in their sentence', async () => {
    const doubts = doubtsOf(await read(), { today });
    for (const { printed, sentence } of doubts.filter((doubt) => doubt.printed !== '')) {
      expect(sentence).toContain(`【${printed}】`);
      expect(Array.from(sentence).length).toBeLessThanOrEqual(40 + 122 + 40);
    }
    const unknown = doubts.find(({ kind }) => kind === 'deadline-unknown');
    expect(unknown?.sentence).toContain('相关部门单位 | 【抓紧办理】 3 | 盘活低效用地');
  });

  test('without a title the start must wait; the other headings may stay empty', async () => {
    const doubts = doubtsOf(await reading(workbook(ROWS.slice(1))), { today });
    const heading = doubts.filter(({ task, where }) => task === null && where === '文首');
    expect(heading.map(({ kind, required, acceptable }) => [kind, required, acceptable])).toEqual([
      ['title-missing', true, false],
      ['issuer-missing', false, true],
      ['number-missing', false, true],
      ['date-missing', false, true],
    ]);
  });

  test('a reading that failed has no doubts beside its diagnostics', async () => {
    expect(doubtsOf(await reading(workbook([['今天开会']])), { today })).toEqual([]);
  });
});

describe('ids', () => {
  const ids = async (rows: Rows) =>
    new Map(doubtsOf(await read(rows), { today }).map((doubt) => [doubt.id, brief(doubt)]));

  test('are all different, also for the same words in two tasks', async () => {
    const twice: Rows = [...ROWS, ['5', '治理裸露土地', '各镇、街道', '相关部门单位', '抓紧办理']];
    const all = doubtsOf(await read(twice), { today });
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ kind }) => kind === 'deadline-unknown')).toHaveLength(2);
  });

  test('stay when rows move and are numbered anew', async () => {
    const [title = [], head = [], one = [], two = [], three = [], four = []] = ROWS;
    const numbered = [four, two, three, one].map((row, i) => [`${i + 1}`, ...row.slice(1)]);
    const before = [...(await ids(ROWS)).keys()].sort();
    const after = [...(await ids([title, head, ...numbered])).keys()].sort();
    expect(after).toEqual(before);
  });

  test('change with the source words', async () => {
    const rows = ROWS.map((row) => row.map((text) => (text === '抓紧办理' ? '尽快办理' : text)));
    const [before, after] = [await ids(ROWS), await ids(rows)];
    const gone = [...before].filter(([id]) => !after.has(id)).map(([, words]) => words);
    expect(gone).toHaveLength(1);
    expect(gone[0]).toContain('抓紧办理');
  });
});

describe('what was inferred', () => {
  const task: DraftTask = {
    no: '1',
    category: [],
    title: null,
    content: '清淤',
    assignments: [
      { unit: '区甲局', role: 'lead' },
      { unit: '区乙局', role: 'cooperating' },
      { unit: '区丙局', role: 'cooperating' },
    ],
    leaders: [],
    openEnded: false,
    deadlines: [{ kind: 'horizon' }],
    source: { from: 0, to: 13 },
    spans: { content: { from: 0, to: 2 }, 'assignments.0': { from: 3, to: 6 } },
  };
  const draft = (inferred: DraftTask['inferred'], more: Partial<Draft> = {}): Reading => ({
    draft: {
      ...{ title: '甲', issuer: '乙', documentNumber: '丙', issuedOn: '2026-01-01' },
      tasks: [{ ...task, ...(inferred === undefined ? {} : { inferred }) }],
      ...{ regime: { duties: [], steps: [] }, text: '清淤\t区甲局\t区乙局、区丙局\n' },
      ...more,
    },
    diagnostics: [],
  });
  const guess = (confidence: number) => ({ rule: 'blank-above', confidence });

  test('is in doubt below the line, and only there', () => {
    const doubts = doubtsOf(
      draft({ 'assignments.0': guess(0.79), content: guess(0.8), no: guess(0.95) }),
      { today },
    );
    expect(doubts.map(brief)).toEqual([
      'blank-above｜assignments.0｜区甲局｜第1项｜必须｜区甲局(牵头)',
    ]);
    expect(doubts[0]).toMatchObject({ confidence: 0.79, acceptable: true });
    expect(doubts[0]?.reason).toBe('单元格空白且未合并，按“同上”读取');
  });

  test('a start does not wait for co-operating units', () => {
    const [doubt] = doubtsOf(draft({ 'assignments.1': guess(0.5) }), { today });
    expect(doubt).toMatchObject({ field: 'assignments.1', required: false });
  });

  test('elements that one rule took from one place are one doubt', () => {
    const both = { 'assignments.1': guess(0.5), 'assignments.2': guess(0.5) };
    const doubts = doubtsOf(draft(both), { today });
    expect(doubts.map(({ field }) => field)).toEqual(['assignments']);
  });

  test('also in the heading', () => {
    const inferred = { title: guess(0.6), issuer: guess(0.9) };
    const doubts = doubtsOf(draft(undefined, { inferred }), { today });
    expect(doubts.map(({ field, required }) => [field, required])).toEqual([['title', true]]);
  });

  test.each([
    ['unit-doubtful', '区乙局', 'unit'],
    ['unit-outside', '市丁局', 'document'],
    ['text-suspect', '区丙局', 'document'],
    ['annex-missing', '', 'document'],
  ])('a diagnostic %s is a doubt too', (code, words, field) => {
    const message = words === '' ? '正文列有附件1，文件中没有。' : `D3 的“${words}”请核对。`;
    const { draft: read } = draft(undefined);
    const diagnostics = [{ ...finding(code, message, 'D3'), severity: 'warning' as const }];
    const [doubt] = doubtsOf({ draft: read, diagnostics }, { today });
    expect(doubt).toMatchObject({ kind: code, field, required: false, where: 'D3' });
    expect(doubt?.reason).toBe(message);
  });

  test('what is only for information is not', () => {
    const { draft: read } = draft(undefined);
    const diagnostics = [finding('row-skipped', '第9行是说明，未读作任务。', '第9行')];
    expect(doubtsOf({ draft: read, diagnostics }, { today })).toEqual([]);
  });
});
