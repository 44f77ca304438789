import type { Regime } from '../../domain/regime.ts';
import type { Ask } from './actAsks.ts';

/** Under which rules who is asked. */
export interface Asker {
  readonly regime: Pick<Regime, 'verify' | 'closure'>;
  /** As it is recorded: `post:区政府分管领导`. */
  readonly actor: string;
}

/**
 * What an act asks under a regime: 等次 only from whoever grades, from those that are listed; 佐证 of a closure where it must
 * be there. Reports are graded by whoever verifies last.
 */
export function askedByRegime(asks: readonly Ask[], act: string, asker: Asker): Ask[] {
  return asks.flatMap((ask): Ask[] => {
    if (ask.field === 'fields.grade') return gradeAsk(ask, act, asker);
    const isNeeded = act === 'apply-closure' && asker.regime.closure?.evidence === 'required';
    return [ask.field === 'fields.evidence' && isNeeded ? { ...ask, required: true } : ask];
  });
}

function gradeAsk(ask: Ask, act: string, { regime: { verify, closure }, actor }: Asker): Ask[] {
  const isClosure = act === 'approve-closure';
  const isLast = actor === (verify?.then?.by ?? verify?.by);
  const verified = act === 'accept-report' && isLast ? verify?.grades : undefined;
  const grades = isClosure ? closure?.grades : verified;
  if (grades === undefined) return [];
  const choices = grades.map((value) => ({ value, label: value }));
  return [{ ...ask, kind: 'choice', choices, required: isClosure }];
}
