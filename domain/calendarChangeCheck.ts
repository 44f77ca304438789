import { isWorkday, shiftDay, type Calendar } from './calendar.ts';
import { isRealDay, plusDays, serial, type Day } from './instant.ts';

/** What is wrong with a published calendar, and where: `['rest', 3]`. */
export interface CalendarFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a published calendar is held against. */
export interface Published {
  /** The calendar now in force. */
  readonly old: Calendar;
  readonly today: Day;
  /** The first day that the campaign needs; earlier days are not compared. */
  readonly first: Day;
  /** Every version that the campaign has ever had, withdrawn ones too. */
  readonly published?: readonly { readonly id: string; readonly version: number }[] | undefined;
}

/** An office that is closed for longer than a year is no calendar. */
const LONGEST_CLOSURE = 366;

/**
 * Everything that keeps a calendar from taking the place of the one in force: another zone, a shorter announcement, lists
 * out of order, a version that is not new, and a past announced day that it would change.
 */
export function checkCalendar(next: Calendar, published: Published): readonly CalendarFault[] {
  const { old } = published;
  const faults: CalendarFault[] = [];
  if (next.zone !== old.zone) {
    const message = `时区应与现行日历一致（${old.zone}），不能改为 ${next.zone}`;
    faults.push({ path: ['zone'], message });
  }
  const highest = highestOf(next.id, [old, ...(published.published ?? [])]);
  if (highest !== undefined && next.version <= highest) {
    const message = `版本号应大于已发布的第 ${highest} 版，请改为 ${highest + 1}`;
    faults.push({ path: ['version'], message });
  }
  if (!isRealDay(next.announcedThrough)) {
    faults.push({ path: ['announcedThrough'], message: noSuchDay(next.announcedThrough) });
  } else if (next.announcedThrough < old.announcedThrough) {
    const message = `公布截止日不能早于现行日历的 ${old.announcedThrough}`;
    faults.push({ path: ['announcedThrough'], message });
  }
  faults.push(...listFaults(next, 'rest'), ...listFaults(next, 'work'), ...closureFaults(next));
  const worked = new Set(next.work);
  next.rest.forEach((day, i) => {
    if (worked.has(day)) {
      faults.push({ path: ['rest', i], message: `${day} 既列为放假又列为上班，只能取其一` });
    }
  });
  return faults.length > 0 ? faults : pastFaults(next, published);
}

function highestOf(
  id: string,
  versions: readonly { readonly id: string; readonly version: number }[],
): number | undefined {
  const own = versions.filter((one) => one.id === id).map(({ version }) => version);
  return own.length === 0 ? undefined : Math.max(...own);
}

function noSuchDay(day: Day): string {
  return `没有 ${day} 这一天`;
}

function listFaults(next: Calendar, list: 'rest' | 'work'): readonly CalendarFault[] {
  return next[list].flatMap((day, i): CalendarFault[] => {
    const before = next[list][i - 1];
    if (!isRealDay(day)) return [{ path: [list, i], message: noSuchDay(day) }];
    if (before === undefined || before < day) return [];
    const message = before === day ? `${day} 重复` : `${day} 排在 ${before} 之后，请按日期先后排列`;
    return [{ path: [list, i], message }];
  });
}

function closureFaults(next: Calendar): readonly CalendarFault[] {
  return next.closures.flatMap(({ from, to, name }, i): CalendarFault[] => {
    const path = ['closures', i];
    const unreal = [from, to].find((day) => !isRealDay(day));
    if (unreal !== undefined) return [{ path, message: noSuchDay(unreal) }];
    if (to < from) return [{ path, message: `停办“${name}”的起止颠倒（${from} 至 ${to}）` }];
    const days = serial(to) - serial(from) + 1;
    if (days > LONGEST_CLOSURE) {
      return [{ path, message: `停办“${name}”长达 ${days} 天，超过一年，请核对` }];
    }
    return endless(next, to) ? [{ path, message: `停办“${name}”之后找不到工作日，请核对` }] : [];
  });
}

