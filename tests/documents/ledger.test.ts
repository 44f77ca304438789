import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { comparable, exportLedger } from '../../client/ledgerExport.ts';
import { ledgerOf, STATUS_HEADS, type LedgerStatus } from '../../documents/ledger.ts';
import type { DraftTask, Reading } from '../../domain/plan.ts';
import { openArchive } from '../../importers/archive.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readPlan } from '../../importers/read.ts';
import {
  cell,
  paragraph,
  reading,
  TODAY,
  wordDocument,
  workbook,
  workbookOf,
} from '../fixtures/import/build.ts';

const FORMATS = ['xlsx', 'docx'] as const;
type Format = (typeof FORMATS)[number];
const COMPARED = [
  'no',
  'category',
  'title',
  'content',
  'assignments',
  'leaders',
  'openEnded',
  'deadlines',
];

async function again(bytes: Uint8Array, format: Format): Promise<Reading> {
  return readPlan({ name: `台账.${format}`, bytes }, { today: TODAY });
}

function fieldsOf(tasks: readonly DraftTask[]): unknown {
  return tasks.map((task) =>
    Object.fromEntries(COMPARED.map((field) => [field, task[field as keyof DraftTask]])),
  );
}

const HEAD = ['序号', '类别', '重点任务', '完成时间', '牵头领导', '牵头单位', '配合单位', '备注'];
const MERGED = workbook(
  [
    ['示例区2026年重点任务分工表'],
    ['填报单位：区政府办', '', '', '', '', '2026年3月2日'],
    HEAD,
    [
      1,
      '规划类',
      '修订总体规划，\n划定边界',
      '2026年6月底前',
      '副区长',
      '区发改局',
      '区财政局、各镇、街道',
      '=SUM(A1)',
    ],
    [2, '', '编制专项规划', '', '', '', '/', ''],
    ['', '', '', '', '', '区住建局', '', ''],
    [3, '建设类', '整治道路', '力争2026年9月30日', '区长', '区交通局等', '', '+1'],
  ],
  ['A1:H1', 'A2:E2', 'F2:H2', 'B4:B6', 'D4:D6', 'E4:E6', 'C5:C6', 'A5:A6', 'F4:F5'],
);
const TWO_ROWS = workbook(
  [
    ['序号', '任务', '', '责任分工', '', '时限'],
    ['', '类别', '具体内容', '牵头单位', '配合单位', ''],
    ['1', '规划', '修订规划', '甲局', '乙局、丙局', '2026年6月'],
    ['2', '', '整治道路', '乙局', '', '持续推进'],
  ],
  ['A1:A2', 'B1:C1', 'D1:E1', 'F1:F2', 'B3:B4'],
);
const BARE_TWO_ROWS = workbook([
  ['序号', '任务', '', '责任单位', ''],
  ['', '事项', '具体内容', '牵头单位', '配合单位'],
  ['1', '规划', '修订规划', '甲局', '乙局'],
]);
const SECTIONS = workbook(
  [
    ['序号', '工作任务', '责任单位', '完成时限'],
    ['一、规划类', '', '', ''],
    ['1', '修订规划', '甲局', '2026年6月'],
    ['（一）近期', '', '', ''],
    ['2', '划定边界', '乙局', '立即启动，持续推进'],
    ['二、建设类', '', '', ''],
    ['3', '整治道路', '丙局', '每季度'],
    ['合计', '3项', '', ''],
    ['注：本表由区政府办负责解释。', '', '', ''],
  ],
  ['A2:D2', 'A4:D4', 'A6:D6', 'A9:D9'],
);
const NARROW = workbook([
  ['任务', '责任单位'],
  ['修订规划', '甲局'],
  ['整治道路', '乙局、丙局'],
]);
const SHEETS = workbookOf([
  {
    name: '2026年上半年',
    rows: [HEAD.slice(0, 6), ['1', '规划', '修订规划', '6月底', '', '甲局']],
  },
  { name: '下半年', rows: [HEAD.slice(0, 6), ['2', '建设', '整治道路', '2026年9月', '', '乙局']] },
]);
const row = (...texts: string[]) => `<w:tr>${texts.map((text) => cell(text)).join('')}</w:tr>`;
const WORD = wordDocument(
  [
    paragraph('示例县任务分解表'),
    '<w:tbl>',
    row('序号', '类别', '具体内容', '牵头单位', '完成时间'),
    row('1', '^规划', '修订规划', '^甲局', '2026年6月'),
    row('2', '"', '划定边界', '"', '立即启动'),
    '</w:tbl>',
    '<w:tbl>',
    row('序号', '类别', '具体内容', '牵头单位', '完成时间'),
    row('3', '规划（续）', '编制\n导则', '乙局', '2026年12月底前'),
    `<w:tr>${cell('二、建设', 5)}</w:tr>`,
    row('4', '', '整治道路', '丙镇', '每月'),
    '</w:tbl>',
  ].join(''),
);

