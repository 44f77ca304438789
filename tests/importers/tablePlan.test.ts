import { describe, expect, test } from '@jest/globals';
import { Draft } from '../../domain/plan.ts';
import type { Reading } from '../../domain/plan.ts';
import { sliceSpan } from '../../importers/canonical.ts';
import { cell, codes, paragraph, reading, TODAY } from '../fixtures/import/build.ts';
import { wordDocument, workbook } from '../fixtures/import/build.ts';
import type { Rows } from '../fixtures/import/build.ts';

const HEAD = ['序号', '类别', '具体内容', '完成时间', '牵头领导', '牵头单位', '配合单位'];
const ROWS: Rows = [
  ['青溪区𠮷祥河整治任务分工表'],
  HEAD,
  ['1', '治\n水', '甲河\n清淤𠮷', '2025年12月', '甲  某\n乙某某', '区甲局', '区乙局等'],
  ['2', '', '定期督查补水，逐月通报', '抓紧\n办理', '甲  某', '区甲局', '相关部门单位'],
  ['3', '护岸', '每季度召开一次领导小组会议；对推进不力的单位予以约谈', '6月底前', '', '', '/'],
];
const MERGES = ['A1:G1', 'B3:B4'];

/** Raw cell texts by field of a task, cut out of the canonical text by its spans. */
function cut(result: Reading, index: number): Record<string, string> {
  const spans = Object.entries(result.draft.tasks[index]?.spans ?? {});
  return Object.fromEntries(spans.map(([k, s]) => [k, sliceSpan(result.draft.text, s)]));
}

describe('spans', () => {
  test('every field of every task can be cut back out of the text, letter for letter', async () => {
    const r = await reading(workbook(ROWS, MERGES));
    expect(cut(r, 0)).toEqual({
      no: '1',
      'category.0': '治\n水',
      content: '甲河\n清淤𠮷',
      deadlines: '2025年12月',
      leaders: '甲  某\n乙某某',
      lead: '区甲局',
      cooperating: '区乙局等',
    });
    expect(cut(r, 1)).toMatchObject({ 'category.0': '治\n水', deadlines: '抓紧\n办理' });
    expect(r.draft.tasks[1]?.spans?.['category.0']?.cell).toBe('B3');
    const whole = r.draft.tasks.map((t) => sliceSpan(r.draft.text, t.source));
    expect(whole[0]).toBe((ROWS[2] ?? []).join('\t'));
    expect(whole[2]).toBe((ROWS[4] ?? []).join('\t'));
  });

  test('in Word too, and the draft fits its schema', async () => {
    const rows = ROWS.slice(1).map((row) => row.map((text) => cell(String(text))).join(''));
    const table = `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;
    const r = await reading(wordDocument(paragraph('𠮷祥河整治清单') + table), '表.docx');
    expect(cut(r, 0)).toMatchObject({ content: '甲河\n清淤𠮷', cooperating: '区乙局等' });
    expect(r.draft.tasks[0]?.spans?.content?.cell).toBe('第1表第2行第3列');
    expect(() => Draft.parse(r.draft)).not.toThrow();
  });
});

describe('diagnostics', () => {
  test('each names its place', async () => {
    const r = await reading(workbook(ROWS, MERGES));
    const found = r.diagnostics.map((d) => [d.code, d.severity, d.where ?? '']);
    expect(found).toEqual([
      ['header-missing', 'info', ''],
      ['group-unresolved', 'warning', 'G4'],
      ['list-open', 'info', 'G3'],
      ['task-without-unit', 'warning', '第5行'],
      ['deadline-past', 'warning', 'D3'],
      ['deadline-unknown', 'warning', 'D4'],
      ['deadline-unknown', 'warning', 'D5'],
      ['period-missing', 'warning', 'C4'],
    ]);
    const past = r.diagnostics.find((d) => d.code === 'deadline-past');
    expect(past?.message).toContain('2025-12-31');
    expect(past?.message).toContain(TODAY);
  });

  test('an unreadable time is kept with its words and never becomes a date', async () => {
    const r = await reading(workbook(ROWS, MERGES));
    expect(r.draft.tasks[1]?.deadlines).toEqual([{ kind: 'unknown', text: '抓紧办理' }]);
    expect(r.draft.tasks[2]?.deadlines).toEqual([{ kind: 'unknown', text: '6月底前' }]);
  });

  test('a row of units without contents is shown, not swallowed', async () => {
    const r = await reading(workbook([HEAD, ['1', '治水', '', '2027年', '', '区甲局', '']]));
    expect(r.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'row-without-content', where: '第2行' }),
    );
  });
});

describe('the regime in a table', () => {
  test('duties and steps come with words of the text', async () => {
    const r = await reading(workbook(ROWS, MERGES));
    const inCell = (cell: string): unknown => expect.objectContaining({ cell });
    expect(r.draft.regime).toEqual({
      duties: [
        { every: 'month', what: 'bulletin', quote: '逐月通报', sentence: inCell('C4') },
        {
          ...{ every: 'quarter', what: 'meeting', quote: '每季度召开一次领导小组会议' },
          sentence: inCell('C5'),
        },
      ],
      steps: [{ step: 'interview', quote: '对推进不力的单位予以约谈', sentence: inCell('C5') }],
    });
    for (const { quote, sentence } of [...r.draft.regime.duties, ...r.draft.regime.steps]) {
      expect(sentence && sliceSpan(r.draft.text, sentence)).toContain(quote);
    }
  });

  test('a plan without any says so', async () => {
    const r = await reading(
      workbook([HEAD, ['1', '治水', '甲河清淤', '2027年', '', '区甲局', '']]),
    );
    expect(codes(r)).toContain('regime-missing');
  });
});
