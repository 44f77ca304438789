import type { Every } from '../domain/deadline.ts';
import { CHAIN_END, shortAct, type Act } from './clauseWords.ts';

/** A cadence 周期 that a phrase names; `every` is absent where we have none such (半月、每日). */
export interface NamedCadence {
  readonly every: Every | undefined;
  /** 月度, 年终: it may only describe a noun, so it counts least. */
  readonly adjective: boolean;
  readonly from: number;
  readonly to: number;
}

const UNITS: Readonly<Record<string, Every>> = {
  周: 'week',
  星期: 'week',
  旬: 'ten-days',
  月: 'month',
  月份: 'month',
  季: 'quarter',
  季度: 'quarter',
  半年: 'half-year',
  半年度: 'half-year',
  年: 'year',
  年度: 'year',
  年终: 'year',
  年末: 'year',
  年底: 'year',
  双月: 'two-months',
  月度: 'month',
  隔月: 'two-months',
};

const MANY: Readonly<Record<string, Every>> = {
  '2月': 'two-months',
  '3月': 'quarter',
  '6月': 'half-year',
  '12月': 'year',
  '10天': 'ten-days',
  '10日': 'ten-days',
  '7天': 'week',
  '1月': 'month',
  '1年': 'year',
  '2季度': 'half-year',
};
const DIGITS: Readonly<Record<string, string>> = {
  一: '1',
  两: '2',
  二: '2',
  双: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  十: '10',
  十二: '12',
};

const N = '[一二两三四五六七]|十二|十|1[02]|[1-7]';
const UNIT = '半个?月|半年度?|双月|双周|星期|周(?![年边转密全])|旬|月份?|季度?|年度?|工作日|日|天';
const NOT_BEFORE =
  '(?<![上本下当全各同该跨第每近今去明前往历周青少成一二三四五六七八九十两几多数\\d])';

const CADENCE = new RegExp(
  [
    `每隔?(?:一|1|个|一个|1个)?(?<each>${UNIT})`,
    `每隔?(?<count>${N})个?(?<of>月|周|星期|天|日|季度|年)`,
    `(?:逐|按)(?<by>周|旬|月|季度?|半年|年度?)(?!龄|级|薪)`,
    `(?<![\\d第每半])(?<once>半个?月|半年|[一两二1-3](?:个)?(?:周|旬|月|季度?|年))(?=[一两1-4](?:次|期|报|议|会|督|通|调|考|评|总|讲|点|排|小))`,
    `(?<again>月月|季季|年年|周周|旬旬)`,
    `${NOT_BEFORE}(?<every>双月|隔月)`,
    `${NOT_BEFORE}(?<adjective>月度|季度|半年度?|年度|年终|年末|年底(?!之?前|以前))`,
  ].join('|'),
  'g',
);

/** The cadences of a phrase, in order. 每一季度 is quarterly, never 一季度. */
export function cadencesIn(words: string): readonly NamedCadence[] {
  const listed = LISTED.map(([list, every]) => ({ at: words.search(list), every }));
  return [...words.matchAll(CADENCE)].map((match) => {
    const groups = match.groups ?? {};
    const adjective = groups.adjective !== undefined;
    const list = listed.find(({ at }) => at === match.index);
    const every = list === undefined ? everyOf(groups) : list.every;
    return { every, adjective, from: match.index, to: match.index + match[0].length };
  });
}

const DAY = '(?:\\d{1,2}[日号]?|月?[底末])';
const MONTH = '\\d{1,2}月[底末份初中旬]*';
const AND = '[、和及,]';
/** 每月10日、20日、30日 is each 旬, 每年6月和12月 each half; 每月15日、30日 is a cadence that we do not have. */
const LISTED: readonly (readonly [RegExp, Every | undefined])[] = [
  [new RegExp(`每个?月(?:${DAY}${AND}){2}${DAY}`), 'ten-days'],
  [new RegExp(`每个?月${DAY}${AND}${DAY}`), undefined],
  [new RegExp(`每年的?(?:${MONTH}${AND}){3}${MONTH}`), 'quarter'],
  [new RegExp(`每年的?${MONTH}${AND}${MONTH}`), 'half-year'],
];

function everyOf(groups: Readonly<Record<string, string | undefined>>): Every | undefined {
  const { each, count, of, by, once, again, every, adjective } = groups;
  if (count !== undefined) return MANY[`${digits(count)}${of === '星期' ? '周' : (of ?? '')}`];
  if (once !== undefined && !once.startsWith('半')) {
    const [, n = '', unit = ''] = /^(.)个?(.+)$/.exec(once) ?? [];
    return n === '一' || n === '1' ? UNITS[unit] : MANY[`${digits(n)}${unit}`];
  }
  const word = each ?? by ?? once ?? again?.charAt(0) ?? every ?? adjective ?? '';
  return UNITS[word];
}

function digits(word: string): string {
  return DIGITS[word] ?? word;
}

/** 一年两次 is half-yearly: how often within the cadence; undefined where we have no such cadence. */
export function withTimes(every: Every | undefined, words: string): Every | undefined {
  const times = /(?<![第\d])([两二三四六]|十二|[1-9]|12)(?:次|期)(?!以上会)/.exec(words)?.[1];
  const n = times === undefined ? '1' : digits(times);
  if (n === '1' || every === undefined) return every;
  const known: Readonly<Record<string, Every>> = {
    'year 2': 'half-year',
    'year 4': 'quarter',
    'year 6': 'two-months',
    'year 12': 'month',
    'half-year 2': 'quarter',
    'half-year 3': 'two-months',
    'half-year 6': 'month',
    'quarter 3': 'month',
    'month 3': 'ten-days',
    'month 4': 'week',
  };
  return known[`${every} ${n}`];
}

/** An item of a chain: 一月一调度, 两月一通报, 周调度, 月通报, 年考评; the act follows its cadence at once. */
export interface ChainItem {
  readonly every: Every | undefined;
  readonly act: Act;
  readonly from: number;
  readonly to: number;
}

const ITEM = new RegExp(
  [
    `(?<![\\d第])每?(?<one>一|1|个)?(?<unit>半个?月|双月|半年|周|旬|月|季度?|年度?|日|天)(?<mark>一|1)`,
    `(?<![\\d第])每?(?<count>两|二|2|三|3)个?(?<of>月|周)(?:一|1)`,
    `(?<=^|[“”"'‘「《(、,:;·•/|—+\\-\u0001]|${CHAIN_END}|实行|实施|执行|落实|建立|坚持|严格|按照|采取|采用|推行|健全|完善|落实好|开展|形成|运用|以|和|及|与|并|或|的)(?<bare>半月|双月|双周|周|旬|月|季|半年|年|日)(?:度|[初中末底终])?`,
  ].join('|'),
  'g',
);

export function chainItemsIn(words: string): readonly ChainItem[] {
  const found: ChainItem[] = [];
  for (const match of words.matchAll(ITEM)) {
    const { one, unit, count, of, bare } = match.groups ?? {};
    const to = match.index + match[0].length;
    const act = shortAct(words.slice(to));
    if (act === undefined || match.index < (found.at(-1)?.to ?? 0)) continue;
    if (unit !== undefined && one === undefined && /^[周旬月季年日天]/.test(match[0])) continue;
    const every =
      count === undefined ? UNITS[unit ?? bare ?? ''] : MANY[`${digits(count)}${of ?? ''}`];
    const place = { ...act, from: to, to: to + act.to };
    found.push({ every, act: place, from: match.index, to: place.to });
  }
  return found;
}
