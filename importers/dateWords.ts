import type { Day } from '../domain/instant.ts';

/** The year under which a phrase without a year is read: of the title or the date of issue, else none. */
export interface TimeContext {
  readonly year?: number;
}

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

/** A month and a day as a pattern. */
export const MONTH = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])';
/** 宣传月, 服务月: months of a campaign that return each year. */
export const CAMPAIGN_MONTH = '(?:宣传|活动|教育|生产|服务|咨询|主题)月';
export const DAY_OF_MONTH = '(?:\\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
const YEAR =
  '(?:(?<y>(?:20|19)\\d{2}|[一二][〇零○一二三四五六七八九]{3})年度?|(?<yy>[1-4]\\d)年(?=\\d|底|末|上半|年底)|(?<same>今年|本年度?|当年|同年|全年(?=底|末)))';
const END = '(?:之前|以前|底以前|底之前|底前|末前|底|末|前|内|份|中(?![交标期试]))*';
const PART = [
  `(?:第?(?<q>[一二三四1-4])季度?)${END}`,
  `(?<half>上半年|下半年)${END}`,
  `(?<m>${MONTH})月份?(?:(?<d>${DAY_OF_MONTH})[日号]|(?<third>上旬|中旬|下旬|初))?${END}`,
  `(?<yearEnd>年?[底末](?:之?前|以前)?)`,
  `(?<year>年内|全年|内)?(?!初)`,
].join('|');
const WORDS = `${YEAR}(?:的)?(?:${PART})|(?<bare>(?:第?(?<q2>[一二三四1-4])季度(?:末|底)?(?:之?前|内)?)|(?<half2>上半年|下半年)${END}|(?<m2>${MONTH})月份?(?:(?<d2>${DAY_OF_MONTH})[日号]|(?<third2>上旬|中旬|下旬|初))?${END}|(?<yearEnd2>年[底末](?:之?前|以前)?))`;
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
  for (let match = DATE.exec(text); match; match = DATE.exec(text)) {
    const g = match.groups ?? {};
    const said = yearOf(g) ?? year;
    if (said === undefined) return 'yearless';
    const on = dayOf(g, said);
    if (on !== undefined) return { on, year: said, index: match.index, length: match[0].length };
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function yearOf(g: Groups): number | undefined {
  const y = g.y ?? g.ny;
  if (y !== undefined) return numberOf(y);
  return g.yy === undefined ? undefined : 2000 + Number(g.yy);
}

function dayOf(g: Groups, year: number): Day | undefined {
  return lastDayOf(year, {
    quarter: g.q ?? g.q2,
    half: g.half ?? g.half2,
    month: g.m ?? g.m2 ?? g.nm ?? g.cm,
    day: g.d ?? g.d2 ?? g.nd ?? g.cd,
    third: g.third ?? g.third2,
  });
}

/** The words of a part of a year, as printed: 二, 上半年, 十一, 15, 中旬. */
export interface PartOfYear {
  readonly quarter?: string | undefined;
  readonly half?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly third?: string | undefined;
}

/**
 * The last day of a part of a year, of the year where no part is named; 上旬 and 中旬 end on the 10th and 20th.
 * Undefined for 初, which names no day, and for days that do not exist.
 */
export function lastDayOf(year: number, part: PartOfYear): Day | undefined {
  if (part.third === '初') return undefined;
  let month = part.month === undefined ? 12 : numberOf(part.month);
  if (part.quarter !== undefined) month = numberOf(part.quarter) * 3;
  if (part.half !== undefined) month = part.half === '上半年' ? 6 : 12;
  if (month < 1 || month > 12) return undefined;
  const last = lengthOf(year, month);
  let day = part.day === undefined ? last : numberOf(part.day);
  if (part.third === '上旬') day = 10;
  if (part.third === '中旬') day = 20;
  if (day < 1 || day > last) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** 十四五末, “十四五”期间: five years fixed by the plan of the state; 十四五规划 is a name. */
export const FIVE_YEARS =
  /[“"‘']?(?<number>十[二三四五六七]?)五[”"’']?(?:规划)?(?:期末|期间|末期?|结束前|收官前|时期(?=[,，、]))/g;

/** The end of the n-th five years: 十三五 2020, 十四五 2025, 十五五 2030. */
export function endOfFiveYears(number: string): number {
  return 2005 + 5 * (number === '十' ? 0 : '一二三四五六七'.indexOf(number.charAt(1)) + 1);
}
