import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { LIMITS } from './archive.ts';
import type { Refusal } from './archive.ts';
import type { Block, Note, Source } from './blocks.ts';
import { kindOf } from './columns.ts';
import { swellsBeyond } from './pdfGate.ts';
import { gridsOf } from './pdfGrid.ts';
import { linesOf, paragraphsOf, withoutFurniture } from './pdfLines.ts';
import type { Line } from './pdfLines.ts';
import { readPage } from './pdfPage.ts';
import type { Page } from './pdfPage.ts';
import { pdfTables } from './pdfTable.ts';
import type { PlacedGrid } from './pdfTable.ts';
import { tight } from './plain.ts';

const MAX_PAGES = 500;
/** Letters of all pages; a book has fewer. */
const MAX_LETTERS = 2_000_000;

const SCANNED =
  '文件是扫描图片的 PDF，没有文字层，无法读取。请提供 Word 或 Excel 原件，或先用识别软件（OCR）转成文字并核对。';
const LOCKED = 'PDF 已加密，无法读取。请取消密码后另存再导入。';
const DAMAGED = 'PDF 文件已损坏或不完整，无法读取。请重新取得文件，能正常打开后再导入。';
const SWOLLEN = 'PDF 解开后过大，疑为恶意或损坏的文件，不予读取。请提供 Word 或 Excel 原件。';
const GARBLED =
  'PDF 的文字没有可用的编码（字体缺少对照表），读出来是乱码。请提供 Word 或 Excel 原件。';
const TOO_LONG = `PDF 超过 ${MAX_PAGES} 页或文字过多，不予读取。请拆分，或提供 Word 或 Excel 原件。`;

/** Reads the text layer of a PDF: ruled tables as tables, other words as paragraphs. Nothing is recognised from pictures. */
export async function readPdf(bytes: Uint8Array): Promise<Source | Refusal> {
  if (swellsBeyond(bytes)) return { refused: SWOLLEN };
  const { getDocumentProxy } = await import('unpdf');
  let document: PDFDocumentProxy | undefined;
  try {
    // pdf.js takes the bytes away from whoever gives them, so it gets its own.
    const options = { verbosity: 0, useSystemFonts: false, stopAtErrors: false, enableXfa: false };
    document = await getDocumentProxy(new Uint8Array(bytes), options);
    const pages = await pagesOf(document);
    return pages === undefined ? { refused: TOO_LONG } : sourceOf(pages);
  } catch (error) {
    const locked = (error as Error | undefined)?.name === 'PasswordException';
    return { refused: locked ? LOCKED : DAMAGED };
  } finally {
    await document?.loadingTask.destroy();
  }
}

async function pagesOf(document: PDFDocumentProxy): Promise<readonly Page[] | undefined> {
  if (document.numPages > MAX_PAGES) return undefined;
  let letters = 0;
  const pages: Page[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    const read = await readPage(page);
    page.cleanup();
    letters += read.letters.length;
    if (letters > MAX_LETTERS) return undefined;
    pages.push(read);
  }
  return pages;
}

function sourceOf(pages: readonly Page[]): Source | Refusal {
  const letters = pages.reduce((sum, page) => sum + page.letters.length, 0);
  if (letters === 0) return { refused: SCANNED };
  // U+FFFD, private and control characters stand for glyphs without a name.
  const nameless = pages.flatMap((p) =>
    p.letters.filter((l) => /[\ufffd\ue000-\uf8ff\u0000-\u001f]/.test(l.text)),
  );
  if (nameless.length * 3 > letters) return { refused: GARBLED };
  const grids: PlacedGrid[] = [];
  const outside = pages.map((page, n) => {
    const found = gridsOf(page);
    grids.push(...found.grids.map((grid) => ({ grid, page: n })));
    return { lines: linesOf(found.rest, n), height: page.height };
  });
  const lines = withoutFurniture(outside);
  const tables = pdfTables(grids, lines);
  const long = tables.find(({ table }) => table.rows.length > LIMITS.rows);
  if (long) return { refused: TOO_LONG };
  return { blocks: blocksOf(lines, tables), notes: [...thinPages(pages), ...unruled(lines)] };
}

/** Words and tables in reading order; words between two tables are joined into paragraphs by themselves. */
function blocksOf(lines: readonly Line[], tables: ReturnType<typeof pdfTables>): readonly Block[] {
  const blocks: Block[] = [];
  let rest = lines;
  for (const { table, page, top } of tables) {
    const above = (line: Line) => line.page < page || (line.page === page && line.y < top);
    blocks.push(...paragraphs(rest.filter(above)), table);
    rest = rest.filter((line) => !above(line));
  }
  return [...blocks, ...paragraphs(rest)];
}

function paragraphs(lines: readonly Line[]): readonly Block[] {
  return paragraphsOf(lines).map((text) => ({ kind: 'paragraph', text }));
}

/** Pages without words among pages with words are pictures, which a person must look at. */
function thinPages(pages: readonly Page[]): readonly Note[] {
  const empty = pages.flatMap((page, i) => (page.letters.length === 0 ? [`第${i + 1}页`] : []));
  if (empty.length === 0) return [];
  const where = empty.slice(0, 12).join('、');
  return [
    {
      code: 'page-without-text',
      message: `${where}没有文字（空白或图片），未读取。请核对。`,
      where,
    },
  ];
}

/** A line of column heads outside any ruled table: the columns cannot be told from positions with certainty. */
function unruled(lines: readonly Line[]): readonly Note[] {
  const head = lines.find((line) => {
    const words = line.text.split(' ').filter((word) => tight(word) !== '');
    const known = words.filter((word) => word.length <= 12 && kindOf(word) !== 'other');
    return known.length >= 3 && known.length === words.length;
  });
  if (!head) return [];
  const where = `第${head.page + 1}页`;
  const message = `${where}有一张没有框线的表（${head.text}），无法分列，按文字读取。请提供 Word 或 Excel 原件。`;
  return [{ code: 'table-unruled', message, where }];
}
