import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { Head } from './deskAnswers.ts';
import { EvidenceShown } from './evidenceShown.ts';
import { Allowed, Mark, Source, Target, Total, When, Why } from './deskParts.ts';

export const InterviewCard = z.object({
  process: z.string(),
  campaign: z.string(),
  campaignTitle: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  phase: z.string(),
  phaseWords: z.string(),
  mark: Mark,
  grounds: z.int(),
  since: Instant,
  limit: When.nullable(),
  approver: z.string().nullable(),
  words: z.string(),
  why: Why,
  target: Target,
  acts: z.array(Allowed),
});

export const InterviewBoard = z.object({
  ...Head,
  total: z.int(),
  columns: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      hint: z.string(),
      count: z.int(),
      cards: z.array(InterviewCard),
    }),
  ),
});

const Line = z.object({
  at: Instant,
  words: z.string(),
  kind: z.enum(['fact', 'notice']),
  type: z.string(),
  recipient: z.string().nullable(),
  text: z.string(),
  reason: z.string().nullable(),
  /** Of a notice: what its proof is asked with. */
  notice: z.string().nullable(),
  /** 附件 of what a unit has handed in. */
  files: z.array(EvidenceShown).optional(),
});

const Handed = z.object({
  ...{ at: Instant, words: z.string(), text: z.string() },
  files: z.array(EvidenceShown),
});

export const InterviewView = InterviewCard.extend({
  ...Head,
  /** 约谈通知书的十项, in order; `value` is null where nothing has been entered yet. */
  notice: z.array(z.object({ label: z.string(), value: z.string().nullable() })),
  groundsList: z.array(
    z.object({
      task: z.string(),
      no: z.string().nullable(),
      title: z.string(),
      words: z.string(),
      at: Instant,
      target: Target,
    }),
  ),
  /** What the unit has said last, and last reported of its 整改, with the files that came with it. */
  statement: Handed.nullable(),
  rectified: Handed.nullable(),
  history: z.array(Line),
  next: z.array(Line),
});

export const BulletinCard = z.object({
  id: z.string(),
  campaign: z.string(),
  campaignTitle: z.string(),
  bulletin: z.string(),
  title: z.string(),
  period: z.string(),
  periodWords: z.string(),
  phase: z.string(),
  phaseWords: z.string(),
  mark: Mark,
  number: z.int().nullable(),
  draft: z.int(),
  cutOff: When,
  limit: When.nullable(),
  approver: z.string(),
  counts: Total.extend({ underReview: z.number().optional() }).nullable(),
  words: z.string(),
  why: Why,
  target: Target,
  acts: z.array(Allowed),
});

const Named = z.object({ id: z.string(), name: z.string(), words: z.string(), source: Source });

export const BulletinView = BulletinCard.extend({
  ...Head,
  criticised: z.array(Named),
  commended: z.array(Named),
  /** One line of the paper for each unit, with the query that lists what it counts. */
  lines: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      counts: Total,
      words: z.string(),
      source: Source,
    }),
  ),
  history: z.array(Line),
});
