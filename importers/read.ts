import type { Reading } from '../domain/plan.ts';
import { isOle, isZip, LIMITS, startsWith } from './archive.ts';
import { readWord } from './docx.ts';
import { nothing, understand } from './understand.ts';
import type { ReadOptions } from './understand.ts';
import { readWorkbook } from './xlsx.ts';

/** A file as it was handed in; `name` only helps to choose words, the bytes decide. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One kind of file. The first that matches reads. */
export interface PlanReader {
  readonly name: string;
  readonly matches: (file: PlanFile) => boolean;
  readonly read: (file: PlanFile, options: ReadOptions) => Promise<Reading> | Reading;
}

const workbook: PlanReader = {
  name: 'xlsx',
  matches: ({ bytes }) => isZip(bytes) && holds(bytes, 'xl/workbook'),
  read: async ({ bytes }, options) => understand(await readWorkbook(bytes), options),
};

const word: PlanReader = {
  name: 'docx',
  matches: ({ bytes }) => isZip(bytes) && holds(bytes, 'word/'),
  read: async ({ bytes }, options) => understand(await readWord(bytes), options),
};

/** Kinds of file that are known and not read: each with what to do. */
const REFUSED: readonly (readonly [(file: PlanFile) => boolean, string])[] = [
  [
    ({ bytes }) => isOle(bytes),
    '文件是旧版 Office 格式（.doc、.xls、.wps）或已加密。请取消密码，用 WPS 或 Office 另存为 .docx 或 .xlsx 后再导入。',
  ],
  [
    ({ bytes }) => startsWith(bytes, [0x25, 0x50, 0x44, 0x46]),
    '文件是 PDF，不能直接读取。请提供 .docx 或 .xlsx 原件。',
  ],
  [
    ({ bytes }) => isZip(bytes),
    '压缩文件中没有 Word 或 Excel 正文。请解压后导入其中的 .docx 或 .xlsx。',
  ],
];

export const READERS: readonly PlanReader[] = [workbook, word];

/** Reads a plan from any file. Never throws: what cannot be read becomes a blocking diagnostic. */
export async function readPlan(file: PlanFile, options: ReadOptions): Promise<Reading> {
  if (file.bytes.length === 0)
    return nothing('empty', `“${file.name}”是空文件。请重新取得文件后再导入。`);
  if (file.bytes.length > LIMITS.file) {
    return nothing('unreadable', `“${file.name}”超过 50 MB，不予读取。请删去图片或拆分后再导入。`);
  }
  try {
    const reader = READERS.find((candidate) => candidate.matches(file));
    if (reader) return await reader.read(file, options);
    const [, refusal] = REFUSED.find(([matches]) => matches(file)) ?? [];
    return nothing('unreadable', refusal ?? unknownKind(file.name));
  } catch {
    return nothing(
      'unreadable',
      `“${file.name}”无法读取，文件可能已损坏。请用 WPS 或 Office 打开后另存再导入。`,
    );
  }
}

function unknownKind(name: string): string {
  return `无法识别“${name}”的格式。请提供 .docx 或 .xlsx 文件。`;
}

function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}
