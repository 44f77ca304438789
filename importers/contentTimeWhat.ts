import type { Deadline } from '../domain/deadline.ts';
import type { DatePhrase } from './contentTimeDates.ts';
import { clauseAround } from './contentTimeText.ts';

const LONGEST = 40;
const LEAD_IN =
  /^(?:[、，,：:）)]|力争|争取(?=完成|实现|达到|建成|开工|投产)|确保|务必|必须|应当?|要|须|前|内)+/;
const TRAILING = /(?:[、（(“]|并|和|及|以及|且|力争|确保|于|在|到|至)+$/;
const TENTATIVE =
  /力争|争取(?=在|于|到|今年|年内|年底|[12]?\d|[一二三四]季度|上半年|下半年|.{0,24}(?:开工|建成|投产|完成|入规|投用|竣工|实现|达到|落地))/;

/**
 * The deadline of the `n`th date phrase of a sentence: what is due is the words up to the next date or the end of the
 * clause (3月中交、二季度全面投产), the next clause (到2030年，建成…), or the words before (…工程（6月底前）).
 */
export function datedDeadline(
  text: string,
  dates: readonly DatePhrase[],
  n: number,
  tentativeBefore: boolean,
): Deadline {
  const date = dates[n];
  if (!date?.on) return { kind: 'unknown', text: text.slice(date?.from, date?.to) };
  const what = whatOf(text, dates, n, date);
  const tentative = tentativeBefore || saysTentative(text, date);
  return {
    kind: 'date',
    on: date.on,
    ...(what === '' ? {} : { what }),
    ...(tentative ? { tentative: true } : {}),
  };
}

/** 力争 in the clause of the date, before it or straight after; 确保 ends it. */
function saysTentative(text: string, date: DatePhrase): boolean {
  const clause = clauseAround(text, date.from, date.to);
  const before = text.slice(clause.from, date.to + 2).replace(/^.*(?:确保|务必)/, '');
  return TENTATIVE.test(before) || /^[，,]?力争/.test(text.slice(date.to));
}

/** Whether a list of milestones goes on from the date before: 力争A2027年入库，2028年开工. */
export function goesOn(text: string, before: DatePhrase, date: DatePhrase): boolean {
  const between = text.slice(before.to, date.from);
  return !/[。；;\n]/.test(between) && /(?:[，,、]|^)$/.test(between) && between.length <= LONGEST;
}

const LONGEST_LIST = 24;

/** The last date of a list that begins with this one: 6月、9月、12月各组织一次. */
function lastOfList(text: string, dates: readonly DatePhrase[], n: number): number {
  let last = n;
  while (last - n < LONGEST_LIST) {
    const gap = text.slice(dates[last]?.to, dates[last + 1]?.from ?? 0);
    if (!/^[、和及与]$/.test(gap)) break;
    last += 1;
  }
  return last;
}

function whatOf(text: string, dates: readonly DatePhrase[], n: number, date: DatePhrase): string {
  const last = lastOfList(text, dates, n);
  const { to } = dates[last] ?? date;
  const limit = dates[last + 1]?.from ?? text.length;
  const clause = clauseAround(text, to, to);
  const own = trimmed(text.slice(to, Math.min(clause.to, limit)));
  if (own !== '') return own;
  if (/^[，,：:]/.test(text.slice(to, to + 1))) {
    return trimmed(text.slice(to + 1, Math.min(clauseAround(text, to + 1, to + 1).to, limit)));
  }
  const least = Math.max(dates[n - 1]?.to ?? 0, clauseAround(text, date.from, date.from).from);
  return trimmed(text.slice(least, date.from));
}

function trimmed(words: string): string {
  const bare = words.replace(LEAD_IN, '').replace(TRAILING, '');
  if (!/[\u4e00-\u9fffA-Za-z]/.test(bare)) return '';
  return bare.length <= LONGEST ? bare : `${bare.slice(0, LONGEST)}…`;
}
