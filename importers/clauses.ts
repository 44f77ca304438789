import type { z } from 'zod';
import type { FoundDuty, FoundStep } from '../domain/plan.ts';
import { dutiesIn } from './clauseDuties.ts';
import { stepsIn } from './clauseSteps.ts';
import { bareText, sentencesOf, trimmed, unattributed, type Stretch } from './clauseText.ts';

/** Where a clause stands in the text that was searched, in UTF-16 offsets. */
interface Placed {
  /** The quote. */
  readonly at: Stretch;
  readonly sentenceAt: Stretch;
}

export type ClauseDuty = z.infer<typeof FoundDuty> & Placed;
export type ClauseStep = z.infer<typeof FoundStep> & Placed;

export interface Clauses {
  readonly duties: readonly ClauseDuty[];
  readonly steps: readonly ClauseStep[];
  /** 定期… without a period, or with one that we do not have (每半月): somebody must say how often. */
  readonly periodless: readonly string[];
}

/**
 * Finds the clauses of a supervision regime 督办制度 in a paragraph or a cell. Each quote is a stretch of `text` itself,
 * line breaks included. What a task does to its own object (约谈企业, 每季度检查商户) is no clause.
 */
export function findClauses(text: string): Clauses {
  const bare = bareText(text);
  const duties: ClauseDuty[] = [];
  const steps: ClauseStep[] = [];
  const periodless: string[] = [];
  for (const { from, to } of sentencesOf(bare.words)) {
    const sentence = unattributed(bare.words.slice(from, to));
    const sentenceAt = bare.original(from, to);
    const placed = (stretch: Stretch) => {
      const own = trimmed(sentence, stretch);
      const at = bare.original(from + own.from, from + own.to);
      return { quote: text.slice(at.from, at.to), at, sentenceAt };
    };
    for (const { every, what, due, time, ...stretch } of dutiesIn(sentence)) {
      const place = placed(stretch);
      const hints = { ...(due ? { due } : {}), ...(time === undefined ? {} : { time }) };
      if (every) duties.push({ every, what, ...place, ...hints });
      else periodless.push(place.quote);
    }
    for (const { step, ...stretch } of stepsIn(sentence)) steps.push({ step, ...placed(stretch) });
  }
  return { duties, steps, periodless: [...new Set(periodless)] };
}
