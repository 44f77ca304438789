import type { Context } from '../../domain/context.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { itemRule } from '../../domain/item.ts';
import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import type { CampaignNow } from './find.ts';

/** The items 督办事项 that wait for their approval. */
export function itemGates(
  context: Context,
  process: CampaignNow | undefined,
): OutputOf<'showCampaign'>['gates'] {
  const by = itemRule(context.regime)?.approve.by;
  if (by === undefined) return [];
  const { campaign } = context;
  return Object.entries(process?.state.items ?? {}).flatMap(([item, { phase, title, limitAt }]) =>
    phase === 'waiting'
      ? [
          {
            ...{ process: campaignProcess(campaign), kind: 'item' as const },
            ...{ what: `督办事项“${title}”待立项`, approver: term(by), limitAt: limitAt ?? null },
            command: `duban item approve ${item} --campaign ${campaign} --as ${by}`,
          },
        ]
      : [],
  );
}
