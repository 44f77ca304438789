import type { Context } from './context.ts';
import { cutOffInstant } from './due.ts';
import { epoch, type Instant } from './instant.ts';
import { DEADLINES, dutySlots, periodsOf } from './obligation.ts';

/** CampaignTick: an instant of the campaign's time line. */
export type CampaignTick =
  | { readonly kind: 'start' | 'first-notices'; readonly at: Instant }
  | {
      readonly kind: 'open';
      readonly at: Instant;
      readonly duty: string;
      readonly period: string;
    }
  | {
      readonly kind: 'cut-off';
      readonly at: Instant;
      readonly bulletin: string;
      readonly period: string;
      /** The cut-off before: obligations whose grace ended after it are covered. */
      readonly since: Instant;
      readonly provisional: boolean;
    };

/** The ticks of a campaign in order: what opens at an instant stands before what is cut off at it. */
export function campaignTicks(context: Context): readonly CampaignTick[] {
  const { startedAt, firstNoticesAt } = context;
  const opens = dutySlots(context).map((slot): CampaignTick => ({
    kind: 'open',
    at: slot.instants.opens,
    duty: slot.duty,
    period: slot.period,
  }));
  const ticks: CampaignTick[] = [
    { kind: 'start', at: startedAt },
    { kind: 'open', at: startedAt, duty: DEADLINES, period: 'all' },
    ...opens,
    { kind: 'first-notices', at: firstNoticesAt },
    ...context.regime.bulletins.flatMap((rule) => cutOffs(context, rule.id)),
  ];
  return ticks
    .map((tick, order) => ({ tick, order }))
    .sort((a, b) => epoch(a.tick.at) - epoch(b.tick.at) || a.order - b.order)
    .map(({ tick }) => tick);
}

function cutOffs(context: Context, id: string): readonly CampaignTick[] {
  const { calendar, regime, startedAt, firstNoticesAt } = context;
  const rule = regime.bulletins.find((bulletin) => bulletin.id === id);
  if (rule === undefined) return [];
  let since = startedAt;
  const ticks: CampaignTick[] = [];
  for (const period of periodsOf(rule, context)) {
    const { at, provisional } = cutOffInstant(rule, period, calendar);
    if (epoch(at) <= epoch(firstNoticesAt)) continue;
    ticks.push({ kind: 'cut-off', at, bulletin: id, period: period.key, since, provisional });
    since = at;
  }
  return ticks;
}
