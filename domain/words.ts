import { readProcess } from './ids.ts';
import { factTable } from './wordsFacts.ts';
import { noticeTable, type SpokenNotice } from './wordsNotices.ts';
import {
  insteadWords,
  type FactWords,
  type Names,
  type NoticeWords,
  type Spoken,
} from './wordsParts.ts';
import { term } from './terms.ts';

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
export function noticeWords(notice: SpokenNotice, names: Names): NoticeWords {
  const { type, process, payload } = notice;
  const say = noticeTable[typeIn(type, process)] ?? noticeTable[type];
  const words = say?.(notice, names) ?? { title: term(type), body: plainly(payload) };
  const instead = type === 'recipient-missing' ? '' : insteadWords(payload, names);
  return instead === '' ? words : { ...words, body: `${words.body}${instead}` };
}

/** A fact or effect of the ledger in words: what happened, and by which rule and which instants. */
export function factWords(fact: Spoken, names: Names): FactWords {
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
