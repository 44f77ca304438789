import { describe, expect, test } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import fc from 'fast-check';
import { comparable, exportLedger } from '../../client/ledgerExport.ts';
import { ledgerOf } from '../../documents/ledger.ts';
import { ledgerXlsx } from '../../documents/ledgerXlsx.ts';
import { printable } from '../../documents/ledgerWords.ts';
import type { DraftTask, Reading } from '../../domain/plan.ts';
import { openArchive } from '../../importers/archive.ts';
import { readPlan } from '../../importers/read.ts';
import { reading, TODAY, workbookOf } from '../fixtures/import/build.ts';

const FORMATS = ['xlsx', 'docx'] as const;
const HEAD = ['序号', '类别', '重点任务', '完成时间', '牵头领导', '牵头单位', '配合单位', '备注'];

async function again(bytes: Uint8Array, format: 'xlsx' | 'docx'): Promise<Reading> {
  return readPlan({ name: `台账.${format}`, bytes }, { today: TODAY });
}

/** Texts that a spreadsheet, a parser or a zip file could take for something else. */
const NASTY = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '=HYPERLINK("http://x")',
  '甲、乙"丙"/丁',
  '<w:t>&amp;</w:t>]]>',
  '_x0041_与_x000D_',
  '第一行\n第二行。\n（一）第三行',
  '表\u0000情\u0007😀🏗️\u200d',
  '长'.repeat(20_000),
  '\t制表\t',
  '{{=1}}',
  '\ud800半个',
];

const UNIT = fc.constantFrom('区发改局', '区住建局', '丙镇人民政府', '区教育局', '城东街道办事处');
const DEADLINE = fc.constantFrom<DraftTask['deadlines'][number]>(
  { kind: 'date', on: '2026-06-30' },
  { kind: 'date', on: '2027-02-28', tentative: true },
  { kind: 'start-now' },
  { kind: 'continuous' },
  { kind: 'recurring', every: 'two-months' },
  { kind: 'recurring', every: 'ten-days' },
);
const TASK: fc.Arbitrary<DraftTask> = fc
  .record({
    no: fc.option(fc.integer({ min: 1, max: 99 }).map(String)),
    category: fc.constantFrom<string[]>([], ['规划类'], ['规划类', '近期'], ['建设类']),
    content: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', minLength: 1 })),
    leads: fc.uniqueArray(UNIT, { maxLength: 2 }),
    others: fc.uniqueArray(UNIT, { maxLength: 3 }),
    leaders: fc.uniqueArray(fc.constantFrom('区长', '副区长', '管委会主任'), { maxLength: 2 }),
    deadlines: fc.uniqueArray(DEADLINE, { maxLength: 2, selector: (d) => JSON.stringify(d) }),
  })
  .map(({ leads, others, content, ...task }) => ({
    ...task,
    title: null,
    content: `推进${content}工作`,
    assignments: [
      ...leads.map((unit) => ({ unit, role: 'lead' as const })),
      ...others.map((unit) => ({ unit, role: 'cooperating' as const })),
    ],
    openEnded: false,
    source: { from: 0, to: 0 },
  }));

/** Words as they stand after a cell wrapped and evened them: no reader keeps blanks and broken lines. */
function letters(text: string): string {
  return printable(text)
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '');
}

function draftOf(tasks: DraftTask[]): Reading['draft'] {
  const head = { title: '示例区任务台账', issuer: null, documentNumber: null, issuedOn: null };
  return { ...head, tasks, regime: { duties: [], steps: [] }, text: '' };
}

describe.each(FORMATS)('arbitrary tasks, written as %s', (format) => {
  test('come back with every field, whatever their words look like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(TASK, { minLength: 1, maxLength: 6 }), async (tasks) => {
        const { bytes } = await exportLedger({ draft: draftOf(tasks) }, format, TODAY);
        const { draft } = await again(bytes, format);
        expect(draft.tasks.map(({ content }) => letters(content))).toEqual(
          tasks.map(({ content }) => letters(content)),
        );
        const other = (list: readonly DraftTask[]) =>
          list.map((task) => comparable({ ...task, content: '', deadlines: task.deadlines }));
        expect(other(draft.tasks)).toEqual(other(tasks));
        const twice = await exportLedger({ draft: draftOf(draft.tasks) }, format, TODAY);
        expect(twice.different).toEqual([]);
      }),
      { numRuns: format === 'xlsx' ? 30 : 12 },
    );
  }, 60_000);
});

describe('formulas', () => {
  test('are never written: every cell of the file is a text', async () => {
    const nasty = NASTY.map((content, i): DraftTask => {
      const none = {
        category: [content],
        title: content,
        assignments: [{ unit: content, role: 'lead' as const }],
      };
      const rest = {
        leaders: [content],
        openEnded: false,
        deadlines: [{ kind: 'unknown' as const, text: content }],
      };
      return { no: `=${i}`, content, ...none, ...rest, source: { from: 0, to: 0 } };
    });
    const status = { state: '=1', lastReport: '@x', nextDue: '+1', counts: '-1', step: '=cmd' };
    const bytes = await ledgerXlsx(ledgerOf(draftOf(nasty), undefined, () => status));
    const archive = await openArchive(bytes, (name) => /sheet\d+\.xml$/.test(name));
    if ('refused' in archive) throw new Error(archive.refused);
    for (const part of archive.values()) {
      const xml = Buffer.from(part).toString('utf8');
      expect(xml).not.toMatch(/<f[\s>/]/);
      expect(xml).not.toMatch(/<c [^>]*t="(?!s")/);
      expect(xml).not.toMatch(/<c (?![^>]*t=)[^>]*><v>/);
    }
    const book = xlsx.read(bytes, { cellFormula: true });
    const cells = Object.values(book.Sheets['台账'] ?? {}) as {
      f?: string;
      t?: string;
      v?: unknown;
    }[];
    expect(cells.some(({ v }) => v === "=cmd|' /C calc'!A0")).toBe(true);
    expect(cells.some(({ v }) => v === '_x0041_与_x000D_')).toBe(true);
    expect(cells.filter(({ f }) => f !== undefined)).toEqual([]);
  });

  test('a sheet takes no name that Excel refuses', async () => {
    const book = workbookOf([
      { name: '分工', rows: [HEAD, ['1', '', '修订', '', '', '甲局', '', '']] },
    ]);
    const { draft, layout } = await reading(book);
    const tables = ['a/b:[c]*?'.repeat(6), '分工', '分工', ''].map((name) => {
      const [table] = layout?.tables ?? [];
      if (!table) throw new Error('no table');
      return { ...table, name };
    });
    const written = xlsx.read(await ledgerXlsx(ledgerOf(draft, { tables })));
    expect(written.SheetNames).toHaveLength(4);
    for (const name of written.SheetNames) expect(name).toMatch(/^[^\\/?*[\]:]{1,31}$/);
    expect(new Set(written.SheetNames).size).toBe(4);
  });
});
