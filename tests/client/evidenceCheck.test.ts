import { describe, expect, test } from '@jest/globals';
import { checkedEvidence } from '../../client/evidenceCheck.ts';
import { FaultError } from '../../client/faultError.ts';
import { paragraph, wordDocument, workbook, zipBytes } from '../fixtures/import/build.ts';
import { ofdBytes } from '../fixtures/import/ofd.ts';
import { pdfBytes, type Placed } from '../fixtures/import/pdf.ts';

/** The kind as which a file is taken, or the sentence that refuses it. */
async function checked(name: string, bytes: Uint8Array): Promise<string> {
  try {
    return (await checkedEvidence(name, bytes)).kind.type;
  } catch (error) {
    if (error instanceof FaultError) return error.fault.message;
    throw error;
  }
}

const OFD = 'application/ofd';
const PLAIN = ofdBytes([[20, 30, 5, '整改情况说明']]);
const TYPES = { name: '[Content_Types].xml', content: '<Types/>' };
const word = (text: string) => wordDocument(paragraph(text) + paragraph('本月完成情况'), [TYPES]);
const page = (...text: readonly Placed[]) => ({ text });

describe('OFD', () => {
  test('is told by the file at its root, not by its name alone', async () => {
    expect(await checked('说明.ofd', PLAIN)).toBe(OFD);
    expect(await checked('说明.ofd', word('说明'))).toMatch(/“说明\.ofd”打不开：内容不是 OFD/);
    expect(await checked('说明.docx', PLAIN)).toMatch(/内容不是 Word 文档/);
    const deeper = zipBytes([{ name: 'Doc_0/OFD.xml', content: '<a/>' }]);
    expect(await checked('说明.ofd', deeper)).toMatch(/内容不是 OFD/);
  });

  test('that swells beyond measure, or is cut off, is refused', async () => {
    const bomb = { name: 'Doc_0/Res/big.xml', content: Buffer.alloc(30_000_000) };
    const swollen = ofdBytes([[20, 30, 5, '说明']], { more: [bomb] });
    expect(await checked('说明.ofd', swollen)).toMatch(/打不开/);
    expect(await checked('说明.ofd', PLAIN.subarray(0, PLAIN.length - 60))).toMatch(/打不开/);
  });

  test.each([
    ['in one piece', ofdBytes([[20, 20, 5, '机密★5年']]), '机密★5年'],
    [
      'a letter a piece, out of their order, before other words',
      ofdBytes([
        ...[...'关于整改的报告'].map((letter, i) => [60 + i * 6, 60, 6, letter] as const),
        ...([[26, 20, 6, '密']] as const),
        ...([[20, 20, 6, '秘']] as const),
      ]),
      '秘密',
    ],
    ['in its title', ofdBytes([[20, 20, 5, '说明']], { title: '整改方案（秘密）' }), '秘密'],
  ])('marked %s is refused with its name and the mark', async (_, bytes, words) => {
    expect(await checked('说明.ofd', bytes)).toMatch(
      new RegExp(`^文件“说明\\.ofd”带有密级标志“${words}”`),
    );
  });
});

describe('marks in the words of a file', () => {
  test.each<[string, Uint8Array]>([
    ['说明.docx', word('秘密★3年')],
    [
      '清单.xlsx',
      workbook([
        ['序号', '事项'],
        ['1', '机密★'],
      ]),
    ],
    ['说明.txt', Buffer.from('绝密★长期\n说明')],
    ['说明.pdf', pdfBytes([page([80, 780, 16, '机密★5年'], [200, 700, 22, '情况说明'])])],
    ['说明.pdf', pdfBytes([page([80, 700, 16, '说明']), page([80, 780, 16, '秘 密'])])],
    ['说明.pdf', pdfBytes([{ ...page([80, 700, 16, '秘密★1年']), rotate: 90 }])],
  ])('%s is refused by its name, its mark and what to do', async (name, bytes) => {
    expect(await checked(name, bytes)).toMatch(
      /^文件“.+”带有密级标志“[秘机绝]密.*”，未接收、未保存。.*请按保密规定办理。$/,
    );
  });

  test('one that runs upwards beside the words is found', async () => {
    const draw = 'BT /F1 30 Tf 0 1 -1 0 300 300 Tm <673a5bc6260500355e74> Tj ET';
    const marked = pdfBytes([
      { ...page([80, 700, 16, '情况说明如下'], [80, 660, 16, '一']), draw },
    ]);
    expect(await checked('说明.pdf', marked)).toMatch(/带有密级标志“机密★5年”/);
  });

  test.each<[string, Uint8Array, string]>([
    ['说明.docx', word('要保守国家秘密，不得泄露商业秘密'), 'wordprocessingml'],
    ['说明.pdf', pdfBytes([page([80, 700, 16, '要保守国家秘密'])]), 'pdf'],
    ['说明.ofd', ofdBytes([[20, 30, 5, '要保守国家秘密']]), 'ofd'],
  ])('%s that only speaks of secrets is taken', async (name, bytes, type) => {
    expect(await checked(name, bytes)).toContain(type);
  });

  test.each([
    ['damaged', Buffer.from('%PDF-1.7\n机密★5年 1 0 obj << >> stream')],
    ['cut off', pdfBytes([page([80, 700, 16, '说明'])]).subarray(0, 900)],
    ['without any words', pdfBytes([page()])],
  ])('a PDF that is %s cannot be searched and is taken', async (_, bytes) => {
    expect(await checked('扫描.pdf', bytes)).toBe('application/pdf');
  });

  test('many at once are read one after another, each with its own answer', async () => {
    const marked = word('秘密★3年');
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => checked('说明.docx', i % 2 ? marked : word('说明'))),
    );
    expect(all.map((one) => one.includes('密级标志'))).toEqual(all.map((_, i) => i % 2 === 1));
  });
});
