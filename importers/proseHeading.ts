import { labelsIn } from './proseLabels.ts';
import type { Range, Words } from './proseWords.ts';
import { sliceWords, trimmed, trimmedRange } from './proseWords.ts';

/** Longer first sentences are sentences, not titles. */
const LONGEST_TITLE = 45;

/** The title with which an item begins, and where its words go on; nothing where it has no title. */
export function titleRange(
  text: string,
  stretch: Range,
): { title: Range; rest: number } | undefined {
  const inside = text.slice(stretch.from, stretch.to);
  const line = inside.search(/\n/);
  const stop = inside.search(/[。！]/);
  const colon = inside.search(/[：:]/);
  const blank = /[\u4e00-\u9fff”》）)](?:[\u3000\t]|[ \u00a0]{2,})/.exec(inside);
  const ends = [
    stop,
    line,
    blank && blank.index < 30 ? blank.index + 1 : -1,
    colon > 1 && colon <= 24 && !/[，,、；;]/.test(inside.slice(0, colon)) ? colon : -1,
  ].filter((at) => at > 0);
  const end = Math.min(...ends, inside.length);
  if (end > LONGEST_TITLE || end >= inside.length || labelsIn(inside)[0]?.from === 0)
    return undefined;
  const rest = stretch.from + end + 1;
  if (!/[\p{L}\p{N}]/u.test(text.slice(rest, stretch.to))) return undefined;
  return { title: trimmedRange(text, { from: stretch.from, to: stretch.from + end }), rest };
}

/** The words of a heading alone: without its lead-in sentence and without who is named beside it. */
export function headingOf(words: Words): Words {
  const { text } = words;
  const bracket =
    /[（(【](?=[^）)】]*(?:牵头|责任|负责|配合|单位|部门))/.exec(text)?.index ?? text.length;
  const stop = text.search(/[。！\n]/);
  const end = Math.min(bracket, stop < 0 ? text.length : stop);
  const colon = text.slice(0, end).search(/[：:](?=.)/);
  const short = colon > 1 && colon <= 24 && end > LONGEST_TITLE ? colon : end;
  return trimmed(sliceWords(words, 0, trimEnd(text, short)));
}

function trimEnd(text: string, end: number): number {
  let to = end;
  while (to > 0 && /[\s：:。；;，,]/.test(text.charAt(to - 1))) to -= 1;
  return to;
}

/** Short words without a stop: nothing but a heading. */
export function isBareHeading(text: string): boolean {
  return text.length <= 40 && !/[。；！]/.test(text.replace(/[。：:]$/, ''));
}
