import type { Target } from '../domain/target.ts';
import { datePhrases } from './contentTimeDates.ts';
import { withoutNames, withoutTitles } from './contentTimeRules.ts';
import { flatOf, masked, printedPlace, without } from './contentTimeText.ts';
import { numberOf } from './dateWords.ts';
import { whatIsCounted } from './targetWhat.ts';

/** A target in a sentence and where its number stands (UTF-16 offsets, `to` exclusive). */
export interface FoundTarget {
  readonly target: Target;
  readonly from: number;
  readonly to: number;
}

const COUNTERS = [
  '个百分点|百分点|个|家|项|名|人次|人|次|户|件|场|条|处|座|所|台|套|辆|批次|批|例|宗|起|份|篇|期|支|只|头|棵|株|盏|块|对|类|种|款|门|站|栋|幢|间|张|位|部|颗',
  '美元|元|亩|公顷|公里|千米|平方公里|平方千米|平方米|立方米|平米|方|吨标准煤|吨|千克|公斤|斤|千瓦时|千瓦|兆瓦|标箱|度|米|床位|床|单|票|架次|班次|平方',
].join('|');
const UNIT = `[十百千万亿]{0,3}(?:${COUNTERS})(?:\\((?:个|家|项|人|件|名)\\))?(?:\\/(?:亩|人|户|平方米|平方公里|吨|公里))?`;
const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const HAN = '[一二两三四五六七八九十百]{1,4}';

const AT_LEAST =
  '不(?:得)?少于|不(?:得)?低于|不小于|至少|最少|最低|达到|达|完成|实现|保持在|稳定在|提[高升][到至]|增[加长][到至]';
const AT_MOST =
  '不(?:得)?超过|不(?:得)?高于|不(?:得)?多于|不大于|至多|最多|控制在|低于|少于|[降压][低减]?[到至]';
const ABOVE = '超过|超出|超|突破|高于|大于|多于';
const ABOUT = '大约|约|近';
const BEFORE = `(?<before>(?:(?:${AT_LEAST}|${AT_MOST}|${ABOVE}|${ABOUT})){1,3})?`;
const AFTER = '(?<after>及?以上|以内|及?以下|之内|左右|上下)?';

/** 10家左右, 不少于60个, 2-3个, 增长7.5%, 超100万. */
const QUANTITY = new RegExp(
  `${BEFORE}(?<![\\dA-Za-z.第])(?:(?<value>${DIGITS})(?:(?:-|—+|–|~|～|至|到)(?<upTo>${DIGITS}))?(?:余|多)?(?<unit>%|‰|${UNIT}|[万亿](?![级\\u4e00-\\u9fff]))|(?<han>${HAN})(?<hanUnit>${UNIT}))(?!\\/(?:年|月|日|天|季))(?![A-Za-z])${AFTER}`,
  'g',
);
/** 100万吨/年, 300元/月, 年产30万吨, 2万吨溶剂…: how large a thing is. */
const CAPACITY =
  /\d[\d.]{0,12}[十百千万亿]{0,3}[\u4e00-\u9fffA-Za-z]{1,4}\/(?:年|月|日|天|小?时|季)|年(?:产|处理|加工)(?:能力)?[约达]?\d[\d.]{0,12}[十百千万亿]{0,3}[\u4e00-\u9fff]|(?<![为到达量产超破于]|达到)\d[\d.]{0,12}[十百千万亿]{0,3}吨(?=[\u4e00-\u9fff])(?!以[上内下]|左右|的|等)/g;
const GROWTH =
  /(?:同比|平均|均|年均)?(?:增长|增幅|增速|上升|提高|提升|增加|下降|降低|减少|压减|降幅|涨幅)(?:率)?(?:保持在|达到|达|为)?$/;
/** Before a bare number: somebody is to bring it about. */
const BROUGHT_ABOUT =
  /(?:新增|净增|新培育|培育|培养|引进|招引|完成|实现|建成|建设|打造|创建|申报|新建|改造|改建|扩建|盘活|培训|举办|开展|组织|签约|实施|推进|发展|选派|建立|设立|新签|支持|争取|力争|确保|取消|优化|清理|收储|整治|治理|化解|推动|加快|安排|投放|发放|救助|帮扶|解决|办理|办好|修复|种植|栽植|拆除|转化|认定|遴选|选树|评选|征集|推出|出台|制定|稳定|新创|获批|争创|入库|落户|开工|竣工|投产|投资|销号|排查|检查|走访)[^，。；,;：:]*$/;
const RANKED =
  /(?:(?<=(?:进入?|跻身|位居|居|位列|列|保持|排名|争|冲刺?|挤进|全[国省市区县]))前(?<rank>\d{1,4}|[一二三四五六七八九十]{1,3})(?<rankUnit>[位名强]|%)?|(?<![底末年月日])前(?<rank2>\d{1,4}|[一二三四五六七八九十]{1,3})(?<rankUnit2>[位名强]|%))(?!季度|年|个?月|天|日|届|批|款|期|家|个)/g;
const BASE =
  /在(?<words>[^，。；,;]{0,16}?(?:(?<value>\d+(?:\.\d+)?)(?<unit>%|[十百千万亿]*[\u4e00-\u9fff]{1,3}?))?)的?基础上/;

/**
 * Targets that a text states in numbers. Not targets: names in 《》 and quotes, capacities (100万吨/年), dates and spans,
 * what only describes a noun (投资105亿元的…, 1亿元以上项目5个), and a bare number that nobody is to bring about.
 */
