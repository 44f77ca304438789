import { gateLimit } from './approver.ts';
import { campaignNotices } from './campaignNotices.ts';
import { calendarOf, withJoined, type CampaignState, type CampaignView } from './campaignState.ts';
import { dayOf, maxInstant, type Instant } from './instant.ts';
import { reminderBetween } from './interview2Rule.ts';
import { itemDue, itemSource, type ItemRule } from './item.ts';
import type { ItemMessage } from './itemMessages.ts';
import {
  itemOf,
  presentContext,
  reopened,
  ruleOfItems,
  settledItem,
  withItem,
  type ItemState,
} from './itemState.ts';
import { joinsCampaign } from './joiningCampaign.ts';
import type { Decision, Fact, Step } from './machine.ts';
import type { ItemSource, Recipient } from './regime.ts';

type Of<K extends ItemMessage['kind']> = Extract<ItemMessage, { kind: K }>;

/** Takes a message about an item that the guard has let pass. */
export function takeItem(
  view: CampaignView,
  state: CampaignState,
  message: ItemMessage,
): Step<CampaignState> {
  const now = maxInstant(message.receivedAt, state.clock);
  switch (message.kind) {
    case 'item':
      return registered(view, state, message, now);
    case 'item-approve':
      return approved(view, state, message, now);
    case 'item-reject':
      return settled(view, state, message, now, 'rejected', ['office']);
    case 'item-withdraw':
      return settled(view, state, message, now, 'withdrawn', [approverOf(view)]);
    case 'item-propose':
      return proposed(view, state, message, now);
  }
}

/** What every fact and notice about an item says of it. */
export function aboutItem(task: string, item: ItemState): Readonly<Record<string, unknown>> {
  const { source, title, urgency, leader, on, due } = item;
  return { task, source, title, urgency, leader, on, ...(due === undefined ? {} : { due }) };
}

export function itemFact(
  type: string,
  task: string,
  at: Instant,
  payload: Readonly<Record<string, unknown>>,
  nth = '',
): Fact {
  return { kind: 'fact', at, type, key: `${type}:${task}${nth}`, payload };
}

export function tellOfItem(
  view: CampaignView,
  at: Instant,
  type: string,
  to: readonly Recipient[],
  task: string,
  payload: Readonly<Record<string, unknown>>,
  nth = '',
): readonly Decision[] {
  return campaignNotices(view, at, type, to, { subject: `${task}${nth}`, ...payload }, []);
}

function approverOf(view: CampaignView): Recipient {
  return (ruleOfItems(view) as ItemRule).approve.by;
}

/** The approval has its own limit and, between now and then, one reminder. */
function asked(
  view: CampaignView,
  state: CampaignState,
  now: Instant,
): Pick<ItemState, 'askedAt'> & Required<Pick<ItemState, 'limitAt' | 'remindAt'>> {
  const { approve, remind } = ruleOfItems(view) as ItemRule;
  const calendar = calendarOf(view, state);
  const limitAt = gateLimit(approve, now, calendar);
  return { askedAt: now, limitAt, remindAt: reminderBetween(remind, now, limitAt, calendar) };
}

function registered(
  view: CampaignView,
  state: CampaignState,
  message: Of<'item'>,
  now: Instant,
): Step<CampaignState> {
  const { task, source, title, urgency, leader, on, due, units, digest, by } = message;
  const limits = asked(view, state, now);
  const item: ItemState = {
    ...{ phase: 'waiting', source, title, urgency, leader, on, by, units },
    ...(due === undefined ? {} : { due }),
    ...limits,
  };
  const about = aboutItem(task, item);
  const { limitAt } = limits;
  const owing = units.map(({ id }) => id);
  const approver = approverOf(view);
  return {
    state: withItem(state, task, item),
    decisions: [
      itemFact('item-registered', task, now, {
        ...about,
        by,
        units: owing,
        digest,
        limitAt,
        approver,
      }),
      ...tellOfItem(view, now, 'approve-item', [approver], task, {
        ...about,
        by,
        units: owing,
        limitAt,
      }),
    ],
    answer: { value: { task, limitAt } },
  };
}

/** 立项: its task starts with the number that it is given then, and owes its day. */
function approved(
  view: CampaignView,
  state: CampaignState,
  { task, note, by, id }: Of<'item-approve'>,
  now: Instant,
): Step<CampaignState> {
  const item = itemOf(state, task) as ItemState;
  const { calendar } = presentContext(view, state);
  const source = itemSource(view.input.context.regime, item.source) as ItemSource;
  const due = itemDue(source, item, now, calendar);
  const year = Number(dayOf(now, calendar.zone).slice(0, 4));
  // Numbers of a trial are a series of its own.
  const prefix = view.input.context.trial ? `试${source.prefix}` : source.prefix;
  const payload = { ...aboutItem(task, item), due, by, ...(note === undefined ? {} : { note }) };
  const leaders = item.leader.startsWith('post:') ? [item.leader.slice(5)] : [];
  const known = withItem(state, task, settledItem(item, 'approved', now));
  return {
    state: withJoined(view, known, item.units ?? [], leaders),
    decisions: [
      itemFact('item-approved', task, now, payload),
      ...joinsCampaign(state, calendar.zone, id, {
        ...{ keys: [task], since: now },
        items: { [task]: { prefix, year, due } },
      }),
    ],
    answer: { value: { task, due } },
  };
}

function settled(
  view: CampaignView,
  state: CampaignState,
  { task, reason, by }: Of<'item-reject' | 'item-withdraw'>,
  now: Instant,
  phase: 'rejected' | 'withdrawn',
  to: readonly Recipient[],
): Step<CampaignState> {
  const item = itemOf(state, task) as ItemState;
  const type = `item-${phase}`;
  const payload = { ...aboutItem(task, item), by, reason };
  return {
    state: withItem(state, task, settledItem(item, phase, now)),
    decisions: [
      itemFact(type, task, now, payload),
      ...tellOfItem(view, now, type, to, task, payload),
    ],
    answer: { value: { task } },
  };
}

/** 再次送批 after the limit: the same words, a new limit, once. */
function proposed(
  view: CampaignView,
  state: CampaignState,
  { task, reason, by }: Of<'item-propose'>,
  now: Instant,
): Step<CampaignState> {
  const before = reopened(itemOf(state, task) as ItemState);
  const limits = asked(view, state, now);
  const item: ItemState = { ...before, ...limits, phase: 'waiting', again: true };
  const { limitAt } = limits;
  const payload = { ...aboutItem(task, item), by, reason, limitAt };
  const owing = (item.units ?? []).map((unit) => unit.id);
  return {
    state: withItem(state, task, item),
    decisions: [
      itemFact('item-proposed', task, now, payload),
      ...tellOfItem(
        ...([view, now, 'approve-item', [approverOf(view)], task] as const),
        { ...payload, units: owing },
        ':2',
      ),
    ],
    answer: { value: { task, limitAt } },
  };
}
