import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as xlsx from '@e965/xlsx';
import { Diagnostic, Draft } from '../../domain/plan.ts';
import { LIMITS } from '../../importers/archive.ts';
import type { ZipEntry } from '../fixtures/import/build.ts';
import { codes, paragraph, reading, wordDocument, wordTable } from '../fixtures/import/build.ts';
import { workbook, zipBytes } from '../fixtures/import/build.ts';
import { gbk } from '../fixtures/import/encode.ts';
import { container, oldWorkbook } from '../fixtures/import/ole.ts';
import { pdfBytes, ruledTable } from '../fixtures/import/pdf.ts';
import { openArchive } from '../../importers/archive.ts';

const HEAD = ['序号', '工作内容', '责任单位', '完成时限'];
const ROW = ['1', '甲河清淤', '区甲局', '2027年6月'];
const BOOK = workbook([HEAD, ROW]);
const WORD = wordDocument(wordTable([HEAD, ROW]));
const CSV = gbk([HEAD, ROW].map((row) => row.join(',')).join('\r\n'));
const PDF = pdfBytes([
  ruledTable([HEAD, ROW], { x: 45, y: 700, widths: [40, 200, 90, 90], row: 30 }),
]);
const OLD = oldWorkbook([HEAD, ROW]);

async function refusal(bytes: Uint8Array, name?: string): Promise<string> {
  const { draft, diagnostics } = await reading(bytes, name);
  expect(draft.tasks).toEqual([]);
  const [first, ...more] = diagnostics.filter((d) => d.severity === 'blocking');
  expect(more).toEqual([]);
  expect(first?.message).toMatch(/请.+。$/);
  return first?.message ?? '';
}

/** A good zip file with entries added or replaced. */
async function zipWith(bytes: Uint8Array, more: readonly ZipEntry[]): Promise<Buffer> {
  const archive = await openArchive(bytes, () => true);
  if ('refused' in archive) throw new Error(String(archive.refused));
  const entries = [...archive].map(([name, content]) => ({ name, content: Buffer.from(content) }));
  const kept = entries.filter(({ name }) => !more.some((entry) => entry.name === name));
  return zipBytes([...kept, ...more]);
}

describe('kinds that are not read say how to convert', () => {
  const text = (words: string) => Buffer.from(words);
  test.each([
    ['RTF', text('{\\rtf1\\ansi }'), 'RTF'],
    ['RAR', text('Rar!\u001a\u0007\u0000'), '解压'],
    ['7z', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), '解压'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), '解压'],
    ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), '图片'],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), '图片'],
    ['a web page', text('\r\n<!DOCTYPE html><html><table></table></html>'), '网页'],
    [
      'an XML workbook',
      text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
      'XML',
    ],
    ['OFD', zipBytes([{ name: 'OFD.xml', content: '<ofd/>' }]), 'OFD'],
    ['ODF', zipBytes([{ name: 'content.xml', content: '<a/>' }]), 'OpenDocument'],
    ['slides', zipBytes([{ name: 'ppt/presentation.xml', content: '<a/>' }]), '演示文稿'],
    ['a binary workbook', zipBytes([{ name: 'xl/workbook.bin', content: 'x' }]), '.xlsb'],
    ['.doc or .wps', container({ WordDocument: Buffer.alloc(5_000) }), '.docx'],
    ['a zip file of documents', zipBytes([{ name: '甲/表.docx', content: 'x' }]), '解压'],
  ])('%s', async (_, bytes, words) => {
    expect(await refusal(bytes)).toContain(words);
  });
});

describe('archives that attack', () => {
  test.each([
    ['a bomb in a workbook', 'xl/workbook.xml'],
    ['a bomb in a document', 'word/document.xml'],
  ])('%s', async (_, name) => {
    const bytes = zipBytes([{ name, content: Buffer.alloc(LIMITS.ratioFrom + 1, 'a') }]);
    expect(await refusal(bytes)).toContain('压缩比异常');
  });

  test('a bomb inside a part that is never read is not unpacked, and refused', async () => {
    const inner = zipBytes([{ name: 'x', content: Buffer.alloc(6_000_000) }]);
    const media = {
      name: 'word/media/a.zip',
      content: Buffer.concat([inner, Buffer.alloc(6_000_000)]),
    };
    expect(await refusal(await zipWith(WORD, [media]))).toContain('压缩比异常');
  });

  test.each([['../../etc/甲'], ['/甲'], ['word/../../甲'], ['C:\\甲']])(
    'the name %s',
    async (name) => {
      expect(await refusal(await zipWith(WORD, [{ name, content: 'x' }]))).toContain(
        '越出自身目录',
      );
    },
  );

  test('more entries than a document has', async () => {
    const many = Array.from({ length: LIMITS.entries + 1 }, (_, i) => ({
      name: `word/media/${i}`,
      content: '',
    }));
    expect(await refusal(await zipWith(WORD, many))).toContain('内部文件过多');
  });

  test('an encrypted entry', async () => {
    const entry = { name: 'word/a.xml', content: 'x', flags: 1 };
    expect(await refusal(await zipWith(WORD, [entry]))).toContain('加密');
  });
});

