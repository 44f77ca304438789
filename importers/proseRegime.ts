import type { Draft } from '../domain/plan.ts';
import { findClauses } from './clauses.ts';
import { sliceSpan } from './canonical.ts';
import type { Line } from './proseLines.ts';
import type { Sighting } from './proseSuspect.ts';
import { spanOfWords } from './proseWords.ts';
import type { Range, Words } from './proseWords.ts';

/** The regime that the whole text prescribes, tasks included, and clauses that name no period. */
export function proseRegime(
  lines: readonly Line[],
  text: string,
): { readonly regime: Draft['regime']; readonly periodless: readonly Sighting[] } {
  const found = lines.map(({ words }) => ({ words, clauses: findClauses(words.text) }));
  const placed = <
    T extends { readonly quote: string; readonly at: Range; readonly sentenceAt: Range },
  >(
    words: Words,
    { at, sentenceAt, ...clause }: T,
  ) => {
    const span = spanOfWords(words, at);
    const sentence = spanOfWords(words, sentenceAt);
    // A quote that a line break cuts in two stands in the text with the break.
    const broken = span !== undefined && span.to - span.from !== Array.from(clause.quote).length;
    return {
      ...clause,
      ...(broken ? { quote: sliceSpan(text, span) } : {}),
      ...(sentence ? { sentence } : {}),
    };
  };
  return {
    regime: {
      duties: found.flatMap(({ words, clauses }) => clauses.duties.map((d) => placed(words, d))),
      steps: found.flatMap(({ words, clauses }) => clauses.steps.map((s) => placed(words, s))),
    },
    periodless: found.flatMap(({ words, clauses }) =>
      clauses.periodless.map((what) => ({ what, where: `“${words.text.slice(0, 12)}…”` })),
    ),
  };
}
