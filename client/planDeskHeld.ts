import { isAnnounced, type Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/instant.ts';
import { groupedBy } from '../importers/reviewGroups.ts';
import type { DayFigures } from './rehearsalDayBook.ts';
import type { Held } from './rehearsalDays.ts';

/** What a day brings, in the order in which it is told, with the measure. */
const TOLD = [
  ['due', '到期', '项'],
  ['remind', '提醒', '次'],
  ['step', '催办、督办函等', '次'],
  ['interview', '约谈提请', '件'],
  ['bulletin', '通报', '期'],
  ['notice', '通知', '条'],
] as const;
/** Periods and bulletins that are named on one day. */
const NAMED = 4;

/** A day that the next announcement of holidays may move, or what stands on it. */
export interface HeldDay {
  readonly day: Day;
  readonly words: string;
}

/**
 * The days of a year that are provisional 暂定: those beyond the announced calendar that bring anything, and those on which
 * something waits. One rule for the calendar and for the list beside it.
 */
export function heldDays(
  held: readonly Held[],
  calendar: Calendar,
  figures: ReadonlyMap<Day, Readonly<DayFigures>>,
): readonly HeldDay[] {
  const byDay = groupedBy(held, ({ day }) => day);
  const beyond = [...figures.keys()].filter((day) => !isAnnounced(calendar, day));
  return [...new Set([...byDay.keys(), ...beyond])].sort().flatMap((day) => {
    const parts = [namedWords(byDay.get(day) ?? []), countedWords(figures.get(day))];
    const words = parts.filter((part) => part !== '').join('；');
    return words === '' ? [] : [{ day, words: `${day}：${words}` }];
  });
}

function namedWords(held: readonly Held[]): string {
  const all = [...new Set(held.map(({ what, act }) => `${what}${act}`))];
  const more = all.length > NAMED ? `等 ${all.length} 项` : '';
  return `${all.slice(0, NAMED).join('、')}${more}`;
}

function countedWords(figures: Readonly<DayFigures> | undefined): string {
  const all = TOLD.flatMap(([what, label, measure]) => {
    const count = figures?.[what] ?? 0;
    return count === 0 ? [] : [`${label} ${count} ${measure}`];
  });
  return all.join('、');
}
