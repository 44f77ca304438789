import { openArchive } from './archive.ts';

const DOC_ROOT = /<(?:\w+:)?DocRoot\b[^>]*>\s*([^<]*?)\s*</;
const DOCUMENT = /<(?:\w+:)?Document\b/;

/**
 * Whether an .ofd 版式文件 leads from its root to a document, as whoever opens it must go. Small and capital letters of names
 * are not told apart: not every program that writes them is exact.
 */
export async function ofdOpens(bytes: Uint8Array): Promise<boolean> {
  const [, root = ''] = DOC_ROOT.exec(await partOf(bytes, 'OFD.xml')) ?? [];
  const path = root.replace(/^(?:\.?\/)+/, '');
  return path !== '' && DOCUMENT.test(await partOf(bytes, path));
}

/** A part of an archive as text; empty where it is not there, or cannot be opened. */
async function partOf(bytes: Uint8Array, path: string): Promise<string> {
  const wanted = path.toLowerCase();
  const archive = await openArchive(bytes, (name) => name.toLowerCase() === wanted);
  const [part] = 'refused' in archive ? [] : archive.values();
  return part === undefined ? '' : Buffer.from(part).toString('utf8');
}
