import writeExcelFile from 'write-excel-file/node';
import { undated } from './zipDates.ts';

/** A column of a sheet that is filled in and comes back. */
export interface BatchColumn {
  readonly head: string;
  /** In characters. */
  readonly width: number;
  /** `given`: printed, and not read again; `filled`: for people; `hidden`: for the product alone. */
  readonly role: 'given' | 'filled' | 'hidden';
  /** Excel offers these for every cell of the column. */
  readonly choices?: readonly string[] | undefined;
}

/** Batch sheet 批量填报表: one row for each report that is asked for. */
export interface BatchSheet {
  /** Printed above the head, one line each. */
  readonly lines: readonly string[];
  readonly columns: readonly BatchColumn[];
  readonly rows: readonly (readonly string[])[];
}

export const BATCH_SHEET_NAME = '批量填报';
const FONT = '仿宋_GB2312';
const SIZE = 11;
const GIVEN = '#EEF1F5';
/** Excel takes a list of at most so many characters in place. */
const LONGEST_LIST = 255;

/** Writes the sheet as a workbook. Every cell is text: nothing is ever a formula, and 01 stays 01. */
export async function batchXlsx({ lines, columns, rows }: BatchSheet): Promise<Uint8Array> {
  const width = columns.length;
  const line = (text: string, first: boolean) => {
    const style = first ? { fontSize: 16, fontWeight: 'bold' as const } : {};
    return [{ ...cellOf(text), ...style }, ...Array.from({ length: width - 1 }, () => null)];
  };
  const data = [
    ...lines.map((text, i) => line(text, i === 0)),
    columns.map(({ head, role }) => ({
      ...cellOf(head),
      ...BOXED,
      fontWeight: 'bold' as const,
      align: 'center' as const,
      ...(role === 'given' ? { backgroundColor: GIVEN } : {}),
    })),
    ...rows.map((row) =>
      columns.map(({ role }, i) => ({
        ...cellOf(row[i] ?? ''),
        ...BOXED,
        ...(role === 'given' ? { backgroundColor: GIVEN } : {}),
      })),
    ),
  ];
  const first = lines.length + 2;
  const features = [featureOf(columns, first, lines.length + 1 + rows.length)];
  const file = writeExcelFile(
    data,
    {
      sheet: BATCH_SHEET_NAME,
      columns: columns.map((column) => ({ width: column.width })),
      orientation: 'landscape' as const,
      stickyRowsCount: lines.length + 1,
    },
    { fontFamily: FONT, fontSize: SIZE, features },
  );
  return undated(await file.toBuffer());
}

const BOXED = { borderStyle: 'thin', wrap: true, alignVertical: 'center' } as const;

/** `_x0041_` would be read as one character; its first letter is escaped so that it stays what it is. */
function cellOf(text: string) {
  return {
    value: text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
    type: String,
    format: '@',
  };
}

/** Hidden columns, and lists to choose from; the library itself knows neither. */
function featureOf(columns: readonly BatchColumn[], first: number, last: number) {
  const lists = columns.flatMap(({ choices }, i) => {
    const list = (choices ?? []).join(',');
    const plain = choices?.every((choice) => !/[,"]/.test(choice)) ?? false;
    if (!plain || list.length > LONGEST_LIST || last < first) return [];
    const place = `${letters(i)}${first}:${letters(i)}${last}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="填写有误" error="只能从列表中选择" sqref="${place}"><formula1>"${escaped(list)}"</formula1></dataValidation>`,
    ];
  });
  const validations =
    lists.length === 0
      ? ''
      : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content: string) =>
            content.replace('</sheetData>', `</sheetData>${validations}`),
          transformElementAttributes: (
            tag: string,
            attributes: Record<string, string | number>,
            index: number | undefined,
          ) =>
            tag === 'col' && index !== undefined && columns[index]?.role === 'hidden'
              ? { ...attributes, hidden: 1 }
              : attributes,
        },
      },
    },
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A, B, …, Z, AA. */
function letters(index: number): string {
  const rest = index < 26 ? '' : letters(Math.floor(index / 26) - 1);
  return `${rest}${String.fromCharCode(65 + (index % 26))}`;
}