describe('XML that attacks', () => {
  const bomb =
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>';
  const outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>';
  test.each([
    ['entities in a document', WORD, 'word/document.xml', `${bomb}<a>&c;</a>`, 'DOCTYPE'],
    ['a file from outside', WORD, 'word/document.xml', `${outside}<a>&a;</a>`, 'DOCTYPE'],
    ['entities in a workbook', BOOK, 'xl/sharedStrings.xml', `${bomb}<sst/>`, 'DOCTYPE'],
    ['an entity nobody declared', WORD, 'word/document.xml', '<a>&c;</a>', '损坏'],
    ['a tag that never ends', WORD, 'word/document.xml', '<w:document><w:body>', '损坏'],
    ['deep nesting', WORD, 'word/document.xml', '<a>'.repeat(100_000), '损坏'],
    ['bytes that are no UTF-8', WORD, 'word/document.xml', gbk('<a>甲</a>'), '损坏'],
  ])('%s', async (_, good, name, content, words) => {
    expect(await refusal(await zipWith(good, [{ name, content }]))).toContain(words);
  });

  test('tables nested in tables end', async () => {
    const body = `${'<w:tbl><w:tr><w:tc>'.repeat(300)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`;
    expect(await refusal(wordDocument(body))).toContain('损坏');
  });
});

describe('sizes', () => {
  test('a large file is not looked at', async () => {
    expect(await refusal(Buffer.alloc(LIMITS.file + 1))).toContain('50 MB');
  });

  const words = (i: number) => String((i * 2_654_435_761) % 4_294_967_296).repeat(2);
  const rows = [
    HEAD,
    ...Array.from({ length: LIMITS.rows + 50 }, (_, i) => [words(i), words(i + 7), words(i + 9)]),
  ];
  test.each([
    ['workbook', () => workbook(rows)],
    ['text', () => Buffer.from(rows.map((row) => row.join('\t')).join('\n'))],
    ['document', () => wordDocument(wordTable(rows))],
  ])('a %s of too many rows is refused with the limit named', async (_, made) => {
    expect(await refusal(made(), '表.txt')).toContain(`${LIMITS.rows} 行`);
  });

  test('a sheet whose rows are only formatted far down is read', async () => {
    const empty = Array.from({ length: LIMITS.rows + 500 }, (_, i) => `<row r="${i + 3}"/>`).join(
      '',
    );
    const sheet = 'xl/worksheets/sheet1.xml';
    const archive = await openArchive(BOOK, (name) => name === sheet);
    const xml = 'refused' in archive ? '' : String(archive.get(sheet));
    const content = xml.replace('</sheetData>', `${empty}</sheetData>`);
    const r = await reading(await zipWith(BOOK, [{ name: sheet, content }]));
    expect(r.draft.tasks).toHaveLength(1);
  });
});

describe('what a workbook brings along', () => {
  test('macros and links to other files are named and left alone', async () => {
    const bytes = await zipWith(BOOK, [
      { name: 'xl/vbaProject.bin', content: 'Sub Auto_Open' },
      { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' },
    ]);
    const r = await reading(bytes, '表.xlsm');
    expect(r.draft.tasks).toHaveLength(1);
    expect(codes(r)).toEqual(expect.arrayContaining(['macros-unread', 'links-unread']));
    const word = await zipWith(WORD, [{ name: 'word/vbaProject.bin', content: 'x' }]);
    expect(codes(await reading(word, '表.docm'))).toContain('macros-unread');
  });

  test('formulas give their stored value, or nothing', async () => {
    const sheet = xlsx.utils.aoa_to_sheet([HEAD, ROW, ROW]);
    sheet['B2'] = { t: 's', v: '存下的词', f: 'HYPERLINK("http://127.0.0.1/","x")' };
    sheet['D3'] = { t: 's', v: '', f: '[1]别表!A1' };
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, '分工');
    const r = await reading(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(r.draft.tasks[0]?.content).toBe('存下的词');
    expect(r.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'formula-without-value', where: 'D3' }),
    );
  });
});

/** Bytes of a good file with some replaced, or the end cut off. */
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
  const magic = fc.constantFrom(
    ...[[], [0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0], [0x25, 0x50, 0x44, 0x46], [0xff, 0xfe]],
  );
  const noise = fc
    .tuple(magic, fc.uint8Array({ maxLength: 2_000 }))
    .map(([head, rest]) => Buffer.concat([Buffer.from(head), rest]));
  test.each([
    ['noise', noise, '表', 300],
    ['a damaged old workbook', damaged(OLD), '表.xls', 200],
    ['a damaged PDF', damaged(PDF), '表.pdf', 60],
    ['damaged separated fields', damaged(CSV), '表.csv', 200],
    ['damaged words', damaged(CSV), '表.txt', 200],
    ['a damaged workbook', damaged(BOOK), '表.xlsx', 100],
    ['a damaged document', damaged(WORD), '表.docx', 100],
  ])('%s never throws and answers in the form of a reading', async (_, files, name, numRuns) => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const result = await reading(bytes, name);
        Draft.parse(result.draft);
        result.diagnostics.forEach((d) => Diagnostic.parse(d));
        return result.draft.tasks.length > 0 || result.diagnostics.length > 0;
      }),
      { numRuns },
    );
  });

  test.each([
    ['a workbook', BOOK],
    ['a document', WORD],
    ['an old workbook', OLD],
    ['a PDF', PDF],
  ])(
    '%s cut off anywhere is refused or read, and what is refused says what to do',
    async (_, bytes) => {
      for (let share = 1; share < 10; share += 1) {
        const { diagnostics } = await reading(bytes.subarray(0, (bytes.length * share) / 10));
        const blocking = diagnostics.filter((d) => d.severity === 'blocking');
        blocking.forEach((d) => expect(d.message).toMatch(/请.+。$/));
      }
      expect((await reading(bytes)).draft.tasks).toHaveLength(1);
    },
  );
});

test('prose of one paragraph is no plan and no crash', async () => {
  expect((await reading(wordDocument(paragraph('某事')))).draft.tasks).toEqual([]);
});
