import type { Instant } from '../domain/instant.ts';
import type { Draft } from '../domain/plan.ts';
import type { Doubt } from '../importers/doubtsKinds.ts';
import { answerFault } from '../importers/review.ts';
import type { Answer } from '../importers/reviewFile.ts';
import { recalled, type Correction } from './corrections.ts';
import { refuse } from './faultError.ts';
import { mustBearNoMark } from './openText.ts';

/** What was said about one doubt, before it is dated. */
export type Said = Pick<Answer, 'what'> & {
  readonly doubt: Doubt;
  readonly value?: string | undefined;
  readonly of?: string | undefined;
  readonly note?: string | undefined;
};

/** Why an answer cannot be; nothing where it can. */
export function saidFault(draft: Draft, { doubt, what, value }: Said): string | undefined {
  return answerFault(draft, doubt, value === undefined ? { what } : { what, value });
}

/** The answers, dated, and what they teach: all or none, one that cannot be refuses the others too. */
export function answersSaid(
  draft: Draft,
  all: readonly Said[],
  by: string,
  at: Instant,
): { readonly answers: readonly Answer[]; readonly corrections: readonly Correction[] } {
  for (const said of all) {
    const detail = saidFault(draft, said);
    if (detail !== undefined) refuse('answer-invalid', { doubt: said.doubt.id, detail });
  }
  mustBearNoMark('“核对意见”', [by, ...all.flatMap(({ value, of, note }) => [value, of, note])]);
  return {
    answers: all.map((said) => dated(said, by, at)),
    corrections: all.flatMap(({ what, value, doubt: { kind, printed } }) =>
      what === 'corrected' && value !== undefined ? [{ kind, printed, value, by, at }] : [],
    ),
  };
}

function dated({ doubt, what, value, of, note }: Said, by: string, at: Instant): Answer {
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
export function saidLastTime(
  corrections: readonly Correction[],
  draft: Draft,
  doubt: Doubt,
): string | undefined {
  const known = recalled(corrections, doubt)?.value;
  if (known === undefined) return undefined;
  const said: Said = { doubt, what: 'corrected', value: known };
  return saidFault(draft, said) === undefined ? known : undefined;
}
