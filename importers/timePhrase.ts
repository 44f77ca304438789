import type { Deadline, Every } from '../domain/deadline.ts';
import { REACHED } from './contentTimeDates.ts';
import { CAMPAIGN_MONTH, endOfFiveYears, FIVE_YEARS, nextDate } from './dateWords.ts';
import type { NamedDate, TimeContext } from './dateWords.ts';
import { plain, saysNone } from './plain.ts';

export type { TimeContext } from './dateWords.ts';

const START = /立即启动|立即实施|立即开展|立即整改|立即|立行立改|即知即改|即行即改|马上|即刻/;
const CONTINUOUS =
  /持续推进|(?<!可)持续|长期坚持|长期推进|长期实施|长期任务|长期|常态化|常态|经常性|常年|贯穿全年|不断/;
const TENTATIVE = /力争|争取/;
const HORIZON =
  /^(?:全年|年内|本年度|年度内|当年|今年|今年内|全年度|年度)(?:完成|实施|推进|开展|坚持|组织实施)?$/;
/** 三年内, 30日内, 6个月: spans without a start, and days that only another date could fix. */
const UNMEASURED =
  /^[^\d]*(?:(?:[一二三四五六七八九十两]+|(?<!\d)\d{1,3})(?:年|个月|个季度|周|天|日|个?工作日)(?:以?内|左右))|次年|翌年|下一?年|明年|去年|上年/;
/** 2022年春节前, 2022年1月起: the day named is not the end. */
const NOT_AN_END = /^[^年月日]{1,8}之?以?前$|^(?:起|以后|之后|后|开始|初)/;

/** Cadence words; 每一季度 is a cadence although 一季度 stands in it, so these come before dates. */
const EVERY: readonly (readonly [RegExp, Every])[] = [
  [/每(?:个|一|1)?半年|半年一|(?:每年|一年)(?:两|2|二)次/, 'half-year'],
  [/每(?:两|二|2)个?月|(?<!\d)(?:两|二)个?月一|双月|隔月/, 'two-months'],
  [
    /每(?:个|一|1)?季度?|逐季|按季度?|(?<!\d)(?:一|1)个?季度?一|季度?(?:调度|通报|报告|总结|讲评)/,
    'quarter',
  ],
  [/每(?:个|一|1)?旬|逐旬|(?<!\d)(?:一|1)旬一|按旬|旬(?:调度|通报|报告|简报)/, 'ten-days'],
  [/每(?:个|一|1)?(?:周|星期)|逐周|按周|(?<!\d)(?:一|1)周一|周(?:调度|通报|报告)/, 'week'],
  [/每(?:个|一|1)?月|逐月|按月|(?<![每\d])(?:一|1)个?月一|月(?:调度|通报|报告)/, 'month'],
  [/每(?:个|一|1)?年度?|逐年|按年度?|(?<!\d)(?:一|1)年一/, 'year'],
];

/** The cadence that a phrase names, if any. */
export function cadenceOf(text: string): Every | undefined {
  const found = EVERY.map(([pattern, every]) => ({ every, at: text.search(pattern) }))
    .filter((hit) => hit.at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.every;
}

/**
 * Reads a cell of 完成时间 by grammar: dates (a month, quarter or year ends on its last day), ranges (the
 * end counts), milestones (力争X项目2021年入规、2022年启动建设), 立即启动, 持续推进, 每季度. What is not
 * understood stays `unknown` with its words; nothing silently becomes a date. Empty or "/" is no phrase.
 */
export function readDeadlines(text: string, context: TimeContext = {}): Deadline[] {
  if (plain(text) === '' || saysNone(text)) return [];
  const words = spelledOut(text, context);
  const readings = [true, false].map((linesPart) => read(segmentsOf(words, linesPart), context));
  const [broken = [], whole = []] = readings;
  return unknowns(whole) < unknowns(broken) ? whole : broken;
}

/** Short ways of writing in the form that the rest understands. */
function spelledOut(text: string, { year }: TimeContext): string {
  const words = plain(text)
    .replace(FIVE_YEARS, (...m) => `${endOfFiveYears(String(m[1]))}年底`)
    .replace(/[Qq]([1-4])(?![\dA-Za-z])/g, '$1季度')
    .replace(/(?<=[日号])(?:上午|下午|中午)?\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|整)?)/g, '')
    .replace(/第?[一二三四](?:[、和及]第?[一二三四])+季度/g, (list) =>
      [...list.matchAll(/[一二三四]/g)].map(([n]) => `${n}季度`).join('、'),
    )
    .replace(/前三(?:个)?季度/g, '三季度');
  return year === undefined ? words : words.replace(/明年/g, `${year + 1}年`);
}

