import { noticesTo } from './noticesTo.ts';
import { addresses } from './escalation.ts';
import type { Instant } from './instant.ts';
import { groundsOf } from './interview.ts';
import { limitAfter, reminderBetween } from './interview2Rule.ts';
import {
  deskOf,
  sittingOf,
  without,
  type TalkEnd,
  type TalkState,
  type TalkView,
} from './interview2State.ts';
import type { Decision, Step } from './machine.ts';
import type { Offset } from './calendar.ts';
import type { Recipient } from './regime.ts';

type Payload = Readonly<Record<string, unknown>>;

/** What a step tells: one fact, and the notices that go with it. */
export interface Told {
  readonly type: string;
  readonly payload?: Payload;
  readonly notices?: readonly {
    readonly type: string;
    readonly to: readonly Recipient[];
    readonly payload?: Payload;
  }[];
}

/** The state with the clock of a new phase: its limit, and the reminder on the way. */
export function waiting(view: TalkView, state: TalkState, from: Instant, limit: Offset): TalkState {
  const { calendar } = view.input.context;
  return until(view, state, from, limitAfter(view.talk, limit, from, calendar));
}

export function until(
  view: TalkView,
  state: TalkState,
  from: Instant,
  limitAt: Instant,
): TalkState {
  const { calendar } = view.input.context;
  const remindAt = reminderBetween(view.talk.remind, from, limitAt, calendar);
  return { ...state, limitAt, remindAt };
}

/** The state at its end: nothing is waited for. */
export function ending(state: TalkState, phase: TalkEnd, now: Instant): TalkState {
  const decidedAt = state.decidedAt ?? now;
  return { ...without(state, 'limitAt', 'remindAt'), phase, decidedAt, endedAt: now };
}

/** A step into `state` with what it tells; keys are numbered by how often a type has been told. */
export function tell(
  view: TalkView,
  state: TalkState,
  now: Instant,
  ...list: readonly Told[]
): Step<TalkState> {
  const times = { ...state.times };
  const numbered = (type: string) => {
    const n = (times[type] ?? 0) + 1;
    times[type] = n;
    return n === 1 ? type : `${type}:${n}`;
  };
  const decisions = list.flatMap((told): readonly Decision[] => {
    const base = { ...standing(view, state) };
    const key = numbered(told.type);
    const payload = { ...base, ...told.payload };
    const notices = (told.notices ?? []).flatMap(({ type, to, payload: own }) =>
      noticesTo(inboxes(view, to), {
        at: now,
        type,
        subject: `${view.process}:${numbered(`notice ${type}`).replace('notice ', '')}`,
        payload: { ...payload, ...own },
      }),
    );
    return [{ kind: 'fact', at: now, type: told.type, key, payload }, ...notices];
  });
  return { state: { ...state, clock: now, times }, decisions };
}

/**
 * A state of engine 1 as engine 2 goes on with it: nothing was counted there, and what stands at its gate has been
 * proposed once. Its limit stays as it was told, without a reminder.
 */
export function adopted(state: TalkState): TalkState {
  const { phase, times } = state;
  if (times !== undefined) return state;
  const told = phase === 'gathering' ? {} : { proposed: 1, 'notice decide-interview': 1 };
  return { ...state, times: told };
}

/** How the interview stands, which every fact and notice carries: where, until when, and with whom it lies. */
function standing(view: TalkView, state: TalkState): Payload {
  const { unit, window } = view.input;
  const { phase, limitAt, meeting } = state;
  const desk = deskOf(view, phase);
  return {
    unit: unit.id,
    window,
    phase,
    ...(sittingOf(state) > 1 ? { sitting: sittingOf(state) } : {}),
    ...(desk === undefined ? {} : { desk }),
    ...(limitAt === undefined ? {} : { limitAt }),
    ...(meeting === undefined ? {} : { meeting }),
    ...groundsOf(state),
  };
}

function inboxes({ input }: TalkView, to: readonly Recipient[]) {
  const { context, unit } = input;
  return to.flatMap((role) =>
    addresses(role, context.regime, { leaders: [], units: [unit] }, { members: [unit.id] }),
  );
}
