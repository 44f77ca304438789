import { amendedContext, succeededContext } from './amendedContext.ts';
import { campaignGuard } from './campaignGuards.ts';
import { takeCampaignMessage } from './campaignDecisions.ts';
import type { CampaignMessage } from './campaignMessages.ts';
import {
  bulletinKey,
  calendarOf,
  presentView,
  type CampaignInput,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import { overdue, takeTick } from './campaignSteps.ts';
import { ask, lookBack, outlived } from './campaignLookBack.ts';
import { campaignTicks, type CampaignTick } from './campaignTicks.ts';
import type { Context } from './context.ts';
import { campaignProcess } from './ids.ts';
import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import { itemTicks, takeItemTick } from './itemTicks.ts';
import type { Decision, Machine, Step } from './machine.ts';
import { endOf } from './obligation.ts';

export type { BulletinState, CampaignInput, CampaignState } from './campaignState.ts';

export function initialCampaign(input: CampaignInput): CampaignState {
  return {
    clock: input.context.startedAt,
    started: false,
    bulletins: {},
    issued: {},
    suspensions: [],
    seen: [],
  };
}

/**
 * The machine of a campaign 专项行动: starts the tasks, opens each period, gathers and issues the bulletins. A step that
 * decides nothing changes nothing, so that the state is a function of what the register has recorded.
 */
export function campaignMachine(input: CampaignInput): Machine<CampaignState, CampaignMessage> {
  const view: CampaignView = { input, process: campaignProcess(input.context.campaign) };
  const lines = new WeakMap<Context, Line>();
  const lineAt = (state: CampaignState): Line => {
    const succeeded = succeededContext(input.context, state.regimes ?? []);
    const context = amendedContext(succeeded, calendarOf(view, state));
    const known = lines.get(context);
    if (known) return known;
    const made = { context, ticks: campaignTicks(context) };
    lines.set(context, made);
    return made;
  };
  const pass = (state: CampaignState, upTo: Instant, settledAt?: Instant) =>
    endIfOver(view, passTime(view, state, upTo, lineAt(state)), lineAt(state), upTo, settledAt);
  return {
    next: (state) => nextInstant(state, lineAt(state)),
    advance(state, message, upTo) {
      const passed = pass(state, upTo);
      if (message === undefined) return passed;
      if (state.seen.includes(message.id)) {
        return { ...passed, answer: { value: { repeated: true } } };
      }
      const told = { ...message, receivedAt: minInstant(message.receivedAt, upTo) };
      const refused = campaignGuard(view, passed.state, told);
      if (refused) return { ...passed, answer: { fault: refused } };
      const heard = heardAt(passed.state, upTo);
      const taken = takeCampaignMessage(presentView(view, heard), heard, told);
      if (taken.decisions.length === 0) return { ...passed, answer: {} };
      const seen = [...taken.state.seen, message.id].slice(-400);
      // An amended calendar sets free what waited for it; a last signature may end the campaign.
      const { clock } = taken.state;
      const after = pass({ ...taken.state, seen }, clock, clock);
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
    describe: (state) => describe(state, nextInstant(state, lineAt(state))),
  };
}

function heardAt(state: CampaignState, now: Instant): CampaignState {
  return { ...state, clock: maxInstant(state.clock, now) };
}

/** Line 时间线 of the campaign under one calendar. */
interface Line {
  readonly context: Context;
  readonly ticks: readonly CampaignTick[];
}

/**
 * Whether a tick is still to be taken. A cut-off is taken once, wherever an amended calendar moves it, and not before
 * the calendar covers its days.
 */
function pending(state: CampaignState, tick: CampaignTick): boolean {
  if (tick.kind === 'cut-off') {
    return !tick.provisional && !state.bulletins[bulletinKey(tick.bulletin, tick.period)];
  }
  return !state.started || epoch(tick.at) > epoch(state.clock);
}

/** When everything is closed and the last cut-off is past. */
function endAt({ context, ticks }: Line, { suspensions }: CampaignState): Instant {
  return ticks.map((tick) => tick.at).reduce(maxInstant, endOf(context, suspensions));
}

/** Whether the end must wait: for a calendar, a signature, the approval of an item, or the end of a suspension. */
function awaits(state: CampaignState, { ticks }: Line): boolean {
  const lasting = state.suspensions.at(-1);
  if (lasting && lasting.to === undefined) return true;
  const open = Object.values(state.bulletins).some(
    ({ phase }) => phase === 'gathering' || phase === 'drafted',
  );
  const uncovered = ticks.some(
    (tick) =>
      tick.kind === 'cut-off' &&
      tick.provisional &&
      !state.bulletins[bulletinKey(tick.bulletin, tick.period)],
  );
  return open || uncovered || itemTicks(state).length > 0;
}

function limits(state: CampaignState): readonly (readonly [string, Instant])[] {
  return Object.entries(state.bulletins).flatMap(([key, bulletin]) =>
    bulletin.phase === 'drafted' && bulletin.limitAt && !bulletin.overdue
      ? [[key, bulletin.limitAt] as const]
      : [],
  );
}

/** When it ends; while tasks outlive it, when it asks after them again. */
function endsAt(state: CampaignState, line: Line): readonly Instant[] {
  const { lookingBack } = state;
  if (lookingBack === undefined) return [endAt(line, state)];
  return lookingBack.nextAt === undefined ? [] : [lookingBack.nextAt];
}

function nextInstant(state: CampaignState, line: Line): Instant | undefined {
  if (state.ended) return undefined;
  if (!state.started) return line.ticks[0]?.at;
  const candidates = [
    ...line.ticks.filter((tick) => pending(state, tick)).map((tick) => tick.at),
    ...limits(state).map(([, at]) => at),
    ...itemTicks(state).map(({ at }) => at),
    ...(awaits(state, line) ? [] : endsAt(state, line)),
  ];
  return candidates.length ? candidates.reduce(minInstant) : undefined;
}

/** Takes what lies in (clock, upTo], and what a calendar has just set free, in order of time. */
function passTime(
  view: CampaignView,
  state: CampaignState,
  upTo: Instant,
  { ticks }: Line,
): Step<CampaignState> {
  const before = !state.started && epoch(upTo) < epoch(state.clock);
  if (state.ended || before) return { state, decisions: [] };
  const due = [
    ...ticks
      .filter((tick) => pending(state, tick))
      .map((tick) => ({
        at: tick.at,
        run: (now: CampaignState) => takeTick(presentView(view, now), now, tick),
      })),
    ...limits(state).map(([key, at]) => ({
      at,
      run: (now: CampaignState) => overdue(presentView(view, now), now, key, at),
    })),
    ...itemTicks(state).map((tick) => ({
      at: tick.at,
      run: (now: CampaignState) => takeItemTick(view, now, tick),
    })),
    ...[state.lookingBack?.nextAt ?? []].flat().map((at) => ({
      at,
      run: (now: CampaignState) => ask(view, now, at),
    })),
  ]
    .filter(({ at }) => epoch(at) <= epoch(upTo))
    .map((item, order) => ({ ...item, ms: epoch(item.at), order }))
    .sort((a, b) => a.ms - b.ms || a.order - b.order);
  const decisions: Decision[] = [];
  let current: CampaignState = { ...state, started: true };
  for (const { run } of due) {
    const step = run(current);
    current = step.state;
    decisions.push(...step.decisions);
  }
  const last = due.at(-1)?.at;
  return last === undefined ? { state, decisions } : { state: heardAt(current, last), decisions };
}

/** 期满: at the end itself, or when a message has settled the last thing that was waited for after it. */
function endIfOver(
  view: CampaignView,
  step: Step<CampaignState>,
  line: Line,
  upTo: Instant,
  settledAt: Instant | undefined,
): Step<CampaignState> {
  const { state, decisions } = step;
  if (state.ended || !state.started || awaits(state, line)) return step;
  const end = endAt(line, state);
  if (epoch(end) > Math.max(epoch(state.clock), epoch(upTo))) return step;
  if (state.lookingBack) return step;
  if (outlived(view)) {
    const looking = lookBack(view, state, maxInstant(settledAt ?? end, state.clock));
    return { ...looking, decisions: [...decisions, ...looking.decisions] };
  }
  const ended = { at: settledAt ?? end, reason: '期满' };
  const fact: Decision = {
    kind: 'fact',
    at: ended.at,
    type: 'ended',
    key: 'ended',
    payload: ended,
  };
  return { state: { ...state, clock: ended.at, ended }, decisions: [...decisions, fact] };
}

function describe(state: CampaignState, next: Instant | undefined): string {
  if (state.ended) return `已结束（${state.ended.reason}）`;
  const lasting = state.suspensions.at(-1);
  const paused = lasting && lasting.to === undefined ? '已暂停；' : '';
  const looking = state.lookingBack ? '回头看；' : '';
  return `${looking}${paused}下一时点 ${next ?? '无'}`;
}
