import type { NumberedRow } from '../files/tableText.ts';

/** What is wrong with a table, and in which of its rows. */
export interface RowFault {
  /** As the spreadsheet numbers it; nothing where it is about the whole table. */
  readonly row?: number;
  readonly message: string;
}

export interface TableReading {
  /** The text that is kept; nothing where a row is faulty. */
  readonly text?: string;
  /** What was read, in words. */
  readonly words: string;
  readonly faults: readonly RowFault[];
}

/** One row by the names of its columns. */
export interface FieldRow<Field extends string> {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<Field, string>>>;
}

const SEARCHED = 6;

/** The rows below the head, by column; nothing where no head names the column that must be there. */
export function fieldRows<Field extends string>(
  rows: readonly NumberedRow[],
  signs: readonly (readonly [Field, RegExp])[],
  must: Field,
): readonly FieldRow<Field>[] | undefined {
  const fieldOf = (cell: string) =>
    signs.find(([, sign]) => sign.test(cell.replace(/[\s*＊]/gu, '')))?.[0];
  const heads = rows.slice(0, SEARCHED).map(({ cells }) => cells.map(fieldOf));
  const counts = heads.map((fields) =>
    fields.includes(must) ? new Set(fields.filter((field) => field !== undefined)).size : 0,
  );
  const most = Math.max(0, ...counts);
  const at = counts.indexOf(most);
  const head = heads[at];
  if (most === 0 || head === undefined) return undefined;
  return rows.slice(at + 1).flatMap(({ row, cells }) => {
    const fields: Partial<Record<Field, string>> = {};
    head.forEach((field, place) => {
      const cell = cells[place] ?? '';
      if (field !== undefined && cell !== '') fields[field] ??= cell;
    });
    return Object.keys(fields).length === 0 ? [] : [{ row, fields }];
  });
}

/** `甲局、乙局` as a list. */
export function listIn(cell: string | undefined): readonly string[] {
  return (cell ?? '').split(/[、,，;；/\n]+/u).flatMap((part) => part.trim() || []);
}

/** The remark that says from which row of a table a line of the text came. */
export function rowMark(row: number): string {
  return `# 表格第${row}行`;
}

/** Where a fault of a kept text is: the row of the table that the line came from, else its line and column. */
export function placeIn(
  text: string | null,
  { line, column }: { readonly line: number; readonly column: number },
): string {
  const own = (text ?? '').split('\n')[line - 1] ?? '';
  const row = /# 表格第(\d+)行$/u.exec(own)?.[1];
  return row === undefined ? `第${line}行第${column}列` : `表格第${row}行`;
}
