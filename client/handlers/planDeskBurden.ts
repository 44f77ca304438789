import { plusDays } from '../../domain/instant.ts';
import { sameMatters } from '../../store/sameMatter.ts';
import { burdenOf, type Burden, type OwnBurden } from '../rehearsalBurden.ts';
import type { Service } from '../service.ts';
import { reporters } from './burden.ts';
import { demandsWithin } from './demands.ts';

/**
 * Burden 负担 of the units of a plan together with what all running campaigns ask of them in the same weeks.
 */
export async function burdenFor(
  { pool }: Pick<Service, 'pool'>,
  own: readonly OwnBurden[],
): Promise<Burden> {
  const weeks = own.flatMap((one) => Object.keys(one.weeks)).sort();
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return burdenOf(own);
  const [demands, matters, persons] = await Promise.all([
    demandsWithin(pool, { from: first, to: plusDays(last, 7) }),
    sameMatters(pool),
    reporters(pool),
  ]);
  return burdenOf(own, {
    ...{ persons, demands },
    pairs: matters.map(({ one, other }) => [
      `${one.campaign}/${one.task}`,
      `${other.campaign}/${other.task}`,
    ]),
  });
}
