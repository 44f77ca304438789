import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { LIMITS, openArchive } from './archive.ts';
import type { Archive, Refusal } from './archive.ts';
import { readNumbering } from './numbering.ts';
import type { Labels } from './numbering.ts';
import type { Source } from './blocks.ts';
import { tooManyRows } from './refusals.ts';
import { wordBlocks } from './wordTable.ts';
import type { RawCell, RawItem, RawTable } from './wordTable.ts';

/** Tables may stand in cells of tables, but not deeper than this. */
const MAX_NESTING = 20;
const MAX_DEPTH = 2_000;
const MAX_SPAN = 200;

/** Main document, numbering and styles: the parts of a .docx that carry words. */
const PARTS = /^(_rels\/\.rels|[^/]+\/[^/]+\.xml)$/i;

class Doctype extends Error {}
class TooLong extends Error {}

/** Reads paragraphs and tables of a .docx in order, with automatic numbers written out. */
export async function readWord(bytes: Uint8Array): Promise<Source | Refusal> {
  const archive = await openArchive(bytes, (name) => PARTS.test(name));
  if ('refused' in archive) return archive;
  try {
    const main = part(archive, mainPartOf(archive));
    if (main === undefined) return { refused: damaged('缺少正文') };
    const labels = readNumbering(part(archive, 'word/numbering.xml'), parse);
    return { blocks: wordBlocks(readBody(main, labels)), notes: [] };
  } catch (error) {
    if (error instanceof TooLong) return { refused: tooManyRows('文件中的表格') };
    return error instanceof Doctype
      ? { refused: '文件内含 DOCTYPE 声明，不予读取。请用 WPS 或 Word 打开后另存再导入。' }
      : { refused: damaged('正文无法解析') };
  }
}

function damaged(why: string): string {
  return `Word 文件已损坏（${why}）。请用 WPS 或 Word 打开后另存为 .docx 再导入。`;
}

