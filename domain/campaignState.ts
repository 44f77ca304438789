import type { Calendar } from './calendar.ts';
import type { Figures } from './campaignMessages.ts';
import type { Context } from './context.ts';
import type { Instant } from './instant.ts';
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
}

export interface CampaignState {
  readonly clock: Instant;
  readonly started: boolean;
  readonly bulletins: Readonly<Record<string, BulletinState>>;
  /** Bulletins issued, by year of signing. */
  readonly issued: Readonly<Record<string, number>>;
  readonly suspensions: readonly Suspension[];
  readonly calendar?: Calendar;
  readonly seen: readonly string[];
  readonly ended?: { readonly at: Instant; readonly reason: string };
}

export interface CampaignView {
  readonly input: CampaignInput;
  readonly process: string;
}

export function calendarOf(view: CampaignView, state: CampaignState): Calendar {
  return state.calendar ?? view.input.context.calendar;
}

export function bulletinKey(bulletin: string, period: string): string {
  return `${bulletin}/${period}`;
}
