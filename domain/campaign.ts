import type { Calendar } from './calendar.ts';
import { campaignGuard } from './campaignGuards.ts';
import { takeCampaignMessage } from './campaignDecisions.ts';
import { campaignTicks, type CampaignTick } from './campaignTicks.ts';
import type { CampaignMessage, Figures } from './campaignMessages.ts';
import type { Context } from './context.ts';
import { campaignNotices } from './campaignNotices.ts';
import { campaignProcess } from './ids.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision, Machine, Step } from './machine.ts';
import { endOf, type Suspension } from './obligation.ts';
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
  /** Cut-offs that came while the calendar did not cover their day. */
  readonly held: readonly string[];
  readonly calendar?: Calendar;
  readonly seen: readonly string[];
  readonly ended?: { readonly at: Instant; readonly reason: string };
}

export interface CampaignView {
  readonly input: CampaignInput;
  readonly process: string;
}

export function initialCampaign(input: CampaignInput): CampaignState {
  return {
    clock: input.context.startedAt,
    started: false,
    bulletins: {},
    issued: {},
    suspensions: [],
    held: [],
    seen: [],
  };
}

/** The machine of a campaign 专项行动: starts the tasks, opens each period, gathers and issues the bulletins. */
export function campaignMachine(input: CampaignInput): Machine<CampaignState, CampaignMessage> {
  const view: CampaignView = { input, process: campaignProcess(input.context.campaign) };
  const end = endOf(input.context);
  const lines = new WeakMap<Calendar, readonly CampaignTick[]>();
  const ticksAt = (state: CampaignState): readonly CampaignTick[] => {
    const calendar = state.calendar ?? input.context.calendar;
    const known = lines.get(calendar);
    if (known) return known;
    const made = campaignTicks({ ...input.context, calendar });
    lines.set(calendar, made);
    return made;
  };
  const pass = (state: CampaignState, upTo: Instant) => passTime(view, state, upTo, ticksAt, end);
  return {
    next: (state) => nextInstant(state, ticksAt(state), end),
    advance(state, message, upTo) {
      if (message !== undefined && state.seen.includes(message.id)) {
        return { state, decisions: [], answer: { value: { repeated: true } } };
      }
      const passed = pass(state, upTo);
      if (message === undefined) return passed;
      const refused = campaignGuard(view, passed.state, message);
      if (refused) return { ...passed, answer: { fault: refused } };
      const taken = takeCampaignMessage(view, passed.state, message);
      const seen = [...taken.state.seen, message.id].slice(-400);
      const told = { ...taken.state, seen };
      // An amended calendar sets free what waited for it; a last signature may end the campaign.
      const after = pass(told, told.clock);
      return {
        ...taken,
        state: after.state,
        decisions: [...passed.decisions, ...taken.decisions, ...after.decisions],
      };
    },
    guard: (state, message) =>
      state.seen.includes(message.id)
        ? undefined
        : campaignGuard(view, pass(state, message.receivedAt).state, message),
    ended: (state) => state.ended !== undefined,
    describe: (state) => describe(state, nextInstant(state, ticksAt(state), end)),
  };
}

export function bulletinKey(bulletin: string, period: string): string {
  return `${bulletin}/${period}`;
}

function tickId(tick: CampaignTick): string {
  return tick.kind === 'cut-off' ? bulletinKey(tick.bulletin, tick.period) : '';
}

function waits(tick: CampaignTick): boolean {
  return tick.kind === 'cut-off' && tick.provisional;
}

function limits(state: CampaignState): readonly (readonly [string, Instant])[] {
  return Object.entries(state.bulletins).flatMap(([key, bulletin]) =>
    bulletin.phase === 'drafted' && bulletin.limitAt && !bulletin.overdue
      ? [[key, bulletin.limitAt] as const]
      : [],
  );
}

function nextInstant(
  state: CampaignState,
  ticks: readonly CampaignTick[],
  end: Instant,
): Instant | undefined {
  if (state.ended) return undefined;
  if (!state.started) return ticks[0]?.at;
  const clock = epoch(state.clock);
  const candidates = [
    ...ticks.filter((tick) => epoch(tick.at) > clock && !waits(tick)).map((tick) => tick.at),
    ...limits(state).map(([, at]) => at),
    ...(epoch(end) > clock && !ticks.some(waits) ? [end] : []),
  ];
  return candidates.length
    ? candidates.reduce((a, b) => (epoch(a) <= epoch(b) ? a : b))
    : undefined;
}

