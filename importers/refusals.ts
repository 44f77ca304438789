import { LIMITS, openArchive, startsWith } from './archive.ts';
import type { Note } from './blocks.ts';

const ORIGINAL = '请提供 Word 或 Excel 原件（.docx、.xlsx）。';
const SAVE_AS = '请用 WPS 或 Office 打开，另存为 .docx 或 .xlsx 后再导入。';
const PICTURE = `文件是图片，没有文字可读。${ORIGINAL}`;
const PACKED = '文件是压缩包。请解压后导入其中的 .docx 或 .xlsx。';

/** Kinds of file that are known by their first bytes and not read: each with what to do. */
const BY_BYTES: readonly (readonly [magic: readonly number[], sentence: string])[] = [
  [ascii('{\\rtf'), `文件是 RTF 格式，不能直接读取。${SAVE_AS}`],
  [ascii('Rar!'), PACKED],
  [[0x37, 0x7a, 0xbc, 0xaf], PACKED],
  [[0x1f, 0x8b], PACKED],
  [[0xff, 0xd8, 0xff], PICTURE],
  [[0x89, 0x50, 0x4e, 0x47], PICTURE],
  [ascii('GIF8'), PICTURE],
  [[0x49, 0x49, 0x2a, 0x00], PICTURE],
  [[0x4d, 0x4d, 0x00, 0x2a], PICTURE],
];

const WEB = `文件是网页格式（有的系统导出的 .xls 也是网页），不能直接读取。${SAVE_AS}`;
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(<!doctype html|<html|<head|<meta|<table|<style|mime-version:)/i, WEB],
  [
    /^<\?xml[^]*(mso-application|schemas-microsoft-com:office)/i,
    `文件是 XML 格式，不能直接读取。${SAVE_AS}`,
  ],
];

/** Zip files of other kinds, known by an entry. */
const BY_ENTRY: readonly (readonly [entry: RegExp, sentence: string])[] = [
  [
    /^(.*\/)?OFD\.xml$/i,
    `文件是 OFD 版式文件，不能直接读取。请用阅读器导出为 Word，或提供 Word、Excel 原件（.docx、.xlsx）。`,
  ],
  [
    /^xl\/workbook\.bin$/,
    '文件是二进制工作簿（.xlsb），不能直接读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。',
  ],
  [/^ppt\//, `文件是演示文稿，不能读取。${ORIGINAL}`],
  [/^content\.xml$/, `文件是 OpenDocument 格式（.odt、.ods），不能直接读取。${SAVE_AS}`],
];

const CUT = '文件已损坏或不完整，无法读取。请重新取得文件，能正常打开后再导入。';

/** Why a file is not read, told by its beginning; undefined where it may be read. */
export function refusalOf(bytes: Uint8Array): string | undefined {
  const [, known] = BY_BYTES.find(([magic]) => startsWith(bytes, magic)) ?? [];
  if (known !== undefined) return known;
  const head = Buffer.from(bytes.subarray(0, 1_000))
    .toString('utf8')
    .replace(/^\uFEFF?\s*/, '');
  return BY_WORDS.find(([words]) => words.test(head))?.[1];
}

/** Why a zip file without Word or Excel in it is not read. */
export async function zipRefusal(
  bytes: Uint8Array,
  entries: readonly string[] | undefined,
): Promise<string> {
  if (entries === undefined) return CUT;
  const [, known] = BY_ENTRY.find(([entry]) => entries.some((name) => entry.test(name))) ?? [];
  if (known !== undefined) return known;
  const archive = await openArchive(bytes, () => false);
  return 'refused' in archive
    ? String(archive.refused)
    : '压缩文件中没有 Word 或 Excel 正文。请解压后导入其中的 .docx 或 .xlsx。';
}

export function tooLarge(name: string): string {
  return `“${name}”超过 ${LIMITS.file / 1_000_000} MB，不予读取。请删去图片或拆分后再导入。`;
}

export function tooManyRows(name: string): string {
  return `“${name}”达到或超过 ${LIMITS.rows} 行，不予读取。请删去无关的行或拆分后再导入。`;
}

export function tooManyWords(): string {
  return `文件的正文超过 ${LIMITS.paragraphs / 10_000} 万段或 ${LIMITS.characters / 10_000} 万字，不予读取。请只留方案正文，或拆分后再导入。`;
}

export function unknownKind(name: string): string {
  return `无法识别“${name}”的格式。请提供 .docx、.xlsx、.xls、.pdf（有文字层）、.csv 或 .txt 文件。`;
}

/** Macros are neither read nor run, in whatever kind of file. */
export const MACROS_UNREAD: Note = {
  code: 'macros-unread',
  message: '文件中的宏没有读取，也没有运行。',
};

/** Parts of a Word or Excel file that are left alone, and the remark that says so. */
export const PARTS_UNREAD: readonly (readonly [part: RegExp, note: Note])[] = [
  [/(^|\/)vbaProject\.bin$/i, MACROS_UNREAD],
  [
    /(^|\/)externalLinks\//i,
    {
      code: 'links-unread',
      message: '文件链接到别的工作簿，链接没有打开；单元格按文件中存下的值读取。',
    },
  ],
];

function ascii(text: string): readonly number[] {
  return [...Buffer.from(text, 'latin1')];
}
