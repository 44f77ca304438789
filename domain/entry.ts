import type { Obligation, StepInstant } from './obligation.ts';
import type { EscalationStep } from './regime.ts';

/**
 * 特事特办: a task may enter the ladder at a higher step. Of the steps after the end of grace those that stand before that
 * one are not taken, and that one is taken at the end of grace at once, whatever it would count. A duty whose ladder does
 * not have the step keeps its ladder.
 */
export function enteredAt(obligation: Obligation, entry: string | undefined): Obligation {
  const { slot } = obligation;
  const place = slot.steps.findIndex(({ step }) => step.id === entry);
  if (entry === undefined || place < 0) return obligation;
  const steps = slot.steps.flatMap((found, i): readonly StepInstant[] => {
    if (i === place) {
      const step = atOnce(found.step);
      return [{ step, at: slot.instants.graceEnd, provisional: slot.provisional }];
    }
    return i < place && 'after' in found.step.at ? [] : [found];
  });
  return { ...obligation, slot: { ...slot, steps } };
}

function atOnce(step: EscalationStep): EscalationStep {
  const kept = Object.entries(step).filter(([field]) => field !== 'when' && field !== 'time');
  return {
    ...(Object.fromEntries(kept) as EscalationStep),
    at: { after: 'grace', offset: { workdays: 0 } },
  };
}
