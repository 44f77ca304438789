import type { Draft, Span } from '../domain/plan.ts';
import { findClauses } from './clauses.ts';
import type { Stretch } from './clauseText.ts';

/** The regime 督办要求 found in one paragraph or cell, as a draft carries it: sentences as spans of the canonical text. */
export interface RegimeIn {
  readonly regime: Draft['regime'];
  readonly periodless: readonly string[];
}

/** `at` is the span of exactly these words in the canonical text. */
export function regimeIn(text: string, at: Span): RegimeIn {
  const { duties, steps, periodless } = findClauses(text);
  const sentence = (stretch: Stretch): Span => ({
    from: at.from + points(text.slice(0, stretch.from)),
    to: at.from + points(text.slice(0, stretch.to)),
    ...(at.cell === undefined ? {} : { cell: at.cell }),
  });
  const regime = {
    duties: duties.map(({ every, what, quote, due, time, sentenceAt }) => ({
      ...{ every, what, quote, sentence: sentence(sentenceAt) },
      ...(due === undefined ? {} : { due }),
      ...(time === undefined ? {} : { time }),
    })),
    steps: steps.map(({ step, quote, sentenceAt }) => ({
      ...{ step, quote, sentence: sentence(sentenceAt) },
    })),
  };
  return { regime, periodless };
}

function points(words: string): number {
  return [...words].length;
}
