import type { Day } from '../domain/instant.ts';
import { DAY_OF_MONTH, lastDayOf, MONTH, numberOf } from './dateWords.ts';
import type { TimeContext } from './dateWords.ts';

/** A date that a sentence names, in the flat text; `on` is undefined where the year or the day is not said. */
export interface DatePhrase {
  readonly from: number;
  readonly to: number;
  readonly on: Day | undefined;
}

const HAN_YEAR = '二[〇零○][〇零○一二三四五六七八九]{2}';
const YEAR = `(?:(?<year>20\\d{2}|${HAN_YEAR})年度?|(?<said>今年|本年度?|明年))的?`;
const PART = [
  '前?第?(?<quarter>[一二三四1-4])个?季度',
  '(?<half>上半年|下半年)',
  `(?<month>${MONTH})月(?:份(?!额))?(?:(?:${DAY_OF_MONTH}[日号]?(?:-|－|—+|–|~|～|至|到))?(?<day>${DAY_OF_MONTH})[日号]|(?<third>[上中下]旬|初))?`,
].join('|');
const NUMERIC =
  '(?<nYear>20\\d{2})[-/.](?<nMonth>1[0-2]|0?[1-9])(?:[-/.](?<nDay>3[01]|[12]\\d|0?[1-9])(?![\\d.万亿%])|(?=[底末]|之?前))';
const START = [
  `(?<startYear>20\\d{2}|${HAN_YEAR})年?(?:\\d{1,2}月?(?:\\d{1,2}日)?|[一二三四](?:季度)?)?`,
  '(?:今年|本年)?\\d{1,2}月?(?:\\d{1,2}日)?',
  '[一二三四](?:季度)?',
].join('|');
const BY =
  '(?<by>(?:到|至|截至|截止到?|不晚于|不迟于|最迟|最晚|于|在|力争|争取|确保|计划|预计){1,4})?';
const RANGE = `(?:(?<![\\d.])(?:${START})(?:-|－|—+|–|~|～|起?至|到))?`;
const BARE = `(?<![\\d.每个几半数两多零第十一二三四五六七八九])(?:${PART.replaceAll('(?<', '(?<bare_')}|(?<yearEnd>年[底末]|年内))`;
const END = '(?<end>(?:之前|以前|年?[底末]|前|年?内|以内|为止|止|期间){0,4})';
const DATE = new RegExp(
  `${BY}${RANGE}(?<!\\d)(?:${NUMERIC}|${YEAR}(?:${PART}|(?<yearStart>年?初))?|${BARE})${END}`,
  'g',
);

/** After a day these say that it is where something begins, or lies behind. */
const NOT_AN_END =
  /^(?:起(?!至)|以来|以后|之后|后(?!续)|开始|的?基础|的?成果|同期|水平|初|会计|财政年|施行|生效|[零\d一二三四五六七八九十]{1,3}[时点]起|年?终?(?:考核|绩效|总评|评优))/;
/** 截至6月底尚有三家未办: how things stood. */
const STATE = /^[^。；;]{0,12}?(?:仅|只有|才|已(?!于)|尚|仍|还有|没有|未)/;
/** 3月15日消费者权益日: the day has a name, and returns each year. */
const NAMED_DAY = /^[“"]?[\u4e00-\u9fff]{2,9}[日节][”"]?(?=活动|宣传|期间|[，。；、,;）)]|$)/;
const BASED = /(?:根据|按照|依据|参照|对照|贯彻|落实)$/;
/** 2022年3月印发的方案 */
const OF_A_PAPER =
  /^[^，。；,;]{0,12}(?:印发|发布|出台|召开|下发|颁布|通过|确定|列入|认定|建成|完成|签约|开工)的/;
/** A year alone is a time only before what is to be reached: 2025年建成投产, but not 2025年工作要点. */
export const REACHED = new RegExp(
  `^(?:前|就|要|将|应|须|可|再|新|共|拟|计划|预计|力争|争取|确保|全面|基本|全部|累计|实际|正式|顺利|启动|${[
    '完成|建成|投产|投用|投入|投运|开工|动工|竣工|入规|入统|入库|上市|实现|达到?|突破|超过?|不低于|不少于',
    '净增|增加|建设|改造|形成|提升|提高|增长|下降|降低|培育|引进|打造|创建|成功|通过|中交|试产|试运行|交付|交房|开园',
    '开通|通车|通水|运营|启用|开展|推进|申报|验收|销号|办结|出台|印发|制定|编制|建立|落地|签约|并网|封顶|关停|退出|搬迁',
    '腾退|清零|消除|解决|整改|保持|控制|压减|组织|举办|实施|招引|落户|争创|获批|认定|组建|新建|扩建|拆除|修复|治理|化解',
  ].join('|')})`,
);
/** 2025年产值达到…: the subject stands between. */
const SUBJECT_REACHED =
  /^[\u4e00-\u9fff、]{1,16}?(?:达到|达|突破|超过|不低于|不少于|实现|增长|建成|投产|完成)(?!的)/;