function part(archive: Archive, name: string): string | undefined {
  const bytes = archive.get(name);
  return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** The main part is usually word/document.xml, but only the relations say so. */
function mainPartOf(archive: Archive): string {
  let found = 'word/document.xml';
  parse(part(archive, '_rels/.rels') ?? '<Relationships/>', {
    open: (tag) => {
      if (/\/officeDocument$/.test(attribute(tag, 'Type') ?? '')) {
        found = (attribute(tag, 'Target') ?? found).replace(/^\//, '');
      }
    },
  });
  return found;
}

export interface Handlers {
  readonly open?: (tag: SaxesTagNS) => void;
  readonly close?: (tag: SaxesTagNS) => void;
  readonly text?: (text: string) => void;
}

/** Parses XML with namespaces; a DOCTYPE ends the reading. */
export function parse(xml: string, handlers: Handlers): void {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on('doctype', () => {
    throw new Doctype();
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Error('nested too deeply');
    handlers.open?.(tag);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handlers.close?.(tag);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.write(xml.replace(/^\uFEFF/, '')).close();
}

/** An attribute by its local name, whatever the prefix. */
export function attribute(tag: SaxesTagNS, local: string): string | undefined {
  return Object.values(tag.attributes).find((a) => a.local === local)?.value;
}

interface Paragraph {
  text: string;
  numId?: string;
  level: number;
}

/** What stands between the body's start and the present tag. */
interface Reading {
  readonly path: string[];
  readonly items: RawItem[];
  readonly tables: { table: RawTable; cell?: RawCell }[];
  readonly paragraphs: Paragraph[];
  readonly labels: Labels;
  ignored: number;
}

/** Deleted or moved-away words, and the second copy of what `mc:Choice` already said. */
const IGNORED = new Set(['del', 'moveFrom', 'Fallback', 'rubyPr', 'rt']);
const WORDS: Readonly<Record<string, string>> = { tab: '\t', cr: '\n', noBreakHyphen: '-' };

function readBody(xml: string, labels: Labels): readonly RawItem[] {
  const reading: Reading = {
    path: [],
    items: [],
    tables: [],
    paragraphs: [],
    labels,
    ignored: 0,
  };
  parse(xml, {
    open: (tag) => {
      opened(reading, tag);
      reading.path.push(tag.local);
    },
    close: (tag) => {
      reading.path.pop();
      closed(reading, tag);
    },
    text: (text) => {
      if (reading.path.at(-1) === 't') say(reading, text);
    },
  });
  return reading.items;
}

function say(reading: Reading, text: string): void {
  const paragraph = reading.paragraphs.at(-1);
  if (paragraph && reading.ignored === 0) paragraph.text += text;
}

function opened(reading: Reading, tag: SaxesTagNS): void {
  const parent = reading.path.at(-1);
  if (IGNORED.has(tag.local) && parent !== 'trPr' && parent !== 'rPr') reading.ignored += 1;
  if (reading.ignored > 0) return;
  if (tag.local === 'p') reading.paragraphs.push({ text: '', level: 0 });
  else if (tag.local in WORDS && parent === 'r') say(reading, WORDS[tag.local] ?? '');
  else if (tag.local === 'br' && parent === 'r') {
    if (attribute(tag, 'type') !== 'page') say(reading, '\n');
  } else if (parent === 'numPr' && reading.path.at(-2) === 'pPr') numbered(reading, tag);
  else openedInTable(reading, tag, parent);
}

function numbered(reading: Reading, tag: SaxesTagNS): void {
  const paragraph = reading.paragraphs.at(-1);
  const value = attribute(tag, 'val');
  if (!paragraph || value === undefined) return;
  if (tag.local === 'numId') paragraph.numId = value;
  if (tag.local === 'ilvl') paragraph.level = Number(value);
}

function openedInTable(reading: Reading, tag: SaxesTagNS, parent: string | undefined): void {
  const open = reading.tables.at(-1);
  const row = open?.table.rows.at(-1);
  const span = Math.min(MAX_SPAN, Math.max(1, Number(attribute(tag, 'val') ?? 1) || 1));
  if (tag.local === 'tbl') {
    if (reading.tables.length >= MAX_NESTING) throw new Error('tables nested too deeply');
    reading.tables.push({ table: { kind: 'raw-table', rows: [] } });
  } else if (!open) return;
  else if (tag.local === 'tr') {
    if (open.table.rows.length > LIMITS.rows) throw new TooLong();
    open.table.rows.push({ cells: [], before: 0, deleted: false });
  } else if (tag.local === 'tc' && row) {
    open.cell = { items: [], span: 1, merge: 'none' };
    row.cells.push(open.cell);
  } else if (parent === 'trPr' && row) {
    if (tag.local === 'gridBefore') row.before = span;
    if (tag.local === 'del') row.deleted = true;
  } else if (parent === 'tcPr' && open.cell) {
    if (tag.local === 'gridSpan') open.cell.span = span;
    if (tag.local === 'vMerge') {
      open.cell.merge = attribute(tag, 'val') === 'restart' ? 'start' : 'continue';
    }
  }
}

function closed(reading: Reading, tag: SaxesTagNS): void {
  const parent = reading.path.at(-1);
  if (IGNORED.has(tag.local) && parent !== 'trPr' && parent !== 'rPr') {
    reading.ignored -= 1;
    return;
  }
  if (reading.ignored > 0) return;
  if (tag.local === 'p') {
    const paragraph = reading.paragraphs.pop();
    if (paragraph) put(reading, { kind: 'paragraph', text: written(reading, paragraph) });
  } else if (tag.local === 'tc') delete reading.tables.at(-1)?.cell;
  else if (tag.local === 'tbl') {
    const done = reading.tables.pop();
    if (done) put(reading, done.table);
  }
}

function written(reading: Reading, paragraph: Paragraph): string {
  const label = paragraph.numId ? reading.labels(paragraph.numId, paragraph.level) : '';
  return label + paragraph.text;
}

function put(reading: Reading, item: RawItem): void {
  const cell = reading.tables.at(-1)?.cell;
  (cell?.items ?? reading.items).push(item);
}
