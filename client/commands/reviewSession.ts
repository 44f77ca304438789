import { dayOf, instantOf, type Day } from '../../domain/instant.ts';
import type { Reading } from '../../domain/plan.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import { answerFault, applyReview, type Reviewed } from '../../importers/review.ts';
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
  recalled,
  rememberCorrections,
  type Correction,
} from '../corrections.ts';
import { refuse } from '../faultError.ts';
import { mustBearNoMark } from '../openText.ts';
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

/** What was said about one doubt, before it is dated. */
export type Said = Pick<Answer, 'what'> & {
  readonly doubt: Doubt;
  readonly value?: string | undefined;
  readonly of?: string | undefined;
  readonly note?: string | undefined;
};

/** Why an answer cannot be; nothing where it can. */
export function faultOf({ reading }: Session, { doubt, what, value }: Said): string | undefined {
  return answerFault(reading.draft, doubt, value === undefined ? { what } : { what, value });
}

/** Keeps the answers, all or none: one that cannot be is refused before anything is written. */
export function answer(session: Session, all: readonly Said[], by: string): Session {
  for (const said of all) {
    const detail = faultOf(session, said);
    if (detail !== undefined) refuse('answer-invalid', { doubt: said.doubt.id, detail });
  }
  mustBearNoMark('“核对意见”', [by, ...all.flatMap(({ value, of, note }) => [value, of, note])]);
  const { io } = session;
  const at = instantOf(io.now(), ZONE);
  const answers = all.map((said) => dated(said, by, at));
  const next = seen({ ...session, review: answered(session.review, answers) });
  save(next);
  const corrections = all.flatMap(({ what, value, doubt: { kind, printed } }) =>
    what === 'corrected' && value !== undefined ? [{ kind, printed, value, by, at }] : [],
  );
  rememberCorrections(correctionsPath(io.env), corrections);
  return { ...next, corrections: [...next.corrections, ...corrections] };
}

function dated({ doubt, what, value, of, note }: Said, by: string, at: string): Answer {
  return {
    doubt: doubt.id,
    what,
    ...(value === undefined ? {} : { value }),
    ...(of === undefined ? {} : { of }),
    ...(note === undefined ? {} : { note }),
    by,
    at,
  };
}

/** What was written the last time for the same words, as long as it can be read for this field too. */
export function lastTime(session: Session, doubt: Doubt): string | undefined {
  const known = recalled(session.corrections, doubt)?.value;
  if (known === undefined) return undefined;
  return faultOf(session, { doubt, what: 'corrected', value: known }) === undefined
    ? known
    : undefined;
}
