import { isAnnounced, isWorkday, workdaysBetween, type Calendar } from './calendar.ts';
import { clockOf, dayOf, epoch, weekday, type Day, type Instant } from './instant.ts';
import { isHeld } from './suspension.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** `11月25日 17:00`; with its year where that is not the one of `now`. */
export function momentShort(at: Instant, now: Instant, zone: string): string {
  if (isHeld(at)) return '恢复后另定';
  return `${dayShort(dayOf(at, zone), dayOf(now, zone))} ${clockOf(at, zone)}`;
}

/** `11月25日` */
export function dayShort(day: Day, today: Day): string {
  const [year = '', month, date] = day.split('-');
  const own = year === today.slice(0, 4) ? '' : `${year}年`;
  return `${own}${Number(month)}月${Number(date)}日`;
}

/**
 * How long is left, or how late it is, in working days, hours on the day itself: `还有 2 个工作日（11月25日 17:00）`,
 * `还有 3 小时（今天 17:00）`, `逾期 1 个工作日（11月24日 17:00）`. Working days are counted after today, up to and with the day.
 */
export function leftWords(at: Instant, now: Instant, calendar: Calendar): string {
  if (isHeld(at)) return '暂停中，恢复后顺延';
  const { zone } = calendar;
  const today = dayOf(now, zone) === dayOf(at, zone);
  const moment = today ? `今天 ${clockOf(at, zone)}` : momentShort(at, now, zone);
  return `${spanWords(at, now, calendar)}（${moment}）`;
}

/** The same without the moment: `还有 2 个工作日`, `逾期不足 1 个工作日`. */
export function spanWords(at: Instant, now: Instant, calendar: Calendar): string {
  const { zone } = calendar;
  const [today, day] = [dayOf(now, zone), dayOf(at, zone)];
  const ms = epoch(at) - epoch(now);
  const days = workdaysBetween(calendar, today, day);
  if (ms < 0) return days === 0 ? '逾期不足 1 个工作日' : `逾期 ${-days} 个工作日`;
  if (today === day) return `还有 ${hoursWords(ms)}`;
  return days === 0 ? '下一个工作日前' : `还有 ${days} 个工作日`;
}

/** Of a limit 办理时限: `剩 4 小时`, `剩 1 个工作日`, `已超时 2 个工作日`. */
export function limitWords(at: Instant, now: Instant, calendar: Calendar): string {
  return spanWords(at, now, calendar).replace('还有', '剩').replace('逾期', '已超时');
}

function hoursWords(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  return hours > 0 ? `${hours} 小时` : `${Math.max(1, Math.floor(ms / MINUTE_MS))} 分钟`;
}

/** What a day is in the calendar, and why. */
export interface DayWords {
  readonly day: Day;
  /** `11月22日 星期日（休息日）` */
  readonly words: string;
  readonly working: boolean;
  readonly why: string;
  /** `休`, `班` where the weekday alone does not say it. */
  readonly badge: string;
  readonly provisional: boolean;
}

export function dayWords(day: Day, calendar: Calendar, today: Day = day): DayWords {
  const working = isWorkday(calendar, day);
  const provisional = !isAnnounced(calendar, day);
  const name = '一二三四五六日'.charAt(weekday(day) - 1);
  const why = whyWords(day, calendar, working);
  const mark = provisional ? '，暂定' : '';
  return {
    ...{ day, working, provisional, badge: badgeOf(day, working) },
    words: `${dayShort(day, today)} 星期${name}（${working ? '工作日' : '休息日'}${mark}）`,
    why: provisional ? `${why}；该年节假日安排尚未公布，暂定` : why,
  };
}

function badgeOf(day: Day, working: boolean): string {
  const plain = weekday(day) <= 5;
  if (plain === working) return '';
  return working ? '班' : '休';
}

function whyWords(day: Day, { closures, work, rest }: Calendar, working: boolean): string {
  const closed = closures.find(({ from, to }) => from <= day && day <= to);
  if (closed !== undefined) return `本单位停办：${closed.name}`;
  if (work.includes(day)) return '调休上班';
  if (rest.includes(day)) return weekday(day) > 5 ? '节假日放假' : '法定节假日或调休放假';
  return working ? '工作日' : '周末休息';
}
