import type { Regime } from '../../domain/regime.ts';
import { filesAsked } from '../evidenceAsk.ts';
import type { Ask } from './actAsks.ts';

/** Under which rules who is asked. */
export interface Asker {
  readonly regime: Pick<Regime, 'verify' | 'closure'>;
  /** As it is recorded: `post:区政府分管领导`. */
  readonly actor: string;
  /** Whose register keeps files; absent: evidence is only named. */
  readonly campaign?: string;
  /** For whom the office sends files. */
  readonly unit?: string | undefined;
}

/**
 * What an act asks under a regime: 等次 only from whoever grades, from those that are listed; 佐证 of a closure where it must
 * be there. Reports are graded by whoever verifies last.
 */
export function askedByRegime(asks: readonly Ask[], act: string, asker: Asker): Ask[] {
  return asks.flatMap((ask): Ask[] => {
    if (ask.field === 'fields.grade') return gradeAsk(ask, act, asker);
    const isNeeded = act === 'apply-closure' && asker.regime.closure?.evidence === 'required';
    if (ask.field !== 'fields.evidence') return [ask];
    return [withFiles(isNeeded ? { ...ask, required: true } : ask, asker)];
  });
}

/** Files are sent by a unit, or by the office for one that is known. */
function withFiles(ask: Ask, { actor, campaign, unit }: Asker): Ask {
  const isUnit = actor.startsWith('unit:');
  if (campaign === undefined || !(isUnit || unit !== undefined)) return ask;
  return filesAsked(ask, { campaign, unit: isUnit ? null : (unit ?? null) });
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
