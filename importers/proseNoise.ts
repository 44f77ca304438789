import { joinedWords, sliceWords } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** Marks that programs leave inside a line: bookmarks, scraps of mark-up, invisible letters. */
const SCRAPS =
  /\[bookmark:[^\]]*\]|^\s*(?:['"]?\s*\/>\s*)+|&nbsp;|&emsp;|[\u200b-\u200f\ufeff\u2060\u00ad]|<\/?(?:p|br|span|div|strong|b|a|font)\b[^>]*>/gi;

/** Web furniture that no plan says of itself. */
const FURNITURE = [
  /^(?:归档(?:时间|日期)|当前位置|您(?:现在)?的位置|发布(?:时间|日期|机构|单位|人)|更新时间|浏览(?:次数|量)|点击(?:数|量|次数|率)|阅读(?:次数|量)|访问量|字体(?:大小)?|字号|视力保护色|索引号|信息索引号|主题分类|主题词|信息分类|公开(?:方式|范围|形式|日期|目录|责任部门)|统一登记号|有效性|时效性|效力状态|责任编辑|上一篇|下一篇|相关(?:文档|链接|解读|文件|附件|新闻|阅读)|政策解读|解读文件|附件下载|版权所有|技术支持|网站标识码)[:：>〉|]/,
  /^(?:(?:首页|网站首页|本站首页)[>›»〉》|\-—]|[>›»]{1,2}[^>]{1,20}[>›»])/,
  /^[（([【]?(?:此件|本件|此文件)(?:公开发布|主动公开|依申请公开|不公开|公开)[）)\]】]?$/,
  /^[【[（(]?(?:字体|打印|关闭|收藏|分享|打印本页|关闭窗口|关闭本页|返回顶部|大中小)[^，。；]{0,14}[】\])）]?$/,
  /^(?:无障碍(?:浏览|阅读)|长者(?:模式|版)|关怀版|扫一扫|扫描二维码|微信扫|分享到|打印本页|关闭窗口|我要(?:纠错|评论)|责任编辑|[^，。]{0,12}ICP备)/,
];
/** Furniture only at the ends of a document; inside it the same words may be meant. */
const AT_ENDS =
  /^(?:来源|信息来源|文章来源|稿件来源|作者|编辑|审核|校对|时间|日期|标签|关键词|摘要|字体|浏览)[:：]/;
/** After these words at the end of a document comes nothing of the plan. */
const LAST = /^(?:相关(?:文档|链接|解读|文件|新闻|阅读)|上一篇|下一篇|政策解读)[:：]?/;
/** After these words a line with nothing but a date says when the page was published, not when the plan was issued. */
const PUBLISHED =
  /^(?:(?:信息|文章|稿件)?来源[:：]|(?:发布|归档|更新|公开)(?:时间|日期)[:：]$|(?:发布|信息公开)(?:机构|单位|人)[:：])/;
const BARE_DATE = /^20\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$/;
const ENDS = 14;

/** Words without the scraps, and how many there were. */
export function withoutScraps(words: Words): { readonly words: Words; readonly removed: number } {
  const hits = [...words.text.matchAll(SCRAPS)].filter(([hit]) => hit !== '');
  if (hits.length === 0) return { words, removed: 0 };
  const pieces: Words[] = [];
  let from = 0;
  for (const hit of hits) {
    pieces.push(sliceWords(words, from, hit.index));
    from = hit.index + hit[0].length;
  }
  pieces.push(sliceWords(words, from));
  return { words: joinedWords(pieces, ''), removed: hits.length };
}

/** Which of the lines are web furniture. */
export function furnitureLines(lines: readonly string[]): ReadonlySet<number> {
  const said = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  const rank = new Map(said.map((line, i) => [line, i]));
  const found = new Set<number>();
  let ended = false;
  for (const i of said) {
    const line = (lines[i] ?? '').replace(/\s+/g, '');
    const at = rank.get(i) ?? 0;
    const last = at >= said.length - ENDS;
    ended ||= last && at > 0 && LAST.test(line) && line.length < 200;
    const end = (at < ENDS || last) && line.length < 100 && AT_ENDS.test(line);
    const above = (lines[said[at - 1] ?? i] ?? '').replace(/\s+/g, '');
    const published = (at < ENDS || last) && PUBLISHED.test(above) && BARE_DATE.test(line);
    if (ended || end || published || FURNITURE.some((pattern) => pattern.test(line))) found.add(i);
  }
  return found;
}