const TABLES: readonly (readonly [name: string, file: string, bytes: Uint8Array])[] = [
  ['merged cells and a row that adds a unit', '分工.xlsx', MERGED],
  ['a head of two rows', '分工.xlsx', TWO_ROWS],
  ['a head of two rows without merges', '分工.xlsx', BARE_TWO_ROWS],
  ['rows of categories, a total and a note', '分工.xlsx', SECTIONS],
  ['two columns', '分工.xlsx', NARROW],
  ['two sheets', '分工.xlsx', SHEETS],
  ['a Word table that goes on', '分解.docx', WORD],
];

const STATUS: LedgerStatus = {
  state: '待报',
  lastReport: '2026年3月20日 16:00',
  nextDue: '2026年4月25日 17:00',
  counts: '2/1/0',
  step: '催办',
};

describe.each(FORMATS)('a plan in a table, written as %s', (format) => {
  test.each(TABLES)('%s: reads as the same tasks', async (_, name, bytes) => {
    const before = await reading(bytes, name);
    expect(before.draft.tasks.length).toBeGreaterThan(0);
    for (const statusOf of [() => undefined, () => STATUS]) {
      const ledger = await exportLedger(before, format, TODAY, statusOf);
      const after = await again(ledger.bytes, format);
      expect(fieldsOf(after.draft.tasks)).toEqual(fieldsOf(before.draft.tasks));
      expect(after.draft.title).toBe(before.draft.title);
      expect(ledger.different).toEqual([]);
    }
  });

  test.each(TABLES)('%s: keeps columns, order and merges', async (what, name, bytes) => {
    // two tables of one head are one table in Word
    if (format === 'docx' && what === 'two sheets') return;
    const before = await reading(bytes, name);
    const { bytes: written } = await exportLedger(before, format, TODAY, () => STATUS);
    const after = await again(written, format);
    expect(printed(after.layout?.tables)).toEqual(printed(before.layout?.tables));
  });

  test('a ledger of a ledger has one set of status columns', async () => {
    const once = await exportLedger(await reading(MERGED), format, TODAY, () => STATUS);
    const twice = await exportLedger(await again(once.bytes, format), format, TODAY, () => STATUS);
    const [a, b] = [await again(once.bytes, format), await again(twice.bytes, format)];
    expect(b.draft.text.split('办理状态')).toHaveLength(2);
    expect(fieldsOf(b.draft.tasks)).toEqual(fieldsOf(a.draft.tasks));
  });

  test('the same plan is the same bytes', async () => {
    const before = await reading(MERGED);
    const [a, b] = [
      await exportLedger(before, format, TODAY),
      await exportLedger(before, format, TODAY),
    ];
    expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true);
  });
});

type Table = NonNullable<Reading['layout']>['tables'][number];

/** Tables as they can be compared: the columns, and the cells that say something, in order. */
function printed(tables: readonly Table[] = []): unknown {
  return tables.map(({ columns, headRows, cells }) => ({
    columns,
    headRows,
    cells: cells
      .filter(({ text }) => text !== '')
      .toSorted((a, b) => a.row - b.row || a.col - b.col),
  }));
}

describe.each(FORMATS)('a corrected plan, written as %s', (format) => {
  test('says what was corrected in the plan’s own columns', async () => {
    const before = await reading(MERGED);
    const tasks = before.draft.tasks.map((task, i): DraftTask => {
      if (i !== 2) return task;
      const assignments = [
        { unit: '区水利局', role: 'lead' as const },
        { unit: '丙镇', role: 'cooperating' as const },
      ];
      const deadlines = [{ kind: 'date' as const, on: '2027-01-31' }];
      return { ...task, content: '治理河道', assignments, deadlines, leaders: ['副区长', '区长'] };
    });
    const draft = { ...before.draft, tasks };
    const { bytes, different } = await exportLedger({ ...before, draft }, format, TODAY);
    const after = await again(bytes, format);
    expect(different).toEqual([]);
    expect(fieldsOf(after.draft.tasks)).toEqual(fieldsOf(tasks));
    expect(after.layout?.tables[0]?.columns).toEqual(before.layout?.tables[0]?.columns);
  });

  test('never silently differs: what a shared cell cannot say is named', async () => {
    const before = await reading(MERGED);
    const tasks = before.draft.tasks.map((task, i) =>
      i === 0 ? { ...task, leaders: ['管委会主任'] } : task,
    );
    const draft = { ...before.draft, tasks };
    const { different } = await exportLedger({ ...before, draft }, format, TODAY);
    expect(different).toEqual(['1（牵头领导）']);
  });
});

test('status stands at the right, once for each task, under known heads', async () => {
  const before = await reading(MERGED);
  const { sheets } = ledgerOf(before.draft, before.layout, (task) => ({
    ...STATUS,
    state: `第${task}`,
  }));
  const cells = sheets[0]?.cells ?? [];
  const first = cells.filter(({ col, role }) => col === HEAD.length && role === 'status');
  expect(first.map(({ text, row: at, rows }) => [text, at, rows])).toEqual([
    ['第0', 1, 1],
    ['第1', 2, 2],
    ['第2', 4, 1],
  ]);
  const heads = cells.filter(({ col, role }) => col >= HEAD.length && role === 'head');
  expect(heads.map(({ text }) => text)).toEqual(STATUS_HEADS.map(([, head]) => head));
});

