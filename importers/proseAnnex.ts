import type { Line } from './proseLines.ts';
import { labelOf } from './proseNumber.ts';
import { numberOf } from './dateWords.ts';
import { sliceWords, trimmed } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** An annex as the plan names it. */
export interface NamedAnnex {
  /** `1`; undefined where the only annex has no number. */
  readonly no: number | undefined;
  readonly name: string;
}

/** 附件1《任务清单》 */
export function annexWords({ no, name }: NamedAnnex): string {
  return `附件${no ?? ''}《${name}》`;
}

/** A line that says 附件. */
export interface AnnexMark {
  readonly no: number | undefined;
  /** What follows on the line: the title, or the first entry of a list. */
  readonly rest: Words;
}

const MARK =
  /^【?附\s*(?:件|表|录|图)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?\s*】?\s*(?:[:：.．、]|$|(?=[\s\u3000]))[\s\u3000]*/;
const LONGEST_NAME = 90;

/** 附件, 附件1, 附表一：… at the beginning of a line. */
export function annexMark(line: Line): AnnexMark | undefined {
  const { text } = line.words;
  const match = MARK.exec(text);
  if (!match || /^附(?!\s*[件表录图:：])/.test(text)) return undefined;
  const no = match[1] === undefined ? undefined : numberOf(match[1]);
  return { no, rest: trimmed(sliceWords(line.words, match[0].length)) };
}

/** A list of annexes that begins on line `from`, and the line after it; undefined where it heads an annex. */
export function annexList(
  lines: readonly Line[],
  from: number,
): { readonly named: readonly NamedAnnex[]; readonly next: number } | undefined {
  const first = lines[from] && annexMark(lines[from]);
  if (!first) return undefined;
  const named: NamedAnnex[] = [];
  let i = from + 1;
  const own = first.no === undefined ? entryOf(first.rest.text) : undefined;
  if (own) named.push(own);
  else if (first.rest.text !== '') named.push({ no: first.no, name: nameOf(first.rest.text) });
  for (; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) break;
    const mark = annexMark(line);
    const marked = mark?.no !== undefined && mark.rest.text !== '' && named.length > 0;
    const entry = marked ? { no: mark.no, name: nameOf(mark.rest.text) } : entryOf(line.words.text);
    const counts = entry?.no === (named.at(-1)?.no ?? 0) + 1;
    if (!entry || !counts || (first.no !== undefined && !marked)) break;
    named.push(entry);
  }
  if (named.length === 0) return undefined;
  const single = named.length === 1 && !own;
  return single && isHeading(lines, i) ? undefined : { named, next: i };
}

/** One named annex heads the annex itself where words of a plan follow it. */
function isHeading(lines: readonly Line[], next: number): boolean {
  const following = lines[next];
  if (!following) return false;
  const { text } = following.words;
  const signed = /^20\d{2}年\d{1,2}月\d{1,2}日$/.test(
    (lines[next + 1]?.words.text ?? '').replace(/\s/g, ''),
  );
  return annexMark(following) === undefined && !signed && !/^20\d{2}年/.test(text);
}

function entryOf(text: string): NamedAnnex | undefined {
  const label = labelOf(text);
  if (!label || text.length > LONGEST_NAME) return undefined;
  if (!['1.', '一、', '1）', '（1）', '①'].includes(label.style)) return undefined;
  const name = text.slice(label.end);
  return name === '' || /[。；]./.test(name) ? undefined : { no: label.value, name: nameOf(name) };
}

function nameOf(text: string): string {
  return text
    .replace(/\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|txt|jpe?g|png)$/i, '')
    .replace(/[。；;，,]$/, '')
    .replace(/^[《](.*)[》]$/, '$1')
    .trim();
}
