import { numberOf } from './dateWords.ts';

/** A printed item number at the beginning of a line. */
export interface Label {
  /** How it is written: `一、`, `（一）`, `1.` …; numbers of one style count on. */
  readonly style: string;
  readonly value: number;
  /** The number without what follows it: `一`, `(一)`, `1`, `①`; UTF-16 offsets in the line. */
  readonly no: string;
  readonly noFrom: number;
  /** Where the words begin. */
  readonly end: number;
  /** Figures follow (`2.5个`), so only the count can tell whether this is a number of an item. */
  readonly doubtful: boolean;
}

const HAN = '[一二三四五六七八九十]{1,3}|[一二三四五六七八九]?百[零〇一二三四五六七八九十]{0,4}';
const GAP = '[ \\t\\u00a0\\u3000]*';

/** Style, pattern (1: the number as printed for `no`, 2: its value). */
const STYLES: readonly (readonly [string, RegExp])[] = [
  [
    '第部分',
    new RegExp(`^(第${GAP}(${HAN}|\\d{1,2})${GAP}(?:部分|篇|编|板块))${GAP}[:：、]?${GAP}`),
  ],
  ['第章', new RegExp(`^(第${GAP}(${HAN}|\\d{1,2})${GAP}章)${GAP}[:：、]?${GAP}`)],
  ['第节', new RegExp(`^(第${GAP}(${HAN}|\\d{1,2})${GAP}节)${GAP}[:：、]?${GAP}`)],
  ['第条', new RegExp(`^(第${GAP}(${HAN}|\\d{1,3})${GAP}条)${GAP}[:：、]?${GAP}`)],
  [
    '任务一',
    new RegExp(`^((?:任务|行动|工程|专项|举措)${GAP}(${HAN}|\\d{1,2}))${GAP}[:：、.．]${GAP}`),
  ],
  ['第一、', new RegExp(`^(第(${HAN}))${GAP}[、，,:：](?!第)${GAP}`)],
  ['一、', new RegExp(`^((${HAN}))${GAP}[、.．]${GAP}`)],
  ['（一）', new RegExp(`^([（(]${GAP}(${HAN})${GAP}[)）])${GAP}[、.．]?${GAP}`)],
  ['一）', new RegExp(`^((${HAN}))${GAP}[)）]${GAP}`)],
  ['（1）', new RegExp(`^([（(]${GAP}(\\d{1,3})${GAP}[)）])${GAP}[、.．]?${GAP}`)],
  ['1）', new RegExp(`^((\\d{1,3}))${GAP}[)）]${GAP}`)],
  ['1.1.1', new RegExp(`^((?:\\d{1,2}\\.){2}(\\d{1,2}))(?:[.、]|(?=[^\\d.]))${GAP}`)],
  ['1.1', new RegExp(`^(\\d{1,2}\\.(\\d{1,2}))(?:[、]|\\.(?!\\d)|(?=[^\\d.]))${GAP}`)],
  ['1.', new RegExp(`^((\\d{1,3}))${GAP}(?:[.、]|,(?=[\\u4e00-\\u9fff“"]))${GAP}`)],
];

/** Figures that are an amount when a number of two parts stands before them: `2.5万`, `1.5个百分点`. */
const MEASURE =
  /^(?:%|‰|个|万|亿|千|百|元|倍|家|吨|米|公里|亩|平方|公顷|度|级|分|成|折|年|月|日|天|小时|GW|MW|G\b|km|以上|左右|[-—~～至])/i;
/** 一、二级危险源: the orders of a thing, and no number of an item. */
const ORDERS = /^[二三四五](?:[级类期批等次线产、]|季度)/;
const YEAR = /^(?:19|20)\d{2}\s*[年—\-－~～至]/;

/** The item number at the beginning of a line, if there is one. Ranges (1-2条) and years are none. */
export function labelOf(line: string): Label | undefined {
  const text = narrowed(line);
  const circle = /^([①-⑳])[\s、.]*/.exec(text);
  if (circle?.[1]) {
    const value = (circle[1].codePointAt(0) ?? 0x2460) - 0x245f;
    const common = { style: '①', no: circle[1], noFrom: 0, doubtful: false };
    return { ...common, value, end: circle[0].length };
  }
  for (const [style, pattern] of STYLES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [whole, no = '', words = ''] = match;
    const rest = text.slice(whole.length);
    const figures = /^\d/.test(rest) && style === '1.' && !YEAR.test(rest);
    if (style.startsWith('1.1') && MEASURE.test(rest)) continue;
    const amount = style === '1.' && /^\d{1,3}[.]\d/.test(text) && !YEAR.test(rest);
    if (amount && MEASURE.test(rest.replace(/^\d+/, ''))) {
      // `3.10个项目` is item 3 only where item 2 came before.
      return labelled(style, words, no, whole.length, true);
    }
    if (/^[）)】]/.test(rest)) continue;
    if (style === '一、' && ORDERS.test(rest)) continue;
    return labelled(style, words, no, whole.length, figures || style.startsWith('1.1'));
  }
  return undefined;
}

function labelled(style: string, words: string, no: string, end: number, doubtful: boolean): Label {
  return { style, value: valueOf(words), no: no.trimEnd(), noFrom: 0, end, doubtful };
}

function valueOf(words: string): number {
  const hundred = words.indexOf('百');
  if (hundred < 0) return numberOf(words);
  const high = hundred === 0 ? 1 : numberOf(words.slice(0, hundred));
  const low = words.slice(hundred + 1).replace(/^[零〇]/, '');
  return high * 100 + (low === '' ? 0 : numberOf(low));
}

/** Full-width figures and stops to half width, letter for letter. */
function narrowed(line: string): string {
  return line
    .slice(0, 24)
    .replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .concat(line.slice(24));
}
