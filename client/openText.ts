import { markIn, secrecyMark, secrecyMarkOfName, type SecrecyMark } from '../domain/secrecy.ts';
import { isZip, LIMITS } from '../importers/archive.ts';
import { decodeText } from '../importers/decode.ts';
import { partWords } from '../importers/partWords.ts';
import { refuse } from './faultError.ts';

/** Refuses a value of which any text, or the name of any field, bears a classification mark 密级标志. */
export function mustBearNoMark(what: string, value: unknown): void {
  refuseMark(what, markIn(value));
}

/**
 * Refuses a file whose name or words bear a mark, before anything is made of it. One that is too large to be read is
 * refused by whoever reads it.
 */
export async function mustBeOpenFile(
  name: string,
  bytes: Uint8Array,
  what = '文件',
): Promise<void> {
  if (bytes.length > LIMITS.file) return;
  const { text = '' } = (isZip(bytes) ? undefined : decodeText(bytes)) ?? {};
  mustBeOpenText(name, text, what);
  refuseMark(what, secrecyMark((await partWords(bytes)) ?? ''));
}

/** Refuses a text file that bears a mark; in YAML and JSON what stands after `key:` is a text of its own. */
export function mustBeOpenText(name: string, text: string, what = '文件'): void {
  refuseMark('文件名', secrecyMarkOfName(name));
  const values = text.replace(
    /^[ \t-]*(?:"[^"\n]{1,60}"|'[^'\n]{1,60}'|[^\s"':：]{1,60}) *:/gmu,
    '',
  );
  refuseMark(what, secrecyMark(text) ?? secrecyMark(values));
}

export function refuseMark(what: string, found: SecrecyMark | undefined): void {
  if (found) refuse('classified', { what, words: found.words });
}
