import { epoch, type Instant } from './instant.ts';
import type { Slot } from './obligation.ts';
import type { EscalationStep } from './regime.ts';
import { isHeld } from './suspension.ts';
import { approvalWords, conditionWords, recipientTerm, term } from './terms.ts';
import { momentShort } from './timeWords.ts';

/** Consequence 若不报送: what happens first to an obligation if nothing is sent. */
export interface Foreseen {
  readonly at: Instant;
  /** Ids of the steps that are taken then; none where it is only judged missing. */
  readonly steps: readonly string[];
  readonly words: string;
}

/**
 * What happens first if nothing is sent: the judgement 未报 with the steps of its instant, later the next step of the ladder.
 * Reminders are no consequence. A step with conditions is named with them, since other periods decide whether they hold;
 * where an unconditional step is taken at the same instant that one is told first. Nothing while it lies beyond the ladder.
 */
export function firstConsequence(
  slot: Pick<Slot, 'instants' | 'steps'>,
  verdict: string,
  now: Instant,
  zone: string,
): Foreseen | undefined {
  const { graceEnd } = slot.instants;
  const coming = slot.steps.filter(({ step, at }) => 'after' in step.at && epoch(at) > epoch(now));
  const pending = verdict === 'pending';
  const isLater = pending && epoch(graceEnd) > epoch(now);
  const first = isLater ? graceEnd : earliest(coming.map(({ at }) => at));
  if (first === undefined || isHeld(first)) return undefined;
  const then = coming
    .filter(({ at }) => epoch(at) === epoch(first))
    .map(({ step }) => step)
    .sort((a, b) => Number(a.when !== undefined) - Number(b.when !== undefined));
  const acts = [...(isLater ? ['判为未报'] : []), ...then.map(stepWords)];
  return {
    at: first,
    steps: then.map(({ id }) => id),
    words: `若到 ${momentShort(first, now, zone)} 仍未报送：${acts.join('，')}`,
  };
}

function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.reduce<Instant | undefined>(
    (first, at) => (first === undefined || epoch(at) < epoch(first) ? at : first),
    undefined,
  );
}

/** `发督办函给单位主要负责人、牵头领导`; an interview is only proposed. */
function stepWords(step: EscalationStep): string {
  const when = (step.when ?? []).map(conditionWords).join('，或');
  const lead = when === '' ? '' : `${when}的，`;
  if (step.step === 'interview') return `${lead}提请约谈（须经批准，不会自动约谈）`;
  const whom = step.to.map(recipientTerm).join('、');
  return `${lead}${term(step.step)}（送${whom}）${approvalWords(step)}`;
}