export function findTargets(text: string): readonly FoundTarget[] {
  const flat = flatOf(text);
  const named = withoutNames(masked(withoutTitles(flat.text), CAPACITY));
  const dates = datePhrases(named, {});
  const bare = without(named, dates);
  const placed = ranks(bare);
  const counted = quantities(without(bare, placed));
  const found = [...placed, ...counted].sort((a, b) => a.from - b.from);
  return found.map(({ from, to, target }, n) => {
    const before = found[n - 1]?.to ?? 0;
    const least = Math.max(before, ...dates.filter((d) => d.to <= from).map((d) => d.to));
    const most = found[n + 1]?.from ?? flat.text.length;
    const what = whatIsCounted(flat.text, { from, to, least, most });
    const base = baseOf(flat.text, before, from);
    return {
      target: { what, ...target, ...(base ? { base } : {}) },
      ...printedPlace(flat, from, to),
    };
  });
}

/** The targets of a task's content, as a field of the task; no field where there are none. */
export function statedTargets(content: string): { readonly statedTargets?: Target[] } {
  const targets = findTargets(content).map(({ target }) => target);
  return targets.length > 0 ? { statedTargets: targets } : {};
}

type Measured = Omit<Target, 'what' | 'base'>;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly target: Measured;
}

function ranks(text: string): readonly Stretch[] {
  return [...text.matchAll(RANKED)].map((match) => {
    const g = match.groups ?? {};
    const value = numberOf(g.rank ?? g.rank2 ?? '');
    const unit = g.rankUnit ?? g.rankUnit2 ?? '位';
    const target: Measured = { kind: 'rank', comparison: 'at-most', value, unit };
    return { from: match.index, to: match.index + match[0].length, target };
  });
}

function quantities(text: string): readonly Stretch[] {
  const matches = [...text.matchAll(QUANTITY)];
  const found: Stretch[] = [];
  for (const [n, match] of matches.entries()) {
    const from = match.index;
    const to = from + match[0].length;
    const last = found.at(-1);
    // 确保…稳定在5万亩，产量2万吨: the list goes on.
    const listed = last !== undefined && /^[^。；;]{1,20}$/.test(text.slice(last.to, from));
    const target = measured(text, match, listed);
    if (target && !describes(text, match, matches[n + 1])) found.push({ from, to, target });
  }
  return found;
}

/** The number, unless it stands there for no target. */
function measured(text: string, match: RegExpExecArray, listed: boolean): Measured | undefined {
  const g = match.groups ?? {};
  const clause = text.slice(Math.max(0, match.index - 60), match.index);
  const unit = g.unit ?? g.hanUnit ?? '';
  const comparison = comparisonOf(g.before ?? '', g.after ?? '');
  const growth =
    (unit === '%' || unit.endsWith('百分点')) && GROWTH.test(clause + (g.before ?? ''));
  const compared = comparison !== 'exactly';
  if (g.han !== undefined && !compared) return undefined;
  if (/^[万亿]$/.test(unit) && !compared) return undefined;
  const percent = unit === '%' || unit === '‰';
  const wanted = listed || BROUGHT_ABOUT.test(clause);
  if (!compared && !growth && (percent || !wanted)) return undefined;
  const value =
    g.han === undefined ? Number((g.value ?? '').replaceAll(',', '')) : hanNumber(g.han);
  const upTo = g.upTo === undefined ? {} : { upTo: Number(g.upTo.replaceAll(',', '')) };
  return { kind: growth ? 'growth' : 'amount', comparison, value, ...upTo, unit };
}

function hanNumber(words: string): number {
  return numberOf(words.replaceAll('两', '二'));
}

function comparisonOf(before: string, after: string): Target['comparison'] {
  if (/以上/.test(after)) return 'at-least';
  if (/以内|以下|之内/.test(after)) return 'at-most';
  if (/左右|上下/.test(after)) return 'about';
  if (/不(?:得)?[少低小]于$/.test(before)) return 'at-least';
  if (new RegExp(`(?:${AT_MOST})$`).test(before)) return 'at-most';
  if (new RegExp(`(?:${ABOVE})$`).test(before)) return 'above';
  if (new RegExp(`(?:${AT_LEAST})$`).test(before)) return 'at-least';
  return before === '' ? 'exactly' : 'about';
}

/** 投资105亿元的…, 1亿元以上项目5个: the number only describes the noun that follows. */
function describes(
  text: string,
  match: RegExpExecArray,
  next: RegExpExecArray | undefined,
): boolean {
  const to = match.index + match[0].length;
  if (/^的?基础/.test(text.slice(to, to + 3))) return true;
  // 年内实现50%以上的…清零 is to be reached; 投资105亿元的… is what the thing is like.
  if (text.startsWith('的', to)) return !(match.groups?.unit === '%' && match.groups.before);
  if (!next || match.groups?.after === undefined) return false;
  return /^[\u4e00-\u9fff“”]{1,12}$/.test(text.slice(to, next.index)) && !next.groups?.before;
}

function baseOf(text: string, least: number, from: number): Target['base'] {
  const match = BASE.exec(text.slice(Math.max(least, from - 60), from));
  const g = match?.groups;
  if (!g?.words) return undefined;
  const number = g.value === undefined ? {} : { value: Number(g.value), unit: g.unit ?? '' };
  return { words: g.words, ...number };
}
