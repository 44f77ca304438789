/** What a holiday notice 节假日安排通知 says of days: which weekdays rest, which weekend days are worked. */
export interface HolidayNotice {
  readonly year: number;
  readonly rest: readonly string[];
  readonly work: readonly string[];
}

interface Known {
  readonly version: number;
  readonly announcedThrough: string;
  readonly rest: readonly string[];
  readonly work: readonly string[];
}

const RANGE =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:\s*[至到—–-]\s*(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日)?/gu;
const DAY_MS = 86_400_000;

/**
 * Reads the text of a notice, such as `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Undefined where it
 * names no year, or no day that is off.
 */
export function readHolidayNotice(text: string): HolidayNotice | undefined {
  const year = Number(/(\d{4})\s*年[^。\n]{0,20}(?:节假日|放假)/u.exec(text)?.[1]);
  if (!Number.isInteger(year)) return undefined;
  const bare = text.replace(/（[^（）]*）|\([^()]*\)/gu, '');
  const rest = new Set<string>();
  const work = new Set<string>();
  for (const sentence of bare.split(/[。；;\n]/u)) {
    // `放假调休，共3天` and `上班` may stand in one sentence, each after its own days
    for (const clause of sentence.split(/(?<=放假[^，,]*|上班)[，,]/u)) {
      const worked = clause.includes('上班');
      if (!worked && !/放假|休/u.test(clause)) continue;
      for (const day of daysIn(clause, year)) (worked ? work : rest).add(day);
    }
  }
  const weekdays = [...rest].filter((day) => !isWeekend(day)).toSorted();
  if (weekdays.length === 0) return undefined;
  return { year, rest: weekdays, work: [...work].filter(isWeekend).toSorted() };
}

/** The next version of a calendar: as it was, and what the notice says of its year. */
export function withNotice<C extends Known>(calendar: C, { year, rest, work }: HolidayNotice): C {
  const named = new Set([...rest, ...work]);
  const isOther = (day: string) => !day.startsWith(`${year}-`) && !named.has(day);
  const last = `${year}-12-31`;
  const { announcedThrough } = calendar;
  return {
    ...calendar,
    version: calendar.version + 1,
    announcedThrough: last > announcedThrough ? last : announcedThrough,
    rest: [...calendar.rest.filter(isOther), ...rest].toSorted(),
    work: [...calendar.work.filter(isOther), ...work].toSorted(),
  };
}

function daysIn(clause: string, year: number): string[] {
  return [...clause.matchAll(RANGE)].flatMap(([, ownYear, month, day, toYear, toMonth, toDay]) => {
    const from = Date.UTC(Number(ownYear ?? year), Number(month) - 1, Number(day));
    if (toDay === undefined) return [dayOfMs(from)];
    const months = Number(toMonth ?? month) - 1;
    const to = Date.UTC(
      Number(toYear ?? (toMonth === undefined ? (ownYear ?? year) : year)),
      months,
      Number(toDay),
    );
    const count = Math.round((to - from) / DAY_MS) + 1;
    return count < 1 || count > 31
      ? []
      : Array.from({ length: count }, (_, i) => dayOfMs(from + i * DAY_MS));
  });
}

function dayOfMs(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