function endless(next: Calendar, day: Day): boolean {
  try {
    shiftDay(next, day, 'later');
    return false;
  } catch {
    return true;
  }
}

/** A day that was announced and is past stays what it was; today may still change (台风停工). */
function pastFaults(next: Calendar, { old, today, first }: Published): readonly CalendarFault[] {
  const last = plusDays(today, -1);
  return daysThatDiffer(
    old,
    next,
    first,
    last < old.announcedThrough ? last : old.announcedThrough,
  ).map((day) => {
    const was = isWorkday(old, day) ? '上班' : '休息';
    const is = isWorkday(next, day) ? '上班' : '休息';
    const message = `${day} 已经过去，现行日历为${was}，新日历为${is}；已过的日子不能改`;
    return { path: placeOf(next, old, day), message };
  });
}

/** Where the new calendar speaks of the day; where it has left it out, the list that should have it. */
function placeOf(next: Calendar, old: Calendar, day: Day): CalendarFault['path'] {
  for (const list of ['work', 'rest'] as const) {
    const found = next[list].indexOf(day);
    if (found >= 0) return [list, found];
  }
  const closed = next.closures.findIndex(({ from, to }) => day >= from && day <= to);
  if (closed >= 0) return ['closures', closed];
  if (old.closures.some(({ from, to }) => day >= from && day <= to)) return ['closures'];
  return [old.work.includes(day) ? 'work' : 'rest'];
}

/** The days of [from, to] that are worked under one calendar and rest under the other. */
export function daysThatDiffer(old: Calendar, next: Calendar, from: Day, to: Day): readonly Day[] {
  const found: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    if (isWorkday(old, day) !== isWorkday(next, day)) found.push(day);
  }
  return found;
}

/**
 * The calendar that is in force after a publication: the days before the boundary 生效日 stay as they were announced, all
 * others are the new ones. Days that the old calendar had not announced never bind, so they are the new ones at once.
 */
export function effectiveCalendar(old: Calendar, next: Calendar, from: Day): Calendar {
  const open = plusDays(old.announcedThrough, 1);
  const limit = from < open ? from : open;
  const list = (name: 'rest' | 'work') => [
    ...old[name].filter((day) => day < limit),
    ...next[name].filter((day) => day >= limit),
  ];
  return {
    ...next,
    rest: list('rest'),
    work: list('work'),
    closures: joined(
      old.closures.flatMap((closure) => clipped(closure, closure.from, plusDays(limit, -1))),
      next.closures.flatMap((closure) => clipped(closure, limit, closure.to)),
    ),
  };
}

type Closure = Calendar['closures'][number];

function clipped(closure: Closure, from: Day, to: Day): Closure[] {
  const first = closure.from > from ? closure.from : from;
  const last = closure.to < to ? closure.to : to;
  return first <= last ? [{ ...closure, from: first, to: last }] : [];
}

/** A closure that both calendars have, and that the boundary has cut, is one again. */
function joined(before: readonly Closure[], after: readonly Closure[]): Closure[] {
  const rest = [...after];
  const kept = before.map((closure) => {
    const n = rest.findIndex(
      ({ from, name }) => name === closure.name && from === plusDays(closure.to, 1),
    );
    const [found] = n < 0 ? [] : rest.splice(n, 1);
    return found === undefined ? closure : { ...closure, to: found.to };
  });
  return [...kept, ...rest];
}

/** Announced years without a single holiday on a day that would be worked: more likely forgotten than meant. */
export function bareYears(old: Calendar, next: Calendar): readonly string[] {
  const first = Number(old.announcedThrough.slice(0, 4)) + 1;
  const last = Number(next.announcedThrough.slice(0, 4));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i));
  return years.filter((year) => !next.rest.some((day) => day.startsWith(year)));
}
