import { actorMay } from './approver.ts';
import { isPaused, type CampaignState, type CampaignView } from './campaignState.ts';
import { fault, type Fault } from './faults.ts';
import { dayOf, isRealDay, plusDays, type Day, type Instant } from './instant.ts';
import { itemDue, itemSource } from './item.ts';
import type { ItemMessage, ItemRegistered } from './itemMessages.ts';
import { itemOf, presentContext, ruleOfItems, type ItemState } from './itemState.ts';
import { joiningContext } from './joining.ts';
import { deadlineSlots } from './obligation.ts';
import { term } from './terms.ts';

/** The fault with which a campaign answers what it is told about an item 督办事项. */
export function itemGuard(
  view: CampaignView,
  state: CampaignState,
  message: ItemMessage,
): Fault | undefined {
  const rule = ruleOfItems(view);
  if (rule === undefined) return fault('items-not-kept', { campaign: view.input.context.campaign });
  if (message.kind === 'item') return registerGuard(view, state, message);
  const { task, by } = message;
  const item = itemOf(state, task);
  if (item === undefined) return fault('item-unknown', { item: task });
  const wanted = message.kind === 'item-propose' ? 'lapsed' : 'waiting';
  if (item.phase !== wanted) {
    return fault('item-not-waiting', { item: task, state: term(`item-${item.phase}`) });
  }
  const deciding = message.kind === 'item-approve' || message.kind === 'item-reject';
  if (deciding && item.by === by) return fault('item-own', { item: task });
  if (deciding && !actorMay(by, rule.approve.by)) {
    return fault('wrong-approver', { approver: term(rule.approve.by), actor: term(by) });
  }
  if (!deciding && item.by !== by) {
    return fault('item-not-yours', { item: task, registrant: term(item.by), actor: term(by) });
  }
  if (message.kind === 'item-approve') {
    if (isPaused(state)) return fault('item-paused', { item: task });
    return dueFault(view, state, item, message.receivedAt);
  }
  if (message.reason.trim() === '') return fault('reason-missing', { act: ACTS[message.kind] });
  if (message.kind === 'item-propose' && item.again) return fault('item-twice', { item: task });
  return undefined;
}

const ACTS = { 'item-reject': '不予立项', 'item-withdraw': '撤回', 'item-propose': '再次送批' };

function registerGuard(
  view: CampaignView,
  state: CampaignState,
  item: ItemRegistered,
): Fault | undefined {
  const { regime, calendar } = view.input.context;
  if (itemOf(state, item.task) !== undefined) return fault('item-known', { item: item.task });
  if (itemSource(regime, item.source) === undefined) {
    const known = ruleOfItems(view)?.sources.map(({ id, title }) => `${id} ${title}`) ?? [];
    return fault('item-source-unknown', { source: item.source, known: known.join('、') });
  }
  const today = dayOf(item.receivedAt, calendar.zone);
  if (!isRealDay(item.on) || item.on > today) {
    return fault('item-day-ahead', { on: item.on, today });
  }
  if (item.due !== undefined && !isRealDay(item.due))
    return fault('no-such-day', { day: item.due });
  return item.due === undefined
    ? undefined
    : dueFault(
        view,
        state,
        { ...item, phase: 'waiting', askedAt: item.receivedAt },
        item.receivedAt,
      );
}

/** What an item would owe if it were approved now must lie ahead, and inside the campaign. */
function dueFault(
  view: CampaignView,
  state: CampaignState,
  item: Pick<ItemState, 'source' | 'urgency' | 'phase' | 'askedAt'> & { due?: Day | undefined },
  now: Instant,
): Fault | undefined {
  const source = itemSource(view.input.context.regime, item.source);
  if (source === undefined) return undefined;
  const context = presentContext(view, state);
  const due = itemDue(source, item, now, context.calendar);
  const last = plusDays(context.horizon.to, -1);
  if (due > last) return fault('item-beyond-horizon', { due, last });
  const slots = deadlineSlots(joiningContext(context, now), {
    deadlines: [{ kind: 'date', on: due }],
  });
  if (slots.length > 0) return undefined;
  return fault('item-due-past', { due, today: dayOf(now, context.calendar.zone) });
}
