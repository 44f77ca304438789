import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Diagnostic, Draft } from '../../domain/plan.ts';
import { openArchive } from '../../importers/archive.ts';
import { paragraph, reading, wordDocument, wordTable, workbook } from '../fixtures/import/build.ts';
import { zipBytes } from '../fixtures/import/build.ts';

const HEAD = ['序号', '具体内容', '牵头单位', '完成时间'];
const ROW = [1, '甲河清淤', '区甲局', '2027年6月'];
const GOOD = workbook([HEAD, ROW]);
const GOOD_WORD = wordDocument(paragraph('某某任务清单') + wordTable([HEAD, ROW.map(String)]));
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

test('what was seen of a file is told even where no plan was found in it', async () => {
  const words = paragraph('关于某事的说明');
  const macros = { name: 'word/vbaProject.bin', content: Buffer.from('x') };
  const archive = await openArchive(wordDocument(words), () => true);
  if ('refused' in archive) throw new Error(String(archive.refused));
  const entries = [...archive].map(([name, content]) => ({ name, content: Buffer.from(content) }));
  const { diagnostics } = await reading(zipBytes([...entries, macros]));
  expect(diagnostics.map(({ code }) => code)).toEqual(['no-table', 'macros-unread']);
});

describe('files that cannot be a plan', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'empty', '空文件'],
    ['an old file cut off', OLE, 'unreadable', '损坏'],
    ['a PDF cut off', Buffer.from('%PDF-1.7'), 'unreadable', 'PDF'],
    ['noise', Buffer.from([0x01, 0x02, 0xfe, 0xff, 0x00]), 'unreadable', '无法识别'],
    [
      'an archive of something else',
      zipBytes([{ name: 'a.txt', content: '甲' }]),
      'unreadable',
      '解压',
    ],
    ['a cut workbook', GOOD.subarray(0, GOOD.length - 40), 'unreadable', '损坏'],
    ['a file that climbs', zipBytes([{ name: '../word/甲', content: '' }]), 'unreadable', '目录'],
    [
      'a bomb',
      zipBytes([{ name: 'xl/workbook.xml', content: Buffer.alloc(9e6) }]),
      'unreadable',
      '压缩比',
    ],
    [
      'a locked entry',
      zipBytes([{ name: 'word/document.xml', content: 'x', flags: 1 }]),
      'unreadable',
      '加密',
    ],
    ['a workbook without words', workbook([[]]), 'empty', '没有文字'],
    ['a document without words', wordDocument('<w:p/>'), 'empty', '没有文字'],
    ['prose without a table', wordDocument(paragraph('关于某事的说明')), 'no-table', '任务表'],
    [
      'a table of something else',
      workbook([
        ['姓名', '电话'],
        ['某某', '无'],
      ]),
      'no-table',
      '姓名、电话',
    ],
    ['a head without rows', workbook([HEAD]), 'empty', '没有任务行'],
  ])('%s', async (_, bytes, code, words) => {
    const result = await reading(bytes);
    const blocking = result.diagnostics.filter((d) => d.severity === 'blocking');
    expect(blocking).toMatchObject([{ code, message: expect.stringContaining(words) }]);
    expect(blocking[0]?.message).toMatch(/请.+。$/);
    expect(result.draft.tasks).toEqual([]);
  });
});

describe('a table that lacks a column', () => {
  test.each([
    [['序号', '具体内容', '完成时间'], '单位', '第3行'],
    [['序号', '牵头单位', '完成时间'], '任务内容', '第3行'],
  ])('%j: the sentence names the column and those there are', async (head, lacks, where) => {
    const result = await reading(workbook([['某某表'], [], head, ['1', '甲', '2027年']]));
    const found = result.diagnostics.find((d) => d.code === 'column-missing');
    expect(found).toMatchObject({ severity: 'blocking', where });
    expect(found?.message).toContain(`缺少${lacks}`);
    expect(found?.message).toContain(head.join('、'));
  });
});

describe('the kind of file', () => {
  test('the bytes decide, not the name', async () => {
    expect((await reading(GOOD, '表.docx')).draft.tasks).toHaveLength(1);
    expect((await reading(GOOD_WORD, '表')).draft.tasks).toHaveLength(1);
  });

  test('both kinds say the same', async () => {
    const [a, b] = await Promise.all([reading(GOOD), reading(GOOD_WORD, '表.docx')]);
    const bare = (r: typeof a) => r.draft.tasks.map((t) => ({ ...t, source: {}, spans: {} }));
    expect(bare(a)).toEqual(bare(b));
  });
});

/** Bytes of a good file with some replaced, cut or doubled. */
function damaged(seed: Buffer) {
  const change = fc.tuple(fc.nat(seed.length - 1), fc.nat(255));
  return fc
    .tuple(fc.array(change, { maxLength: 20 }), fc.nat(seed.length))
    .map(([changes, end]) => {
      const bytes = Buffer.from(seed);
      for (const [at, value] of changes) bytes[at] = value;
      return end % 3 === 0 ? bytes.subarray(0, end) : bytes;
    });
}

describe('whatever the bytes', () => {
  test.each([
    ['noise', fc.uint8Array({ maxLength: 300 })],
    ['a damaged workbook', damaged(GOOD)],
    ['a damaged document', damaged(GOOD_WORD)],
  ])('%s never throws and answers in the form of a reading', async (_, files) => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const result = await reading(bytes);
        Draft.parse(result.draft);
        result.diagnostics.forEach((d) => Diagnostic.parse(d));
        return result.draft.tasks.length > 0 || result.diagnostics.length > 0;
      }),
      { numRuns: 150 },
    );
  });

  test('cells of any words: spans stay inside the text, no unit is empty', async () => {
    const word = fc.constantFrom(
      ...[
        '区甲局',
        '、',
        '\n',
        '等',
        '牵头',
        '配合',
        '（',
        '）',
        '/',
        '及',
        '各镇',
        '2027年',
        '每月',
        '“',
        ' ',
        '𠮷',
      ],
      ...['合计', '一、', '序号', '具体内容', '牵头单位', '=1+1', '\t', '1'],
    );
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
    const rows = fc.array(fc.tuple(text, text, text, text), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (body) => {
        const { draft } = await reading(workbook([HEAD, ROW, ...body]));
        Draft.parse(draft);
        const size = Array.from(draft.text).length;
        const spans = draft.tasks.flatMap((t) => [t.source, ...Object.values(t.spans ?? {})]);
        expect(spans.every((s) => s.from <= s.to && s.to <= size)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
