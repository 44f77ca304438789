import { setImmediate } from 'node:timers/promises';
import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { swellsBeyond } from './pdfGate.ts';
import { linesOf } from './pdfLines.ts';
import { readWords } from './pdfPage.ts';

/** As much as is read of one file; what stands behind it is not looked at. */
export const PDF_WORDS = { pages: 300, letters: 500_000 } as const;

/**
 * The text layer of a PDF, a printed line a line, with its title, what runs aslant and what notes say. Empty where there is
 * none, as in a scan, and where it cannot be opened: nothing is refused here.
 */
export async function pdfWords(
  bytes: Uint8Array,
  limits: Readonly<Record<keyof typeof PDF_WORDS, number>> = PDF_WORDS,
): Promise<string> {
  if (swellsBeyond(bytes)) return '';
  const { getDocumentProxy } = await import('unpdf');
  const lines: string[] = [];
  let document: PDFDocumentProxy | undefined;
  try {
    const options = { verbosity: 0, useSystemFonts: false, stopAtErrors: false, enableXfa: false };
    // pdf.js takes the bytes away from whoever gives them, so it gets its own.
    document = await getDocumentProxy(new Uint8Array(bytes), options);
    await readPages(document, lines, limits);
    lines.push(...(await titlesOf(document)));
  } catch {
    // what has been read until then is looked at
  } finally {
    await document?.loadingTask.destroy().catch(() => undefined);
  }
  return lines.join('\n');
}

async function readPages(
  document: PDFDocumentProxy,
  lines: string[],
  limits: Readonly<Record<keyof typeof PDF_WORDS, number>>,
): Promise<void> {
  let letters = 0;
  for (let n = 1; n <= Math.min(document.numPages, limits.pages); n += 1) {
    const page = await document.getPage(n);
    const read = await readWords(page);
    const notes = await page.getAnnotations();
    page.cleanup();
    lines.push(...linesOf(read.letters, n - 1).map((line) => line.text));
    lines.push(read.slanted.join(''), ...notes.flatMap(noteOf));
    letters += read.letters.length;
    if (letters > limits.letters) return;
    // others are served between two pages
    await setImmediate();
  }
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
