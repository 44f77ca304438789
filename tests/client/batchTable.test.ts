import { describe, expect, test } from '@jest/globals';
import { batchSheetOf, contentOf, ID_HEAD, isSame, returnedRows } from '../../client/batchTable.ts';
import { Entry } from '../../client/linkAnswers.ts';
import { batchXlsx, type BatchSheet } from '../../documents/batchSheet.ts';
import { readWorkbook } from '../../importers/xlsx.ts';

const when = { at: '2026-04-25T17:00:00+08:00', words: '还有 16 个工作日' };

function entry(change: object = {}): Entry {
  return Entry.parse({
    ...{ campaign: 'c2026-001', task: 't0001', no: '1', title: '修订规划', content: '修订规划' },
    ...{ obligation: 'monthly/2026-04/u001', duty: 'monthly', period: '2026-04' },
    ...{ occasion: '4月“月报”', units: ['甲局'], due: when, closes: when, state: 'owed' },
    ...{ mark: { level: 'normal', word: '正常', shape: '●' }, stateWords: '待报' },
    ...{ returned: null, ifNothing: null, draft: null, sent: null, files: [] },
    form: {
      stage: null,
      fields: [
        { id: 'plan', label: '工作安排', kind: 'text', required: true },
        { id: 'on', label: '完成日', kind: 'day' },
        { id: 'grade', label: '自评', kind: 'choice', choices: ['好', '一般'] },
      ],
      evidence: { required: false, words: '', accept: '', limit: 1, limitWords: '' },
      value: { words: '本期应完成 3个' },
      measures: [
        { id: 'invest', title: '投资', kind: 'cumulative', unit: '万元', aim: '', told: '' },
        { id: 'place', title: '全市排名', kind: 'rank', unit: '名', aim: '', told: '' },
      ],
    },
    ...change,
  });
}

const bare = entry({
  ...{ task: 't0002', no: '2', obligation: 'monthly/2026-04/u001' },
  form: { ...entry().form, fields: [], value: null, measures: [] },
});
const sheetOf = (entries: readonly Entry[]): BatchSheet =>
  batchSheetOf(
    entries,
    { unit: '甲局', title: '方案', made: '4月2日' },
    ({ task }) => `id-${task}`,
  );

/** The sheet with what somebody writes under a head, as it comes back from Excel. */
async function returned(sheet: BatchSheet, writing: Readonly<Record<string, string>> = {}) {
  const rows = sheet.rows.map((row) =>
    row.map((cell, i) => writing[sheet.columns[i]?.head ?? ''] ?? cell),
  );
  const source = await readWorkbook(await batchXlsx({ ...sheet, rows }));
  if ('refused' in source) throw new Error(source.refused);
  const [table] = source.blocks;
  return table?.kind === 'table' ? (returnedRows(table.rows) ?? []) : [];
}

describe('a batch sheet', () => {
  test('untouched it says nothing, and every row knows itself', async () => {
    const rows = await returned(sheetOf([entry(), bare]));
    expect(rows.map(({ row, id }) => [row, id])).toEqual([
      [4, 'id-t0001'],
      [5, 'id-t0002'],
    ]);
    for (const [i, one] of [entry(), bare].entries()) {
      expect(contentOf(one, rows[i]?.cells ?? new Map())).toEqual({ faults: [] });
    }
  });

  test('what is written comes back as a report', async () => {
    const [row] = await returned(sheetOf([entry()]), {
      ...{ 本期进展: '=1+1 不是公式', '工作安排*': '先征求意见', 完成日: '2026年3月5日' },
      ...{
        自评: '好',
        本期完成数: '1,200',
        '投资（累计，万元）': '30.5',
        '全市排名（名次）': '3/56',
      },
      ...{ 需协调事项: '用地指标' },
    });
    expect(contentOf(entry(), row?.cells ?? new Map())).toEqual({
      faults: [],
      content: {
        ...{ text: '=1+1 不是公式', value: 1200, obstacle: '用地指标' },
        fields: { plan: '先征求意见', on: '2026-03-05', grade: '好' },
        measures: { invest: 30.5, place: { rank: 3, population: 56 } },
      },
    });
  });

  test('what a row does not ask for, or no number, is a fault in words', async () => {
    const [, second] = await returned(sheetOf([entry(), bare]), { '工作安排*': '不该填' });
    expect(contentOf(bare, second?.cells ?? new Map()).faults).toEqual(['本行不填“工作安排*”']);
    const [row] = await returned(sheetOf([entry()]), {
      ...{ 本期完成数: '三个', '全市排名（名次）': '靠前' },
    });
    expect(contentOf(entry(), row?.cells ?? new Map()).faults).toEqual([
      '“本期完成数”应为一个数，这里是“三个”',
      '“全市排名（名次）”应为名次，如 3 或 3/56，这里是“靠前”',
    ]);
  });

  test('a draft stands in it; what was sent and comes back unchanged is the same', async () => {
    const sent = entry({
      state: 'sent',
      sent: {
        ...{ version: 1, at: when.at, words: '', by: '甲局', text: '已开工', nil: null },
        ...{ value: 2, fields: { plan: '先征求意见' }, evidence: [], obstacle: null },
      },
    });
    const [row] = await returned(sheetOf([sent]));
    const { content } = contentOf(sent, row?.cells ?? new Map());
    expect(content && isSame(sent, content)).toBe(true);
    const draft = { at: when.at, words: '', content: { text: '写了一半' } };
    const [drafted] = await returned(sheetOf([entry({ draft })]));
    expect(drafted?.cells.get('本期进展')).toBe('写了一半');
  });

  test('its last column is hidden, and a choice offers its list', async () => {
    const sheet = sheetOf([entry()]);
    expect(sheet.columns.at(-1)).toMatchObject({ head: ID_HEAD, role: 'hidden' });
    const { unzipped } = await xmlOf(await batchXlsx(sheet));
    expect(unzipped).toMatch(/<col [^>]*hidden="1"/);
    expect(unzipped).toContain('<formula1>"好,一般"</formula1>');
    expect(unzipped).not.toContain('<f>');
  });

  test('another workbook has no head of ours', () => {
    expect(returnedRows([[{ text: '序号' }], [{ text: '1' }]])).toBeUndefined();
  });
});

async function xmlOf(bytes: Uint8Array): Promise<{ readonly unzipped: string }> {
  const { openArchive } = await import('../../importers/archive.ts');
  const archive = await openArchive(bytes, (name) => name.startsWith('xl/worksheets/'));
  if ('refused' in archive) throw new Error(archive.refused);
  return { unzipped: [...archive.values()].map((one) => Buffer.from(one).toString()).join('') };
}
