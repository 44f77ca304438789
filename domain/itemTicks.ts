import type { CampaignState, CampaignView } from './campaignState.ts';
import type { Instant } from './instant.ts';
import type { ItemRule } from './item.ts';
import { aboutItem, itemFact, tellOfItem } from './itemDecisions.ts';
import {
  itemOf,
  reminded,
  ruleOfItems,
  settledItem,
  withItem,
  type ItemState,
} from './itemState.ts';
import type { Step } from './machine.ts';

/** ItemTick: the reminder of an approval, or its limit. */
export interface ItemTick {
  readonly task: string;
  readonly what: 'remind' | 'limit';
  readonly at: Instant;
}

/** What is still to come of the items that wait for their approval. */
export function itemTicks({ items = {} }: CampaignState): readonly ItemTick[] {
  return Object.entries(items).flatMap(([task, { limitAt, remindAt }]): ItemTick[] => [
    ...(remindAt === undefined ? [] : [{ task, what: 'remind' as const, at: remindAt }]),
    ...(limitAt === undefined ? [] : [{ task, what: 'limit' as const, at: limitAt }]),
  ]);
}

/** Silence never approves: at the limit the approval lapses, and the item goes back to who registered it. */
export function takeItemTick(
  view: CampaignView,
  state: CampaignState,
  { task, what, at }: ItemTick,
): Step<CampaignState> {
  const item = itemOf(state, task) as ItemState;
  const { approve } = ruleOfItems(view) as ItemRule;
  const nth = item.again ? ':2' : '';
  const about = { ...aboutItem(task, item), limitAt: item.limitAt };
  const owing = { units: (item.units ?? []).map(({ id }) => id) };
  if (what === 'remind') {
    return {
      state: withItem(state, task, reminded(item)),
      decisions: [
        itemFact('item-reminded', task, at, { ...about, approver: approve.by }, nth),
        ...tellOfItem(view, at, 'item-reminder', [approve.by], task, { ...about, ...owing }, nth),
      ],
    };
  }
  const again = item.again ? { again: true } : {};
  return {
    state: withItem(state, task, settledItem(item, 'lapsed', at)),
    decisions: [
      itemFact('item-lapsed', task, at, { ...about, approver: approve.by }, nth),
      ...tellOfItem(
        ...([view, at, 'item-lapsed', ['office', approve.by], task] as const),
        { ...about, ...again },
        nth,
      ),
    ],
  };
}