const NAMED =
  /^[\u4e00-\u9fff]{0,6}(?:任务|目标|项目|计划|方案|规划|意见|要点|资金|预算|清单|要求|实事|专项债)(?![\u4e00-\u9fff]{0,4}\d)/;
const ATTRIBUTED =
  /(?:完成|做好|落实|按照|根据|对照|围绕|巩固|实施|推进|列入|纳入|编制|制定|下达|分解|参照|较|比|与|依据|结合|总结|谋划|申报|储备|用好)$/;

interface Known {
  readonly context: TimeContext;
  /** The year of the date before in the same sentence (2027年6月底前…，9月底前…). */
  readonly carried: number | undefined;
}

/** The dates of a text from which names and cadences have been taken away, in order. */
export function datePhrases(text: string, context: TimeContext): readonly DatePhrase[] {
  const found: DatePhrase[] = [];
  let carried: number | undefined;
  let last = 0;
  for (const match of text.matchAll(DATE)) {
    if (/[。；;\n]/.test(text.slice(last, match.index))) carried = undefined;
    last = match.index + match[0].length;
    const groups = groupsOf(match);
    const year = yearOf(groups, { context, carried });
    if (!isEnd(text, match, groups, year, context)) continue;
    const vague = year === undefined || groups.yearStart !== undefined;
    const on = vague ? undefined : lastDayOf(year, groups);
    found.push({ from: match.index, to: last, on });
    if (groups.year !== undefined && partOf(groups) !== undefined) carried = year;
  }
  return found;
}

interface Groups {
  readonly year: string | undefined;
  readonly said: string | undefined;
  readonly startYear: string | undefined;
  readonly quarter: string | undefined;
  readonly half: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly third: string | undefined;
  readonly yearEnd: string | undefined;
  readonly yearStart: string | undefined;
  readonly by: string | undefined;
  readonly end: string;
}

function groupsOf(match: RegExpExecArray): Groups {
  const g: Readonly<Record<string, string | undefined>> = match.groups ?? {};
  return {
    year: g.year ?? g.nYear,
    said: g.said,
    startYear: g.startYear,
    quarter: g.quarter ?? g.bare_quarter,
    half: g.half ?? g.bare_half,
    month: g.month ?? g.bare_month ?? g.nMonth,
    day: g.day ?? g.bare_day ?? g.nDay,
    third: g.third ?? g.bare_third,
    yearEnd: g.yearEnd,
    yearStart: g.yearStart,
    by: g.by,
    end: g.end ?? '',
  };
}

function partOf(g: Groups): string | undefined {
  return g.quarter ?? g.half ?? g.month ?? g.yearEnd ?? g.yearStart;
}

function yearOf(g: Groups, { context, carried }: Known): number | undefined {
  if (g.year !== undefined) return numberOf(g.year);
  if (g.said === '明年') return context.year === undefined ? undefined : context.year + 1;
  if (g.said !== undefined) return context.year;
  if (g.startYear !== undefined) return numberOf(g.startYear);
  return carried ?? context.year;
}

/** Whether the phrase is the end of something: not past, not the start, not a part of a name. */
function isEnd(
  text: string,
  match: RegExpExecArray,
  g: Groups,
  year: number | undefined,
  context: TimeContext,
): boolean {
  const before = text.slice(Math.max(0, match.index - 12), match.index);
  const after = text.slice(match.index + match[0].length);
  if (year === undefined && g.yearEnd === '年内') return false;
  const gone = year !== undefined && context.year !== undefined && year < context.year;
  // 2022年…成果 lies behind; a past 2022年底前 is a limit that somebody must be asked about.
  if (gone && (!g.end.includes('前') || /^(?:已|[^，。；,;]{0,20}的)/.test(after))) return false;
  if (NOT_AN_END.test(after)) return false;
  if (/截/.test(g.by ?? '') && STATE.test(after)) return false;
  const marked = g.end !== '';
  if (!marked && (OF_A_PAPER.test(after) || BASED.test(before))) return false;
  if (!marked && g.day !== undefined && NAMED_DAY.test(after)) return false;
  if (marked || partOf(g) !== undefined) return marked || !/^(?:的|数据|报表|指标)/.test(after);
  // A year alone: 今年 is read as the horizon elsewhere, unless it is 到今年.
  if (g.said !== undefined) return false;
  if (ATTRIBUTED.test(before) || NAMED.test(after)) return false;
  return (
    /到|至|截|于|迟|晚/.test(g.by ?? '') ||
    g.startYear !== undefined ||
    REACHED.test(after) ||
    SUBJECT_REACHED.test(after)
  );
}
