import { succeededContext } from '../domain/amendedContext.ts';
import type { Context } from '../domain/context.ts';
import type { Pool } from '../store/pool.ts';
import { regimesTaken } from '../store/regimes.ts';

/** Contexts by what they are made of, so that their slots are computed once. */
const known = new WeakMap<Context, Map<string, Context>>();

/** The context of a campaign with every regime that it has taken in flight, those of a day to come too. */
export async function presentContext(pool: Pool, context: Context): Promise<Context> {
  const regimes = await regimesTaken(pool, context.campaign);
  if (regimes.length === 0) return context;
  const key = regimes.map(({ from, regime }) => `${from} ${regime.version}`).join();
  const own = known.get(context) ?? new Map<string, Context>();
  known.set(context, own);
  const made = own.get(key) ?? succeededContext(context, regimes);
  own.set(key, made);
  return made;
}