function unknowns(deadlines: readonly Deadline[]): number {
  return deadlines.filter((d) => d.kind === 'unknown').length;
}

/** Pieces between separators; a line break parts only where it does not cut a date in two. */
function segmentsOf(text: string, linesPart: boolean): readonly string[] {
  const lines = plain(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ''))
    .filter((line) => line !== '');
  const joined = lines.reduce((all, line) => {
    const cut =
      /[\d至到\-—~～每年]$/.test(all) || /^(?:年|月|日|号|底|末|前|季|半年|旬|至|-|—)/.test(line);
    return all === '' || cut || !linesPart ? all + line : `${all}\n${line}`;
  }, '');
  return joined.split(/(?<=[，,、])|[;；。\n]/).map((s) => s.trim());
}

function read(segments: readonly string[], context: TimeContext): Deadline[] {
  const found: Deadline[] = [];
  let year = context.year;
  let tentative = false;
  let goesOn = false;
  for (const segment of segments) {
    const words = segment.replace(/[，,、：:]+$/, '').replace(/^[（(](.*)[）)]$/, '$1');
    if (words === '') continue;
    if (TENTATIVE.test(words)) tentative = true;
    const repeated = found.at(-1)?.kind === 'recurring' && !/\d{4}/.test(words);
    const result = readSegment(words, { year, tentative, repeated });
    year = result.year ?? year;
    const last = found.at(-1);
    if (goesOn && last?.kind === 'date' && !last.what && saysWhat(words, result.deadlines)) {
      found[found.length - 1] = { ...last, what: words };
      continue;
    }
    goesOn = /[，,]$/.test(segment);
    for (const deadline of result.deadlines) {
      if (!found.some((other) => same(other, deadline))) found.push(deadline);
    }
    if (!/[，,、]$/.test(segment)) tentative = false;
  }
  // 2027年起，持续推进: the start says nothing where the rest does.
  return found.filter((d) => !(d.kind === 'unknown' && /起$/.test(d.text) && found.length > 1));
}

/** 2027年，建成甲基地: the words after the comma say what is due. */
function saysWhat(words: string, deadlines: readonly Deadline[]): boolean {
  return deadlines.every((d) => d.kind === 'unknown') && REACHED.test(words);
}

function same(a: Deadline, b: Deadline): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface SegmentContext {
  readonly year: number | undefined;
  readonly tentative: boolean;
  /** The segment before was a cadence, so a bare month here only adds to it (每年6月、12月). */
  readonly repeated: boolean;
}

/** 每年6月、12月；每季度检查、全年四次；每年上半年、下半年各一次 */
const ADDS_TO_CADENCE =
  /^(?:\d{1,2}月(?:底|末|\d+日)?前?|[上下]半年|[一二三四]季度|全年)(?:各?(?:不少于)?[一二两三四五六七八九十\d]{1,2}次)?$/;
/** 6月和12月宣传月: months that return each year. */
const CELL_OF_MONTHS = new RegExp(
  `月(?:份)?(?:为|是)?(?:集中)?[\\u4e00-\\u9fff]{0,8}${CAMPAIGN_MONTH}$`,
);

