import { describe, expect, test } from '@jest/globals';
import { checkedEvidence } from '../../client/evidenceCheck.ts';
import { FaultError } from '../../client/faultError.ts';
import { paragraph, wordDocument, workbook, zipBytes } from '../fixtures/import/build.ts';
import { ofdBytes } from '../fixtures/import/ofd.ts';
import { PDF_LOCK, pdfBytes, type Placed } from '../fixtures/import/pdf.ts';

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

describe('what nobody can open', () => {
  const WORDS = page([80, 700, 16, '说明']);
  const DAMAGED = '已经损坏或者不完整，打不开，没有存入。请从原件重新导出';
  const swapped = (bytes: Buffer, from: string, to: string) =>
    Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
  const bent = (bytes: Buffer, part: string) => {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(part) + part.length + 40;
    copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
    return copy;
  };
  const bodyOf = (root: string, document: string) =>
    zipBytes([
      { name: 'OFD.xml', content: `<ofd:OFD><ofd:DocRoot>${root}</ofd:DocRoot></ofd:OFD>` },
      { name: 'Doc_0/Document.xml', content: document },
    ]);

  test.each<[string, string, Uint8Array]>([
    ['a PDF with a password', '说明.pdf', pdfBytes([WORDS], PDF_LOCK)],
    ['a scan with a password', '扫描.pdf', pdfBytes([page()], PDF_LOCK)],
    [
      'an OFD with a cipher',
      '说明.ofd',
      ofdBytes([], { more: [{ name: 'Encryptions.xml', content: '' }] }),
    ],
    [
      'an OFD in a closed archive',
      '说明.ofd',
      zipBytes([{ name: 'OFD.xml', content: '<ofd:OFD/>', flags: 1 }]),
    ],
  ])('%s is refused, since it is locked', async (_, name, bytes) => {
    expect(await checked(name, bytes)).toBe(
      `“${name}”加了密码，别人打不开，系统也无法核对，没有存入。请取消密码、另存后重新上传。`,
    );
  });

  test.each<[string, string, Uint8Array]>([
    ['a PDF that is a head only', 'PDF', Buffer.from('%PDF-1.7\n机密★5年 1 0 obj << >> stream')],
    ['a PDF that is cut off', 'PDF', pdfBytes([WORDS]).subarray(0, 900)],
    ['a PDF without pages', 'PDF', pdfBytes([])],
    ['an OFD that leads nowhere', 'OFD', bodyOf('Doc_1/Document.xml', '<ofd:Document/>')],
    ['an OFD whose document is none', 'OFD', bodyOf('Doc_0/Document.xml', '????')],
    ['an OFD whose page has changed on its way', 'OFD', bent(PLAIN, 'Content.xml')],
  ])('%s is refused, since it is broken', async (_, kind, bytes) => {
    const name = `说明.${kind.toLowerCase()}`;
    expect(await checked(name, bytes)).toContain(`“${name}”${DAMAGED} ${kind}`);
  });

  test('names of parts in small or capital letters, from the root or not, lead to a document', async () => {
    expect(await checked('说明.ofd', bodyOf('/doc_0/document.xml', '<Document/>'))).toBe(OFD);
  });

  test('a PDF of which a page is gone opens, and what is left of it is searched', async () => {
    const bytes = pdfBytes([page([80, 780, 16, '机密★5年']), WORDS]);
    const left = swapped(bytes, '/Kids [6 0 R 8', '/Kids [6 0 R 4');
    expect(await checked('说明.pdf', left)).toContain('带有密级标志“机密★5年”');
    const plain = swapped(pdfBytes([WORDS, WORDS]), '/Kids [6 0 R 8', '/Kids [6 0 R 4');
    expect(await checked('说明.pdf', plain)).toBe('application/pdf');
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

  test('a scan has no words to be searched and is taken', async () => {
    expect(await checked('扫描.pdf', pdfBytes([page()]))).toBe('application/pdf');
    const picture = 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q';
    const scan = pdfBytes([{ ...page(), draw: picture }, page()]);
    expect(await checked('扫描.pdf', scan)).toBe('application/pdf');
  });

  test('many at once are read one after another, each with its own answer', async () => {
    const marked = word('秘密★3年');
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => checked('说明.docx', i % 2 ? marked : word('说明'))),
    );
    expect(all.map((one) => one.includes('密级标志'))).toEqual(all.map((_, i) => i % 2 === 1));
  });
});
