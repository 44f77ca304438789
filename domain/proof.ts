import { z } from 'zod';
import { Day, Instant } from './instant.ts';
import { MessageBase } from './machine.ts';

/** The form of the file; a file of another form is none of ours. */
export const PROOF_FORM = 'duban-proof/1';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits: whoever has a crypto library hands it in. */
export type Sha256 = (text: string) => string;

const Hash = z.string().regex(/^[0-9a-f]{64}$/, '散列应为64位十六进制');
const Payload = z.record(z.string(), z.unknown());

/** A notice 通知 that is proved, with the turn that decided it. */
export const ProofNotice = z.strictObject({
  id: z.string(),
  key: z.string(),
  type: z.string(),
  recipient: z.string(),
  at: Instant,
  payload: Payload,
  seq: z.int().min(0),
});
export type ProofNotice = z.infer<typeof ProofNotice>;

/** A turn 推进: what the process took. Of other units' reports only what the machine needs: no words, only digests. */
export const ProofTurn = z.strictObject({
  seq: z.int().min(0),
  engine: z.int().min(1),
  madeAt: Instant,
  taken: z.array(
    z.strictObject({
      upTo: Instant,
      message: MessageBase.extend({ kind: z.string() }).catchall(z.unknown()).optional(),
    }),
  ),
});
export type ProofTurn = z.infer<typeof ProofTurn>;

const Place = { seq: z.int().min(0), n: z.int().min(0) };

/** A row of the ledger in words, and the hash of the chain at it. */
export const OpenRow = z.strictObject({
  ...Place,
  kind: z.enum(['fact', 'effect']),
  type: z.string(),
  key: z.string(),
  at: Instant,
  payload: Payload,
  hash: Hash,
});
export type OpenRow = z.infer<typeof OpenRow>;

/** A row of another unit, or after the notice: the digest of its content, and the hash of the chain at it. */
export const HiddenRow = z.strictObject({ ...Place, digest: Hash, hash: Hash });
export type HiddenRow = z.infer<typeof HiddenRow>;
export const ProofRow = z.union([OpenRow, HiddenRow]);
export type ProofRow = OpenRow | HiddenRow;

/** A row of the expected set 应报清单, as it was frozen when its period opened. */
export const ProofExpected = z.strictObject({
  obligation: z.string(),
  duty: z.string(),
  period: z.string(),
  party: z.string(),
  members: z.array(z.string()).min(1),
  due: Instant,
  openedAt: Instant,
});
export type ProofExpected = z.infer<typeof ProofExpected>;

/** How the instants of an obligation follow from regime and calendar. Days counted are named one by one. */
export const ProofInstants = z.strictObject({
  obligation: z.string(),
  /** The regime that gives the period, where it came into force in flight; absent: that of the start. */
  regime: z.strictObject({ id: z.string(), version: z.int() }).optional(),
  calendar: z.strictObject({ id: z.string(), version: z.int() }),
  period: z.strictObject({ key: z.string(), from: Day, to: Day }),
  /** The rule of the regime, in its own words. */
  rule: z.string(),
  /** The day of the rule before the shift, and after it. */
  ruled: Day,
  dueDay: Day,
  shift: z.string(),
  opens: Instant,
  due: Instant,
  grace: z.string(),
  graceEnd: Instant,
  closes: Instant,
  /** 改期: when it was decided, and the day that was given, before the shift; the last one counts. */
  moved: z.array(z.strictObject({ at: Instant, day: Day })).optional(),
  /** Suspensions moved what was open in them; where there are any, days are counted over them. */
  suspensions: z.array(z.strictObject({ from: Instant, to: Instant.optional() })),
  step: z
    .strictObject({ id: z.string(), rule: z.string(), counted: z.array(Day), at: Instant })
    .nullable(),
});
export type ProofInstants = z.infer<typeof ProofInstants>;

/**
 * Head 日签: the hash over every chain that grew since the head before, and over that one; signed. `leaves` stand for
 * the chains, sorted; `place` is the row at which the chain of this process stood.
 */
export const ProofHead = z.strictObject({
  day: Day,
  before: z.union([Hash, z.literal('')]),
  place: z.strictObject(Place),
  leaves: z.array(Hash).min(1),
  head: Hash,
  key: z.string(),
  signature: z.string(),
});
export type ProofHead = z.infer<typeof ProofHead>;

/** A paper 材料 of an archive: what came in, and the digest under which the process took it. */
export const ProofPaper = z.strictObject({
  request: z.string(),
  receivedAt: Instant,
  digest: Hash,
  content: Payload,
});
export type ProofPaper = z.infer<typeof ProofPaper>;

/**
 * Entry 登记 of an archive that is kept outside the task's process: history entered afterwards 补录, which feeds no counter,
 * and the registration 立项 of an item.
 */
export const ProofEntry = z.strictObject({
  register: z.enum(['backfill', 'item']),
  content: Payload,
});
export type ProofEntry = z.infer<typeof ProofEntry>;

const Version = z.strictObject({ id: z.string(), version: z.int(), digest: Hash });

/**
 * Proof 证明: why one notice was sent (or, as an archive 档案, everything of one task), closed in itself: what a verdict
 * follows from, the verdict, and the chain that binds them.
 */
export const Proof = z.strictObject({
  form: z.literal(PROOF_FORM),
  kind: z.enum(['notice', 'archive']),
  made: z.strictObject({ at: Instant }),
  /**
   * Whose rows stand in words; null: all. `party` is the one that the notice speaks of; where it speaks of none,
   * `parties` are those of the unit that was told.
   */
  scope: z.strictObject({
    units: z.array(z.string()).nullable(),
    party: z.string().nullable(),
    parties: z.array(z.string()).optional(),
  }),
  regime: Version,
  calendar: Version,
  process: z.strictObject({
    id: z.string(),
    kind: z.enum(['task', 'campaign', 'interview']),
    digest: Hash,
    input: Payload,
  }),
  task: Payload.nullable(),
  turns: z.array(ProofTurn).min(1),
  rows: z.array(ProofRow),
  notices: z.array(ProofNotice),
  expected: z.array(ProofExpected),
  instants: ProofInstants.nullable(),
  papers: z.array(ProofPaper),
  head: ProofHead.nullable(),
  /** Absent: none. */
  entries: z.array(ProofEntry).min(1).optional(),
});
export type Proof = z.infer<typeof Proof>;

export function isOpenRow(row: ProofRow): row is OpenRow {
  return 'payload' in row;
}
