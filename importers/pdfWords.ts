import { setImmediate } from 'node:timers/promises';
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import { swellsBeyond } from './pdfGate.ts';
import { linesOf } from './pdfLines.ts';
import { readWords } from './pdfPage.ts';

/** As much as is read of one file; what stands behind it is not looked at. */
export const PDF_WORDS = { pages: 300, letters: 500_000 } as const;

/** Why the words of a PDF cannot be looked at: a password keeps it closed, or no page of it opens. */
export interface UnreadPdf {
  readonly unread: 'locked' | 'broken';
}

/**
 * The text layer of a PDF, a printed line a line, with its title, what runs aslant and what notes say. Empty where there is
 * none, as in a scan, and where it would unfold beyond measure.
 */
export async function pdfWords(
  bytes: Uint8Array,
  limits: Readonly<Record<keyof typeof PDF_WORDS, number>> = PDF_WORDS,
): Promise<{ readonly words: string } | UnreadPdf> {
  if (swellsBeyond(bytes)) return { words: '' };
  const { getDocumentProxy } = await import('unpdf');
  const lines: string[] = [];
  let document: PDFDocumentProxy | undefined;
  try {
    const options = { verbosity: 0, useSystemFonts: false, stopAtErrors: false, enableXfa: false };
    // pdf.js takes the bytes away from whoever gives them, so it gets its own.
    document = await getDocumentProxy(new Uint8Array(bytes), options);
    const opened = await readPages(document, lines, limits);
    lines.push(...(await titlesOf(document).catch(() => [])));
    return opened === 0 ? { unread: 'broken' } : { words: lines.join('\n') };
  } catch (error) {
    const locked = (error as Error | undefined)?.name === 'PasswordException';
    return { unread: locked ? 'locked' : 'broken' };
  } finally {
    await document?.loadingTask.destroy().catch(() => undefined);
  }
}

/** How many pages opened; of one that cannot be read to its end the others are looked at all the same. */
async function readPages(
  document: PDFDocumentProxy,
  lines: string[],
  limits: Readonly<Record<keyof typeof PDF_WORDS, number>>,
): Promise<number> {
  let opened = 0;
  let letters = 0;
  for (let n = 1; n <= Math.min(document.numPages, limits.pages); n += 1) {
    const page = await document.getPage(n).catch(() => undefined);
    if (page === undefined) continue;
    opened += 1;
    letters += await readPage(page, n, lines).catch(() => 0);
    if (letters > limits.letters) break;
    // others are served between two pages
    await setImmediate();
  }
  return opened;
}

/** The letters of a page, whose lines are taken down. */
async function readPage(page: PDFPageProxy, n: number, lines: string[]): Promise<number> {
  const read = await readWords(page);
  lines.push(...linesOf(read.letters, n - 1).map((line) => line.text), read.slanted.join(''));
  const notes = await page.getAnnotations();
  page.cleanup();
  lines.push(...notes.flatMap(noteOf));
  return read.letters.length;
}

/** What a note or a stamp on the page says. */
function noteOf(note: unknown): readonly string[] {
  const { contentsObj } = note as { readonly contentsObj?: { readonly str?: unknown } };
  return typeof contentsObj?.str === 'string' ? [contentsObj.str] : [];
}

async function titlesOf(document: PDFDocumentProxy): Promise<readonly string[]> {
  const { info } = await document.getMetadata();
  const { Title, Subject, Keywords } = info as Readonly<Record<string, unknown>>;
  return [Title, Subject, Keywords].filter((one) => typeof one === 'string');
}
