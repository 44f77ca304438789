import { describe, expect, test } from '@jest/globals';
import {
  EVIDENCE_ACCEPT,
  EVIDENCE_KINDS,
  evidenceKind,
  evidenceName,
  partsFault,
  sizeWords,
  type EvidenceKind,
} from '../../domain/evidenceFile.ts';

const bytes = (...head: readonly (number | string)[]) =>
  Uint8Array.from(
    head.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part])),
  );

const PDF = bytes('%PDF-1.7\n');
const PNG = bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0);
const JPG = bytes(0xff, 0xd8, 0xff, 0xe0, 0);
const ZIP = bytes('PK', 3, 4, 0, 0);
const OLE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0);
const UTF16 = bytes(0xff, 0xfe, 0x2d, 0x4e);

/** The media type that a file is taken as, or the code of its refusal. */
function taken(name: string, content: Uint8Array): string {
  const kind = evidenceKind(name, content);
  return 'code' in kind ? kind.code : kind.type;
}

describe('the kind of a file', () => {
  test.each<[string, Uint8Array, string]>([
    ['台账.pdf', PDF, 'application/pdf'],
    ['台账.PDF', bytes(0xef, 0xbb, 0xbf, '%PDF-1.4'), 'application/pdf'],
    ['照片.png', PNG, 'image/png'],
    ['照片.jpeg', JPG, 'image/jpeg'],
    ['照片.JPG', JPG, 'image/jpeg'],
    ['说明.ofd', ZIP, 'application/ofd'],
    ['旧稿.doc', OLE, 'application/msword'],
    ['旧表.xls', OLE, 'application/vnd.ms-excel'],
    ['说明.txt', bytes('本月完成管廊2.1公里\r\n'), 'text/plain'],
    ['说明.txt', UTF16, 'text/plain'],
    ['清单.csv', bytes('序号,名称\n1,甲\n'), 'text/csv'],
  ])('%s is taken by what it begins with', (name, content, type) => {
    expect(taken(name, content)).toBe(type);
  });

  test.each<[string, string, Uint8Array]>([
    ['a picture that says it is a PDF', '台账.pdf', PNG],
    ['a page that says it is a PDF', '台账.pdf', bytes('<html><script>1</script>')],
    ['a head that stands too far in', '台账.pdf', bytes(' '.repeat(1100), '%PDF-1.7')],
    ['an archive that says it is a picture', '照片.png', ZIP],
    ['a picture of another kind', '照片.jpg', PNG],
    ['a PDF that says it is an OFD', '说明.ofd', PDF],
    ['an encrypted document', '方案.docx', OLE],
    ['a new document under an old name', '方案.doc', ZIP],
    ['a program that says it is text', '说明.txt', bytes('MZ', 0x90, 0, 3)],
    ['half a letter of two bytes', '说明.txt', bytes(0xff, 0xfe, 0x2d)],
    ['a table with control characters', '清单.csv', bytes('a,b', 0x1b, '[2J')],
  ])('%s is refused', (_, name, content) => {
    expect(taken(name, content)).toBe('evidence-content');
  });

  test.each([
    '录像.mp4',
    '程序.exe',
    '网页.html',
    '图.svg',
    '包.zip',
    '宏.docm',
    '无后缀',
    '.pdf',
    'a.',
  ])('%s is of no kind that is kept', (name) => expect(taken(name, PDF)).toBe('evidence-type'));

  test('nothing at all is refused, and the refusals are sentences', () => {
    expect(taken('台账.pdf', bytes())).toBe('evidence-empty');
    expect(evidenceKind('录像.mp4', PDF)).toMatchObject({
      message:
        '“录像.mp4”不是可以存入的文件类型，没有存入。可存 PDF、OFD、PNG 或 JPG 图片、Word、Excel、PPT（pptx）、TXT、CSV，请另存后再选。',
    });
    expect(evidenceKind('台账.pdf', PNG)).toMatchObject({
      message: expect.stringContaining('内容不是 PDF') as unknown,
    });
  });

  test('what the field offers is what is taken', () => {
    const all = EVIDENCE_KINDS.flatMap(({ endings }) => endings.map((ending) => `.${ending}`));
    expect(EVIDENCE_ACCEPT.split(',')).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the parts of an office file', () => {
  const kind = evidenceKind('方案.docx', ZIP) as EvidenceKind;
  const fault = (parts: readonly string[] | undefined) =>
    partsFault(kind, '方案.docx', parts)?.code;

  test('make it what its name says', () => {
    expect(fault(['[Content_Types].xml', 'word/document.xml'])).toBeUndefined();
    expect(fault(['[Content_Types].xml', 'xl/workbook.xml'])).toBe('evidence-content');
    expect(fault(['word/document.xml'])).toBe('evidence-content');
    expect(fault([])).toBe('evidence-content');
    expect(fault(undefined)).toBe('evidence-content');
  });

  test('that would run are refused, wherever they lie', () => {
    const whole = ['[Content_Types].xml', 'word/document.xml'];
    expect(fault([...whole, 'word/vbaProject.bin'])).toBe('evidence-macro');
    expect(fault([...whole, 'other/VBAProjectSignature.bin'])).toBe('evidence-macro');
    expect(fault([...whole, 'word/media/vba.png'])).toBeUndefined();
  });
});

describe('the name of a file', () => {
  test.each([
    ['台账.pdf', '台账.pdf'],
    ['C:\\用户\\我\\台账.pdf', '台账.pdf'],
    ['../../etc/台账.pdf', '台账.pdf'],
    ['  台账\u00a0 （终）.pdf ', '台账 （终）.pdf'],
    ['账\u202efdp.exe', '账fdp.exe'],
    ['账\r\nX: 1.pdf', '账X: 1.pdf'],
    ['账\u0000.pdf', '账.pdf'],
  ])('%j is kept as %s', (given, name) => expect(evidenceName(given)).toBe(name));

  test('keeps its ending when it is too long', () => {
    const name = evidenceName(`${'长'.repeat(300)}.xlsx`);
    expect(Array.from(name)).toHaveLength(200);
    expect(name.endsWith('长.xlsx')).toBe(true);
  });
});

test.each([
  [1, '1 字节'],
  [1023, '1023 字节'],
  [1024, '1 KB'],
  [36_700, '36 KB'],
  [1_258_291, '1.2 MB'],
  [20 * 1024 * 1024, '20 MB'],
])('%d bytes are %s', (size, words) => expect(sizeWords(size)).toBe(words));
