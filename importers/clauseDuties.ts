import type { Every } from '../domain/deadline.ts';
import type { DueHint } from '../domain/plan.ts';
import { cadencesIn, chainItemsIn, withTimes, type NamedCadence } from './clauseCadence.ts';
import { dueIn, timeIn } from './clauseDue.ts';
import { HIDDEN, phrasesOf, type Phrase, type Stretch } from './clauseText.ts';
import { actsIn, concernsOthers, namesUnits, type Act, type What } from './clauseWords.ts';

/** A duty that a sentence names, in offsets of the sentence; without `every` somebody must say how often. */
export interface DutyAt extends Stretch {
  readonly every: Every | undefined;
  readonly what: What;
  readonly due?: DueHint;
  readonly time?: string;
}

const COMMA = /[,:、\u0001]/;

/** The duties of one sentence: first chains (一月一调度、两月一通报), then 每季度…召开…会议 and the like. */
export function dutiesIn(sentence: string): readonly DutyAt[] {
  const others = othersIn(sentence);
  const chain = chainItemsIn(sentence).flatMap((item) => {
    const words = sentence.slice(item.from, item.to);
    if (/度/.test(words) && (spokenFor(sentence, item) || !meant(item.act, true, sentence, words)))
      return [];
    if (within(item, others) || /[初中末底终](?:报送|上报)$/.test(words)) return [];
    const due = item.every && dueIn(item.every, words);
    const own = { what: item.act.what, from: item.from, to: item.to, every: item.every };
    return [{ ...own, ...(due ? { due } : {}) }, ...following(sentence, own)];
  });
  const rest = chain.reduce((words, { from, to }) => hidden(words, from, to), sentence);
  const phrases = phrasesOf(rest, COMMA);
  const free = phrases.flatMap((phrase, i) => inPhrase(rest, phrases, i, phrase));
  const all = [...chain, ...free, ...guardsIn(sentence)];
  // Of two that say the same, the one that names a day stays.
  const best = [...all].sort((a, b) => Number(b.due !== undefined) - Number(a.due !== undefined));
  return best
    .filter((duty, i) => best.findIndex((other) => same(other, duty)) === i)
    .sort((a, b) => a.from - b.from);
}

function same(a: DutyAt, b: DutyAt): boolean {
  return a.every === b.every && a.what === b.what && (a.every !== undefined || a.from === b.from);
}

function hidden(words: string, from: number, to: number): string {
  return words.slice(0, from) + HIDDEN.repeat(to - from) + words.slice(to);
}

/** The phrases of a sentence that are about what a task acts on. */
function othersIn(sentence: string): readonly Stretch[] {
  return phrasesOf(sentence, /[,\u0001]/).filter(({ words }) => concernsOthers(words));
}

function within({ from, to }: Stretch, all: readonly Stretch[]): boolean {
  return all.some((one) => one.from <= from && to <= one.to);
}

/** 每季度末报送季度总结: the noun belongs to the verb before it. */
function spokenFor(sentence: string, { from }: Stretch): boolean {
  const before = sentence.slice(0, from).split(COMMA).at(-1) ?? '';
  return PUBLISHES.test(before) || cadencesIn(before).length > 0;
}

/** 月调度通报, 一月一督查一通报: what stands straight after an item of a chain has its cadence. */
function following(sentence: string, item: DutyAt): readonly DutyAt[] {
  const next = actsIn(sentence.slice(item.to, item.to + 7))[0];
  if (next === undefined || !/^[一1]?$/.test(sentence.slice(item.to, item.to + next.from)))
    return [];
  if (NOUN_AFTER.test(sentence.slice(item.to + next.to))) return [];
  const joined = { ...item, what: next.what, to: item.to + next.to };
  return [joined, ...following(sentence, joined)];
}