function passTime(
  view: CampaignView,
  state: CampaignState,
  upTo: Instant,
  ticksAt: (state: CampaignState) => readonly CampaignTick[],
  end: Instant,
): Step<CampaignState> {
  if (state.ended) return { state, decisions: [] };
  const decisions: Decision[] = [];
  const ticks = ticksAt(state);
  const clock = epoch(state.clock);
  const due = ticks.filter((tick) => {
    const when = epoch(tick.at);
    if (when > epoch(upTo)) return false;
    return when > clock || (!state.started && when <= clock) || state.held.includes(tickId(tick));
  });
  let current: CampaignState = { ...state, started: true };
  for (const tick of due) {
    const id = tickId(tick);
    if (waits(tick)) {
      if (!current.held.includes(id)) current = { ...current, held: [...current.held, id] };
      continue;
    }
    current = { ...current, held: current.held.filter((held) => held !== id) };
    const step = take(view, current, tick);
    current = step.state;
    decisions.push(...step.decisions);
  }
  for (const [key, at] of limits(current)) {
    if (epoch(at) > epoch(upTo)) continue;
    const bulletin = current.bulletins[key] as BulletinState;
    decisions.push(...overdue(view, key, at));
    const bulletins = { ...current.bulletins, [key]: { ...bulletin, overdue: true as const } };
    current = { ...current, bulletins };
  }
  if (epoch(upTo) > clock) current = { ...current, clock: upTo };
  const open = Object.values(current.bulletins).some(
    ({ phase }) => phase === 'gathering' || phase === 'drafted',
  );
  if (epoch(end) <= epoch(current.clock) && !open && !ticks.some(waits)) {
    const ended = { at: end, reason: '期满' };
    decisions.push({ kind: 'fact', at: end, type: 'ended', key: 'ended', payload: ended });
    current = { ...current, ended };
  }
  return { state: current, decisions };
}

function take(view: CampaignView, state: CampaignState, tick: CampaignTick): Step<CampaignState> {
  const { context } = view.input;
  switch (tick.kind) {
    case 'start': {
      const payload = {
        regime: context.regime.id,
        version: context.regime.version,
        calendar: context.calendar.id,
        horizon: context.horizon,
      };
      return {
        state,
        decisions: [
          { kind: 'fact', at: tick.at, type: 'started', key: 'started', payload },
          { kind: 'effect', at: tick.at, type: 'startTasks', key: 'startTasks', payload: {} },
        ],
      };
    }
    case 'open': {
      const { duty, period } = tick;
      const key = `open:${duty}/${period}`;
      const payload = { duty, period };
      return {
        state,
        decisions: [{ kind: 'effect', at: tick.at, type: 'openPeriod', key, payload }],
      };
    }
    case 'first-notices':
      return {
        state,
        decisions: campaignNotices(view, tick.at, 'assigned', ['reporter'], {
          subject: 'assigned',
        }),
      };
    case 'cut-off': {
      const bulletin: BulletinState = {
        phase: 'gathering',
        draft: 1,
        since: tick.since,
        cutOff: tick.at,
      };
      const key = bulletinKey(tick.bulletin, tick.period);
      return {
        state: { ...state, bulletins: { ...state.bulletins, [key]: bulletin } },
        decisions: [gatherEffect(view, state, key, bulletin)],
      };
    }
  }
}

/** Asks for the figures of a bulletin; the outcome comes back as `gathered`. */
export function gatherEffect(
  view: CampaignView,
  state: CampaignState,
  key: string,
  bulletin: BulletinState,
): Decision {
  const [id = '', period = ''] = key.split('/');
  const rule = view.input.context.regime.bulletins.find((candidate) => candidate.id === id);
  return {
    kind: 'effect',
    at: bulletin.cutOff,
    type: 'gather',
    key: `gather:${key}:${bulletin.draft}`,
    payload: {
      bulletin: id,
      period,
      draft: bulletin.draft,
      ...(state.calendar ? { calendar: state.calendar } : {}),
      coverage: {
        since: bulletin.since,
        cutOff: bulletin.cutOff,
        ...(rule?.duties ? { duties: rule.duties } : {}),
        suspensions: state.suspensions,
      },
    },
  };
}

function overdue(view: CampaignView, key: string, at: Instant): readonly Decision[] {
  const rule = view.input.context.regime.bulletins.find(({ id }) => key.startsWith(`${id}/`));
  if (rule === undefined) return [];
  return [
    {
      kind: 'fact',
      at,
      type: 'sign-overdue',
      key: `sign-overdue:${key}`,
      payload: { bulletin: key },
    },
    ...campaignNotices(view, at, 'sign-overdue', [rule.sign.by, 'office'], { subject: key }),
  ];
}

function describe(state: CampaignState, next: Instant | undefined): string {
  if (state.ended) return `已结束（${state.ended.reason}）`;
  const lasting = state.suspensions.at(-1);
  const paused = lasting && lasting.to === undefined ? '已暂停；' : '';
  return `${paused}下一时点 ${next ?? '无'}`;
}
