import {
  AlignmentType,
  Document,
  HeightRule,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Ledger, LedgerCell, LedgerSheet } from './ledger.ts';
import { undated } from './zipDates.ts';

/** Fonts are named, never shipped; sizes in half points. */
const BODY = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' };
const TITLE = { ...BODY, eastAsia: '方正小标宋简体' };
const SIZE = { title: 36, line: 24, cell: 18 } as const;
/** A4 with its margins, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const ROOM = PAGE.height - 2 * PAGE.margin;

/** The library would write the time at which it ran. */
const UNDATED = {
  path: 'docProps/core.xml',
  data: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
};

/** Writes a ledger 台账 as a Word document, A4 across, with the heads on every page. */
export async function ledgerDocx({ sheets }: Ledger): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: BODY, size: SIZE.cell } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              orientation: PageOrientation.LANDSCAPE,
              width: PAGE.width,
              height: PAGE.height,
            },
            margin: {
              top: PAGE.margin,
              bottom: PAGE.margin,
              left: PAGE.margin,
              right: PAGE.margin,
            },
          },
        },
        children: sheets.flatMap((sheet) => [
          ...sheet.lines.map(lineOf),
          tableOf(sheet),
          lineOf('', 1),
        ]),
      },
    ],
  });
  return undated(await Packer.toBuffer(document, undefined, [UNDATED]));
}

function lineOf(text: string, i: number): Paragraph {
  const title = i === 0;
  const run = new TextRun({
    text,
    font: title ? TITLE : BODY,
    size: title ? SIZE.title : SIZE.line,
  });
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [run],
  });
}

function tableOf(sheet: LedgerSheet): Table {
  const total = sheet.widths.reduce((sum, width) => sum + width, 0);
  const columnWidths = sheet.widths.map((width) => Math.floor((width / total) * ROOM));
  const grid = gridOf(sheet);
  const rows = grid.map(
    (row, r) =>
      new TableRow({
        tableHeader: r < sheet.headRows,
        cantSplit: true,
        height: { value: 400, rule: HeightRule.ATLEAST },
        children: row.flatMap((cell, col) => cellAt(cell, r, col, columnWidths)),
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths,
    rows,
  });
}

function gridOf({
  rows,
  widths,
  cells,
}: LedgerSheet): readonly (readonly (LedgerCell | undefined)[])[] {
  const grid: (LedgerCell | undefined)[][] = Array.from({ length: rows }, () =>
    Array.from({ length: widths.length }, () => undefined),
  );
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
      (grid[row] ?? []).fill(cell, cell.col, cell.col + cell.cols);
    }
  }
  return grid;
}

/** The cell that a row writes at a column: its own, or the goings-on of one from above; none inside a wide one. */
function cellAt(
  cell: LedgerCell | undefined,
  row: number,
  col: number,
  widths: readonly number[],
): readonly TableCell[] {
  if (cell === undefined || cell.col !== col) return [];
  const own = cell.row === row;
  const merge = own ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE;
  const size = widths.slice(col, col + cell.cols).reduce((sum, width) => sum + width, 0);
  return [
    new TableCell({
      children: own ? linesOf(cell) : [new Paragraph('')],
      width: { size, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      ...(cell.cols > 1 ? { columnSpan: cell.cols } : {}),
      ...(cell.rows > 1 ? { verticalMerge: merge } : {}),
    }),
  ];
}

function linesOf(cell: LedgerCell): readonly Paragraph[] {
  const bold = cell.role === 'head' || cell.role === 'section';
  const centred = cell.role === 'head' || (cell.text.length <= 8 && cell.role !== 'section');
  return cell.text.split('\n').map(
    (text) =>
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun({ text, bold })],
      }),
  );
}
