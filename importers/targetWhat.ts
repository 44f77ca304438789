import { clauseAround } from './contentTimeText.ts';

const LONGEST = 40;
const LEAD_IN =
  /^(?:[、，,：:；;）)]|力争|争取(?!.{0,6}资金)|确保|务必|全年|今年|年内|每年|每季度|每月|(?:\d{1,2}|[一二三四五六七八九十]{1,2})年内|到|和|及|以及|并|且|其中|的|前|底|末)+/;
const TRAILING =
  /(?:[、（("“]|同比|年均|平均|增长|增幅|增速|上升|提高|提升|实现|达到|达|完成|为|是|至|到|在|均|(?:(?<![引推促增改])进入?|跻身|位居|位列|保持)(?:全[国省市区县](?:同类)?)?|力争|确保|且|并|不低于|不少于)+$/;
const BASE = /在[^，。；,;]{0,24}?基础上/;
/** A verb alone says nothing: 培育 10家 十亿级企业. */
const VERB_ALONE =
  /^(?:[\u4e00-\u9fff]{0,4}(?:新增|净增|培育|培养|引进|招引|建成|建设|打造|创建|申报|新建|改造|改建|盘活|培训|举办|开展|组织|签约|实施|推进|发展|建立|设立|支持|取消|优化|清理|收储|整治|治理|推动|加快|选派|制定|出台|遴选|选树|评选|完成|实现|解决|办理|办好|发放|争取|探索|动员))$/;

/** What a number counts: the words before it in its clause, and those after it where there is only a verb before. */
export function whatIsCounted(
  text: string,
  place: {
    readonly from: number;
    readonly to: number;
    readonly least: number;
    readonly most: number;
  },
): string {
  const clause = clauseAround(text, place.from, place.to);
  const before = text.slice(Math.max(place.least, clause.from), place.from);
  const joined = /(?:[、和及与或]|以及)$/.test(before);
  const own = joined ? '' : before.replace(BASE, '').replace(LEAD_IN, '').replace(TRAILING, '');
  if (own !== '' && !VERB_ALONE.test(own) && !/等$/.test(own)) return shortened(own);
  const after = text.slice(place.to, Math.min(clause.to, place.most)).split(/[、（(]/)[0] ?? '';
  const noun = after.replace(LEAD_IN, '').replace(/(?:等|以上|左右|和|及|与)$/, '');
  const verb = /等$/.test(own) ? '' : own;
  return shortened(noun === '' ? own : `${verb}${noun}`);
}

function shortened(words: string): string {
  return words.length <= LONGEST ? words : `…${words.slice(-LONGEST)}`;
}
