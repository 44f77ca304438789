import { numbered, numberedIn, type NumberedRow } from './tableText.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** The rows of a file that a person has chosen: the first sheet of an Excel, or a CSV. Rejects with a sentence. */
export async function rowsOfFile(file: File): Promise<readonly (readonly string[])[]> {
  return (await numberedOfFile(file)).map(({ cells }) => cells);
}

/** The same with the number of each row, for whoever has to name it. */
export async function numberedOfFile(file: File): Promise<readonly NumberedRow[]> {
  if (file.size > MOST_BYTES) throw new Error('文件超过 10 MB，没有读取。请只保留需要的那张表。');
  if (/\.(csv|txt|tsv)$/iu.test(file.name)) return numberedIn(await textOf(file));
  const { read, utils } = await import('@e965/xlsx');
  try {
    const book = read(await file.arrayBuffer(), {
      ...{ dense: true, sheetRows: 5000, dateNF: 'yyyy-mm-dd' },
    });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (sheet === undefined) return [];
    const rows = utils.sheet_to_json<unknown[]>(sheet, {
      ...{ header: 1, range: 0, blankrows: true, raw: false, defval: '' },
    });
    return numbered(rows.map((row) => row.map((cell) => String(cell))));
  } catch {
    throw new Error(
      '这个文件不是能读的 Excel 或 CSV。请另存为 .xlsx 再选一次，或直接复制表格粘贴。',
    );
  }
}

/** UTF-8, or GB18030 as older programs save it. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
