import type { Every } from '../domain/deadline.ts';
import { masked } from './contentTimeText.ts';
import { CAMPAIGN_MONTH, MONTH } from './dateWords.ts';

const HAN_DIGIT = '〇零○一二三四五六七八九十';
const COUNT = `(?<![\\d${HAN_DIGIT}])(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|数|几)`;
/** A length of time: 三年, 6个月, 10个工作日; not the 30日 of 6月30日. */
const SPAN = `(?<!月)${COUNT}(?:年|个月|个?季度|周|个星期|天|日|个?工作日|个自然日)`;

/** Titles and document numbers; taken away before anything is read. */
const TITLES: readonly RegExp[] = [
  /《[^》]{0,120}》/g,
  /[〔【[(](?:19|20)\d{2}[〕】\])](?:第?\d{1,5}号)?/g,
];

/**
 * What looks like a time but is none: names in quotes, 三年行动计划, rates, spans that only measure (连续三年, 近五年),
 * looks back (去年同期, 2022年以来), service standards (压缩至3个工作日内).
 */
const NOT_A_TIME: readonly RegExp[] = [
  /“[^“”]{0,60}”|‘[^‘’]{0,60}’|"[^"。\n]{0,30}"/g,
  /\/(?:年|半年|季度?|月|周|日|天|小?时|人|次)/g,
  new RegExp(
    `(?:新一轮|第[一二三四五六七八九十]{1,2}个)?${COUNT}年(?!以?内|之内)(?:(?!完成|实现|建成|内)[\\u4e00-\\u9fff]){0,8}(?:行动|计划|规划|攻坚|工程|方案|倍增)`,
    'g',
  ),
  new RegExp(`(?:连续|近|过去|提前|满|历时|为期|有效期|任期|保质期|质保期)${SPAN}`, 'g'),
  new RegExp(`${SPAN}(?:来|以来|多来|以上|一贯|之久|期(?!间|内|限))`, 'g'),
  new RegExp(
    `(?:压缩|压减|缩短|缩减|减少|控制|限定|提速|不超过|不多于|少于|最快|平均)[^，。；,;]{0,12}?${SPAN}(?:以?内)?`,
    'g',
  ),
  /(?:去年|上一?年度?|往年|历年|近年|(?<![底末年月日])前年|当年|同年|岁末年初|(?:今|本)?年以来|(?<!\d)年初)(?:同期)?/g,
  /\d{1,3}(?:×|x|\*)\d{1,3}(?:小时|天)?|\d{1,3}小时/g,
  new RegExp(
    `(?<![\\d${HAN_DIGIT}每逐按年今本全])年(?:产|均|处理|加工|综合|增长|销售|营|利|税|用|耗|供|输|发电|收入|吞吐|度(?!内|末|底))`,
    'g',
  ),
];

/** The text without 《…》 and document numbers. */
export function withoutTitles(text: string): string {
  return TITLES.reduce(masked, text);
}

/** The text without what is no time. */
export function withoutNames(text: string): string {
  return NOT_A_TIME.reduce(masked, text);
}

const POINT = '(?:\\d{1,2}[日号]|[上中下]旬|初|底|末)?(?:之?前|以前)?';
const TAIL = [
  `(?:(?:首|末|第[一二三])个?月|${MONTH}月份?${POINT}(?:(?:、|和|及|至|-)${MONTH}月份?${POINT})*)?`,
  POINT,
  '(?:(?:结束|终了)?后(?:的)?(?:第)?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})(?:个?工作日|日|天)(?:以?内)?)?',
].join('');
const NOT_ONE = '(?![日号期家批个度])';

/** Cadences of a duty in prose. Compounds such as 月调度 or 季通报 are clauses of the regime, not of the task. */
const CADENCES: readonly (readonly [string, Every])[] = [
  [`每(?:个|一|1)?半年|(?<![上下])半年一${NOT_ONE}|(?:每年|一年)(?:两|2|二)次`, 'half-year'],
  [`每(?:两|二|2)个?月|(?<![\\d十])(?:两|二|2)个?月一${NOT_ONE}|每?双月|每?隔月`, 'two-months'],
  [
    `每(?:个|一|1)?季度?|逐季度?|按季度?(?!节)|季季|(?<!\\d)一(?:个季度|季度?)一${NOT_ONE}`,
    'quarter',
  ],
  [`每(?:个|一|1)?旬|逐旬|按旬|(?<!\\d)一旬一`, 'ten-days'],
  [`每(?:个|一|1)?(?:周(?![边期年])|星期)|逐周|按周(?!期)|周周|(?<!\\d)一周一${NOT_ONE}`, 'week'],
  [`每(?:个|一|1)?月|逐月|按月(?!份)|月月|(?<![\\d十])一个?月一${NOT_ONE}`, 'month'],
  [
    `每(?:个|一|1)?年度?(?![产龄均轻])|逐年(?=开展|组织|召开|报告|制定)|按年(?![度龄限份初均产])|(?<![\\d${HAN_DIGIT}])年年(?![底末内初度中])|(?<!\\d)一年一${NOT_ONE}`,
    'year',
  ],
];

