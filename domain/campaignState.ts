import type { Calendar } from './calendar.ts';
import type { LookingBack } from './campaignLookBack.ts';
import type { Figures } from './campaignMessages.ts';
import type { Review } from './campaignReviews.ts';
import { succeededContext } from './amendedContext.ts';
import type { Context, RegimeInForce } from './context.ts';
import type { Instant } from './instant.ts';
import type { ItemState } from './itemState.ts';
import type { Suspension } from './obligation.ts';
import type { Unit } from './unit.ts';

/** CampaignInput 专项行动流程的输入: the units that owe anything in it, and the leaders of its tasks. */
export interface CampaignInput {
  readonly context: Context;
  readonly units: readonly Unit[];
  readonly leaders: readonly string[];
}

/** BulletinState 一期通报: gathered, drafted, signed 签发; numbers are given when it is signed. */
export interface BulletinState {
  readonly phase: 'gathering' | 'drafted' | 'issued' | 'empty';
  readonly draft: number;
  readonly since: Instant;
  readonly cutOff: Instant;
  /** When this draft was asked for, where that was not at the cut-off: returned, or late for want of a calendar. */
  readonly askedAt?: Instant;
  readonly figures?: Figures;
  readonly limitAt?: Instant;
  readonly overdue?: true;
  /** Of an issue, where objections may lead to a correction: its number, and what it left out as 复核中. */
  readonly number?: number;
  readonly year?: string;
  readonly underReview?: readonly string[];
}

/** A regime that came into force in flight, or will, and the units that owe nothing before it. */
export interface CampaignRegime extends RegimeInForce {
  readonly units: readonly Unit[];
  /** Under which the register keeps who owes, for those who join before its day. */
  readonly hash?: string;
}

export interface CampaignState {
  readonly clock: Instant;
  readonly started: boolean;
  readonly bulletins: Readonly<Record<string, BulletinState>>;
  /** Bulletins issued, by year of signing. */
  readonly issued: Readonly<Record<string, number>>;
  readonly suspensions: readonly Suspension[];
  readonly calendar?: Calendar;
  /** In the order of their days. */
  readonly regimes?: readonly CampaignRegime[];
  readonly seen: readonly string[];
  /** The version of the plan in force, where it is not the one of the start. */
  readonly plan?: { readonly version: number; readonly hash: string };
  /** 督办事项 by the key of the task that they are, or will be. */
  readonly items?: Readonly<Record<string, ItemState>>;
  /** 更名: units under another name, in the order in which that was decided. */
  readonly renamed?: readonly Unit[];
  /** Units and leaders that came in with tasks added in flight. */
  readonly joined?: { readonly units: readonly Unit[]; readonly leaders: readonly string[] };
  /** 异议 against what stands in bulletins, or would, by task and objection. */
  readonly reviews?: Readonly<Record<string, Review>>;
  /** 回头看: its own time is over, and some of its tasks live on. */
  readonly lookingBack?: LookingBack;
  readonly ended?: { readonly at: Instant; readonly reason: string };
}

export interface CampaignView {
  readonly input: CampaignInput;
  readonly process: string;
  readonly regimes?: readonly CampaignRegime[];
}

/** The context with every regime that came into force since the start. */
export function presentContext({ input, regimes = [] }: CampaignView): Context {
  return succeededContext(input.context, regimes);
}

export function calendarOf(view: CampaignView, state: CampaignState): Calendar {
  return state.calendar ?? view.input.context.calendar;
}

export function isPaused({ suspensions }: CampaignState): boolean {
  const last = suspensions.at(-1);
  return last !== undefined && last.to === undefined;
}

/** The view with everybody who has come in since the start. */
export function presentView(
  view: CampaignView,
  { joined, regimes, renamed = [] }: CampaignState,
): CampaignView {
  if (joined === undefined && regimes === undefined && renamed.length === 0) return view;
  const { input } = view;
  const came = [...(joined?.units ?? []), ...(regimes ?? []).flatMap((own) => own.units)];
  const fresh = came.filter(({ id }, n) => came.findIndex((unit) => unit.id === id) === n);
  const units = [...input.units, ...fresh].map(
    (unit) => renamed.findLast(({ id }) => id === unit.id) ?? unit,
  );
  const leaders = [...input.leaders, ...(joined?.leaders ?? [])];
  return { ...view, ...(regimes ? { regimes } : {}), input: { ...input, units, leaders } };
}

/** The state with units and leaders that come in; those who are in it already change nothing. */
export function withJoined(
  { input }: CampaignView,
  state: CampaignState,
  units: readonly Unit[],
  leaders: readonly string[],
): CampaignState {
  const { joined = { units: [], leaders: [] } } = state;
  const known = [...input.units, ...joined.units].map(({ id }) => id);
  const heard = [...input.leaders, ...joined.leaders];
  const newUnits = units.filter(({ id }, n) => {
    return !known.includes(id) && units.findIndex((unit) => unit.id === id) === n;
  });
  const newLeaders = [...new Set(leaders)].filter((leader) => !heard.includes(leader));
  if (newUnits.length === 0 && newLeaders.length === 0) return state;
  const all = {
    units: [...joined.units, ...newUnits],
    leaders: [...joined.leaders, ...newLeaders],
  };
  return { ...state, joined: all };
}

export function bulletinKey(bulletin: string, period: string): string {
  return `${bulletin}/${period}`;
}
