import { isOle, isZip, startsWith } from '../importers/archive.ts';

/** Documents that are written as YAML or JSON, and a top key that only this one has. */
const KINDS = [
  ['方案', ['tasks']],
  ['制度', ['ladder', 'duties', 'bulletins']],
  ['单位名录', ['units', 'groups']],
  ['工作日历', ['announcedThrough', 'closures']],
] as const;
export type DocumentName = (typeof KINDS)[number][0];

/** What a document is where it is another than the one wanted; nothing where it may be the one, or cannot be told. */
export function otherKind(wanted: DocumentName, text: string): DocumentName | undefined {
  const keys = topKeys(text);
  const has = ([, own]: (typeof KINDS)[number]) => own.some((key) => keys.has(key));
  const found = KINDS.filter(has).map(([name]) => name);
  return found.includes(wanted) ? undefined : found[0];
}

function topKeys(text: string): ReadonlySet<string> {
  if (!/^\s*\{/.test(text)) {
    return new Set([...text.matchAll(/^([A-Za-z]+):/gm)].map(([, key = '']) => key));
  }
  try {
    return new Set(Object.keys(JSON.parse(text) as object));
  } catch {
    return new Set();
  }
}

const PDF = [0x25, 0x50, 0x44, 0x46];

/** Word, Excel and PDF files bear no words that could be read as YAML. */
export function isOfficeFile(bytes: Uint8Array): boolean {
  return isZip(bytes) || isOle(bytes) || startsWith(bytes, PDF);
}
