import { z } from 'zod';
import { Day, Instant } from '../domain/instant.ts';
import { Regime } from '../domain/regime.ts';
import { ChangeLine } from './changeLine.ts';

const Version = z.object({ id: z.string(), version: z.int() });

/** The regimes of a campaign: the one in force, the one that is to come, and what became of each that was published. */
export const RegimeView = z.object({
  campaign: z.string(),
  zone: z.string(),
  today: Day,
  /** In force today. */
  regime: Regime,
  /** Published, and not in force yet. */
  pending: z.object({ regime: Regime, from: Day }).nullable(),
  /** The one with which it started stands first. */
  versions: z.array(
    Version.extend({
      title: z.string(),
      at: Instant,
      by: z.string(),
      reason: z.string().nullable(),
      /** 生效日; null: from the start. */
      from: Day.nullable(),
      state: z.enum(['past', 'in-force', 'pending', 'withdrawn']),
      withdrawn: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
      /** SHA-256 of the document. */
      hash: z.string(),
    }),
  ),
});

/** 制度的不同: one field of one rule. */
const Difference = z.object({
  of: z.enum(['duty', 'step', 'bulletin', 'deadlines', 'regime']),
  id: z.string(),
  field: z.string(),
  words: z.string(),
});

export const RegimePreview = z.object({
  campaign: z.string(),
  zone: z.string(),
  today: Day,
  /** 生效日: periods that begin on it or later come from the next regime. */
  from: Day,
  old: Version,
  next: Version,
  /** 清单校验码: what is confirmed is what was seen. */
  digest: z.string(),
  differences: z.array(Difference),
  counts: z.object({ moved: z.int(), appears: z.int(), vanishes: z.int(), confirmed: z.int() }),
  tasks: z.int(),
  units: z.array(z.object({ unit: z.string(), name: z.string(), changes: z.int() })),
  /** Units that owe nothing before. */
  joining: z.array(z.string()),
  /** Tasks that are suspended: their instants are found when they resume. */
  suspended: z.array(z.string()),
  /** How old and new periods meet, and what else has to be known. */
  notes: z.array(z.string()),
  lines: z.array(
    ChangeLine.extend({
      /** Which of `differences` makes it. */
      cause: z.array(z.int()),
    }),
  ),
});

export const RegimeDone = z.object({
  campaign: z.string(),
  regime: Version,
  from: Day.nullable(),
  digest: z.string().nullable(),
  requestId: z.string(),
  repeated: z.boolean(),
  /** SHA-256 of the document as it was published. */
  hash: z.string().nullable(),
  changes: z.int(),
});
