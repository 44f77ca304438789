import { regimesOf } from './amendedContext.ts';
import { broadcast } from './campaignBroadcast.ts';
import { campaignNotices } from './campaignNotices.ts';
import {
  presentContext,
  presentView,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import type { Context } from './context.ts';
import { fault, type Fault } from './faults.ts';
import { dayOf, epoch, type Day, type Instant } from './instant.ts';
import type { Decision, Fact, Step } from './machine.ts';
import type { Regime } from './regime.ts';
import { regimeFact, regimeWithdrawnFact } from './regimeAmended.ts';
import type { RegimeAmended, RegimeWithdrawn } from './regimeMessages.ts';
import { boundaryInstant } from './regimePeriods.ts';

/** The fault with which a campaign answers a new regime 制度变更, or nothing. */
export function regimeGuard(
  view: CampaignView,
  state: CampaignState,
  message: RegimeAmended,
): Fault | undefined {
  const { regime, from, reason, over, receivedAt } = message;
  if (reason.trim() === '') return fault('reason-missing', { act: '发布制度变更' });
  const context = presentContext(presentView(view, state));
  const present = regimesOf(context).at(-1) ?? context.regime;
  const replaced = over && (over.id !== present.id || over.version !== present.version);
  return (
    pendingFault(context, receivedAt) ??
    (replaced
      ? fault('regime-replaced', { regime: present.id, version: present.version })
      : undefined) ??
    regimeFault(context, regime, present.version) ??
    boundaryFault(context, from, receivedAt)
  );
}

/** One change at a time: what was published and has not come into force yet is in the way. */
export function pendingFault(context: Context, now: Instant): Fault | undefined {
  const last = context.later?.at(-1);
  if (last === undefined || epoch(boundaryInstant(last.from, context)) <= epoch(now)) {
    return undefined;
  }
  const { id, version } = last.regime;
  return fault('regime-pending', { regime: id, version, from: last.from });
}

/** Another regime, a version that is not higher than the highest ever published, another zone. */
export function regimeFault(
  { regime: own, calendar }: Context,
  next: Regime,
  highest: number,
): Fault | undefined {
  if (next.id !== own.id) return fault('regime-other', { regime: own.id, other: next.id });
  if (next.version <= highest) {
    return fault('regime-version', { regime: next.id, highest, version: next.version });
  }
  if (next.zone === calendar.zone) return undefined;
  return fault('regime-zone', { other: next.zone, zone: calendar.zone });
}

/** A boundary 生效日 lies ahead, after the first notices, and inside the horizon. */
export function boundaryFault(context: Context, from: Day, now: Instant): Fault | undefined {
  const { horizon, firstNoticesAt } = context;
  const boundary = epoch(boundaryInstant(from, context));
  const refuse = (problem: string) => fault('regime-boundary', { from, problem });
  if (boundary <= epoch(now)) {
    return refuse(`不晚于今天（${dayOf(now, context.calendar.zone)}），已开始的报告期不能改`);
  }
  if (boundary <= epoch(firstNoticesAt)) {
    const first = dayOf(firstNoticesAt, context.calendar.zone);
    return refuse(`不晚于首批通知发出之日（${first}）`);
  }
  const { later = [] } = context;
  if (later.some((own) => own.from >= from)) {
    return refuse(`不晚于上一次制度变更的生效日（${later.at(-1)?.from ?? ''}）`);
  }
  return from >= horizon.to ? refuse(`不在专项行动期限之内（至 ${horizon.to} 前一日）`) : undefined;
}

/** The fault with which a withdrawal is answered: only what has not come into force can be taken back. */
export function regimeWithdrawGuard(
  view: CampaignView,
  { regimes = [] }: CampaignState,
  { withdraws, reason, receivedAt }: RegimeWithdrawn,
): Fault | undefined {
  if (reason.trim() === '') return fault('reason-missing', { act: '撤回制度变更' });
  const last = regimes.at(-1);
  if (last?.regime.id !== withdraws.id || last.regime.version !== withdraws.version) {
    return fault('regime-not-withdrawn', { reason: '没有这一版待生效的制度' });
  }
  const { context } = view.input;
  if (epoch(boundaryInstant(last.from, context)) > epoch(receivedAt)) return undefined;
  const why = `第${withdraws.version}版已于 ${last.from} 生效，确需改回的，请另行发布新版`;
  return fault('regime-not-withdrawn', { reason: why });
}

/** The tasks hear of it, and so do the units whose instants change. */
export function takeRegime(
  view: CampaignView,
  state: CampaignState,
  message: RegimeAmended,
): Step<CampaignState> {
  const { regime, hash, from, reason, by, id, receivedAt, units = [] } = message;
  const next: CampaignState = {
    ...state,
    regimes: [...(state.regimes ?? []), { from, regime, units, hash }],
  };
  const fact = regimeFact(message, receivedAt);
  const told = broadcast(receivedAt, id, { kind: 'regime', regime, hash, from, reason, by });
  return {
    state: next,
    decisions: [fact, ...notices(presentView(view, next), fact, message.touched), told],
  };
}

export function takeRegimeWithdrawal(
  view: CampaignView,
  state: CampaignState,
  message: RegimeWithdrawn,
): Step<CampaignState> {
  const { withdraws, reason, by, id, receivedAt } = message;
  const { regimes = [], ...rest } = state;
  const left = regimes.slice(0, -1);
  const fact = regimeWithdrawnFact(message, receivedAt);
  const told = broadcast(receivedAt, id, { kind: 'regime-withdraw', withdraws, reason, by });
  return {
    state: left.length === 0 ? rest : { ...rest, regimes: left },
    decisions: [fact, ...notices(view, fact, message.touched), told],
  };
}

/** The office hears how many units are touched; each of them hears how many of its instants change. */
function notices(
  view: CampaignView,
  { at, type, key, payload }: Fact,
  touched: Readonly<Record<string, number>> | undefined,
): readonly Decision[] {
  if (touched === undefined) return [];
  const named = view.input.units.filter(({ id }) => touched[id] !== undefined);
  const about = { ...payload, subject: key };
  return [
    ...campaignNotices(view, at, type, ['office'], { ...about, units: named.length }, named),
    ...named.flatMap((unit) =>
      campaignNotices(view, at, type, ['reporter'], { ...about, changes: touched[unit.id] }, [
        unit,
      ]),
    ),
  ];
}
