import { isAnnounced, type Calendar } from '../../domain/calendar.ts';
import { dayOf, epoch, plusDays, weekday, type Day, type Instant } from '../../domain/instant.ts';
import { isHeld } from '../../domain/suspension.ts';
import { levelOfLimit, MARKS, type Level } from '../../domain/standingMark.ts';
import { dayWords, leftWords } from '../../domain/timeWords.ts';
import { taskAct } from '../acts/acts.ts';
import { askOf } from '../acts/actAsks.ts';
import { askedByRegime, type Asker } from '../acts/askedByRegime.ts';
import type { Allowed, DayLine, Mark, When } from '../deskParts.ts';
import { refuse } from '../faultError.ts';

export function markOf(level: Level): Mark {
  return { ...MARKS[level] };
}

type Clock = { readonly now: Instant; readonly calendar: Calendar };

export function whenOf(at: Instant, { now, calendar }: Clock, rule: string | null = null): When {
  const provisional = !isHeld(at) && !isAnnounced(calendar, dayOf(at, calendar.zone));
  const mark = provisional ? '（暂定）' : '';
  return { at, words: `${leftWords(at, now, calendar)}${mark}`, rule, provisional };
}

export function limitMark(limitAt: Instant | null, { now, calendar }: Clock): Mark {
  return markOf(levelOfLimit(limitAt, now, calendar));
}

/** Today in the calendar: `11月22日 星期日（休息日）`. */
export function dayLine({ now, calendar }: Clock): DayLine {
  const { day, words, working, why, provisional } = dayWords(dayOf(now, calendar.zone), calendar);
  return { day, words, working, why, provisional };
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return plusDays(day, 1 - weekday(day));
}

/** A text of at most so many characters, cut where it is longer. */
export function brief(text: string, most = 60): string {
  const plain = [...text.replace(/\s+/gu, ' ').trim()];
  return plain.length <= most ? plain.join('') : `${plain.slice(0, most - 1).join('')}…`;
}

/** An opaque place in a list. */
export function cursorOf(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** What a cursor says; one that is none of ours is refused. */
export function readCursor(
  cursor: string | undefined,
  kinds: readonly ('string' | 'number' | 'instant')[],
): readonly unknown[] | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const faulty = () => refuse('page-unknown');
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== kinds.length) return faulty();
    const fits = kinds.every((kind, i) => {
      const part: unknown = parts[i];
      if (kind === 'number') return typeof part === 'number' && Number.isSafeInteger(part);
      if (typeof part !== 'string' || part.includes('\u0000')) return false;
      return kind === 'string' || !Number.isNaN(epoch(part));
    });
    return fits ? (parts as readonly unknown[]) : faulty();
  } catch {
    return faulty();
  }
}

/** An act on a task with what is known of its fields; the rest is asked. */
export function taskActOf(
  name: string,
  target: { readonly campaign: string; readonly task: string },
  fields: Readonly<Record<string, unknown>>,
  main: boolean,
  asker: Asker,
): Allowed {
  const act = taskAct(name);
  if (act === undefined) throw new RangeError(`no such act: ${name}`);
  const known = new Set(Object.keys(fields));
  const named = known.has('obligation') ? ['period', 'duty', 'unit', 'obligation', 'step'] : [];
  const rest = Object.keys(act.fields.shape).filter(
    (field) => !known.has(field) && !named.includes(field),
  );
  const asks = rest.map((field) => askOf(act, field));
  return {
    operation: 'actOnTask',
    act: name,
    label: act.label,
    input: { ...target, fields: { ...fields } },
    asks: askedByRegime(asks, name, asker),
    main,
  };
}

type Ask = Allowed['asks'][number];

export function ask(field: string, label: string, more: Partial<Ask> = {}): Ask {
  return { field, label, kind: 'text', required: true, ...more };
}
