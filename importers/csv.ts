import { CsvError, parse } from 'csv-parse/sync';
import { LIMITS } from './archive.ts';
import type { Refusal } from './archive.ts';
import { tableOf } from './blocks.ts';
import type { Cell, Note, Source } from './blocks.ts';
import { decodeText } from './decode.ts';
import { tooManyRows } from './refusals.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Lines by which the delimiter is told. */
const LOOKED_AT = 20;

/**
 * Reads separated fields as one sheet; undefined where the bytes are no text or
 * nothing separates fields. A field in quotes may hold delimiters
 * and line breaks.
 */
export function readCsv(bytes: Uint8Array, name: string): Source | Refusal | undefined {
  const decoded = decodeText(bytes);
  if (!decoded) return undefined;
  const { text } = decoded;
  const delimiter = delimiterOf(text);
  const rows = recordsOf(text, delimiter ?? ',');
  if (!rows) return { refused: UNPAIRED };
  if (delimiter === undefined) return undefined;
  if (rows.length > LIMITS.rows) return { refused: tooManyRows(name) };
  const wide = rows.some((row) => row.slice(LIMITS.cols).some((field) => field.trim() !== ''));
  const cells = rows.flatMap((row, r) =>
    row.slice(0, LIMITS.cols).flatMap((field, c) => cellOf(field, r, c)),
  );
  const width = cells.reduce((most, { col }) => Math.max(most, col + 1), 0);
  const sheet = name.replace(/\.[^.]*$/, '');
  const frame = { style: 'sheet', name: sheet, prefix: '', height: rows.length, width } as const;
  const notes: Note[] = [];
  if (wide) {
    const message = `“${name}”超出 ${LIMITS.cols} 列的部分未读取。请拆分后再导入。`;
    notes.push({ code: 'sheet-cut', message, where: name });
  }
  if (decoded.converted) {
    const message = `文件编码是 ${decoded.encoding.toUpperCase()}，已按 UTF-8 读入。`;
    notes.push({ code: 'encoding-converted', message });
  }
  return { blocks: [tableOf(cells, frame)], notes };
}

const UNPAIRED =
  'CSV 文件中的引号没有配对，无法分列。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。';

/** The delimiter that divides most of the first lines, into the most fields; undefined where none does. */
export function delimiterOf(text: string): string | undefined {
  const fits = DELIMITERS.map((delimiter) => {
    const records = recordsOf(text, delimiter, LOOKED_AT) ?? [];
    const said = records.filter((record) => record.some((field) => field.trim() !== ''));
    const divided = said.filter((record) => record.length > 1);
    const fields = divided.reduce((sum, record) => sum + record.length, 0);
    return { delimiter, fields, fit: divided.length * 2 > said.length };
  });
  return fits.filter(({ fit }) => fit).toSorted((a, b) => b.fields - a.fields)[0]?.delimiter;
}

function recordsOf(text: string, delimiter: string, to: number = LIMITS.rows + 1) {
  const layout = { relax_quotes: true, relax_column_count: true, skip_empty_lines: false };
  try {
    return parse(text, { delimiter, to, ...layout });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function cellOf(field: string, row: number, col: number): readonly Cell[] {
  const text = field.replace(/\r\n?/g, '\n');
  return text === '' ? [] : [{ text, row, col, rowSpan: 1, colSpan: 1 }];
}
