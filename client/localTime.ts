import { at, epoch, instantOf, isRealDay, type Instant } from '../domain/instant.ts';

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):([0-5]\d)$/;

/** A time as people type it, `2026-03-11 15:00` in the zone of the campaign, or an instant; undefined where it is neither. */
export function localInstant(text: string, zone: string): Instant | undefined {
  const trimmed = text.trim();
  const [, day = '', hour = '', minutes = ''] = LOCAL.exec(trimmed) ?? [];
  if (day !== '') return isRealDay(day) ? at(day, `${hour}:${minutes}`, zone) : undefined;
  const ms = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? epoch(trimmed) : NaN;
  return Number.isNaN(ms) ? undefined : instantOf(ms, zone);
}
