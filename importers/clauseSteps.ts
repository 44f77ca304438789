import type { z } from 'zod';
import type { FoundStep } from '../domain/plan.ts';
import { cadencesIn } from './clauseCadence.ts';
import { HIDDEN, phrasesOf, type Phrase, type Stretch } from './clauseText.ts';
import {
  concernsOthers,
  namesLaggards,
  namesMeans,
  namesMerit,
  namesUnits,
} from './clauseWords.ts';

type Step = z.infer<typeof FoundStep>['step'];

/** A step that a sentence threatens or promises, in offsets of the sentence. */
export interface StepAt extends Stretch {
  readonly step: Step;
}

/** Words of a step. `said` narrows them to those who owe a task; without it units, or work not done, must be named. */
interface Kind {
  readonly step: Step;
  readonly words: RegExp;
  readonly said?: (context: Said) => boolean;
}

interface Said {
  readonly sentence: string;
  /** From the phrase that says of whom to the phrase of the step. */
  readonly quote: string;
  /** The phrase of the step itself, and what stands before and after its words. */
  readonly phrase: string;
  readonly before: string;
  readonly after: string;
}

const LAW = /刑事|民事|行政处罚|法律责任|赔偿|违约责任|行政责任|企业主体责任|司法/;

const KINDS: readonly Kind[] = [
  { step: 'interview', words: /约谈|提醒谈话|谈话提醒/ },
  {
    step: 'criticise',
    words: /通报批评|点名|(?:公开|通报|媒体|全[区县市])曝光|予以曝光|进行曝光|批评曝光/,
    said: ({ quote, sentence }) => namesLaggards(sentence) || namesUnits(quote) || means(quote),
  },
  {
    step: 'criticise',
    words: /通报(?!批评|表扬|表彰|嘉奖|情况|信息|会商|曝光|机制|制度)/,
    said: plainCriticism,
  },
  {
    step: 'commend',
    words:
      /(?:通报)?(?:表扬|表彰|嘉奖|褒奖)(?!大会|活动|会|决定|项目|评选)|记功|(?:给予|予以|进行|实施|兑现|适当)(?:适当|一定|相应|通报|物质|资金|表彰|表扬)?奖励/,
    said: ({ quote, before }) =>
      !/评选$|总结$/.test(before) &&
      (namesMerit(quote) || namesUnits(quote)) &&
      !/企业.{0,8}奖励/.test(quote),
  },
  { step: 'hang-listing', words: /挂牌(?:督办|督战|整治|警示)/, said: () => true },
  {
    step: 'accountability',
    words:
      /问责|追责|追究.{0,12}责任|责任追究|依[规纪法]依?[规纪法]?依?[规纪法]?(?:依法)?(?:严肃|从严)?(?:处理|处置|查处)|移[交送](?:区|县|市)?(?:纪检|纪委|监委|司法|有关(?:机关|部门)处理)|组织处理|(?:党纪|政务)处[分理]|(?:严肃|从严)(?:处理|查处)/,
    said: ({ quote, sentence }) =>
      !LAW.test(quote) && (namesLaggards(sentence) || namesUnits(quote) || means(quote)),
  },
  {
    step: 'remind',
    words: /催办|督促函|提醒函|督办函|提示函|督办单|督查单|督[办查]通知|发函|提醒|预警提示|黄牌/,
    said: ({ quote, before, after }) =>
      !/约谈$/.test(before) &&
      !/^(?:约谈|谈话)/.test(after) &&
      (namesLaggards(quote) ||
        namesUnits(quote) ||
        means(quote) ||
        /到期|临期|节点|时限|序时/.test(quote)),
  },
  {
    step: 'report-up',
    words:
      /(?:向|报|呈|送|告)(?:告|送|请|呈)?[^,;。]{0,14}(?:(?<!单位|部门|镇街)主要(?:领导|负责同志)|党政主要|党政领导|党政正职)|专[题]?报(?:告|送)?(?:[^,;。]{0,4})(?:区委|县委|市委|区政府|县政府|市政府|[委区县市]领导)/,
    said: ({ phrase, after }) =>
      !/^(?:[^,]{0,6})(?:审批|审定|批准|同意|审签|签发|研究决定|审议|同意后)/.test(after) &&
      !/每|定期|按月|按季|逐月/.test(phrase),
  },
];

/** A step among means of supervision: 综合运用督查、通报、约谈等方式. */
function means(quote: string): boolean {
  return namesMeans(quote.replace(/约谈|问责|追责/g, ''));
}

/** 通报 alone is criticism only of those who lag, or in one breath with 约谈 and 问责; with a cadence it is a bulletin. */
function plainCriticism({ quote, phrase, before, after }: Said): boolean {
  if (/次$/.test(before) && /^(?:后|仍|未|的)/.test(after)) return false;
  if (/向[^,]{0,10}$/.test(before) || /^[、和及](?:表扬|表彰)/.test(after)) return false;
  if (namesLaggards(quote) || (/^对.{2,24}的,/.test(quote) && !namesMerit(quote))) return true;
  const joined = /^[、和及与,]*(?:批评|约谈|问责|追责|整改)/.test(after);
  return joined && cadencesIn(phrase).length === 0;
}

const COMMA = /[,\u0001]/;
const OF_WHOM =
  /^(?:并|同时|其中|对于|针对)*(?:对|凡|被|如|若|未|连续|因|逾期|排名|出现|造成|情节|屡|仍|拒|经|发生|有下列|存在)|^[^,]{2,14}对[^,]{2,40}的$/;
const LOOK_BACK = 4;

export function stepsIn(sentence: string): readonly StepAt[] {
  const phrases = phrasesOf(sentence, COMMA);
  const found = phrases.flatMap((phrase, i) =>
    KINDS.flatMap(({ step, words, said = namesThem }) => {
      const match = words.exec(phrase.words);
      if (match === null) return [];
      const from = startOf(phrases.slice(0, i + 1));
      const quote = sentence.slice(from, phrase.to);
      const before = phrase.words.slice(0, match.index);
      const after = phrase.words.slice(match.index + match[0].length);
      if (concernsOthers(quote) || headingLike(sentence)) return [];
      return said({ sentence, quote, phrase: phrase.words, before, after })
        ? [{ step, from, to: phrase.to }]
        : [];
    }),
  );
  // Of several that name the same step, the one that says of whom stays.
  const best = [...found].sort((a, b) => Number(says(sentence, b)) - Number(says(sentence, a)));
  return best
    .filter((one, i) => best.findIndex(({ step }) => step === one.step) === i)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function says(sentence: string, { from, to }: Stretch): boolean {
  const quote = sentence.slice(from, to);
  return OF_WHOM.test(quote) || namesUnits(quote);
}

/** 严肃督查问责: a heading, which says nothing of whom or how. */
function headingLike(sentence: string): boolean {
  const words = sentence.replaceAll(HIDDEN, '');
  return words.length <= 10 && !/机制|制度|[对的]/.test(words) && !namesLaggards(words);
}

function namesThem({ sentence, quote }: Said): boolean {
  return namesLaggards(sentence) || namesUnits(quote) || means(quote);
}

/** Where the phrase begins that says of whom, else the last phrase. */
function startOf(phrases: readonly Phrase[]): number {
  const back = phrases.slice(-1 - LOOK_BACK).reverse();
  return (back.find(({ words }) => OF_WHOM.test(words)) ?? phrases.at(-1))?.from ?? 0;
}
