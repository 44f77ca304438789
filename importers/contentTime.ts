import type { Deadline } from '../domain/deadline.ts';
import { datePhrases } from './contentTimeDates.ts';
import type { DatePhrase } from './contentTimeDates.ts';
import {
  CONTINUOUS,
  MONTHS_OF_YEAR,
  RATE,
  RECURRING,
  SCOPE,
  UNDATED,
  UNMEASURED,
  VAGUE,
  withoutNames,
  withoutTitles,
} from './contentTimeRules.ts';
import { flatOf, printedPlace, without } from './contentTimeText.ts';
import { datedDeadline, goesOn } from './contentTimeWhat.ts';
import { endOfFiveYears, FIVE_YEARS } from './dateWords.ts';
import type { TimeContext } from './dateWords.ts';

/** A time phrase in a sentence, typed, and where it stands (UTF-16 offsets, `to` exclusive). */
export interface FoundTime {
  readonly deadline: Deadline;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the time phrases of prose: dates with what is due (3月中交、二季度全面投产), cadences (每季度检查), ends of
 * five-year plans, spans and feasts that fix no day (`unknown`, with their words). Soft words (持续, 尽快) and the scope
 * of a year (全年) count only where nothing firmer is said. Names, rates, past years and document numbers are no times.
 * In the order of the text; the same deadline twice is given once. Nothing said is an empty list.
 */
export function contentDeadlines(text: string, context: TimeContext): readonly FoundTime[] {
  const flat = flatOf(text);
  const firm = firmTimes(flat.text, context);
  const found = firm.found.length > 0 ? firm.found : softTimes(firm.rest);
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.from - b.from)
    .filter(({ deadline }) => {
      const key = JSON.stringify(deadline);
      return !seen.has(key) && seen.add(key);
    })
    .map(({ deadline, from, to }) => ({ deadline, ...printedPlace(flat, from, to) }));
}

interface Pass {
  /** What is not read yet; what is read has been taken out. */
  readonly rest: string;
  readonly found: readonly FoundTime[];
}

function firmTimes(flat: string, context: TimeContext): Pass {
  let pass: Pass = { rest: withoutTitles(flat), found: [] };
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => Deadline | undefined) => {
    pass = taken(pass, pattern, read);
  };
  const fives = fiveYears(pass.rest, context);
  take(FIVE_YEARS, () => undefined);
  take(MONTHS_OF_YEAR, () => ({ kind: 'recurring', every: 'year' }));
  for (const pattern of UNDATED) take(pattern, unknown);
  pass = { ...pass, rest: withoutNames(pass.rest) };
  for (const [pattern, every] of RECURRING) {
    take(pattern, (m) => {
      const after = m.input.slice(m.index + m[0].length);
      return RATE.test(after) ? undefined : { kind: 'recurring', every };
    });
  }
  const dates = [...fives, ...datePhrases(pass.rest, context)].sort((a, b) => a.from - b.from);
  const rest = without(pass.rest, dates);
  pass = { rest, found: [...pass.found, ...foundDates(flat, dates)] };
  for (const pattern of UNMEASURED) take(pattern, unknown);
  return pass;
}

function foundDates(flat: string, dates: readonly DatePhrase[]): readonly FoundTime[] {
  const found: FoundTime[] = [];
  for (const [n, date] of dates.entries()) {
    const before = dates[n - 1];
    const last = found.at(-1)?.deadline;
    const firm = /确保|务必/.test(flat.slice(date.from, date.to));
    const listed = before !== undefined && !firm && goesOn(flat, before, date);
    const tentative = listed && last?.kind === 'date' && last.tentative === true;
    const deadline = datedDeadline(flat, dates, n, tentative);
    found.push({ deadline, from: date.from, to: date.to });
  }
  return found;
}

/** Takes what a pattern matches out of the text; `undefined` is read, and no time. */
function taken(
  pass: Pass,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Deadline | undefined,
): Pass {
  const found: FoundTime[] = [];
  const stretches: { readonly from: number; readonly to: number }[] = [];
  for (const match of pass.rest.matchAll(pattern)) {
    const place = { from: match.index, to: match.index + match[0].length };
    const deadline = read(match);
    if (deadline) found.push({ deadline, ...place });
    stretches.push(place);
  }
  return { rest: without(pass.rest, stretches), found: [...pass.found, ...found] };
}

function unknown(match: RegExpExecArray): Deadline {
  return { kind: 'unknown', text: match[0] };
}

/** 十四五末 ends with 2025; a plan of the state that has ended lies behind. */
function fiveYears(text: string, context: TimeContext): readonly DatePhrase[] {
  return [...text.matchAll(FIVE_YEARS)].flatMap((m) => {
    const year = endOfFiveYears(m.groups?.number ?? '');
    if (context.year !== undefined && year < context.year) return [];
    return [{ from: m.index, to: m.index + m[0].length, on: `${year}-12-31` }];
  });
}

function softTimes(rest: string): readonly FoundTime[] {
  const passes = [
    taken({ rest, found: [] }, SCOPE, () => ({ kind: 'horizon' })),
    taken({ rest, found: [] }, CONTINUOUS, () => ({ kind: 'continuous' })),
    taken({ rest, found: [] }, VAGUE, unknown),
  ];
  return passes.find((pass) => pass.found.length > 0)?.found ?? [];
}
