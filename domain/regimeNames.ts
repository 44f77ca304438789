import type { RegimeInForce } from './context.ts';
import { dayOf, type Instant } from './instant.ts';
import type { Regime } from './regime.ts';

/** What names of rules are looked up in: the regime of the start, and those that came into force in flight. */
interface Versioned {
  readonly regime: Regime;
  readonly later?: readonly RegimeInForce[];
  readonly zone: string;
}

/** A fact or a notice, as far as it tells its regime. */
interface Told {
  readonly at: Instant;
  readonly process: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * The regime by which sentences about the start are made: with what regimes in flight have brought besides, so that a
 * duty of theirs has its name wherever only its id is known.
 */
export function withComing(regime: Regime, later: readonly RegimeInForce[]): Regime {
  if (later.length === 0) return regime;
  const added = <Rule extends { readonly id: string }>(rulesOf: (of: Regime) => readonly Rule[]) =>
    later
      .flatMap((next) => rulesOf(next.regime))
      .filter(({ id }, n, all) => {
        const first = all.findIndex((rule) => rule.id === id) === n;
        return first && !rulesOf(regime).some((rule) => rule.id === id);
      });
  return {
    ...regime,
    duties: [...regime.duties, ...added(({ duties }) => duties)],
    ladder: [...regime.ladder, ...added(({ ladder }) => ladder)],
    bulletins: [...regime.bulletins, ...added(({ bulletins }) => bulletins)],
  };
}

/**
 * The names for one fact or notice: one that says under which regime it was decided is told by that one; a talk 约谈 by
 * the regime of its day.
 */
export function namesUnder<Names extends Versioned>(names: Names, told: Told): Names {
  const { later } = names;
  if (later === undefined) return names;
  const { version } = (told.payload['under'] ?? {}) as { readonly version?: number };
  const isTalk = told.process.startsWith('interview/');
  const day = isTalk && version === undefined ? dayOf(told.at, names.zone) : undefined;
  const found = later
    .filter(({ regime, from }) => (day === undefined ? regime.version === version : from <= day))
    .at(-1);
  return found === undefined ? names : { ...names, regime: found.regime };
}
