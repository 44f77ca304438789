import { z } from 'zod';
import { Day, Instant } from '../domain/instant.ts';
import { Diagnostic } from '../domain/plan.ts';
import { UnitLevel } from '../domain/unit.ts';
import { DeskApproval, DeskLeadership } from './planDeskWork.ts';

/** A fault of a document, at its line and column, both from 1. */
export const TextFault = z.object({
  line: z.int(),
  column: z.int(),
  path: z.string(),
  message: z.string(),
});

export const DeskLine = z.object({
  desk: z.string(),
  file: z.string(),
  title: z.string(),
  state: z.enum(['open', 'started', 'discarded']),
  campaign: z.string().nullable(),
  version: z.int(),
  tasks: z.int(),
  open: z.int(),
  required: z.int(),
  /** How it stands, in words. */
  words: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  updatedAt: Instant,
  updatedBy: z.string(),
});

const Counted = z.object({ name: z.string(), tasks: z.int() });

/** One printed name of a unit or group, and what the directory makes of it. */
const NameLine = z.object({
  kind: z.enum(['unit', 'group', 'open', 'proposed', 'unknown']),
  printed: z.string(),
  /** Nothing where it resolves under its own name. */
  words: z.string().nullable(),
  tasks: z.int(),
  members: z.array(z.string()),
});

/** A line of the directory as a table: a unit, or a group where it has members. */
const DirectoryLine = z.object({
  name: z.string(),
  short: z.string().nullable(),
  aliases: z.array(z.string()),
  parent: z.string().nullable(),
  level: UnitLevel.nullable(),
  reporter: z.string().nullable(),
  head: z.string().nullable(),
  members: z.array(z.string()),
});

/** Days of a calendar as a table; both inclusive. */
const CalendarLine = z.object({
  from: Day,
  to: Day,
  what: z.enum(['rest', 'work', 'closed']),
  name: z.string().nullable(),
});

export const DeskView = DeskLine.extend({
  sha256: z.string(),
  today: Day,
  plan: z.object({
    title: z.string().nullable(),
    givenTitle: z.string().nullable(),
    issuer: z.string().nullable(),
    documentNumber: z.string().nullable(),
    issuedOn: Day.nullable(),
    absent: z.array(z.string()),
  }),
  counts: z.string(),
  categories: z.array(Counted),
  leaders: z.array(Counted),
  units: z.array(Counted),
  deadlines: z.object({ dated: z.int(), recurring: z.int(), other: z.int(), none: z.int() }),
  kinds: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      open: z.int(),
      required: z.int(),
      asked: z.int(),
      closed: z.int(),
      /** The reason where it is the same for all. */
      reason: z.string().nullable(),
      acceptable: z.boolean(),
    }),
  ),
  diagnostics: z.array(Diagnostic),
  /** 文中的督办要求: each with its sentence. */
  clauses: z.array(z.object({ what: z.string(), quote: z.string(), sentence: z.string() })),
  regime: z.object({
    yaml: z.string(),
    from: z.string(),
    title: z.string().nullable(),
    faults: z.array(TextFault),
    /** What the text leaves open, with the default that was written. */
    asks: z.array(z.object({ path: z.string(), question: z.string(), default: z.string() })),
  }),
  directory: z.object({
    yaml: z.string().nullable(),
    faults: z.array(TextFault),
    units: z.int(),
    /** As it stands now, line by line: units, and groups with their members. */
    table: z.array(DirectoryLine),
    names: z.array(NameLine),
    groups: z.record(z.string(), z.array(z.string())),
    /** Members of groups that no directory knows: each has become a unit. */
    newUnits: z.array(z.string()),
  }),
  calendar: z.object({
    text: z.string().nullable(),
    id: z.string().nullable(),
    version: z.int().nullable(),
    announcedThrough: Day.nullable(),
    faults: z.array(TextFault),
    /** Its days from this year on. */
    table: z.array(CalendarLine),
  }),
  horizon: z.object({ from: Day, last: Day }),
  leadership: z.union([DeskLeadership, z.record(z.string(), DeskLeadership)]).nullable(),
  /** Tasks with several units named together to lead. */
  severalLeads: z.array(
    z.object({
      ...{ task: z.string(), no: z.string().nullable(), title: z.string(), units: z.string() },
    }),
  ),
  approval: DeskApproval.nullable(),
});

export const DoubtLine = z.object({
  id: z.string(),
  rank: z.int(),
  kind: z.string(),
  name: z.string(),
  where: z.string(),
  field: z.string(),
  required: z.boolean(),
  acceptable: z.boolean(),
  printed: z.string(),
  source: z.object({ before: z.string(), words: z.string(), after: z.string() }),
  proposal: z.string(),
  reason: z.string(),
  confidence: z.number().nullable(),
  /** What was written the last time for the same words. */
  remembered: z.string().nullable(),
  answer: z
    .object({
      what: z.enum(['accepted', 'corrected', 'asked']),
      value: z.string().nullable(),
      of: z.string().nullable(),
      note: z.string().nullable(),
      by: z.string(),
      at: Instant,
    })
    .nullable(),
});

export const DeskTask = z.object({
  ordinal: z.int(),
  no: z.string().nullable(),
  category: z.array(z.string()),
  title: z.string(),
  content: z.string(),
  units: z.string(),
  leaders: z.array(z.string()),
  deadlines: z.string(),
  doubts: z.int(),
});

/** What a write at a desk answers. */
export const DeskDone = z.object({
  desk: z.string(),
  version: z.int(),
  open: z.int(),
  required: z.int(),
  /** What was done and what is left, in words. */
  words: z.string(),
  faults: z.array(TextFault),
  /** How corrected fields are read now. */
  nowRead: z.array(z.object({ doubt: z.string(), words: z.string() })),
  repeated: z.boolean(),
});

/** What stands before a start. */
export const DeskMust = z.object({
  code: z.string(),
  words: z.string(),
  /** Where it is settled. */
  step: z.enum(['review', 'regime', 'documents', 'start']),
  /** May be confirmed as it is, by its code. */
  confirmable: z.boolean(),
  /** Is confirmed with the reason of whoever starts. */
  reasoned: z.boolean(),
  doubt: z.string().nullable(),
});

export const DeskCheck = z.object({
  desk: z.string(),
  version: z.int(),
  must: z.array(DeskMust),
  mustCount: z.int(),
  notes: z.array(Diagnostic),
  tasks: z.int(),
  units: z.int(),
  horizon: z.object({ from: Day, last: Day }),
  regime: z.string().nullable(),
  burden: z.object({ words: z.string(), over: z.int(), limit: z.int() }).nullable(),
});

/** A file to be saved by the browser. */
export const FileAnswer = z.object({
  name: z.string(),
  type: z.string(),
  /** Base64. */
  bytes: z.string(),
  tasks: z.int(),
  /** Tasks of which the file, read again, would say otherwise. */
  different: z.array(z.string()),
});