export const RECURRING: readonly (readonly [RegExp, Every])[] = CADENCES.map(([words, every]) => [
  new RegExp(`(?:${words})${TAIL}`, 'g'),
  every,
]);

/** 每年30万吨: a rate in words. */
export const RATE =
  /^(?:约|达|可达|达到)?\d+(?:\.\d+)?(?:余|多)?[十百千万亿]*(?:吨|立方|千瓦|度|元|平方|亩|公里|人次|标箱|台|套|辆|件)/;

const MONTHS = `(?:${MONTH}月份?(?:、|和|及|与)?){1,12}(?:的|为|是)?`;

/** 6月和12月宣传月: months that return each year. */
export const MONTHS_OF_YEAR = new RegExp(
  `${MONTHS}[“"]?(?:集中)?(?:(?:(?!组织|开展|举办|举行|启动|实施)[\\u4e00-\\u9fff]){2,8})?${CAMPAIGN_MONTH}[”"]?`,
  'g',
);

const A_YEAR = '(?:今年|本年|明年|20\\d{2}年)';
const FEAST =
  '春节|元旦|元宵节?|清明节?|五一|劳动节|端午节?|七一|八一|中秋节?|国庆节?|春耕|主?汛期|汛|雨季|台风季|冬季|入冬|入汛|入夏|供暖季?|采暖季|高考|中考|(?:春季|秋季|新)?学期|(?:春季|秋季)?开学|两会|换届|党的[一二三四五六七八九十]{2,3}大|党代会';

/** 春节前, 秋季开学, 次年3月, 本月底: the day depends on the year, the calendar or another paper. */
export const UNDATED: readonly RegExp[] = [
  new RegExp(
    `${A_YEAR}?(?:[“"]?(?:${FEAST})[”"]?|[“"]十一[”"])(?:假期|期间)?(?:开始|召开|到来|来临|结束)?(?:之?前|以前)(?!期|后|沿)`,
    'g',
  ),
  new RegExp(`${A_YEAR}(?:(?:春季|秋季)(?:学期)?(?:开学)?|新学期)(?:时|后)?`, 'g'),
  /(?<!基)(?:本|当|下)个?月(?:底|末|内|\d{1,2}[日号]|[上中下]旬)(?:之?前|以前|内)?/g,
  new RegExp(`(?<![\\d${HAN_DIGIT}每个半])月[底末](?:之?前|以前)?`, 'g'),
  /(?:次|翌|下一?)年(?:度)?(?:\d{1,2}月(?:\d{1,2}[日号])?[底末初]?|[一二三四]季度末?|上半年|底|末|初)(?:之?前|以前)?/g,
];

/** 三年内, 印发后10个工作日内, 每两年: a length without a start, or a period that has no word here. */
export const UNMEASURED: readonly RegExp[] = [
  new RegExp(
    `(?:[\\u4e00-\\u9fff]{2,6}(?:之日起|之日后|后))?${SPAN}(?:以|之)?内|用${SPAN}(?:左右)?的?时间|(?:今后|未来)${SPAN}|今明两年`,
    'g',
  ),
  new RegExp(`每隔?${SPAN}|每半个?月|每半旬`, 'g'),
];

/** 尽快, 适时, 定期: a time is wanted and none is said. */
export const VAGUE = /尽快|适时|择机|(?<![约固规确指法限额特])定期(?!存款|限)/g;

/** 持续推进, 常态化开展. */
export const CONTINUOUS =
  /(?<!可)持续(?!发展|增长点|性|力|期|时间|经营能力)|常态化(?![\u4e00-\u9fff]{0,10}机制)|长期坚持|长期推进|经常性(?=开展|组织|抓|推进|深入)|常年(?=开展|组织|坚持|举办)/g;

/** 全年, 今年: the year of the plan as a whole. */
export const SCOPE = /全年度?|(?:今|本)年(?:度)?(?:内|之内)?(?!初|以来)|年度?内/g;
