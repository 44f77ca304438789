import { dayOf, instantOf, type Day } from '../../domain/instant.ts';
import type { Reading } from '../../domain/plan.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import { applyReview, type Reviewed } from '../../importers/review.ts';
import {
  answered,
  digestOf,
  rebased,
  reviewYaml,
  type Answer,
  type Review,
} from '../../importers/reviewFile.ts';
import { DOCUMENT, isTooLarge } from '../../importers/yamlSyntax.ts';
import { replaceFile } from '../../store/file.ts';
import {
  correctionsPath,
  readCorrections,
  rememberCorrections,
  type Correction,
} from '../corrections.ts';
import { refuse } from '../faultError.ts';
import { answersSaid, saidFault, saidLastTime, type Said } from '../reviewSaid.ts';
import { unwritable } from '../unwritable.ts';
import { readPlanAsPrinted, ZONE } from './documents.ts';
import { CommandEnd, EXIT, type Io } from './io.ts';
import { hasDoubts, reviewBeside, reviewPath } from './reviewed.ts';

/** One sitting over one plan file: what it says, and what was answered so far. */
export interface Session {
  readonly io: Io;
  readonly path: string;
  readonly reading: Reading;
  readonly today: Day;
  readonly review: Review;
  readonly reviewed: Reviewed;
  readonly corrections: readonly Correction[];
  /** Answers left behind by a rebase: their words stand no longer in the file. */
  readonly dropped: readonly Answer[];
}

/** Opens the review of a plan. Answers about another edition are refused, or carried over by `rebase`. */
export async function openSession(io: Io, path: string, rebase: boolean): Promise<Session> {
  const { bytes, reading } = await readPlanAsPrinted(io, path);
  const today = dayOf(instantOf(io.now(), ZONE), ZONE);
  const digest = digestOf(bytes);
  const beside = hasDoubts(path) ? reviewBeside(path) : { plan: '', answers: [] };
  const stale = beside.plan !== digest;
  if (stale && beside.plan !== '' && !rebase) {
    refuse('review-stale', { review: reviewPath(path), plan: path });
  }
  const doubts = hasDoubts(path) ? doubtsOf(reading, { today }) : [];
  const { review, dropped } = rebased(beside, digest, doubts);
  const corrections = readCorrections(correctionsPath(io.env));
  const common = { io, path, reading, today, corrections };
  const session = { ...common, review, dropped: stale ? dropped : [] };
  const opened = seen(stale ? session : { ...session, review: beside });
  if (stale && beside.plan !== '') save(opened);
  return opened;
}

function seen(session: Omit<Session, 'reviewed'>): Session {
  const { path, reading, review, today } = session;
  if (hasDoubts(path)) {
    return { ...session, reviewed: applyReview(reading, review.answers, { today }) };
  }
  return { ...session, reviewed: { ...reading, open: [], closed: [], invalid: [] } };
}

function save({ path, review }: Session): void {
  const yaml = reviewYaml(review);
  if (isTooLarge(yaml, DOCUMENT)) {
    const detail = `核对意见超过 ${DOCUMENT.megabytes} MB（${review.answers.length} 条），今后无法再读入，本次没有记入。请把方案分成几份后核对。`;
    throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
  }
  try {
    replaceFile(reviewPath(path), yaml);
  } catch (error) {
    const detail = unwritable(reviewPath(path), error);
    throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
  }
}

/** Why an answer cannot be; nothing where it can. */
export function faultOf({ reading }: Session, said: Said): string | undefined {
  return saidFault(reading.draft, said);
}

/** Keeps the answers, all or none: one that cannot be is refused before anything is written. */
export function answer(session: Session, all: readonly Said[], by: string): Session {
  const { io, reading } = session;
  const at = instantOf(io.now(), ZONE);
  const { answers, corrections } = answersSaid(reading.draft, all, by, at);
  const next = seen({ ...session, review: answered(session.review, answers) });
  save(next);
  rememberCorrections(correctionsPath(io.env), corrections);
  return { ...next, corrections: [...next.corrections, ...corrections] };
}

/** What was written the last time for the same words, as long as it can be read for this field too. */
export function lastTime(session: Session, doubt: Doubt): string | undefined {
  return saidLastTime(session.corrections, session.reading.draft, doubt);
}
