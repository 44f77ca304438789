import type { z } from 'zod';
import type { FoundDuty, FoundStep } from '../domain/plan.ts';
import { cadenceOf } from './timePhrase.ts';

type Duty = z.infer<typeof FoundDuty>;
type Step = z.infer<typeof FoundStep>;

export interface Clauses {
  readonly duties: readonly Duty[];
  readonly steps: readonly Step[];
  /** 定期… without a period: somebody must say how often. */
  readonly periodless: readonly string[];
}

/** Duty words of supervision; the first that fits counts. */
const DUTIES: readonly (readonly [RegExp, Duty['what']])[] = [
  [/排名|排位|晾晒/, 'ranking'],
  [/简报|专报/, 'briefing'],
  [/通报/, 'bulletin'],
  [/总结/, 'summary'],
  [/讲评|点评|评议|调度(?!会)/, 'review'],
  [/考评|考核|评比/, 'assessment'],
  [/(?:调度|推进|领导小组|联席|工作|协调|专题|例)会议?|会议|会商|开会/, 'meeting'],
  [/督查|督导|督办|巡查|检查/, 'inspection'],
  [/报告|报送|上报|汇报|报表/, 'report'],
];

const STEPS: readonly (readonly [RegExp, Step['step']])[] = [
  [/约谈/, 'interview'],
  [/通报批评|点名批评/, 'criticise'],
  [/通报表扬|表扬|表彰/, 'commend'],
  [/挂牌督办/, 'hang-listing'],
  [/问责|追责|追究.{0,8}责任/, 'accountability'],
  [/催办|督办函|提醒函|提示函|发函提醒/, 'remind'],
];

/** Words that show a sentence is about those who owe a task, and not about its object. */
const ABOUT_UNITS =
  /单位|部门|镇|街道|责任人|负责人|干部|推进不力|落实不力|工作不力|滞后|未完成|逾期|排名|成效/;
const YEARLY = /年度[^，。；]{0,6}(?:考评|考核|总结|排名)/;

/** Finds simple clauses of a supervision regime; each quote stands word for word in `text`. */
export function findClauses(text: string): Clauses {
  const duties: Duty[] = [];
  const steps: Step[] = [];
  const periodless: string[] = [];
  for (const sentence of parts(text, /[。；;！!]/)) {
    for (const [pattern, step] of STEPS) {
      const about = ABOUT_UNITS.test(bare(sentence));
      if (about && pattern.test(bare(sentence))) steps.push({ step, quote: sentence });
    }
    for (const phrase of parts(sentence, /[，,、：:]/)) {
      const words = bare(phrase);
      const every = YEARLY.test(words) ? 'year' : cadenceOf(words);
      const what = DUTIES.find(([pattern]) => pattern.test(words))?.[1];
      if (every && what) duties.push({ every, what, quote: phrase });
      if (!every && what && /定期/.test(words)) periodless.push(phrase);
    }
  }
  return { duties, steps, periodless };
}

function parts(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
