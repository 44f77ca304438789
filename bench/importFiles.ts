import { zipBytes, paragraph, wordDocument, wordTable } from '../tests/fixtures/import/build.ts';
import { pdfBytes } from '../tests/fixtures/import/pdf.ts';

/** Files for the bench of the import: good ones of several sizes, and some that attack. */
export interface BenchFile {
  readonly name: string;
  readonly what: string;
  readonly bytes: () => Buffer;
  /** Seconds that the whole command may take. */
  readonly within?: number;
}

export const BENCH_FILES: readonly BenchFile[] = [
  { name: 'rows49.docx', what: '.docx, 49 rows', bytes: () => document(49), within: 2 },
  { name: 'rows5000.xlsx', what: '.xlsx, 5,000 rows', bytes: () => book(5_000), within: 10 },
  { name: 'rows19000.xlsx', what: '.xlsx, 19,000 rows', bytes: () => book(19_000) },
  { name: 'rows100000.xlsx', what: '.xlsx, 100,000 rows', bytes: () => book(100_000) },
  { name: 'rows100000.docx', what: '.docx, 100,000 rows', bytes: () => document(100_000) },
  { name: 'rows100000.csv', what: '.csv, 100,000 rows', bytes: () => separated(100_000) },
  { name: 'bomb.xlsx', what: 'zip bomb, 150 MB in 150 kB', bytes: zipBomb },
  { name: 'entities.docx', what: 'entity bomb', bytes: entityBomb },
  { name: 'deep.docx', what: 'XML nested 200,000 deep', bytes: deep },
  { name: 'large.docx', what: 'file of 200 MB', bytes: () => Buffer.alloc(200_000_000) },
  { name: 'scan.pdf', what: '.pdf, 40 pages of pictures', bytes: scan },
  { name: 'prose.txt', what: '.txt, 20,000 paragraphs', bytes: prose },
];

const HEAD = ['序号', '类别', '具体内容', '完成时间', '牵头领导', '牵头单位', '配合单位', '备注'];

/** Figures that no compression takes for one another. */
function figures(i: number): string {
  return String((i * 2_654_435_761) % 4_294_967_296);
}

function row(i: number): readonly string[] {
  return [
    String(i + 1),
    `第${Math.floor(i / 50) + 1}类`,
    `推进第${figures(i)}段河道清淤，完成护岸${figures(i + 3)}米，每月调度一次。`,
    i % 3 === 0 ? '持续推进' : '2027年6月',
    '甲某',
    `区${'甲乙丙丁'[i % 4]}局`,
    `区戊局、区己局${figures(i + 5).slice(0, 3)}科`,
    figures(i + 9),
  ];
}

function rows(count: number): readonly (readonly string[])[] {
  return [HEAD, ...Array.from({ length: count }, (_, i) => row(i))];
}

function document(count: number): Buffer {
  return wordDocument(paragraph('青溪区2027年河湖整治任务分工表') + wordTable(rows(count)));
}

function separated(count: number): Buffer {
  return Buffer.from(
    rows(count)
      .map((cells) => cells.join(','))
      .join('\r\n'),
  );
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Written by hand: a library would take longer than what is measured. Categories are merged by fifties. */
function book(count: number): Buffer {
  const lines = rows(count).map((cells, r) => {
    const written = cells.map((text, c) => {
      const at = `${String.fromCharCode(65 + c)}${r + 1}`;
      return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    });
    return `<row r="${r + 1}">${written.join('')}</row>`;
  });
  const merges = Array.from(
    { length: Math.floor(count / 50) },
    (_, i) => `<mergeCell ref="B${i * 50 + 2}:B${i * 50 + 51}"/>`,
  );
  return zipBytes([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${TYPES}"><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="分工" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData><mergeCells count="${merges.length}">${merges.join('')}</mergeCells></worksheet>`,
    },
  ]);
}

function zipBomb(): Buffer {
  return zipBytes([{ name: 'xl/workbook.xml', content: Buffer.alloc(150_000_000, '甲') }]);
}

function entityBomb(): Buffer {
  const levels = Array.from(
    { length: 30 },
    (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};&e${i};">`,
  );
  const xml = `<!DOCTYPE a [<!ENTITY e0 "甲">${levels.join('')}]><a>&e30;</a>`;
  return zipBytes([{ name: 'word/document.xml', content: xml }]);
}

function deep(): Buffer {
  const cells = Array.from({ length: 200_000 }, (_, i) => `<w:tbl i="${figures(i)}">`);
  return wordDocument(cells.join(''));
}

function scan(): Buffer {
  return pdfBytes(Array.from({ length: 40 }, () => ({ text: [], draw: '0 0 595 842 re f' })));
}

function prose(): Buffer {
  const paragraphs = Array.from({ length: 20_000 }, (_, i) =>
    i % 20 === 0
      ? `（${'一二三四五六七八九'[(i / 20) % 9]}）推进第${i}片区整治`
      : `推进第${figures(i)}段河道清淤，2027年6月底前完成护岸${figures(i + 3)}米。（区甲局牵头，区乙局、区丙局配合）`,
  );
  return Buffer.from(['青溪区河湖整治实施方案', ...paragraphs].join('\n'));
}
