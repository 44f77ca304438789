import type { Regime } from './regime.ts';
import { checkRegime } from './regimeCheck.ts';
import { didYouMean } from './spelling.ts';

/** A regime with another phase, or why there is none, in words. */
export type Phased = { readonly regime: Regime } | { readonly fault: string };

/**
 * The regime with the periods of one duty or bulletin beginning in another month 1–12 (on another weekday 1–7 for 周), for
 * a preview: nothing is stored. Faults: an unknown id, one that a duty and a bulletin share, a phase that the cadence
 * does not have, a phase with which duties that stand together no longer nest.
 */
export function withPhase(regime: Regime, id: string, phase: number): Phased {
  const duty = regime.duties.some((own) => own.id === id);
  const bulletin = regime.bulletins.some((own) => own.id === id);
  if (duty && bulletin) {
    return { fault: `“${id}”既是报送要求又是通报的标识，请先在制度中改用不同的标识` };
  }
  if (!duty && !bulletin) {
    const known = [...regime.duties, ...regime.bulletins].map((own) => own.id);
    const hint = didYouMean(id, known) || `，只能写 ${known.join('、')}`;
    return { fault: `制度中没有标识为“${id}”的报送要求或通报${hint}` };
  }
  if (!Number.isInteger(phase) || phase < 1 || phase > 12) {
    return { fault: `起始月应为 1–12 的整数，这里是 ${phase}` };
  }
  const shifted = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    list.map((own) => (own.id === id ? { ...own, phase } : own));
  const made = {
    ...regime,
    duties: shifted(regime.duties),
    bulletins: shifted(regime.bulletins),
  };
  const known = new Set(checkRegime(regime).map(({ message }) => message));
  const found = checkRegime(made).find(({ message }) => !known.has(message));
  return found === undefined ? { regime: made } : { fault: found.message };
}