/** 以旬保月、以月保季: what is attained in the shorter is held against the longer. */
function guardsIn(sentence: string): readonly DutyAt[] {
  const every: Readonly<Record<string, Every>> = {
    周: 'week',
    旬: 'ten-days',
    月: 'month',
    季: 'quarter',
  };
  return [...sentence.matchAll(/以([周旬月季])(?:度)?[保促][旬月季年]/g)].map((match) => ({
    every: every[match[1] ?? ''],
    what: 'assessment' as const,
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The duties whose cadence stands in this phrase; their act may stand in a later or the one before. */
function inPhrase(
  sentence: string,
  phrases: readonly Phrase[],
  i: number,
  phrase: Phrase,
): readonly DutyAt[] {
  const all = cadencesIn(phrase.words);
  const firm = all.filter((cadence) => !cadence.adjective);
  const cadences = firm.length > 0 ? firm : all.slice(0, 1);
  const regular = IRREGULAR.exec(phrase.words);
  if (cadences.length === 0) return regular === null ? [] : periodless(sentence, phrase, regular);
  return cadences.flatMap((cadence, n) => {
    const end = cadences[n + 1]?.from ?? phrase.words.length;
    const from = phrase.from + (n === 0 ? 0 : cadence.from);
    const scope: Scope = { sentence, phrases, i, phrase, cadence, end, from };
    return own(scope) ?? before(scope) ?? later(scope) ?? [];
  });
}

/** 定期 is a cadence that the text leaves open. */
const IRREGULAR = /(?<!不)定期(?!存|限)/;

function periodless(sentence: string, phrase: Phrase, match: RegExpExecArray): readonly DutyAt[] {
  const after = match.index + match[0].length;
  const region = phrase.words.slice(after);
  const acts = chosen(actsIn(region), region, false);
  if (!acts.some((act) => meant(act, false, sentence, phrase.words))) return [];
  if (concernsOthers(phrase.words)) return [];
  const what = acts[0]?.what ?? 'report';
  return [{ every: undefined, what, from: phrase.from, to: phrase.to }];
}

interface Scope {
  readonly sentence: string;
  readonly phrases: readonly Phrase[];
  readonly i: number;
  readonly phrase: Phrase;
  readonly cadence: NamedCadence;
  /** Where the next cadence of the phrase begins, in its offsets. */
  readonly end: number;
  /** Where the quote begins, in offsets of the sentence. */
  readonly from: number;
}

/** 每季度开展督查: the act stands after its cadence in the same phrase; 、通报 and 并通报 go on with it. */
function own(scope: Scope): readonly DutyAt[] | undefined {
  const { sentence, phrases, i, phrase, cadence, end, from } = scope;
  const region = phrase.words.slice(cadence.to, end);
  const acts = chosen(actsIn(region), region, cadence.adjective);
  if (acts.length === 0) return undefined;
  const to = phrase.from + end;
  const found = duties(scope, acts, { from, to }, phrase.words);
  if (found.length === 0 || end < phrase.words.length) return found;
  const more = phrases.slice(i + 1);
  const stop = more.findIndex(({ words }) => !GOES_ON.test(words) || cadencesIn(words).length > 0);
  const goingOn = more.slice(0, stop < 0 ? more.length : stop);
  return [
    ...found,
    ...goingOn.flatMap((next) => {
      const act = chosen(actsIn(next.words), next.words, false);
      return sentence.charAt(next.from - 1) === '、' || /^并/.test(next.words)
        ? duties(scope, act, { from, to: next.to }, phrase.words)
        : [];
    }),
  ];
}

const GOES_ON =
  /^(?:并|及时|予以|进行|开展|全面|全区|全县|全市|公开|实施)*(?:通报|排名|排位|考核|考评|点评|讲评|督查|晾晒|总结|评比)(?:情况|结果|制度|机制|工作)?$/;

/** 调度会每月召开一次, 实行例会制度,每月召开一次: the act stands before its cadence. */
function before(scope: Scope): readonly DutyAt[] | undefined {
  const { phrases, i, phrase, cadence, end, from } = scope;
  if (
    !/^(?:至少|不少于|原则上|一般|定期)?(?:召开|开展|进行|组织|举行|编发|印发|报送|通报|实施)?(?:不少于|至少)?(?:[一1两2]次|[一1]期)/.test(
      phrase.words.slice(cadence.to, end),
    )
  )
    return undefined;
  const head = phrase.words.slice(0, cadence.from);
  const acts = chosen(actsIn(head), head, false);
  const last = acts.at(-1);
  if (last)
    return duties(scope, [last], { from: phrase.from, to: phrase.from + end }, phrase.words);
  const previous = phrases[i - 1];
  if (previous === undefined || head.length > 4 || !/(?:制度|机制|会议|会)$/.test(previous.words)) {
    return undefined;
  }
  const named = chosen(actsIn(previous.words), previous.words, false).at(-1);
  const quote = { from: previous.from, to: phrase.from + end };
  return named && from === phrase.from ? duties(scope, [named], quote, previous.words) : undefined;
}

const OPEN =
  /^(?:份|度)?(?:第.{1,3}个?(?:月|旬|周|工作日))?(?:倒数第?.{1,3}个?工作日)?(?:最后.{1,4}[日天])?[\d一二三四五六日天上中下旬月季年底末初终首的和及、个工作周前以之内点时分:午班∶]*(?:$|由|对|向|就|将|把|围绕|针对|组织|牵头|要|应|须|各|前|按|以|结合|根据|通过|采取|至少|在|会同|联合|及时)/;
const LOOK_AHEAD = 5;

/** 每月25日前,将…情况,报督查室: the act stands in one of the phrases that follow. */
function later(scope: Scope): readonly DutyAt[] | undefined {
  const { phrases, i, phrase, cadence, end, from } = scope;
  if (cadence.adjective || end < phrase.words.length) return undefined;
  const after = phrase.words.slice(cadence.to);
  if (!OPEN.test(after) || /[一1两2]次/.test(after)) return undefined;
  for (const next of phrases.slice(i + 1, i + 1 + LOOK_AHEAD)) {
    const ownCadence = cadencesIn(next.words).some((other) => !other.adjective);
    if (ownCadence && next.mark !== '、') return undefined;
    if (next.mark === ':' || next.mark === HIDDEN) return undefined;
    const acts = chosen(actsIn(next.words), next.words, false);
    if (acts.length > 0) return duties(scope, acts, { from, to: next.to }, next.words);
  }
  return undefined;
}

function duties(
  { sentence, cadence, phrase }: Scope,
  acts: readonly Act[],
  quote: Stretch,
  words: string,
): readonly DutyAt[] {
  const said = sentence.slice(quote.from, quote.to);
  if (concernsOthers(said)) return [];
  const every = withTimes(cadence.every, said);
  return acts
    .filter((act) => meant(act, cadence.adjective, sentence, words) && near(act, cadence, phrase))
    .map(({ what }) => {
      const due = every && dueIn(every, said);
      const time = timeIn(said);
      return { every, what, ...quote, ...(due ? { due } : {}), ...(time ? { time } : {}) };
    });
}

/** 年度 belongs to a noun close behind it. */
function near(act: Act, cadence: NamedCadence, phrase: Phrase): boolean {
  return !cadence.adjective || act.from <= 12 || phrase.words.length <= 16;
}

const NOUN_AFTER = /^(?:结果|情况|内容|指标|办法|范围|数据|对象|意见|评价结果|体系|细则|方案)/;
const VERB_AND_OBJECT = /^(?:报告|报送|上报|汇报|反馈|填报|通报|点评|讲评|报)$/;
const PAPER = /简报|专报|快报|总结|小结|通报/;
const ISSUES = /印发|下发|编发|编印|发布|刊发|制发|编制|形成|发出|制作|撰写|出具/;
const PUBLISHES = new RegExp(`${ISSUES.source}|报送|上报|提交`);

/**
 * The acts that a phrase means: 召开调度会 is a meeting and nothing else, 报送总结 a summary, 通报考核结果 a bulletin;
 * otherwise the first act, and those that stand beside it (督查通报).
 */
function chosen(acts: readonly Act[], words: string, adjective: boolean): readonly Act[] {
  const first = acts[0];
  if (first === undefined) return [];
  const meeting = acts.find((act) => act.what === 'meeting' && /会|会议$/.test(act.word));
  if (meeting && /召开|召集|举行|组织|会议?$/.test(words.slice(0, meeting.to))) return [meeting];
  const paper = acts.find(({ word, from, to }) => {
    const publishes = word === '通报' ? ISSUES : PUBLISHES;
    return (
      PAPER.test(word) && publishes.test(words.slice(0, from)) && !/^情况/.test(words.slice(to))
    );
  });
  if (paper) return [...joinedTo(paper, acts, words), paper];
  if (PAPER.test(first.word) && first.word !== '通报' && acts[1]?.what === 'report') return [first];
  const verbs = acts.filter(
    (act) => VERB_AND_OBJECT.test(act.word) || !NOUN_AFTER.test(words.slice(act.to)),
  );
  const start = verbs[0] ?? first;
  if (adjective) return [start];
  const beside: Act[] = [start];
  for (const act of verbs.slice(1)) {
    const between = words.slice(beside.at(-1)?.to, act.from);
    if (!/^(?:和|与|及|并|、|、并|、全面|并全面|并进行|并予以|后|和进行)?$/.test(between)) break;
    beside.push(act);
  }
  return beside;
}

/** 督查并印发通报: two acts; what is only the subject of the paper (印发督查通报) is none. */
function joinedTo(paper: Act, acts: readonly Act[], words: string): readonly Act[] {
  const first = acts.find(({ what }) => what === 'inspection' || what === 'assessment');
  if (!first || first.to >= paper.from) return [];
  const between = words.slice(first.to, paper.from);
  return new RegExp(`^(?:[一1]次)?(?:并|后|且)(?:${ISSUES.source})$`).test(between) ? [first] : [];
}

const REPORTED =
  /情况|进展|进度|台账|材料|信息|数据|总结|报表|清单|计划|工作|问题|成效|结果|汇总|落实|动态|(?:向|报|至|给).{0,8}(?:区|县|市|省|委|政府|领导小组|办公室|专班|指挥部|督查室|办)/;
const WORK =
  /落实情况|推进情况|进展情况|完成情况|执行情况|工作情况|进度|目标任务|工作落实|责任落实|工作推进/;

/** Whether an act is of the regime, and not what a task does to its own object. */
function meant(act: Act, adjective: boolean, sentence: string, phrase: string): boolean {
  if (/评选|大会|比赛|竞赛|演练|培训/.test(phrase)) return false;
  const about = namesUnits(sentence) || WORK.test(sentence);
  switch (act.what) {
    case 'report':
      if (act.word === '反馈' || adjective) return about && REPORTED.test(phrase);
      return REPORTED.test(phrase) || /^(?:报告|报送|上报|汇报)$/.test(act.word);
    case 'inspection':
      if (adjective) return about && /^督/.test(act.word);
      return /^督[查导察]/.test(act.word) || about;
    case 'ranking':
      return !/排名(?:进|前|上升|提升|位次|靠|末|倒数|最后|后[一二三两几\d])|百强|榜单/.test(
        phrase,
      );
    default:
      return true;
  }
}
