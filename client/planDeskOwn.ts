import { Context } from '../domain/context.ts';
import { campaignId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { namesOf } from '../domain/words.ts';
import type { Prepared } from './prepare.ts';
import { ownBurden, type OwnBurden } from './rehearsalBurden.ts';
import { dueInstants } from './rehearsalDues.ts';

interface Own {
  readonly bound: Prepared['bound'];
  readonly plan: Pick<Prepared['plan'], 'tasks'>;
  readonly assigned: Pick<Prepared['assigned'], 'tasks' | 'units'>;
}

/** What a prepared plan asks of each unit. */
export function ownIn({ bound, plan, assigned }: Own, startedAt: Instant): readonly OwnBurden[] {
  const year = Number(startedAt.slice(0, 4));
  const context = Context.parse({ campaign: campaignId(year, 1), ...bound });
  const names = namesOf({ ...context, year }, plan.tasks, assigned.units);
  return ownBurden(dueInstants({ context, tasks: assigned.tasks }, names), names, assigned.units);
}