test('rows of categories span the status columns too', async () => {
  const before = await reading(SECTIONS);
  const { sheets } = ledgerOf(before.draft, before.layout, () => STATUS);
  const sections = sheets[0]?.cells.filter(({ role }) => role === 'section') ?? [];
  expect(sections.map(({ cols }) => cols)).toEqual([9, 9, 9, 9]);
});

const YAML = readFileSync(new URL('../../plans/park.plan.yaml', import.meta.url), 'utf8');

function fortyNine(): string {
  const tasks = Array.from({ length: 49 }, (_, i) => {
    const deadline = [
      '{ date: 2026-06-30 }',
      '{ every: quarter }',
      'start-now',
      '{ date: 2026-12-31, tentative: true }',
    ];
    return `  - { no: ${i + 1}, category: [第${'甲乙丙'.charAt(i % 3)}类, 小类${Math.floor(i / 10)}], content: 推进事项${i}, lead: [区发改局, 区住建局], cooperating: 各镇、街道, leaders: 副区长, deadlines: [${deadline[i % 4] ?? ''}] }`;
  });
  return `title: 示例区2026年方案\ntasks:\n${tasks.join('\n')}\n`;
}

describe.each(FORMATS)('a plan that is no table, written as %s', (format) => {
  test.each([
    ['the park plan', YAML],
    ['49 tasks', fortyNine()],
    ['titles, and tasks without a category after one that has one', MIXED()],
  ])('%s reads as the same tasks', async (_, text) => {
    const before = readPlanYaml('方案.yaml', text, { today: TODAY });
    const { bytes, different } = await exportLedger(before, format, TODAY);
    expect(different).toEqual([]);
    const after = await again(bytes, format);
    expect(after.draft.tasks.map(comparable)).toEqual(before.draft.tasks.map(comparable));
  });
});

function MIXED(): string {
  return `title: 方案
tasks:
  - { no: 1, category: 规划, title: 甲项, content: 修订规划, lead: 甲局, deadlines: [{ date: 2026-06-30, what: 印发 }, continuous] }
  - { no: 2, content: 整治道路, responsible: [乙局, 丙局], deadlines: [{ unknown: 汛期结束前 }] }
  - { content: 治理河道, cooperating: 丁局, openEnded: true, leaders: [区长, 副区长] }
`;
}

describe('the Word file', () => {
  test('is A4 across, repeats its heads, merges cells and names its fonts', async () => {
    const { bytes } = await exportLedger(await reading(MERGED), 'docx', TODAY);
    const archive = await openArchive(bytes, (name) => /\.xml$/.test(name));
    if ('refused' in archive) throw new Error(archive.refused);
    const part = (name: string) => Buffer.from(archive.get(name) ?? []).toString('utf8');
    const xml = part('word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(xml.split('<w:tr>').length - 1);
    expect(part('word/styles.xml')).toContain('仿宋_GB2312');
  });
});

describe('the workbook', () => {
  test('says how high each row is, so that every office program shows all lines', async () => {
    const { bytes } = await exportLedger(await reading(MERGED), 'xlsx', TODAY);
    const archive = await openArchive(bytes, (name) => /\.xml$/.test(name));
    if ('refused' in archive) throw new Error(archive.refused);
    const xml = Buffer.from(archive.get('xl/worksheets/sheet1.xml') ?? []).toString('utf8');
    const rows = [...xml.matchAll(/<row [^>]*>/g)].map(([row]) => row);
    const heights = rows.map((row) => Number(/ ht="(\d+)" customHeight="1"/.exec(row)?.[1]));
    expect(heights).toEqual([29, 19, 19, 34, 34, 19, 19, 34]);
  });
});

const SHARED = new URL('../../../shared/inputs/', import.meta.url);
const present = existsSync(SHARED);
if (!present) console.log('跳过 wuhao-park 台账：没有 ../shared/inputs');

(present ? describe : describe.skip)('the wuhao-park table', () => {
  test.each(FORMATS.flatMap((from) => FORMATS.map((to) => [from, to] as const)))(
    'read from %s and written as %s has its 8 columns, order, merges and tasks',
    async (from, to) => {
      const name = `wuhao-park-tasks.${from}`;
      const before = await reading(readFileSync(new URL(name, SHARED)), name);
      const { bytes, different } = await exportLedger(before, to, TODAY, () => STATUS);
      const after = await again(bytes, to);
      expect(different).toEqual([]);
      expect(fieldsOf(after.draft.tasks)).toEqual(fieldsOf(before.draft.tasks));
      const [a, b] = [before.layout?.tables[0], after.layout?.tables[0]];
      expect(b?.columns).toHaveLength(8);
      expect(printed(b && [b])).toEqual(printed(a && [a]));
    },
  );
});
