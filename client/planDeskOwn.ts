import { Context } from '../domain/context.ts';
import { campaignId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { namesOf } from '../domain/words.ts';
import type { Prepared } from './prepare.ts';
import { ownBurden, type OwnBurden } from './rehearsalBurden.ts';
import { dueInstants } from './rehearsalDues.ts';

/** What a prepared plan asks of each unit. */
export function ownIn(
  { bound, plan, assigned }: Pick<Prepared, 'bound' | 'plan' | 'assigned'>,
  startedAt: Instant,
): readonly OwnBurden[] {
  const year = Number(startedAt.slice(0, 4));
  const context = Context.parse({ campaign: campaignId(year, 1), ...bound });
  const names = namesOf({ ...context, year }, plan.tasks, assigned.units);
  return ownBurden(dueInstants({ context, tasks: assigned.tasks }, names), names, assigned.units);
}
