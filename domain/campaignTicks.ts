import type { Context } from './context.ts';
import { cutOffInstant } from './due.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import { DEADLINES, dutySlots } from './obligation.ts';
import { boundaryInstant, bulletinCame, bulletinPeriods } from './regimePeriods.ts';

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
      /** The bulletins that it takes over from, of a regime that another has replaced in flight. */
      readonly after?: readonly string[];
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
    ...cutOffs(context),
  ];
  return ticks
    .map((tick, order) => ({ tick, order }))
    .sort((a, b) => epoch(a.tick.at) - epoch(b.tick.at) || a.order - b.order)
    .map(({ tick }) => tick);
}

type CutOff = Extract<CampaignTick, { kind: 'cut-off' }>;

/** The cut-offs of each bulletin in order of time, each with the one before it, so that none is lost or counted twice. */
function cutOffs(context: Context): readonly CutOff[] {
  const { calendar, firstNoticesAt } = context;
  const byId = new Map<string, CutOff[]>();
  for (const { rule, period, under } of bulletinPeriods(context)) {
    const { at, provisional } = cutOffInstant(rule, period, calendar);
    const own = byId.get(rule.id) ?? [];
    byId.set(rule.id, own);
    const twice = own.some((other) => epoch(other.at) === epoch(at));
    if (epoch(at) <= epoch(firstNoticesAt) || (under !== undefined && twice)) continue;
    const { key } = period;
    own.push({ kind: 'cut-off', at, bulletin: rule.id, period: key, since: at, provisional });
  }
  return [...byId].flatMap(([id, own]) => {
    const sorted = [...own].sort((a, b) => epoch(a.at) - epoch(b.at));
    const first = firstSince(context, id, sorted[0]?.at, byId);
    return sorted.map((tick, n) => {
      const before = sorted[n - 1];
      return before === undefined ? { ...tick, ...first } : { ...tick, since: before.at };
    });
  });
}

/** Where the first cut-off of a bulletin begins: at the start, at the boundary, or where those that it replaces left off. */
function firstSince(
  context: Context,
  id: string,
  first: Instant | undefined,
  byId: ReadonlyMap<string, readonly CutOff[]>,
): Pick<CutOff, 'since' | 'after'> {
  const came = bulletinCame(context, id);
  if (came === undefined || first === undefined) return { since: context.startedAt };
  const boundary = boundaryInstant(came.from, context);
  if (came.replaces.length === 0) return { since: boundary };
  const left = came.replaces
    .flatMap((other) => byId.get(other) ?? [])
    .filter(({ at }) => epoch(at) < epoch(first))
    .map(({ at }) => at);
  return { since: left.length > 0 ? left.reduce(maxInstant) : boundary, after: came.replaces };
}
