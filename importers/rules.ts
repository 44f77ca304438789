import type { Inference } from '../domain/plan.ts';

/** Below this a field is shown to a person before it counts. */
export const REVIEW_BELOW = 0.8;

/** Every rule by which a field is concluded that the document does not print so: how sure, and in words. */
const RULES = {
  'merged-above': [0.95, '合并单元格，取上方的值'],
  'blank-above': [0.7, '单元格空白且未合并，按“同上”读取'],
  'no-time-phrase': [0.9, '没有写明时限，以方案期限为限'],
  'list-open': [0.75, '单位名单以“等”结尾，只记入已列名的单位'],
  'responsible-stands-for-lead': [0.85, '只写了负责（责任）单位，没有牵头单位'],
  'year-from-document': [0.85, '只写了月日，年份取自文件'],
  'corrected-in-review': [1, '核对时由人改正'],
  'prose-of-row': [0.85, '表中没有写，取自正文中的同一任务'],
  'units-of-heading': [0.7, '本条没有写明单位，取自上一级标题'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
export type RuleName = keyof typeof RULES;

export function inferredBy(rule: RuleName): Inference {
  return { rule, confidence: RULES[rule][0] };
}

/** A rule in words for the review queue; undefined for one that is no longer known. */
export function ruleWords(rule: string): string | undefined {
  return (RULES as Readonly<Record<string, readonly [number, string]>>)[rule]?.[1];
}
