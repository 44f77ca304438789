import type { Refusal } from './archive.ts';
import type { Source } from './blocks.ts';
import { withoutFormulas } from './oldFormulas.ts';
import { openContainer } from './ole.ts';
import { MACROS_UNREAD } from './refusals.ts';
import { readSheets } from './xlsx.ts';

/** What a container holds that is no old workbook, told by its streams, with what to do. */
const OTHERS: readonly (readonly [stream: RegExp, sentence: string])[] = [
  [/^(EncryptedPackage|EncryptionInfo)$/, '文件已加密，无法读取。请取消密码后另存再导入。'],
  [
    /^WordDocument$/,
    '文件是旧版 Word 或 WPS 文字格式（.doc、.wps），不能直接读取。请用 WPS 或 Word 打开，另存为 .docx 后再导入。',
  ],
  [
    /^PowerPoint Document$/,
    '文件是演示文稿，不能读取。请提供方案的 Word 或 Excel 原件（.docx、.xlsx）。',
  ],
];
/** Excel 95 and older write words in the code page of their machine, which the file may not name. */
const TOO_OLD =
  '文件是 Excel 95 或更早的格式，不能可靠读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。';
const UNKNOWN =
  '文件是旧版 Office 格式，但其中没有表格或文档。请用 WPS 或 Office 打开，另存为 .docx 或 .xlsx 后再导入。';
const DAMAGED = '文件已损坏或不完整，无法读取。请重新取得文件，能正常打开后再导入。';

/**
 * Reads an old workbook (.xls, and .et of WPS, which is one). The library is given the workbook's stream
 * alone, taken out by a bounded reader: it would follow a broken chain of sectors without end.
 */
export function readOldWorkbook(bytes: Uint8Array): Source | Refusal {
  const container = openContainer(bytes);
  if (!container) return { refused: DAMAGED };
  const names = [...container.names];
  const [, other] = OTHERS.find(([stream]) => names.some((name) => stream.test(name))) ?? [];
  if (other !== undefined) return { refused: other };
  if (!names.includes('Workbook')) {
    return { refused: names.includes('Book') ? TOO_OLD : UNKNOWN };
  }
  const content = container.stream('Workbook');
  if (!content || content[0] !== BEGINNING) return { refused: DAMAGED };
  if (isLocked(content)) return { refused: '表格已加密，无法读取。请取消密码后另存再导入。' };
  const plain = withoutFormulas(content);
  if (plain === undefined) return { refused: DAMAGED };
  const source = readSheets(plain);
  const macros = names.some((name) => /^_?VBA_PROJECT/.test(name));
  return 'refused' in source || !macros
    ? source
    : { ...source, notes: [...source.notes, MACROS_UNREAD] };
}

/** First byte of a workbook stream: the record that begins it (BOF). */
const BEGINNING = 0x09;

/** A FILEPASS record (0x2F) among the first ones: what follows is encrypted. */
function isLocked(content: Buffer): boolean {
  let at = 0;
  for (let n = 0; n < 20 && at + 4 <= content.length; n += 1) {
    if (content.readUInt16LE(at) === 0x2f) return true;
    at += 4 + content.readUInt16LE(at + 2);
  }
  return false;
}
