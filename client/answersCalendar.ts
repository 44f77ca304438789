import { z } from 'zod';
import { Calendar } from '../domain/calendar.ts';
import { Day, Instant } from '../domain/instant.ts';
import { ChangeLine } from './changeLine.ts';

const Version = z.object({ id: z.string(), version: z.int() });

/** The calendar in force, and every one that the campaign has had after the one it started with. */
export const CalendarView = z.object({
  campaign: z.string(),
  zone: z.string(),
  today: Day,
  /** The first day that the campaign needs. */
  first: Day,
  calendar: Calendar,
  /** The one with which it started stands first. */
  versions: z.array(
    Version.extend({
      at: Instant,
      by: z.string(),
      reason: z.string().nullable(),
      from: Day.nullable(),
      /** 撤回: the version that was taken back. */
      withdraws: Version.nullable(),
    }),
  ),
});

export const CalendarPreview = z.object({
  campaign: z.string(),
  zone: z.string(),
  today: Day,
  /** 生效日 */
  from: Day,
  old: Version.extend({ announcedThrough: Day }),
  next: Version.extend({ announcedThrough: Day }),
  /** 清单校验码: what is confirmed is what was seen. */
  digest: z.string(),
  counts: z.object({
    moved: z.int(),
    appears: z.int(),
    vanishes: z.int(),
    confirmed: z.int(),
    unconfirmed: z.int(),
    /** Of these, what is decided as soon as the calendar is published. */
    atOnce: z.int(),
  }),
  tasks: z.int(),
  units: z.array(z.object({ unit: z.string(), name: z.string(), changes: z.int() })),
  /** Tasks that are suspended: their instants are found when they resume. */
  suspended: z.array(z.string()),
  notes: z.array(z.string()),
  lines: z.array(
    ChangeLine.extend({
      atOnce: z.boolean(),
      cause: z.array(
        z.object({
          day: Day,
          kind: z.enum(['holiday', 'makeup', 'closed', 'worked', 'weekend']),
        }),
      ),
    }),
  ),
});

export const CalendarDone = z.object({
  campaign: z.string(),
  calendar: Version,
  digest: z.string().nullable(),
  requestId: z.string(),
  repeated: z.boolean(),
  /** SHA-256 of the document as it was published. */
  hash: z.string().nullable(),
  changes: z.int(),
});
