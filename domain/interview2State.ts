import { amendedContext } from './amendedContext.ts';
import type { Calendar } from './calendar.ts';
import type { Instant } from './instant.ts';
import { viewOf, type InterviewInput, type InterviewView } from './interview.ts';
import type { Meeting } from './interviewMessages.ts';
import { talkRule, type TalkRule } from './interview2Rule.ts';
import type { OwnPart } from './ownPart.ts';
import type { Recipient } from './regime.ts';

/**
 * TalkPhase 约谈所处环节. `sent-back` the first proposal lapsed and lies with the clerk; `unmet` the approver must say
 * what follows; `referring` a referral waits on a person's desk.
 */
export type TalkPhase =
  | 'gathering'
  | 'proposed'
  | 'sent-back'
  | 'approved'
  | 'scheduled'
  | 'held'
  | 'rectifying'
  | 'verifying'
  | 'unmet'
  | 'referring'
  | TalkEnd;

export type TalkEnd =
  'rejected' | 'lapsed' | 'withdrawn' | 'closed' | 'referred' | 'not-referred' | 'referral-lapsed';

export interface TalkStatement {
  readonly at: Instant;
  readonly text: string;
}

/**
 * TalkState: the state of engine 2. It is that of engine 1 with more in it, so that a process that gathers or waits at
 * its gate under engine 1 goes on under engine 2 as it is.
 */
export interface TalkState {
  readonly clock: Instant;
  readonly phase: TalkPhase;
  readonly grounds: readonly string[];
  readonly joint?: Readonly<Record<string, OwnPart>>;
  readonly proposeAt?: Instant;
  /** Of the present phase; absent when it has been missed and reported up. */
  readonly limitAt?: Instant;
  readonly remindAt?: Instant;
  /** When the window closed for grounds: the first decision or lapse. */
  readonly decidedAt?: Instant;
  readonly endedAt?: Instant;
  readonly seen: readonly string[];
  /** How often each type of fact and notice has been told: their keys are numbered from the second on. */
  readonly times?: Readonly<Record<string, number>>;
  /** The unit was asked for a statement in this proposal. */
  readonly heard?: boolean;
  readonly statements?: readonly TalkStatement[];
  /** To be held by then; of the present sitting. */
  readonly holdBy?: Instant;
  readonly meeting?: Meeting;
  /** 1 for the first interview, 2 for the second 二次约谈. */
  readonly sitting?: number;
  /** Absences in this sitting. */
  readonly absences?: number;
  /** 暂停: the rectification clock stands since then; absent while it runs. */
  readonly pausedAt?: Instant;
  /** An amended calendar; absent while the one of the context stands. */
  readonly calendar?: Calendar;
}

export interface TalkView extends InterviewView {
  readonly talk: TalkRule;
}

export function talkViewOf(input: InterviewInput): TalkView {
  const view = viewOf(input);
  return { ...view, talk: talkRule(view.rule) };
}

/** The view under the calendar in force. */
export function presentView(view: TalkView, { calendar }: TalkState): TalkView {
  if (calendar === undefined) return view;
  const { input } = view;
  return { ...view, input: { ...input, context: amendedContext(input.context, calendar) } };
}

export function initialTalk({ startedAt }: InterviewInput): TalkState {
  return { clock: startedAt, phase: 'gathering', grounds: [], seen: [], times: {} };
}

/** Who is to act in this phase: an actor; nobody while grounds gather and after the end. */
export function deskOf({ talk, input }: TalkView, phase: TalkPhase): string | undefined {
  switch (phase) {
    case 'proposed':
    case 'unmet':
      return talk.gate.by;
    case 'sent-back':
    case 'approved':
    case 'scheduled':
    case 'held':
      return 'office';
    case 'rectifying':
      return `unit:${input.unit.id}`;
    case 'verifying':
      return talk.verify.by;
    case 'referring':
      return talk.refer;
    default:
      return undefined;
  }
}

/** The inboxes of that desk. */
export function deskRecipients(view: TalkView, phase: TalkPhase): readonly Recipient[] {
  const desk = deskOf(view, phase);
  if (desk === undefined) return [];
  return desk.startsWith('unit:') ? ['reporter', 'head'] : [desk];
}

/** Whom a missed limit of a desk is reported to: its superior, never the desk alone. */
export function aboveOf({ talk }: TalkView, desk: string | undefined): Recipient {
  return desk === talk.gate.by ? 'principal' : talk.gate.by;
}

export function sittingOf({ sitting }: TalkState): number {
  return sitting ?? 1;
}

/** The state without these fields. */
export function without<K extends keyof TalkState>(
  state: TalkState,
  ...keys: readonly K[]
): Omit<TalkState, K> {
  const kept = Object.entries(state).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(kept) as unknown as Omit<TalkState, K>;
}
