/** What a part of a plan is for. */
export type SectionKind = 'tasks' | 'goals' | 'measures';

const GOALS =
  /总体要求|指导思想|基本原则|工作原则|实施原则|总体思路|工作思路|基本思路|总体(?:目标|安排|考虑)|(?:工作|发展|主要|预期|攻坚|行动|年度|建设|具体|创建|阶段)目标|目标(?:要求|定位)|^(?:目标|原则|背景|意义)$|重要意义|重要性|起草背景|工作背景|编制依据|^总则$|工作基础|发展(?:基础|现状|形势)|形势(?:分析|与)|实施范围|适用范围|活动主题|整治范围/;
const MEASURES =
  /保障(?:措施|机制|体系|条件|工作)|组织保障|工作保障|制度保障|推进(?:措施|机制|落实)|工作机制|工作要求|有关要求|相关要求|几点要求|具体要求|实施要求|活动要求|组织(?:实施|推进|领导|机构|架构|体系|形式)|领导(?:机构|小组)|考核(?:评价|奖惩|办法|问责|验收|评估|监督)|(?:督查|督导|监督|督办)(?:考核|检查|问责|评估|落实|机制|工作)?$|督促检查|督导评估|附则|(?:实施|工作|方法|推进)步骤|(?:时间|进度|阶段)安排|工作纪律|责任追究|职责分工$|工作职责/;
const GUARANTEE = /^(?:强化|加强|健全|完善|落实|严格)?(?:组织|工作|制度|纪律|作风)?保障$/;
const TASKS =
  /任务|重点工作|工作重点|工作要点|主要工作|(?:工作|主要|重点|具体|实施|创新|整治|政策)(?:举措|措施|内容|事项|项目)|重点(?:领域|行动|工程|环节|方向)|主要(?:行动|做法|方面)|(?:专项|攻坚|提升)行动$|实事(?:项目)?$|工作安排|重点改革/;

/** The kind that a heading itself names. 目标任务 names both: `mixed`. */
export function headingKind(heading: string): SectionKind | 'mixed' | undefined {
  const words = heading.replace(/\s+/g, '');
  const tasks = TASKS.test(words.replace(CARRIED_OUT, ''));
  const goals = isNamedBy(GOALS, words, /(?:目标|要求|原则|思想|思路)(?:任务)?$/);
  if (tasks && (goals || /目标/.test(words))) return 'mixed';
  if (tasks) return 'tasks';
  const measures = isNamedBy(MEASURES, words, /(?:保障|要求|机制|考核|问责|领导|落实|见效)$/);
  if (measures || GUARANTEE.test(words)) return 'measures';
  return goals ? 'goals' : undefined;
}

/** 确保任务落实 in the heading of guarantees names no tasks. */
const CARRIED_OUT =
  /(?:确保|推动|保障|促进|完成|落实|压实|分解|细化|推进)[^，,、]{0,8}任务(?:落[^，,、]{0,4}|完成|见效)*/g;
const SHORT = 14;

/** Long headings of yearly plans hold such words by the way; there only the end of the heading counts. */
function isNamedBy(pattern: RegExp, words: string, end: RegExp): boolean {
  return pattern.test(words) && (words.length <= SHORT || end.test(words));
}

const PLAIN_HEADING =
  /^(?:总体要求|指导思想|基本原则|工作原则|(?:工作|发展|主要|总体|预期)?目标|目标任务|(?:重点|主要|具体|工作)任务|重点工作|工作重点|主要工作|(?:工作|主要|重点)(?:举措|措施|内容)|(?:保障|推进)(?:措施|机制)|组织(?:实施|领导|保障)|工作(?:要求|机制|安排)|有关要求|实施步骤|督查考核|考核评价)$/;

/** A heading without a number: the exact words that head the parts of plans. */
export function isPlainHeading(line: string): boolean {
  return PLAIN_HEADING.test(line.replace(/[\s：:【】]+/g, ''));
}

/** Parts whose title says that they hold rules or names, not tasks. */
export function titleKind(title: string): SectionKind {
  const words = title.replace(/[（(][^）)]*[）)]$/, '');
  return /(?:办法|细则|名单|规则|规定|制度|说明|解读|职责|通讯录|联系表|流程图|名词解释|机构|小组)$/.test(
    words,
  )
    ? 'measures'
    : 'tasks';
}
