import type { Reviewed } from '../importers/review.ts';

/** Kinds of doubts 疑点种类 by their code, in words. */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  'title-missing': '缺标题',
  'issuer-missing': '缺发文机关',
  'number-missing': '缺文号',
  'date-missing': '缺成文日期',
  'task-without-unit': '没有单位',
  'group-unresolved': '单位组未落实',
  'list-open': '名单未列全',
  'deadline-unknown': '时限不明',
  'deadline-past': '时限已过',
  'period-missing': '定期而无周期',
  'unit-alias': '疑为同一单位',
  'unit-outside': '本级以外的单位',
  'unit-doubtful': '单位名称存疑',
  'unit-in-sentence': '只在句中出现的单位',
  'annex-missing': '缺附件',
  'text-suspect': '疑有错漏',
  'blank-above': '空白按同上',
  'units-of-heading': '单位取自标题',
  'row-without-content': '没有内容的行',
  'cell-error': '单元格有错',
  'formula-without-value': '公式没有值',
  'sheet-cut': '表格未读完',
  'sheet-hidden': '隐藏的表',
  'page-without-text': '没有文字的页',
  'table-unruled': '没有框线的表',
  'links-unread': '未读的链接',
};

/** `待核对 17 处，其中 3 处启动前必须核对；已核对 5 处，请示中 1 处。` */
export function countWords({ open, closed }: Pick<Reviewed, 'open' | 'closed'>): string {
  const required = open.filter((doubt) => doubt.required).length;
  const asked = open.filter((doubt) => doubt.asked !== undefined).length;
  if (open.length === 0) {
    return closed.length === 0 ? '没有需要核对的地方。' : `全部核对完毕，共 ${closed.length} 处。`;
  }
  const must = required === 0 ? '没有必须逐处核对的' : `其中 ${required} 处启动前必须核对`;
  return `待核对 ${open.length} 处，${must}；已核对 ${closed.length} 处，请示中 ${asked} 处。`;
}
