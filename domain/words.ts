import { readProcess } from './ids.ts';
import { namesUnder } from './regimeNames.ts';
import { copyWords } from './wordsContent.ts';
import { factTable } from './wordsFacts.ts';
import { noticeTable, type SpokenNotice } from './wordsNotices.ts';
import {
  insteadWords,
  recipientWords,
  type FactWords,
  type Names,
  type NoticeWords,
  type Spoken,
} from './wordsParts.ts';
import { term } from './terms.ts';
import { trialMark, unmarked, type TrialMark } from './trial.ts';

export {
  namesOf,
  recipientWords,
  type FactWords,
  type Names,
  type NoticeWords,
} from './wordsParts.ts';

/**
 * A notice 通知 in words, to be read in half a minute: what, who, how late, why now, what is asked, and what happens if
 * nobody acts. A type without words of its own stands with its term, so that a new one is never silent.
 */
export function noticeWords(notice: SpokenNotice, present: Names): NoticeWords {
  const names = namesUnder(present.asOf?.(notice.at) ?? present, notice);
  const mark = trialMark(notice);
  if (mark !== undefined) return trialWords(notice, mark, names);
  const { type, process, payload } = notice;
  const say = noticeTable[typeIn(type, process)] ?? noticeTable[type];
  const said = say?.(notice, names) ?? { title: term(type), body: plainly(payload) };
  const words = copyWords(said, payload);
  const instead = type === 'recipient-missing' ? '' : insteadWords(payload, names);
  return instead === '' ? words : { ...words, body: `${words.body}${instead}` };
}

/** A notice of a trial says so in its title, and whom it would have reached. */
function trialWords(
  notice: SpokenNotice,
  { for: recipient }: TrialMark,
  names: Names,
): NoticeWords {
  const words = noticeWords({ ...notice, payload: unmarked(notice), recipient }, names);
  const meant = `（${term('trial')}：只送督查室；正式运行时送${recipientWords(recipient, names)}）`;
  return { ...words, title: `【${term('trial')}】${words.title}`, body: `${words.body}${meant}` };
}

/** A fact or effect of the ledger in words: what happened, and by which rule and which instants. */
export function factWords(fact: Spoken, present: Names): FactWords {
  const names = namesUnder(present.asOf?.(fact.at) ?? present, fact);
  const { type, process, payload } = fact;
  const say = factTable[typeIn(type, process)] ?? factTable[type];
  return say?.(fact, names) ?? { what: term(type), why: plainly(payload) };
}

/** Some types say one thing of a task and another of an interview: `interview:ground`, `task:ground`. */
function typeIn(type: string, process: string): string {
  return `${readProcess(process)?.kind ?? 'task'}:${type}`;
}

function plainly(payload: Readonly<Record<string, unknown>>): string {
  return Object.entries(payload)
    .map(([name, value]) => `${name}：${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('；');
}
