import { broadcast } from './campaignBroadcast.ts';
import type { CampaignState } from './campaignState.ts';
import { dayOf } from './instant.ts';
import { joiningEffects, type Joining } from './joining.ts';
import type { Effect } from './machine.ts';

/** What a campaign does for tasks that join it: they start, and hear of a regime that has been published for later. */
export function joinsCampaign(
  { calendar, regimes = [] }: CampaignState,
  zone: string,
  id: string,
  joining: Omit<Joining, 'calendar'>,
): readonly Effect[] {
  const { keys, since } = joining;
  const effects = joiningEffects(id, {
    ...joining,
    ...(calendar === undefined ? {} : { calendar }),
  });
  if (keys.length === 0) return effects.slice(0, 1);
  const today = dayOf(since, zone);
  const told = regimes
    .filter(({ from }) => from > today)
    .map(({ from, regime, hash = '' }) => {
      const message = {
        kind: 'regime',
        regime,
        hash,
        from,
        reason: '加入之前已经公布',
        by: 'office',
      };
      return broadcast(since, `${id}:${regime.version}`, message, { tasks: keys });
    });
  return [...effects, ...told];
}
