import { amendedContext } from './obligation.ts';
import { calendarOf, type CampaignState, type CampaignView } from './campaignState.ts';
import type { Context } from './context.ts';
import type { Day, Instant } from './instant.ts';
import { itemRule, type ItemRule, type Urgency } from './item.ts';
import type { Actor } from './machine.ts';
import type { Recipient } from './regime.ts';
import type { Unit } from './unit.ts';

/** ItemState 一件督办事项: it waits for its approval; what has been decided is kept so that nobody decides it twice. */
export interface ItemState {
  readonly phase: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'lapsed';
  readonly source: string;
  readonly title: string;
  readonly urgency: Urgency;
  readonly leader: Recipient;
  readonly on: Day;
  readonly due?: Day;
  /** Who registered it. */
  readonly by: Actor;
  /** When it was put, or put again, to its approver. */
  readonly askedAt: Instant;
  /** Of what waits only. */
  readonly limitAt?: Instant;
  readonly remindAt?: Instant;
  readonly units?: readonly Unit[];
  /** It has been put to its approver a second time. */
  readonly again?: true;
  /** When it was decided, or lapsed. */
  readonly at?: Instant;
}

export function itemOf(state: CampaignState, task: string): ItemState | undefined {
  return state.items?.[task];
}

export function withItem(state: CampaignState, task: string, item: ItemState): CampaignState {
  return { ...state, items: { ...state.items, [task]: item } };
}

/** What of an item stays whatever becomes of it. */
function lasting(item: ItemState): Omit<ItemState, 'phase'> {
  const { source, title, urgency, leader, on, due, by, askedAt, again } = item;
  return {
    ...{ source, title, urgency, leader, on, by, askedAt },
    ...(due === undefined ? {} : { due }),
    ...(again === undefined ? {} : { again }),
  };
}

function unitsOf({ units }: ItemState): Pick<ItemState, 'units'> {
  return units === undefined ? {} : { units };
}

/** An item that waits no longer: without its limit, its reminder and, unless it may be put again, its units. */
export function settledItem(item: ItemState, phase: ItemState['phase'], at: Instant): ItemState {
  return { ...lasting(item), ...(phase === 'lapsed' ? unitsOf(item) : {}), phase, at };
}

/** The item with its reminder taken. */
export function reminded(item: ItemState): ItemState {
  const { phase, limitAt } = item;
  const limit = limitAt === undefined ? {} : { limitAt };
  return { ...lasting(item), ...unitsOf(item), ...limit, phase };
}

/** The item as it was before it lapsed. */
export function reopened(item: ItemState): ItemState {
  return { ...lasting(item), ...unitsOf(item), phase: item.phase };
}

/** The rule by which items of a campaign are approved; a campaign without one takes none. */
export function ruleOfItems({ input }: CampaignView): ItemRule | undefined {
  return itemRule(input.context.regime);
}

/** The context under the calendar in force. */
export function presentContext(view: CampaignView, state: CampaignState): Context {
  return amendedContext(view.input.context, calendarOf(view, state));
}
