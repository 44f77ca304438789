import { setImmediate } from 'node:timers/promises';
import type { SaxesTagNS } from 'saxes';
import { isZip, openArchive } from './archive.ts';
import { attribute, parse } from './docx.ts';
import { ofdLines } from './ofdLines.ts';

/** 密 as UTF-8, and a character given by its number: a part with neither holds no mark. */
const LETTER = Buffer.from('密', 'utf8');
const REFERENCE = Buffer.from('&#', 'utf8');

/** What is one text of its own, whatever tags cut its letters apart. */
const UNITS = new Set([
  ...['p', 'si', 'is', 'v', 'text'],
  ...['title', 'subject', 'keywords', 'description', 'category', 'contentStatus', 'lpwstr'],
  ...['Title', 'Subject', 'Abstract', 'Keyword', 'CustomData', 'Remark'],
  ...['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'],
]);
/** Elements whose text is words, besides those that are a text of their own. */
const WORDS = new Set(['t', 'delText']);
const BREAKS: Readonly<Record<string, string>> = { br: '\n', cr: '\n', tab: '\t' };

/**
 * The words of all parts of a .docx, .xlsx or .ofd that could hold a mark 密级标志: headers, footers, text boxes, watermarks,
 * notes, comments, sheet names and document properties as well as the body; one text a line. Empty for other files; undefined
 * where a part cannot be opened.
 */
export async function partWords(bytes: Uint8Array): Promise<string | undefined> {
  if (!isZip(bytes)) return '';
  const archive = await openArchive(bytes, (name) => /\.xml$/i.test(name));
  if ('refused' in archive) return undefined;
  const texts: string[] = [];
  for (const content of archive.values()) {
    const part = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (!part.includes(LETTER) && !part.includes(REFERENCE)) continue;
    const xml = part.toString('utf8');
    readPart(xml, texts);
    texts.push(...ofdLines(xml));
    // others are served between two parts
    await setImmediate();
  }
  return texts.join('\n');
}

function readPart(xml: string, texts: string[]): void {
  const path: string[] = [];
  const open: string[] = [''];
  const say = (text: string) => open.push((open.pop() ?? '') + text);
  const flush = (text: string) => {
    if (text.trim() !== '') texts.push(text);
  };
  try {
    parse(xml, {
      open: (tag) => {
        flush(namesOf(tag));
        if (UNITS.has(tag.local)) open.push('');
        if (path.at(-1) === 'r') say(BREAKS[tag.local] ?? '');
        path.push(tag.local);
      },
      close: ({ local }) => {
        path.pop();
        if (UNITS.has(local))
          flush(/^(?:odd|even|first)/.test(local) ? plainHead(open.pop()) : (open.pop() ?? ''));
      },
      text: (text) => {
        const local = path.at(-1) ?? '';
        if (WORDS.has(local) || UNITS.has(local)) say(text);
      },
    });
  } catch {
    // a part that is no XML is refused by whoever reads the file
  }
  open.forEach(flush);
}

/** Words that stand in attributes: a watermark's, a sheet's name. */
function namesOf(tag: SaxesTagNS): string {
  if (tag.local === 'textpath') return attribute(tag, 'string') ?? '';
  return tag.local === 'sheet' ? (attribute(tag, 'name') ?? '') : '';
}

/** A header of a sheet without its codes: `&C&"宋体"&14机密`. */
function plainHead(text = ''): string {
  return text.replace(/&[LCR]/g, '\n').replace(/&"[^"]*"|&\d+|&K[0-9A-Fa-f]{6}|&[A-Z]/g, '');
}