function readSegment(
  words: string,
  context: SegmentContext,
): { deadlines: Deadline[]; year?: number } {
  const every = cadenceOf(words);
  if (every) return { deadlines: [{ kind: 'recurring', every }] };
  if (UNMEASURED.test(words)) return { deadlines: [{ kind: 'unknown', text: words }] };
  if (context.repeated && ADDS_TO_CADENCE.test(words)) return { deadlines: [] };
  if (CELL_OF_MONTHS.test(words)) return { deadlines: [{ kind: 'recurring', every: 'year' }] };
  const soft = softWords(words);
  if (HORIZON.test(words) && context.year === undefined)
    return { deadlines: [{ kind: 'horizon' }] };
  if (HORIZON.test(words)) return { deadlines: [{ kind: 'date', on: `${context.year}-12-31` }] };
  const dates = datesIn(words, context.year);
  if (dates === 'yearless' || (dates.length === 0 && soft.length === 0)) {
    return { deadlines: [{ kind: 'unknown', text: words }] };
  }
  const last = dates.at(-1);
  const named = milestones(words, dates, context.tentative);
  if (named === 'not-an-end') {
    return { deadlines: soft.length > 0 ? soft : [{ kind: 'unknown', text: words }] };
  }
  const deadlines = [...named, ...soft];
  return last ? { deadlines, year: last.year } : { deadlines };
}

function softWords(words: string): Deadline[] {
  const soft: Deadline[] = [];
  if (START.test(words)) soft.push({ kind: 'start-now' });
  if (CONTINUOUS.test(words)) soft.push({ kind: 'continuous' });
  return soft;
}

const RANGE = /^(?:-|－|—+|–|~|～|至|到)$/;

/** The dates of a segment; of a range only its end. `yearless` where a date lacks its year. */
function datesIn(words: string, known: number | undefined): NamedDate[] | 'yearless' {
  const text = openRange(words);
  const dates: NamedDate[] = [];
  let year = known;
  let from = 0;
  for (;;) {
    const date = nextDate(text, from, year);
    if (date === 'yearless') return 'yearless';
    if (!date) return dates;
    const before = dates.at(-1);
    const between = before && text.slice(before.index + before.length, date.index);
    if (before && between !== undefined && RANGE.test(between)) {
      dates.pop();
      const length = date.index + date.length - before.index;
      dates.push({ ...date, index: before.index, length });
    } else dates.push(date);
    year = date.year;
    from = date.index + date.length;
  }
}

/** `2021-2023年`, `2021—2023` and `1-12月` with both ends written out. */
function openRange(words: string): string {
  return words
    .replace(/^20\d{2}$/, '$&年')
    .replace(/(20\d{2})(?:-|－|—+|–|~|～|至|到)(20\d{2})年?/g, '$1年至$2年')
    .replace(/(?<![\d.])(\d{1,2})(?:-|－|—+|–|~|～|至|到)(\d{1,2})月/g, '$1月至$2月');
}

const EMPTY_WHAT =
  /^(?:力争|争取|底|末|前|之前|以前|内|完成|全面完成|完成任务|全部完成|基本完成|办结|完毕|实施完毕|为止|止|期间|左右|份)*$/;
const LEAD_IN =
  /^(?:力争|争取|确保|计划|预计|原则上|于|在|到|至|截至|截止|不迟于|最迟|务必)+|(?:于|在|到|至|力争)+$/g;

function milestones(
  words: string,
  dates: readonly NamedDate[],
  tentative: boolean,
): Deadline[] | 'not-an-end' {
  const text = openRange(words);
  const found: Deadline[] = [];
  for (const [i, date] of dates.entries()) {
    const end = dates[i + 1]?.index ?? text.length;
    const after = text.slice(date.index + date.length, end).replace(/^[:：]/, '');
    if (NOT_AN_END.test(after) && !EMPTY_WHAT.test(after)) return 'not-an-end';
    const before = i === 0 ? text.slice(0, date.index).replace(LEAD_IN, '') : '';
    const own = after
      .replace(START, '')
      .replace(CONTINUOUS, '')
      .replace(/^[并且、（(）)]+|[并且、（(）)]+$/g, '');
    const what = EMPTY_WHAT.test(own) ? before.replace(/[:：]$/, '') : own;
    const named = /[\u4e00-\u9fff\w]/.test(what) ? { what } : {};
    found.push({ kind: 'date', on: date.on, ...named, ...(tentative ? { tentative } : {}) });
  }
  return found;
}
