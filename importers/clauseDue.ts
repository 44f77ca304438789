import type { Every } from '../domain/deadline.ts';
import type { DueHint } from '../domain/plan.ts';
import { numberOf } from './dateWords.ts';

type NamedDay = Exclude<DueHint, { next: unknown }>;

const D = '(?:\\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
/** After the period has ended: 次月, 报上月情况, 季度结束后. */
const NEXT =
  /次月|次周|次旬|次季|次年|翌年|下一?个?月(?=\d|初|上旬)|下一?个?[周旬](?=[一二三四五六日\d])|上一?个?(?:月|周|旬|季度?|年度?|半年)|(?:月|周|旬|季|季度|半年|年|年度)(?:结束|终了|过)?后|首月|第一个月|首旬/;
const LAST = /[月季旬周年]度?(?:的?最后一[日天]|[底末终])|半年度?[底末]|最后一[日天]|当[周旬月]末/;
const NTH_WORKDAY = new RegExp(
  `(?<from>倒数)?第?(?<n>${D})个?工作日|(?<last>最后一个?工作日)|(?<first>首个工作日)`,
);
const MONTH_DAY = new RegExp(
  `(?:(?<m>\\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?)?(?<d>${D})[日号](?!常)`,
);
const WEEKDAYS = '一二三四五六日天';
/** 每周一次 is no Monday. */
const WEEKDAY =
  /(?:周|星期)(?:([二三四五六日天])(?![次期个])|(一)(?=之?前|以前|上午|下午|晚|\d|下班|,|将|向|召开|组织|定期|把|提交))/;

/**
 * The day that a clause names for its duty, in the form of a due rule: 每月25日前 is the 25th, 每月5日前报上月情况 the 5th
 * of the next month, 季度末 the last day. Undefined where the words name none, or one that no rule can say.
 */
export function dueIn(every: Every, words: string): DueHint | undefined {
  const day = namedDay(every, words);
  if (day === undefined) return undefined;
  return 'day' in day && day.next === true ? { next: { day: day.day } } : wrapped(day, words);
}

function wrapped(day: NamedDay & { next?: boolean }, words: string): DueHint {
  const { next, ...plain } = day;
  return next === true || (next === undefined && NEXT.test(words)) ? { next: plain } : plain;
}

function namedDay(every: Every, words: string): (NamedDay & { next?: boolean }) | undefined {
  const workday = NTH_WORKDAY.exec(words)?.groups;
  if (workday !== undefined) return nthWorkday(workday);
  if (every === 'week') return weekday(words);
  const named = MONTH_DAY.exec(words)?.groups;
  if (named !== undefined && !/(?:\d|十)[日号][、和及](?:\d|二|三|月)/.test(words)) {
    return dayOfMonth(every, named);
  }
  if (LAST.test(words)) return { lastDay: true };
  return undefined;
}

function nthWorkday(groups: Readonly<Record<string, string | undefined>>): NamedDay | undefined {
  if (groups.last !== undefined) return { workday: -1 };
  if (groups.first !== undefined) return { workday: 1 };
  const n = numberOf(groups.n ?? '');
  if (n < 1 || n > 23) return undefined;
  return { workday: groups.from === undefined ? n : -n };
}

function weekday(words: string): NamedDay | undefined {
  const [, later, monday] = WEEKDAY.exec(words) ?? [];
  const word = later ?? monday;
  if (word !== undefined) return { day: Math.min(7, WEEKDAYS.indexOf(word) + 1) };
  return /周末/.test(words) ? { lastDay: true } : undefined;
}

/** A day of a named month counts only where that month is the last of the period, or the first after it. */
function dayOfMonth(
  every: Every,
  { m, d = '' }: Readonly<Record<string, string | undefined>>,
): (NamedDay & { next?: boolean }) | undefined {
  const day = numberOf(d);
  if (day < 1 || day > 31) return undefined;
  if (every === 'ten-days') return day >= 1 && day <= 8 ? { day } : undefined;
  if (m === undefined) return { day };
  const month = numberOf(m);
  const length = { month: 1, 'two-months': 2, quarter: 3, 'half-year': 6, year: 12, week: 0 }[
    every
  ];
  if (length < 3) return undefined;
  if (month % length === 0) return { day, next: false };
  return month % length === 1 ? { day, next: true } : undefined;
}

const TIME =
  /(?<half>上午|下午|晚上?|中午)?(?<h>\d{1,2})(?:∶(?<m>[0-5]\d)|[时点](?:(?<m2>[0-5]?\d)分?|(?<m3>半))?)(?:整)?(?:之?前|以前)/;

/** The time of day that a clause names: 17:30前, 下午5点前. */
export function timeIn(words: string): string | undefined {
  const groups = TIME.exec(words)?.groups;
  if (groups === undefined) return undefined;
  const { half, h = '', m, m2, m3 } = groups;
  const hour = Number(h) + (half !== undefined && /下午|晚/.test(half) && Number(h) < 12 ? 12 : 0);
  const minute = Number(m ?? m2 ?? (m3 === undefined ? 0 : 30));
  if (hour > 23) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
