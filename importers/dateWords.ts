import type { Day } from '../domain/instant.ts';

/** A date that a phrase names, where it stood, and the year it was said in or under. */
export interface NamedDate {
  readonly on: Day;
  readonly year: number;
  readonly index: number;
  readonly length: number;
}

const HAN: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 十二 → 12, 二〇二六 → 2026, 12 → 12. */
export function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const ten = words.indexOf('十');
  if (ten < 0) return Number([...words].map((c) => HAN[c] ?? '').join(''));
  const tens = ten === 0 ? 1 : (HAN[words.charAt(0)] ?? 1);
  return tens * 10 + (HAN[words.charAt(ten + 1)] ?? 0);
}

const N = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const D = '(?:\\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
const YEAR =
  '(?:(?<y>(?:20|19)\\d{2}|[一二][〇零○一二三四五六七八九]{3})年度?|(?<yy>[1-4]\\d)年(?=\\d|底|末|上半|年底)|(?<same>今年|本年度?|当年|同年|全年(?=底|末)))';
const END = '(?:之前|以前|底以前|底之前|底前|末前|底|末|前|内|份|中)*';
const PART = [
  `(?:第?(?<q>[一二三四1-4])季度?)${END}`,
  `(?<half>上半年|下半年)${END}`,
  `(?<m>${N})月份?(?:(?<d>${D})[日号]|(?<third>上旬|中旬|下旬|初))?${END}`,
  `(?<yearEnd>年?[底末](?:之?前|以前)?)`,
  `(?<year>年内|全年|内)?(?!初)`,
].join('|');
const WORDS = `${YEAR}(?:的)?(?:${PART})|(?<bare>(?:第?(?<q2>[一二三四1-4])季度(?:末|底)?(?:之?前|内)?)|(?<half2>上半年|下半年)${END}|(?<m2>${N})月份?(?:(?<d2>${D})[日号]|(?<third2>上旬|中旬|下旬|初))?${END}|(?<yearEnd2>年[底末](?:之?前|以前)?))`;
const NUMERIC =
  '(?<ny>20\\d{2})(?:[-/.](?<nm>1[0-2]|0?[1-9])(?:[-/.](?<nd>3[01]|[12]\\d|0?[1-9]))?|(?<cm>0[1-9]|1[0-2])(?<cd>0[1-9]|[12]\\d|3[01]))(?!\\d)(?:之前|以前|前)?';

const DATE = new RegExp(`(?:${NUMERIC})|(?:${WORDS})`, 'g');

/** The first date from `from` on; without a year it needs `year`, and is undefined where none is known. */
export function nextDate(
  text: string,
  from: number,
  year: number | undefined,
): NamedDate | 'yearless' | undefined {
  DATE.lastIndex = from;
  const match = DATE.exec(text);
  if (!match?.groups) return undefined;
  const g = match.groups;
  const said = yearOf(g) ?? year;
  const on = said === undefined ? undefined : dayOf(g, said);
  if (said === undefined) return 'yearless';
  if (on === undefined) return nextDate(text, match.index + match[0].length, year);
  return { on, year: said, index: match.index, length: match[0].length };
}

type Groups = Readonly<Record<string, string | undefined>>;

function yearOf(g: Groups): number | undefined {
  const y = g.y ?? g.ny;
  if (y !== undefined) return numberOf(y);
  return g.yy === undefined ? undefined : 2000 + Number(g.yy);
}

/** A month, quarter, half or year ends on its last day; 上旬 and 中旬 on the 10th and 20th; 初 names no day. */
function dayOf(g: Groups, year: number): Day | undefined {
  const third = g.third ?? g.third2;
  if (third === '初') return undefined;
  const quarter = g.q ?? g.q2;
  const half = g.half ?? g.half2;
  const words = g.m ?? g.m2 ?? g.nm ?? g.cm;
  let month = words === undefined ? 12 : numberOf(words);
  if (quarter !== undefined) month = numberOf(quarter) * 3;
  if (half !== undefined) month = half === '上半年' ? 6 : 12;
  if (month < 1 || month > 12) return undefined;
  const last = lastDay(year, month);
  const said = g.d ?? g.d2 ?? g.nd ?? g.cd;
  let day = said === undefined ? last : numberOf(said);
  if (third === '上旬') day = 10;
  if (third === '中旬') day = 20;
  if (day < 1 || day > last) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
